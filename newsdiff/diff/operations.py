"""The aligned units as operations: what each is called, its word marks, and their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsdiff.diff.chain import heaviest_chain
from newsdiff.diff.cosmetic import is_cosmetic
from newsdiff.diff.words import mark_words
from newsdiff.model.change import Op, Operation, Spans

_ONE_UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Unit:
    """Old and new indexes that belong together, each ascending; one to one, one to many or many to one."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    def side(self, side: int) -> tuple[int, ...]:
        """The old (0) or new (1) indexes."""
        return self.new if side else self.old

    def grown(self, side: int, index: int) -> "Unit":
        """The unit with one more index on a side."""
        indexes = tuple(sorted((*self.side(side), index)))
        return replace(self, new=indexes) if side else replace(self, old=indexes)

    def shifted(self, old: int, new: int) -> "Unit":
        """The unit with its indexes moved on."""
        return Unit(tuple(i + old for i in self.old), tuple(j + new for j in self.new))


def described(old: Sequence[str], new: Sequence[str], units: Sequence[Unit]) -> tuple[Operation, ...]:
    """Every paragraph's operation, in reading order of the new side, removed ones where they stood."""
    stays = _stays(units, old)
    found = [_operation(unit, old, new, unit in stays) for unit in units]
    matched_new = {j for unit in units for j in unit.new}
    found += [Operation(op=Op.ADDED, new=(j,)) for j in range(len(new)) if j not in matched_new]
    found.sort(key=lambda operation: operation.new)
    return _with_removed(found, len(old))


def _stays(units: Sequence[Unit], old: Sequence[str]) -> set[Unit]:
    """The units outside of which everything moved: the most units in order, of equally many the longest text."""
    ordered = sorted(units, key=lambda unit: unit.old)
    if all(a.new < b.new for a, b in pairwise(ordered)):
        return set(ordered)
    weighed = [
        (unit.old[0], unit.new[0], _ONE_UNIT + min(sum(len(old[i]) for i in unit.old), 10_000)) for unit in ordered
    ]
    return {ordered[k] for k in heaviest_chain(weighed)}


def _operation(unit: Unit, old: Sequence[str], new: Sequence[str], stays: bool) -> Operation:
    if len(unit.old) > 1 or len(unit.new) > 1:
        return _joined_operation(unit, old, new)
    before, after = old[unit.old[0]], new[unit.new[0]]
    if before == after:
        return Operation(op=Op.UNCHANGED if stays else Op.MOVED, old=unit.old, new=unit.new)
    edited = not is_cosmetic(before, after)
    spans_old, spans_new = mark_words(before, after)
    return Operation(
        op=Op.MOVED if not stays else Op.EDITED if edited else Op.COSMETIC,
        old=unit.old,
        new=unit.new,
        edited=edited,
        spans_old=(spans_old,),
        spans_new=(spans_new,),
    )


def _joined_operation(unit: Unit, old: Sequence[str], new: Sequence[str]) -> Operation:
    olds, news = [old[i] for i in unit.old], [new[j] for j in unit.new]
    before, after = " ".join(olds), " ".join(news)
    spans_old, spans_new = mark_words(before, after)
    return Operation(
        op=Op.SPLIT if len(news) > 1 else Op.MERGED,
        old=unit.old,
        new=unit.new,
        edited="".join(before.split()) != "".join(after.split()) and not is_cosmetic(before, after),
        spans_old=_cut(spans_old, olds),
        spans_new=_cut(spans_new, news),
    )


def _cut(spans: Spans, texts: Sequence[str]) -> tuple[Spans, ...]:
    """Marks of texts joined by one space each, as marks of each text."""
    cut: list[Spans] = []
    start = 0
    for text in texts:
        end = start + len(text)
        cut.append(tuple((max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start))
        start = end + 1
    return tuple(cut)


def _with_removed(found: list[Operation], size: int) -> tuple[Operation, ...]:
    """Removed paragraphs put behind the nearest one before them that did not move; at the top when there is none."""
    holder: dict[int, int] = {}
    matched: set[int] = set()
    for k, operation in enumerate(found):
        matched.update(operation.old)
        if operation.op is not Op.MOVED:
            holder.update(dict.fromkeys(operation.old, k))
    behind: dict[int, list[Operation]] = {}
    last = -1
    for i in range(size):
        if i not in matched:
            behind.setdefault(last, []).append(Operation(op=Op.REMOVED, old=(i,)))
        last = holder.get(i, last)
    ordered = list(behind.get(-1, []))
    for k, operation in enumerate(found):
        ordered.append(operation)
        ordered += behind.get(k, [])
    return tuple(ordered)
