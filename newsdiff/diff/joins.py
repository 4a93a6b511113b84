"""Paragraphs that were split or merged: one alone joins the unit beside it when its words are missing there."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from newsdiff.diff.operations import Unit
from newsdiff.diff.similar import Vocabulary

#: this share of a lonely paragraph's content words must lie in what the unit beside it has not explained yet
_SHARE = 0.50


def join_neighbours(units: list[Unit], old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[Unit]:
    """Units grown by the unmatched paragraphs beside them: splits (1:n) and merges (n:1), never n:m."""
    sides = (old, new)
    for side in (1, 0):
        matched = set(chain.from_iterable(unit.side(side) for unit in units))
        alone = [k for k in range(len(sides[side])) if k not in matched]
        if alone:
            units = _Joiner(units, sides, side, vocabulary).joined(alone)
    return units


class _Joiner:
    """Joins lonely paragraphs of one side (1: new, splits; 0: old, merges)."""

    def __init__(
        self, units: list[Unit], sides: tuple[Sequence[str], Sequence[str]], side: int, vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._units = list(units)
        self._sides = sides
        self._side = side
        self._unit_of = {k: u for u, unit in enumerate(units) for k in unit.side(side)}
        #: per unit: the content words of its other side that its own side does not have
        self._missing: dict[int, Counter[str]] = {}

    def joined(self, alone: list[int]) -> list[Unit]:
        for k in alone:
            self._try(k, (k - 1, k + 1))
        for k in reversed(alone):
            if k not in self._unit_of:
                self._try(k, (k + 1,))
        return self._units

    def _try(self, k: int, neighbours: Sequence[int]) -> None:
        words = self._vocabulary.word_string(self._sides[self._side][k]).bag
        best, best_share = -1, _SHARE
        for neighbour in neighbours:
            u = self._unit_of.get(neighbour, -1)
            if u < 0 or len(self._units[u].side(1 - self._side)) > 1:
                continue
            share = (words & self._missing_words(u)).total() / max(1, words.total())
            if share > best_share or (share == best_share and best < 0):
                best, best_share = u, share
        if best >= 0:
            self._units[best] = self._units[best].grown(self._side, k)
            self._unit_of[k] = best
            self._missing[best] = self._missing[best] - words

    def _missing_words(self, u: int) -> Counter[str]:
        if u not in self._missing:
            unit = self._units[u]
            other = self._bag(1 - self._side, unit)
            self._missing[u] = other - self._bag(self._side, unit)
        return self._missing[u]

    def _bag(self, side: int, unit: Unit) -> Counter[str]:
        bags = (self._vocabulary.word_string(self._sides[side][k]).bag for k in unit.side(side))
        return sum(bags, Counter())
