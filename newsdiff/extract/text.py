"""Folding: the one place where characters are made equal, and how much text a string is.

Only what no reader can see is folded: white space, invisible characters, Unicode composition (NFC, never NFKC: "½"
and "1/2", "２" and "2" are different characters to a reader). Quotes, dashes and commas stay as the page has them.
"""

import re
import unicodedata

#: control characters; soft hyphen, zero-width space, word joiner and friends, byte order mark, direction marks; and the
#: Mongolian vowel separator, which is white space
_NEVER = (
    "\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff"
    "\u00ad\u034f\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
)
_INVISIBLE = re.compile(f"[{_NEVER}]")
_C1 = re.compile("[\x80-\x9f\u180e]")
#: joiners stay between letters of scripts that are written with them (Hebrew to Myanmar, Khmer, Mongolian) and emoji
_JOINER = re.compile("[\u200c\u200d]")
_ODD = re.compile(f"[{_NEVER}\x80-\x9f\u180e\u200c\u200d]")
_NEEDS_JOINER = re.compile(
    "[\u0590-\u109f\u1780-\u18af\ua840-\uabff\ufb1d-\ufefc\u2190-\u27bf\ufe0f\U0001f000-\U0001faff]"
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]")

_SUPERSCRIPT = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SUP_ONLY = re.compile(r"[0-9+\-−=()ni]*[0-9][0-9+\-−=()ni]*")
_SUB_ONLY = re.compile(r"[0-9+\-−=()]*[0-9][0-9+\-−=()]*")


def fold(text: str) -> str:
    """The text as it is stored and compared: NFC, one space for any white space, nothing invisible.

    >>> fold("a\\u00a0 b\\u00adc ")
    'a bc'

    C1 control characters, which exist only where windows-1252 was mislabelled, become what windows-1252 means.
    """
    if _ODD.search(text):
        text = _INVISIBLE.sub("", _C1.sub(_windows_1252, text))
        text = _JOINER.sub(_joiner, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _windows_1252(match: re.Match[str]) -> str:
    if match.group() == "\u180e":
        return " "
    return match.group().encode("latin-1").decode("windows-1252", "ignore")


def _joiner(match: re.Match[str]) -> str:
    """Keep a joiner only between two characters that are shaped by it."""
    text, at = match.string, match.start()
    around = text[at - 1 : at], text[at + 1 : at + 2]
    return match.group() if all(c and _NEEDS_JOINER.match(c) for c in around) else ""


def raised(text: str) -> str:
    """The content of `<sup>`: digits become superscripts ("5" -> "⁵"), so that 10⁵ is never read as 105.

    What mixes digits with other characters is written "^(...)"; what has no digit stays ("1" + "st").
    """
    return _shifted(text, _SUP_ONLY, _SUPERSCRIPT, "^")


def lowered(text: str) -> str:
    """The content of `<sub>`: digits become subscripts ("2" -> "₂"), a mixture "_(...)"."""
    return _shifted(text, _SUB_ONLY, _SUBSCRIPT, "_")


def _shifted(text: str, simple: re.Pattern[str], table: dict[int, int], sign: str) -> str:
    core = text.strip()
    if simple.fullmatch(core):
        return core.translate(table)
    return f"{sign}({core})" if any(c.isdigit() for c in core) else text


def letters(text: str) -> str:
    """A text without its white space, which is not the same in a tree and in a block."""
    return "".join(text.split())


def is_blank(text: str | None) -> bool:
    """Whether there is nothing to see in a text."""
    return not text or text.isspace()


def weight(text: str) -> int:
    """How much text this is: characters, where a Chinese, Japanese or Korean one counts three times."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


#: letters in a row by which two texts are compared, and letters of the shorter one that are enough to compare
_GRAM, _ENOUGH = 6, 24


def are_akin(one: str, other: str) -> bool:
    """Whether half of the shorter text, cut into runs of six letters and digits, is in the other one too."""
    grams = []
    for text in (one, other):
        letters = "".join(filter(str.isalnum, text.casefold()))
        grams.append({letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)})
    least = min(map(len, grams))
    return weight(one) >= _ENOUGH <= weight(other) and least > 0 and 2 * len(grams[0] & grams[1]) >= least


#: closing marks and the signs of struck text may follow
_SENTENCE_END = re.compile("[.!?…。．｡！？؟۔।॥։።][\"'”’»›“)\\]」』）~]*$")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, in any of the world's punctuations, closing quotes aside."""
    return bool(_SENTENCE_END.search(text[-12:].rstrip()))
