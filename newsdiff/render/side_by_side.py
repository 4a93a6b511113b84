"""A comparison on a terminal in two columns, the old version on the left: each paragraph faces what became of it."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from newsdiff.model.change import FieldChange, Op, Operation
from newsdiff.render.facing import Row, facing_rows
from newsdiff.render.folding import folded
from newsdiff.render.head import told_items, version_runs, write_article, write_labels, write_notices
from newsdiff.render.labels import Told, labels_by_operation, labels_of_field, told_at_side
from newsdiff.render.lines import GUTTER, INDENT, MEASURE, Lines
from newsdiff.render.phrases import (
    field_name,
    instant,
    metadata_name,
    operation_label,
    origin_label,
    pilcrows,
    still_seen,
    unchanged,
    whole_marks,
)
from newsdiff.render.pieces import Side, one_side
from newsdiff.render.view import DiffView
from newsdiff.render.wrap import Run

#: with less, the columns would be narrower than four or five words
LEAST_WIDTH = 60
_SIDES: tuple[Side, Side] = ("old", "new")


def render_side_by_side(
    view: DiffView, *, width: int = 120, colour: bool = False, context: int = 1, zone: tzinfo = UTC
) -> str:
    """The comparison as text that ends in a newline; `width` is that of the terminal, at least `LEAST_WIDTH`.

    What stands in one column is padded and cut to it by terminal cells. `context` and colour as in `render_terminal`.
    """
    lines = Lines(width=max(width, LEAST_WIDTH), colour=colour, measure=2 * MEASURE + len(GUTTER))
    page = _Page(view, lines, context)
    page.write(zone)
    return lines.text()


class _Page:
    def __init__(self, view: DiffView, lines: Lines, context: int) -> None:
        self._view = view
        self._lines = lines
        self._context = context
        self._labels = labels_by_operation(view)

    def write(self, zone: tzinfo) -> None:
        """The whole page, from top to bottom."""
        view, change = self._view, self._view.change
        write_article(self._lines, view, zone)
        write_notices(self._lines, view, zone)
        write_labels(self._lines, view, zone)
        self._lines.blank()
        self._lines.beside(*(self._version(side, zone) for side in _SIDES))
        for field in change.fields:
            self._lines.heading(field_name(field.name))
            self._field(field)
        self._section("Text", view.unit, change.operations, view.old.texts, view.new.texts)
        if any(operation.op is not Op.UNCHANGED for operation in change.captions):
            self._section("Captions", "caption", change.captions, view.old.captions, view.new.captions)
        for k, field in enumerate(change.metadata):
            heading = f"{metadata_name(change.metadata).capitalize()} changed"
            self._lines.heading(heading) if k == 0 else self._lines.gutter()
            self._field(field, f"{field_name(field.name)}: ")
            note = self._lines.column()
            if words := still_seen(view, field, lambda at: instant(at, zone)):
                note.write([Run(words, "dim")], first=[Run(INDENT)], hang=INDENT)
            self._lines.beside(self._lines.column(), note)

    def _version(self, side: Side, zone: tzinfo) -> Lines:
        version = self._view.old_version if side == "old" else self._view.new_version
        label, when = version_runs(self._view, version, zone)
        column = self._lines.column()
        column.write([label], hang=INDENT)
        if when:
            column.write(when, first=[Run(INDENT)], hang=INDENT)
        return column

    def _field(self, field: FieldChange, name: str = "") -> None:
        field = whole_marks(field)
        told = labels_of_field(self._view, field.name)
        self._lines.beside(*(self._field_labels(told_at_side(told, side)) for side in _SIDES))
        columns = []
        sides: tuple[tuple[str | None, Side], ...] = ((field.old, "old"), (field.new, "new"))
        for text, side in sides:
            spans = field.spans_old if side == "old" else field.spans_new
            column = self._lines.column()
            shown = column.marked(one_side(text, spans, side)) if text else [Run("(none)", "dim")]
            column.write([Run(name, "label"), *shown], first=[Run(INDENT)], hang=INDENT)
            columns.append(column)
        self._lines.beside(*columns)

    def _field_labels(self, told: Sequence[Told]) -> Lines:
        column = self._lines.column()
        column.edited_field(told_items(column, told))
        return column

    def _section(
        self, title: str, noun: str, operations: Sequence[Operation], old: Sequence[str], new: Sequence[str]
    ) -> None:
        self._lines.heading(title)
        if not operations:
            self._lines.write([Run("(no text)", "dim")], first=[Run(INDENT)])
        for k, block in enumerate(folded(facing_rows(operations, len(old)), self._context)):
            if k:
                self._lines.gutter()
            if isinstance(block, int):
                self._lines.beside(*(self._fold(block, noun) for _ in range(2)))
            else:
                labels = self._labels.get(block.operation, []) if noun != "caption" else []
                self._row(block, old, new, labels)

    def _fold(self, number: int, noun: str) -> Lines:
        column = self._lines.column()
        column.write([Run(unchanged(number, noun), "dim")], first=[Run(INDENT)], hang=INDENT)
        return column

    def _row(self, row: Row, old: Sequence[str], new: Sequence[str], labels: Sequence[Told]) -> None:
        """What happened above, the words below: they face each other however many lines the labels take."""
        self._lines.beside(*(self._said(row, side, told_at_side(labels, side)) for side in _SIDES))
        self._lines.beside(self._cell(row, old, "old"), self._cell(row, new, "new"))

    def _said(self, row: Row, side: Side, labels: Sequence[Told]) -> Lines:
        column = self._lines.column()
        indexes = row.old if side == "old" else row.new
        label = origin_label(row.operation) if side == "old" else operation_label(row.operation)
        if indexes and label:
            column.label(row.op, f"{pilcrows(indexes)} {label}", told_items(column, labels))
        return column

    def _cell(self, row: Row, texts: Sequence[str], side: Side) -> Lines:
        """The paragraphs of one side of a row with their own marks; empty where none stands."""
        column = self._lines.column()
        operation = row.operation
        indexes, spans = (row.old, operation.spans_old) if side == "old" else (row.new, operation.spans_new)
        for k, index in enumerate(indexes):
            if k:
                column.blank()
            column.paragraph(row.op, one_side(texts[index], spans[k] if spans else (), side))
        return column
