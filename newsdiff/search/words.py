"""Text cut into the words by which it is found: one way of cutting, for what is stored and for what is asked.

Both databases are given words that stand here, so that they cannot differ in what they take for one.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

#: scripts that write no spaces between words
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = r"\p{L}\p{N}\p{M}"
#: accents and points that readers leave out: Latin, Greek and Cyrillic, Hebrew, Arabic with its stretched letters
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
#: characters of a word that count: no word is longer, and no database takes any length
_LONGEST = 64


class Word(NamedTuple):
    """One word as it is looked for, and where it stands in its text."""

    text: str
    #: offsets in code points, end exclusive
    start: int
    end: int
    #: a single character of a script without spaces, behind which its run ends: it begins words of two characters
    is_last: bool = False


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order.

    Where a script has spaces, what stands between them and punctuation, folded. Of Chinese, Japanese, Thai, Lao,
    Khmer and Burmese each character with the one that follows, and the last one of a run alone: so every character
    has its place, and any part of a run is found as a phrase.

    >>> [word.text for word in words("Él dijo: 東京都")]
    ['el', 'dijo', '東京', '京都', '都']
    """
    for run in _patterns()[0].finditer(text):
        text = run[0]
        if run[1] is not None:
            yield from _pairs(text, run.start())
        elif bare := fold(text):
            yield Word(bare, run.start(), run.end())


def _pairs(run: str, start: int) -> Iterator[Word]:
    bare = folded(run)
    is_even = len(bare) == len(run)
    for k in range(len(bare)):
        pair = bare[k : k + 2]
        # where folding has changed the length nobody knows which character became which: the run is marked as a whole
        place = (start + k, start + k + len(pair)) if is_even else (start, start + len(run))
        yield Word(pair, *place, is_last=k == len(bare) - 1)


@cache
def _patterns() -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    """A run of one kind of script, the first group where it has no spaces; what no word is made of.

    Made when they are first needed: most commands search nothing, and record nothing.
    """
    import regex

    run = rf"([[{_UNSPACED}]&&[{_WORD}]]+)|[[{_WORD}]--[{_UNSPACED}]]+"
    return regex.compile(run, regex.VERSION1), regex.compile(rf"[^{_WORD}]+")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as it is looked for: `folded`, and no longer than words may be.

    >>> fold("Ångström"), fold("STRASSE") == fold("Straße"), fold("２０２６"), fold("Łódź")
    ('angstrom', True, '2026', 'łodz')
    """
    return folded(word)[:_LONGEST]


def folded(text: str) -> str:
    """Letters and digits alone, without what writers may leave out: case, accents, other forms of the same letter.

    Of a text with several words it is all of them without what stands between: what is not in it is none of them.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = unicodedata.normalize("NFC", _LEFT_OUT.sub("", apart))
    return str(_patterns()[1].sub("", bare))
