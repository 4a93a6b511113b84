"""Paragraphs that were split or merged: one alone joins the unit beside it that it helps to explain."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import LCSseq

from newsdiff.diff.operations import Unit
from newsdiff.diff.rows import Rows
from newsdiff.diff.similar import Texts, common

#: words in common count only in runs of as many: small words alone would tie anything to a long paragraph
_RUN = 2
#: what a lonely paragraph adds must be this share of it, and (twice it) of it and the yet unexplained part together
_SHARE = 0.50
_LEAST = 0.25
#: or this much of both together
_ENOUGH = 0.34
#: or nearly all of it
_NEARLY_ALL = 0.90
#: to join a unit that is not next to it, and how far that may be
_FAR_SHARE = 0.75
_FAR = 3
#: parts of a paragraph that has no unit: share of each part, and of the whole
_PART_SHARE = 0.75
_WHOLE_SHARE = 0.60
_PART_WORDS = 4
_MOST_PARTS = 50
#: longer texts (product of lengths) are compared as bags
_CELLS = 16_000_000

_Sides = tuple[Texts, Texts]


def join_neighbours(units: list[Unit], sides: _Sides, rows: Rows) -> list[Unit]:
    """Units grown by the unmatched paragraphs beside them: splits (1:n) and merges (n:1), never n:m.

    A row of a table does not join: beside it stands another one.
    """
    for side in (1, 0):
        alone = [k for k in _alone(units, sides, side) if not rows.is_row(side, k)]
        if alone:
            units = _Joiner(units, sides, side).joined(alone)
    for side in (1, 0):
        units = [*units, *_assembled(units, sides, side, rows)]
    return units


def _alone(units: Sequence[Unit], sides: _Sides, side: int) -> list[int]:
    matched = set(chain.from_iterable(unit.side(side) for unit in units))
    return [k for k in range(len(sides[side])) if k not in matched]


def _words(texts: Texts, indexes: Sequence[int]) -> str:
    return "".join([texts[k].code for k in indexes])


def _in_runs(a: str, b: str) -> int:
    """How many words the two have in common, in the same order and in runs."""
    if len(a) * len(b) > _CELLS:
        return common(a, b)
    return sum(block.size for block in LCSseq.editops(a, b).as_matching_blocks() if block.size >= _RUN)


class _Joiner:
    """Joins lonely paragraphs of one side (1: new, splits; 0: old, merges)."""

    def __init__(self, units: list[Unit], sides: _Sides, side: int) -> None:
        self._units = list(units)
        self._own, self._other = sides[side], sides[1 - side]
        self._side = side
        self._unit_of = {k: u for u, unit in enumerate(units) for k in unit.side(side)}
        #: per unit: how much of its other side its own side explains
        self._explained: dict[int, int] = {}

    def joined(self, alone: list[int]) -> list[Unit]:
        for k in alone:
            self._try(k)
        for k in reversed(alone):
            if k not in self._unit_of:
                self._try(k)
        return self._units

    def _try(self, k: int) -> None:
        own = len(self._own[k].code)
        best, best_gain = -1, 0
        for u, distance in self._near(k):
            gain = self._gain(u, k)
            whole = len(_words(self._other, self._units[u].side(1 - self._side)))
            both = own + whole - self._explained[u]
            share, dice = gain / max(1, own), 2 * gain / max(1, both)
            near = share >= _NEARLY_ALL or (share >= _SHARE and dice >= _LEAST) or dice >= _ENOUGH
            if gain > best_gain and (near if distance == 1 else share >= _FAR_SHARE and dice >= _LEAST):
                best, best_gain = u, gain
        if best >= 0:
            self._units[best] = self._units[best].grown(self._side, k)
            self._unit_of[k] = best
            self._explained[best] += best_gain

    def _near(self, k: int) -> Iterator[tuple[int, int]]:
        """The nearest units on both sides that may grow, each once, with their distance."""
        seen: set[int] = set()
        for distance in range(1, _FAR + 1):
            for neighbour in (k - distance, k + distance):
                u = self._unit_of.get(neighbour, -1)
                if u >= 0 and u not in seen and self._is_open(self._units[u]):
                    seen.add(u)
                    yield u, distance

    def _is_open(self, unit: Unit) -> bool:
        """True when one paragraph stands on the other side, and another text than on this one."""
        own, other = unit.side(self._side), unit.side(1 - self._side)
        return len(other) == 1 and (len(own) > 1 or self._own.raw[own[0]] != self._other.raw[other[0]])

    def _gain(self, u: int, k: int) -> int:
        unit = self._units[u]
        whole = _words(self._other, unit.side(1 - self._side))
        if u not in self._explained:
            self._explained[u] = _in_runs(_words(self._own, unit.side(self._side)), whole)
        if self._explained[u] == len(whole):
            return 0
        grown = _words(self._own, unit.grown(self._side, k).side(self._side))
        return _in_runs(grown, whole) - self._explained[u]


def _assembled(units: Sequence[Unit], sides: _Sides, side: int, rows: Rows) -> Iterator[Unit]:
    """Units of a lonely paragraph of the other side and lonely ones of this side, in its place, that it consists of."""
    alone = {k for k in _alone(units, sides, side) if not rows.is_row(side, k)}
    wholes = _alone(units, sides, 1 - side) if len(alone) > 1 else []
    if not wholes:
        return
    places = _Places(units, side, len(sides[side]))
    for k in wholes:
        parts = [p for p in places.of(k) if p in alone]
        if len(parts) < 2:
            continue
        whole = sides[1 - side][k].code
        parts = [p for p in parts if _is_part(sides[side][p].code, whole)]
        if len(parts) >= 2 and common(_words(sides[side], parts), whole) >= _WHOLE_SHARE * len(whole):
            alone.difference_update(parts)
            yield Unit((k,), tuple(parts)) if side else Unit(tuple(parts), (k,))


def _is_part(part: str, whole: str) -> bool:
    return len(part) >= _PART_WORDS and common(part, whole) >= _PART_SHARE * len(part)


class _Places:
    """Where on one side a lonely paragraph of the other side would stand."""

    def __init__(self, units: Sequence[Unit], side: int, size: int) -> None:
        ends = sorted((unit.side(1 - side)[-1], unit.side(side)[-1] + 1) for unit in units)
        starts = sorted((unit.side(1 - side)[0], unit.side(side)[0]) for unit in units)
        self._ends, self._after = [k for k, _ in ends], [0, *(at for _, at in ends)]
        self._starts, self._before = [k for k, _ in starts], [*(at for _, at in starts), size]

    def of(self, k: int) -> range:
        """The indexes between the neighbours of the other side's paragraph `k`; none where they are too many."""
        start, end = self._after[bisect_left(self._ends, k)], self._before[bisect_right(self._starts, k)]
        return range(start, end if end - start <= _MOST_PARTS else start)
