"""Words too common to say that two paragraphs are the same story; the smallest sets that serve."""

_ENGLISH = """
a an the and or but if of to in on at by for from with as into about after before over than then that
this these those is are was were be been being has have had do does did will would can could may might
shall should must it its he she they them his her their him we us our you your i my me who whom which
what when where how there here not no nor so up out off also just said says say
"""
_GERMAN = """
der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf für von vom zu
zum zur mit bei nach aus ist sind war waren hat haben hatte wird werden wurde wurden es er sie wir ich
sich nicht auch als wie dass noch nur um
"""
_FRENCH = """
le la les un une des du de et ou mais dans en au aux sur pour par avec est sont était ont il elle ils
elles on nous vous je se sa son ses ce cette ces qui que quoi dont ne pas plus à
"""
_SPANISH = """
el los las unos unas y o pero del al por para con sin es son era fue han ha se su sus lo que no más como
"""
_ITALIAN = """
il lo gli i uno e ed o ma di da nel nella dei della delle su per con è sono stato ha hanno si che non
più
"""
_PORTUGUESE = """
os as um uma e ou mas do da dos das no na nos nas em por para com é são foi foram seu sua que não mais
"""
_DUTCH = """
de het een en of maar van in op te met voor bij naar uit is zijn was waren heeft hebben werd wordt dat
die niet
"""

STOP_WORDS = frozenset(" ".join((_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH)).split())
