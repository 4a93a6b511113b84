"""Operations as the rows of two columns that face each other: the old side on the left, the new one on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdiff.model.change import Op, Operation


@dataclass(frozen=True, slots=True)
class Row:
    """A whole operation, or one end of a move."""

    operation: Operation
    #: 0-based indexes of the paragraphs on the left; empty where nothing stands
    old: tuple[int, ...]
    #: those on the right
    new: tuple[int, ...]

    @property
    def op(self) -> Op:
        """What happened to the paragraphs of the row."""
        return self.operation.op

    @property
    def is_left(self) -> bool:
        """The place that a paragraph left when it moved."""
        return self.op is Op.MOVED and not self.new


def facing_rows(operations: Sequence[Operation], old_count: int) -> list[Row]:
    """Every paragraph of either side in one row; a move as two, where it arrived and where it left.

    The row of the place left stands behind that of the nearest old paragraph before it that did not move.
    """
    place: dict[int, int] = {}
    moved: dict[int, Operation] = {}
    for k, operation in enumerate(operations):
        if operation.op is Op.MOVED:
            moved[operation.old[0]] = operation
        else:
            place.update(dict.fromkeys(operation.old, k))
    left: dict[int, list[Row]] = {}
    last = -1
    for i in range(old_count):
        if i in moved:
            left.setdefault(last, []).append(Row(moved[i], (i,), ()))
        last = place.get(i, last)
    rows = left.get(-1, [])
    for k, operation in enumerate(operations):
        rows.append(Row(operation, () if operation.op is Op.MOVED else operation.old, operation.new))
        rows += left.get(k, ())
    return rows
