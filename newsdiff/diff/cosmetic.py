"""When two texts differ in typography alone.

Folded: quotation marks (any for any), dashes, ellipsis, white space, invisible hyphens, Unicode composition, commas
outside numbers. Kept, because they change what is said: `. ? ! : ; ( ) %`, currency, super- and subscripts, case,
and whether there are quotation marks at all.
"""

import re
import unicodedata

_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_COMMAS = ",，、،﹐､"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"

_FOLDED = (
    dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_COMMAS, ",")
    | dict.fromkeys(_INVISIBLE, "")
    | {"…": "..."}
)
_TO_FOLD = re.compile("[" + re.escape("".join(sorted(_FOLDED.keys() - set('"-,')))) + "]")
#: two single marks stand for one double mark (typewriter and TeX habits); two or three hyphens for a dash
_REPEATED = re.compile(r"\"\"|--+")
#: « Oui » is “Oui”: white space beside a quotation mark is part of its style
_AROUND_QUOTE = re.compile(r" ?\" ?")
_COMMA_OUTSIDE_NUMBER = re.compile(r"(?<!\d),|,(?!\d)")


def cosmetic_key(text: str) -> str:
    """The text with its typography folded: two texts with equal keys differ at most cosmetically.

    >>> cosmetic_key("“Yes”, he said…") == cosmetic_key('"Yes" he said...')
    True
    """
    folded = _TO_FOLD.sub(lambda m: _FOLDED[m[0]], unicodedata.normalize("NFC", text))
    folded = _REPEATED.sub(lambda m: m[0][0], folded)
    return _AROUND_QUOTE.sub('"', " ".join(_COMMA_OUTSIDE_NUMBER.sub("", folded).split()))


def is_cosmetic(old: str, new: str) -> bool:
    """True when the texts differ, and in typography alone."""
    return old != new and cosmetic_key(old) == cosmetic_key(new)
