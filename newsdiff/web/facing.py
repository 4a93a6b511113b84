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
    if is_whole or all(row.op is Op.UNCHANGED for row in cells.rows):
        yield Block(lines=tuple(_line(cells, row, layout) for row in cells.rows))
        return
    near = {id(row) for row in folded(cells.rows, _CONTEXT) if isinstance(row, Row)}
    for is_near, group in groupby(cells.rows, key=lambda row: id(row) in near):
        lines = tuple(_line(cells, row, layout) for row in group)
        is_folded = not is_near and len(lines) >= _LEAST_FOLD
        yield Block(lines=lines, fold=count(len(lines), f"unchanged {cells.noun}") if is_folded else "")


def _line(cells: Cells, row: Row, layout: Layout) -> Line:
    shown = [cells.inline(row)] if layout == "inline" else [cells.cell(row, "old"), cells.cell(row, "new")]
    return Line(
        anchor=cells.anchor(row),
        is_changed=row.op is not Op.UNCHANGED,
        op=row.op.value,
        cells=tuple(markup(text) for text in shown),
    )
