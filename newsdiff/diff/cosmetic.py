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
#: one after the other, for searching a text for single characters is far quicker than for any of a set
_TO_FOLD = sorted((sign, plain) for sign, plain in _FOLDED.items() if sign != plain)
_ASCII_TO_FOLD = [(sign, plain) for sign, plain in _TO_FOLD if sign.isascii()]
#: two single marks stand for one double mark (typewriter and TeX habits); two or three hyphens for a dash
_REPEATED = re.compile(r"\"\"|--+")
_COMMA_OUTSIDE_NUMBER = re.compile(r",(?:(?!\d)|(?<!\d,))")


def cosmetic_key(text: str) -> str:
    """The text with its typography folded: two texts with equal keys differ at most cosmetically.

    >>> cosmetic_key("“Yes”, he said…") == cosmetic_key('"Yes" he said...')
    True
    """
    folded = unicodedata.normalize("NFC", text)
    for sign, plain in _ASCII_TO_FOLD if folded.isascii() else _TO_FOLD:
        folded = folded.replace(sign, plain)
    if '""' in folded or "--" in folded:
        folded = _REPEATED.sub(lambda m: m[0][0], folded)
    # « Oui » is “Oui”: white space beside a quotation mark is part of its style
    return " ".join(_COMMA_OUTSIDE_NUMBER.sub("", folded).split()).replace(' "', '"').replace('" ', '"')


def is_cosmetic(old: str, new: str) -> bool:
    """True when the texts differ, and in typography alone."""
    return old != new and cosmetic_key(old) == cosmetic_key(new)
