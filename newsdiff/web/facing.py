"""The paragraphs of a comparison for `serve`: rows of two sides or of one, runs of unchanged ones to be folded."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from newsdiff.model.change import Op
from newsdiff.render.facing import Row
from newsdiff.render.folding import folded
from newsdiff.render.html_table import Cells
from newsdiff.render.phrases import count
from newsdiff.web.links import Layout
from newsdiff.web.page import markup

#: unchanged paragraphs that stay open beside a changed one
_CONTEXT = 1
#: shorter runs are not worth a click
_LEAST_FOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row."""

    anchor: str
    is_changed: bool
    #: what happened, as a class of the style sheet
    op: str
    #: both sides, or one text; "" where nothing stands
    cells: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that stand together, or that are folded into one line until it is opened."""

    lines: tuple[Line, ...]
    #: what stands for them when they are folded; "" for those that are not
    fold: str = ""


def blocks(cells: Cells, layout: Layout, *, is_whole: bool) -> Iterator[Block]:
    """All rows. `is_whole`: nothing is folded."""
    line = _Lines(cells, layout).line
    if is_whole or all(row.op is Op.UNCHANGED for row in cells.rows):
        yield Block(lines=tuple(map(line, cells.rows)))
        return
    near = {id(row) for row in folded(cells.rows, _CONTEXT) if isinstance(row, Row)}
    for is_near, group in groupby(cells.rows, key=lambda row: id(row) in near):
        lines = tuple(map(line, group))
        is_folded = not is_near and len(lines) >= _LEAST_FOLD
        yield Block(lines=lines, fold=count(len(lines), f"unchanged {cells.noun}") if is_folded else "")


class _Lines:
    """Makes the rows of one list of operations. A move stands whole where it arrived, its first words where it left."""

    def __init__(self, cells: Cells, layout: Layout) -> None:
        self._cells = cells
        self._is_inline = layout == "inline"
        moves = [(k, row) for k, row in enumerate(cells.rows) if row.op is Op.MOVED]
        #: of each move, the places of the rows in which it arrived, and which it left
        self._arrived = {id(row.operation): k for k, row in moves if row.new}
        self._left = {id(row.operation): k for k, row in moves if row.is_left}
        self._places = {id(row): k for k, row in enumerate(cells.rows)}

    def line(self, row: Row) -> Line:
        """A row with what stands in it."""
        return Line(
            anchor=self._cells.anchor(row),
            is_changed=row.op is not Op.UNCHANGED and not row.is_left,
            op=f"{row.op.value}{_end_of_move(row)}",
            cells=tuple(map(markup, self._shown(row))),
        )

    def _shown(self, row: Row) -> tuple[str, ...]:
        """Both sides, or one text."""
        cells = self._cells
        if row.is_left:
            way = "up" if self._arrived[id(row.operation)] < self._places[id(row)] else "down"
            return (cells.stub(row, way, number="old ¶"),) if self._is_inline else (cells.stub(row, way), "")
        if self._is_inline:
            return (cells.inline(row),)
        if row.op is Op.MOVED:
            way = "down" if self._left[id(row.operation)] > self._places[id(row)] else "up"
            return cells.origin(row, way), cells.cell(row, "new")
        return cells.cell(row, "old"), cells.cell(row, "new")


def _end_of_move(row: Row) -> str:
    """The class that tells a place left, and a paragraph that stands with the same words on both sides."""
    if row.op is not Op.MOVED:
        return ""
    return " left" if row.is_left else "" if row.operation.edited else " same"
