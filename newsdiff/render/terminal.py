"""A comparison on a terminal, both sides as one text: fields, paragraphs, captions, metadata, at any width."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from newsdiff.model.change import FieldChange, Op, Operation
from newsdiff.render.folding import folded
from newsdiff.render.head import told_items, version_runs, write_article, write_labels, write_notices
from newsdiff.render.labels import labels_by_operation, labels_of_field
from newsdiff.render.lines import INDENT, Lines
from newsdiff.render.phrases import field_name, instant, metadata_name, still_seen, unchanged, whole_marks
from newsdiff.render.pieces import Piece, inline, operation_pieces
from newsdiff.render.view import DiffView
from newsdiff.render.wrap import Run


def render_terminal(
    view: DiffView, *, width: int = 80, colour: bool = False, context: int = 1, zone: tzinfo = UTC
) -> str:
    """The comparison as text that ends in a newline.

    `context` is the number of unchanged paragraphs kept around each change; the others are folded into one line that
    counts them. All text of the view is stripped of control and direction characters.
    """
    page = _Page(view, Lines(width=width, colour=colour), context)
    page.write(zone)
    return page.lines.text()


class _Page:
    def __init__(self, view: DiffView, lines: Lines, context: int) -> None:
        self.lines = lines
        self._view = view
        self._context = context
        self._labels = labels_by_operation(view)

    def write(self, zone: tzinfo) -> None:
        """The whole page, from top to bottom."""
        view = self._view
        write_article(self.lines, view, zone)
        for version in (view.old_version, view.new_version):
            label, when = version_runs(view, version, zone)
            self.lines.write([label, *([Run(INDENT), *when] if when else [])], hang=INDENT)
        write_notices(self.lines, view, zone)
        write_labels(self.lines, view, zone)
        for field in view.change.fields:
            self.lines.heading(field_name(field.name))
            self.lines.edited_field(told_items(self.lines, labels_of_field(view, field.name)))
            self.lines.write(self._field_runs(field), first=[Run(INDENT)], hang=INDENT)
        self._section("Text", view.unit, view.change.operations, view.old.texts, view.new.texts)
        if any(operation.op is not Op.UNCHANGED for operation in view.change.captions):
            self._section("Captions", "caption", view.change.captions, view.old.captions, view.new.captions)
        self._metadata(view.change.metadata, zone)

    def _metadata(self, fields: Sequence[FieldChange], zone: tzinfo) -> None:
        if not fields:
            return
        self.lines.heading(f"{metadata_name(fields).capitalize()} changed")
        for field in fields:
            label = Run(f"{field_name(field.name)}: ", "label")
            self.lines.write([label, *self._field_runs(field)], first=[Run(INDENT)], hang=INDENT * 2)
            if note := still_seen(self._view, field, lambda at: instant(at, zone)):
                self.lines.write([Run(note, "dim")], first=[Run(INDENT * 2)], hang=INDENT * 2)

    def _field_runs(self, field: FieldChange) -> list[Run]:
        field = whole_marks(field)
        if field.old and field.new:
            return self.lines.marked(inline([field.old], [field.new], [field.spans_old], [field.spans_new]))
        return self.lines.marked([Piece("old", field.old)] if field.old else [Piece("new", field.new or "")])

    def _section(
        self, title: str, noun: str, operations: Sequence[Operation], old: Sequence[str], new: Sequence[str]
    ) -> None:
        self.lines.heading(title)
        if not operations:
            self.lines.write([Run("(no text)", "dim")], first=[Run(INDENT)])
        for block in folded(operations, self._context):
            if isinstance(block, int):
                self.lines.write([Run(unchanged(block, noun), "dim")], first=[Run(INDENT)])
            elif block.op is Op.UNCHANGED:
                self.lines.paragraph(block.op, operation_pieces(block, old, new))
            else:
                labels = self._labels.get(block, []) if noun != "caption" else []
                self.lines.operation(block, old, new, told_items(self.lines, labels))
            self.lines.blank()
