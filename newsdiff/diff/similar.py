"""How alike two paragraphs are, and which pairs of paragraphs are worth asking about.

Likeness is the LCS ratio over words (bit-parallel, rapidfuzz), stop words and punctuation included: what an editor
left standing keeps its small words in their order, while two texts on one subject share names and little else. All
pairs are asked while they are few; otherwise an inverted index over rarer words names the candidates, together with
the paragraphs at the expected place: nothing here is quadratic above fixed caps.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel, LCSseq

from newsdiff.diff.rows import Rows
from newsdiff.diff.words import Lexicon, WordString

#: unrelated texts reach a likeness of about .2, short ones more by chance: what is asked for falls with the length
_LEAST = 0.34
_CHANCE = 1.0
#: a pair this much less alike than the best of its row or column is no candidate
_BEHIND_BEST = 0.30
#: paragraphs more alike are the same one even among others of their pattern
_SURELY = 0.85
_ABOVE_PATTERN = 0.05
#: too few words to be compared by: lines up to so many characters, and how alike their spelling must be
_SHORT_LINE = 80
_SPELLED_ALIKE = 0.70
_ALL_PAIRS = 10_000
_ALL_CELLS = 250_000_000
_INDEX_WORDS = 8
_INDEX_HITS = 24
_CANDIDATES = 6
_NEIGHBOURS = 2
#: longer texts (product of lengths) are compared as bags: the order of words adds nothing at that size
_LCS_CELLS = 16_000_000


class Texts:
    """One side of a comparison: its texts, cut into words when they are asked for."""

    def __init__(self, texts: Sequence[str], part: range, lexicon: Lexicon) -> None:
        """`part`: what is compared of `texts`; the rest is context."""
        self.raw = texts[part.start : part.stop]
        self.texts, self.part = texts, part
        self._lexicon = lexicon
        self._encoded: dict[int, WordString] = {}

    def __getitem__(self, k: int) -> WordString:
        found = self._encoded.get(k)
        if found is None:
            found = self._encoded[k] = self._lexicon.encode(self.texts[self.part.start + k])
        return found

    def neighbours(self, k: int) -> Iterator[WordString]:
        """The texts before and after one, in the context too, where they are others."""
        for n in (k - 1, k + 1):
            at = self.part.start + n
            if 0 <= at < len(self.texts) and self.texts[at] != self.raw[k]:
                yield self[n]

    def size(self, indexes: Iterable[int]) -> int:
        """The number of words in some of the texts together."""
        return sum(len(self[k].code) for k in indexes)

    def __len__(self) -> int:
        return len(self.raw)


def likeness(a: str, b: str, least: float = 0.0) -> float:
    """0 (nothing in common) to 1 (the same words in the same order) of two word strings; 0 when below `least`."""
    if len(a) * len(b) > _LCS_CELLS:
        alike = 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
        return alike if alike >= least else 0.0
    return Indel.normalized_similarity(a, b, score_cutoff=least)


def common(a: str, b: str) -> int:
    """How many words two word strings have in common, in the same order."""
    if len(a) * len(b) > _LCS_CELLS:
        return (Counter(a) & Counter(b)).total()
    return LCSseq.similarity(a, b)


def least_likeness(a: str, b: str) -> float:
    """What two texts must reach to be taken for the same paragraph."""
    return min(1.0, _LEAST + 2 * _CHANCE / max(2, len(a) + len(b)))


class Candidates:
    """The pairs of unmatched paragraphs that could be the same paragraph, with their likeness."""

    def __init__(
        self, old: Texts, new: Texts, alone: tuple[list[int], list[int]], expected: dict[int, int], rows: Rows
    ) -> None:
        """`alone`: the unmatched indexes of either side, ascending.

        `expected`: for each unmatched new index the rank, among the unmatched old ones, of the expected place.
        """
        best_old: dict[int, float] = {}
        best_new: dict[int, float] = {}
        found: list[tuple[int, int, float]] = []
        for i, j in _worth_asking(old, new, alone, expected):
            if not rows.may_be_one(i, j):
                continue
            a, b = old[i].code, new[j].code
            alike = likeness(a, b, least_likeness(a, b))
            if alike:
                found.append((i, j, alike))
                best_old[i] = max(alike, best_old.get(i, 0))
                best_new[j] = max(alike, best_new.get(j, 0))
        #: (old index, new index, likeness), sorted by both indexes
        self.pairs = sorted(
            (i, j, alike)
            for i, j, alike in found
            if alike >= max(best_old[i], best_new[j]) - _BEHIND_BEST
            and (alike >= _SURELY or not of_one_pattern(old, i, new, j, alike))
        )


def spelled_alike(old: Texts, i: int, new: Texts, j: int) -> float:
    """How alike two headings or other short lines are, letter by letter and whatever their case; 0 when hardly.

    0 as well when they are as much like their neighbours.
    """
    if max(len(old.raw[i]), len(new.raw[j])) > _SHORT_LINE:
        return 0.0
    alike = _spelling(old.raw[i], new.raw[j], _SPELLED_ALIKE)
    least = max(0.0, alike - _ABOVE_PATTERN)
    return 0.0 if _has_rivals(old, i, new, j, lambda a, b: _spelling(a.text, b.text, least)) else alike


def _spelling(a: str, b: str, least: float) -> float:
    return Indel.normalized_similarity(a.casefold(), b.casefold(), score_cutoff=least)


def of_one_pattern(old: Texts, i: int, new: Texts, j: int, alike: float, above: float = _ABOVE_PATTERN) -> bool:
    """True when two texts are hardly more alike than to what stands beside them: lines of a table or of a live blog.

    Beside both: a list whose lines all changed in one way is like itself, and not like it was.

    `above`: how much more alike the same line would be.
    """
    return _has_rivals(old, i, new, j, lambda a, b: likeness(a.code, b.code, alike - above))


def _has_rivals(old: Texts, i: int, new: Texts, j: int, is_alike: Callable[[WordString, WordString], float]) -> bool:
    """True when each of two texts is as much like a neighbour of its own, and like one of the other."""
    both = ((old, i), (new, j))
    return all(
        any(is_alike(side[k], neighbour) for neighbour in beside.neighbours(n))
        for side, k in both
        for beside, n in both
    )


def _worth_asking(
    old: Texts, new: Texts, alone: tuple[list[int], list[int]], expected: dict[int, int]
) -> Iterator[tuple[int, int]]:
    alone_old, alone_new = alone
    few = len(alone_old) <= _CANDIDATES  # as few as the index would name
    if few or (
        len(alone_old) * len(alone_new) <= _ALL_PAIRS and old.size(alone_old) * new.size(alone_new) <= _ALL_CELLS
    ):
        yield from ((i, j) for i in alone_old for j in alone_new)
        return
    index = _index(old, alone_old)
    for j in alone_new:
        place = expected[j]
        near = alone_old[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        yield from ((i, j) for i in dict.fromkeys([*_most_hits(index, new[j].code), *near]))


def _index(old: Texts, alone: list[int]) -> dict[str, list[int]]:
    """For each word that is not too common the old paragraphs that hold it."""
    index: dict[str, list[int]] = {}
    for i in alone:
        for word in dict.fromkeys(old[i].code):
            index.setdefault(word, []).append(i)
    return {word: rows for word, rows in index.items() if len(rows) <= _INDEX_HITS}


def _most_hits(index: dict[str, list[int]], words: str) -> Sequence[int]:
    known = [word for word in dict.fromkeys(words) if word in index]
    known.sort(key=lambda word: len(index[word]))
    hits: Counter[int] = Counter()
    for word in known[:_INDEX_WORDS]:
        hits.update(index[word])
    return sorted(hits, key=lambda i: (-hits[i], i))[:_CANDIDATES]
