"""Texts as words (numbers and single punctuation marks too), and as strings of one character per word.

Each distinct word of a comparison becomes one private character, so that whole texts are compared by the fast string
routines of rapidfuzz and diff-match-patch, and a mark never begins or ends inside a word.
"""

import re
from itertools import accumulate
from operator import sub

#: combining marks and joiners that belong to the character before them (`\w` leaves them out)
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0ddf\u0f18\u0f19\u0f35-\u0f39\u0f71-\u0f84"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
#: scripts written without spaces: one token per character (with its marks), katakana by runs as the loan words they are
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_THAI = (
    "[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e3a\u0e45\u0e81-\u0eb9]"
    "[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ecd]*"
)
_SOUTH_EAST = "[\u1000-\u1021\u103f\u1780-\u17b3][\u102b-\u103e\u17b4-\u17d3]*"

#: of these scripts: numerals; several make one number
_NUMERAL = "〇零一二三四五六七八九两兩十百千万萬亿億兆"
#: goes on with a word: none of the signs above
_SPACED = rf"(?![{_HAN}{_KATAKANA}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"

_WORD = (
    rf"\d+(?:[.,]\d+)+(?:{_SPACED}\w)*"
    rf"|[{_NUMERAL}]{{2,}}|[{_HAN}][{_MARK}]*|[{_KATAKANA}]+|{_THAI}|{_SOUTH_EAST}"
    rf"|(?:{_SPACED}[\w{_MARK}])+|\w"
    rf"|\S(?:[{_MARK}\U0001f3fb-\U0001f3ff]|(?<=\u200d)[^\w\s])*"
)
_TOKENS = re.compile(rf"\s+|{_WORD}")
#: texts without the scripts above need none of their rules
_PLAIN = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]*")
_PLAIN_WORD = r"[A-Za-z]\w*|\d+(?:[.,]\d+)*\w*|\w+|\S"
_PLAIN_TOKENS = re.compile(rf"\s+|{_PLAIN_WORD}")
#: a word and the white space before it
_SPACED_WORDS, _PLAIN_SPACED_WORDS = re.compile(rf"\s*(?:{_WORD})"), re.compile(rf"\s*(?:{_PLAIN_WORD})")

#: one character of a script without spaces, a part of a word mostly; hiragana are endings and little words
SIGN, HIRAGANA = re.compile(rf"[{_HAN}][{_MARK}]*|{_THAI}|{_SOUTH_EAST}"), re.compile(f"[\u3041-\u309f][{_MARK}]*")

_FIRST = 0x100
_SURROGATE, _SURROGATES = 0xD800, 0x800
_LAST = 0x10FFFF


def tokens(text: str) -> list[str]:
    """The text cut into words, numbers (1,500.5 is one), punctuation marks and white space; joined they are the text.

    Scripts without spaces give one token per character with its combining marks (katakana and numerals: per run).
    """
    return (_PLAIN_TOKENS if _PLAIN.fullmatch(text) else _TOKENS).findall(text)


class Lexicon(dict[str, str]):
    """Gives every distinct word of a comparison one private character."""

    def __missing__(self, word: str) -> str:
        code = _FIRST + len(self)
        if code >= _SURROGATE:
            code = min(code + _SURROGATES, _LAST)
        character = self[word] = chr(code)
        return character

    @property
    def is_full(self) -> bool:
        """True when there were more distinct words than characters, so that some share the last one."""
        return _FIRST + len(self) + _SURROGATES > _LAST

    def encode(self, text: str) -> "WordString":
        """The text as words, and as one character per word."""
        return WordString(text, self)


class WordString:
    """A text cut into words (numbers and punctuation marks are words too)."""

    __slots__ = ("_spaced", "code", "text", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        # without white space at the end: from each place in it the expression would look for a word
        self._spaced = (_PLAIN_SPACED_WORDS if _PLAIN.fullmatch(text) else _SPACED_WORDS).findall(text.rstrip())
        self.words = list(map(str.lstrip, self._spaced))
        #: one character per word
        self.code = "".join(map(lexicon.__getitem__, self.words))

    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return list(map(sub, accumulate(map(len, self._spaced)), map(len, self.words)))
