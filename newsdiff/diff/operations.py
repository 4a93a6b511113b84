"""The aligned units as operations: what each is called, its word marks, and their order."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest

from newsdiff.diff.chain import heaviest_chain
from newsdiff.diff.cosmetic import is_cosmetic
from newsdiff.diff.marks import mark_encoded, mark_words
from newsdiff.diff.rows import marked_cells
from newsdiff.diff.similar import Texts
from newsdiff.diff.words import Lexicon
from newsdiff.model.change import Op, Operation, Spans

#: what `cosmetic_key` never folds
_LETTER = re.compile("[0-9A-Za-z]")
_ONE_UNIT = 1_000_000
_JOINED = 100_000


@dataclass(frozen=True, slots=True)
class Unit:
    """Old and new indexes that belong together, each ascending; one to one, one to many or many to one."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def is_joined(self) -> bool:
        """True for a split or a merge."""
        return len(self.old) + len(self.new) > 2

    def side(self, side: int) -> tuple[int, ...]:
        """The old (0) or new (1) indexes."""
        return self.new if side else self.old

    def grown(self, side: int, index: int) -> "Unit":
        """The unit with one more index on a side."""
        indexes = tuple(sorted((*self.side(side), index)))
        return replace(self, new=indexes) if side else replace(self, old=indexes)


def described(units: Sequence[Unit], old: Texts, new: Texts, lexicon: Lexicon) -> list[Operation]:
    """Every paragraph's operation, in no particular order."""
    stays = _stays(units, old.raw)
    found = [_operation(unit, old, new, lexicon, unit in stays) for unit in units]
    matched_old = {i for unit in units for i in unit.old}
    matched_new = {j for unit in units for j in unit.new}
    found += [Operation(op=Op.REMOVED, old=(i,)) for i in range(len(old)) if i not in matched_old]
    found += [Operation(op=Op.ADDED, new=(j,)) for j in range(len(new)) if j not in matched_new]
    return found


@lru_cache(maxsize=4096)
def unchanged(i: int, j: int) -> Operation:
    """The operation of a paragraph that stayed as it was."""
    return Operation(op=Op.UNCHANGED, old=(i,), new=(j,))


_SWAPPED = {Op.ADDED: Op.REMOVED, Op.REMOVED: Op.ADDED, Op.SPLIT: Op.MERGED, Op.MERGED: Op.SPLIT}


def swapped(operation: Operation) -> Operation:
    """The same operation told from new to old."""
    if operation.op is Op.UNCHANGED:
        return unchanged(operation.new[0], operation.old[0])
    return Operation(
        op=_SWAPPED.get(operation.op, operation.op),
        old=operation.new,
        new=operation.old,
        edited=operation.edited,
        spans_old=operation.spans_new,
        spans_new=operation.spans_old,
    )


def _stays(units: Sequence[Unit], old: Sequence[str]) -> set[Unit]:
    """The units outside of which everything moved: the most units in order, of equally many the longest text.

    Of equally many, splits and merges stay: they have no way to say that they moved too.
    """
    ordered = sorted(units, key=lambda unit: unit.old)
    if all(a.new < b.new for a, b in pairwise(ordered)):
        return set(ordered)
    weighed = [
        (
            unit.old[0],
            unit.new[0],
            _ONE_UNIT + (_JOINED if unit.is_joined else 0) + min(sum(len(old[i]) for i in unit.old), 10_000),
        )
        for unit in ordered
    ]
    return {ordered[k] for k in heaviest_chain(weighed)}


def _operation(unit: Unit, old: Texts, new: Texts, lexicon: Lexicon, stays: bool) -> Operation:
    if unit.is_joined:
        return _joined_operation(unit, old.raw, new.raw)
    i, j = unit.old[0], unit.new[0]
    before, after = old.raw[i], new.raw[j]
    if before == after:
        return unchanged(i, j) if stays else Operation(op=Op.MOVED, old=unit.old, new=unit.new)
    if cells := marked_cells(before, after):
        spans_old, spans_new = cells
    else:
        spans_old, spans_new = mark_words(before, after) if lexicon.is_full else mark_encoded(old[i], new[j])
    differs = _differs_in_letters(_marked(before, spans_old), _marked(after, spans_new))
    edited = differs or not is_cosmetic(before, after)
    return Operation(
        op=Op.MOVED if not stays else Op.EDITED if edited else Op.COSMETIC,
        old=unit.old,
        new=unit.new,
        edited=edited,
        spans_old=(spans_old,),
        spans_new=(spans_new,),
    )


def _marked(text: str, spans: Spans) -> str:
    """What is marked, composed; a space between, so that nothing is composed across two marks."""
    return unicodedata.normalize("NFC", " ".join([text[start:end] for start, end in spans]))


def _differs_in_letters(old: str, new: str) -> bool:
    """True when what is marked differs in plain letters or digits: then `is_cosmetic` need not be asked."""
    letters = zip_longest(_LETTER.finditer(old), _LETTER.finditer(new))
    return any(one is None or two is None or one[0] != two[0] for one, two in letters)


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


def in_reading_order(operations: Sequence[Operation], offset: int) -> list[Operation]:
    """In reading order of the new side, `offset` added to all indexes; removed ones behind the nearest before them.

    A removed paragraph stands behind the one before it that did not move; at the top when there is none.
    """
    found = sorted((o for o in operations if o.new), key=lambda operation: operation.new)
    removed = sorted(operation.old[0] for operation in operations if operation.op is Op.REMOVED)
    holder = {i: k for k, o in enumerate(found) if o.op is not Op.MOVED for i in o.old}
    behind: dict[int, list[Operation]] = {}
    last, at = -1, 0
    for i in removed:
        for before in range(at, i):
            last = holder.get(before, last)
        at = i
        behind.setdefault(last, []).append(Operation(op=Op.REMOVED, old=(i + offset,)))
    ordered = list(behind.get(-1, []))
    for k, operation in enumerate(found):
        ordered.append(_shifted(operation, offset))
        ordered += behind.get(k, [])
    return ordered


def _shifted(operation: Operation, offset: int) -> Operation:
    if not offset:
        return operation
    if operation.op is Op.UNCHANGED:
        return unchanged(operation.old[0] + offset, operation.new[0] + offset)
    old, new = (tuple(k + offset for k in side) for side in (operation.old, operation.new))
    return replace(operation, old=old, new=new)
