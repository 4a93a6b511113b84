"""How alike two paragraphs are, and which pairs of paragraphs are worth asking about.

Likeness is the LCS ratio over content words (bit-parallel, rapidfuzz). All pairs are asked while they are few;
otherwise an inverted index over rarer words names the candidates, together with the paragraphs at the expected place:
nothing here is quadratic above fixed caps.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import Indel

from newsdiff.diff.stopwords import STOP_WORDS
from newsdiff.diff.words import tokens

#: pairs less alike are never the same paragraph
FLOOR = 0.20
#: a pair this much less alike than the best of its row or column is no candidate
_BEHIND_BEST = 0.30
_ALL_PAIRS = 10_000
_INDEX_WORDS = 8
_INDEX_HITS = 24
_CANDIDATES = 6
_NEIGHBOURS = 2
#: longer word strings (product of lengths) are compared as bags: the order of words adds nothing at that size
_LCS_CELLS = 16_000_000
_FIRST_CHARACTER = 0x100
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF


class WordString:
    """The content words of a paragraph, one character each, so that C code can compare them."""

    def __init__(self, encoded: str) -> None:
        self.encoded = encoded

    @cached_property
    def bag(self) -> Counter[str]:
        """The words with their counts."""
        return Counter(self.encoded)


class Vocabulary:
    """Turns paragraphs into word strings that share one numbering, each text once."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._known: dict[str, WordString] = {}

    def word_string(self, text: str) -> WordString:
        """The text's content words; all its words when nothing else is left."""
        known = self._known.get(text)
        if known is None:
            known = WordString("".join([self._character(word) for word in content_words(text)]))
            self._known[text] = known
        return known

    def _character(self, word: str) -> str:
        known = self._numbers.get(word)
        if known is None:
            code = _FIRST_CHARACTER + len(self._numbers)
            if code >= _SURROGATES.start:
                code += len(_SURROGATES)
            known = self._numbers[word] = chr(min(code, _LAST_CHARACTER))
        return known


def content_words(text: str) -> list[str]:
    """Words and numbers in lower case without stop words; characters of scripts without spaces come in pairs."""
    words = [t.lower() for t in tokens(text) if t[0].isalnum()]
    if not text.isascii():
        words = _paired(words)
    return [w for w in words if w not in STOP_WORDS] or words


def _paired(words: list[str]) -> list[str]:
    """Characters from U+0E00 on that stand alone say little: each is joined with the one after it."""
    paired = []
    for k, word in enumerate(words):
        following = words[k + 1] if k + 1 < len(words) else ""
        lonely = len(word) == 1 and word >= "\u0e00"
        paired.append(word + following if lonely and following >= "\u0e00" else word)
    return paired


def likeness(a: WordString, b: WordString) -> float:
    """0 (nothing in common) to 1 (the same content words in the same order)."""
    total = len(a.encoded) + len(b.encoded)
    if not total or 2 * min(len(a.encoded), len(b.encoded)) < FLOOR * total:
        return 0.0
    if len(a.encoded) * len(b.encoded) > _LCS_CELLS:
        return 2 * (a.bag & b.bag).total() / total
    return Indel.normalized_similarity(a.encoded, b.encoded, score_cutoff=FLOOR)


class Candidates:
    """The pairs of unmatched paragraphs that could be the same paragraph, with their likeness."""

    def __init__(
        self,
        old: dict[int, WordString],
        new: dict[int, WordString],
        expected: dict[int, int],
    ) -> None:
        """`expected`: for each unmatched new index the rank, among the unmatched old ones, of the expected place."""
        best_old: dict[int, float] = {}
        best_new: dict[int, float] = {}
        found: list[tuple[int, int, float]] = []
        for i, j in _worth_asking(old, new, expected):
            alike = likeness(old[i], new[j])
            if alike >= FLOOR:
                found.append((i, j, alike))
                best_old[i] = max(alike, best_old.get(i, 0))
                best_new[j] = max(alike, best_new.get(j, 0))
        #: (old index, new index, likeness), sorted by both indexes
        self.pairs = sorted(
            (i, j, alike) for i, j, alike in found if alike >= max(best_old[i], best_new[j]) - _BEHIND_BEST
        )


def _worth_asking(
    old: dict[int, WordString], new: dict[int, WordString], expected: dict[int, int]
) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) <= _ALL_PAIRS:
        yield from ((i, j) for i in old for j in new)
        return
    in_order = sorted(old)
    index = _index(old)
    for j, words in new.items():
        place = expected[j]
        near = in_order[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        yield from ((i, j) for i in dict.fromkeys([*_most_hits(index, words), *near]))


def _index(old: dict[int, WordString]) -> dict[str, list[int]]:
    """For each word that is not too common the old paragraphs that hold it."""
    index: dict[str, list[int]] = {}
    for i, words in old.items():
        for word in dict.fromkeys(words.encoded):
            index.setdefault(word, []).append(i)
    return {word: rows for word, rows in index.items() if len(rows) <= _INDEX_HITS}


def _most_hits(index: dict[str, list[int]], words: WordString) -> Sequence[int]:
    known = [word for word in dict.fromkeys(words.encoded) if word in index]
    known.sort(key=lambda word: len(index[word]))
    hits: Counter[int] = Counter()
    for word in known[:_INDEX_WORDS]:
        hits.update(index[word])
    return sorted(hits, key=lambda i: (-hits[i], i))[:_CANDIDATES]
