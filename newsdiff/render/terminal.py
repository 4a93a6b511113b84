"""A comparison on a terminal: fields, paragraphs, captions, metadata, at any width, with or without colour.

Without colour the marks are shapes, `[-old words-] {+new words+}` as in `git diff --word-diff`; with colour old words
are red and struck through, new ones green and underlined, so that colour is never all there is.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from newsdiff.model.change import FieldChange, Op, Operation
from newsdiff.render.clean import clean, visible
from newsdiff.render.folding import folded
from newsdiff.render.phrases import (
    added_notes,
    alternation_line,
    count,
    counts,
    distance,
    field_name,
    instant,
    operation_label,
    pilcrows,
    published,
    version_notices,
    version_time,
    whole_marks,
)
from newsdiff.render.pieces import BREAK, Piece, inline, operation_pieces
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.render.wrap import Run, width_of, wrapped

#: wider columns are hard to read; the rest of a wide terminal stays empty
_MEASURE = 96
_INDENT = "  "
_SIGNS = {
    Op.UNCHANGED: " ",
    Op.COSMETIC: "≈",
    Op.EDITED: "~",
    Op.ADDED: "+",
    Op.REMOVED: "-",
    Op.MOVED: ">",
    Op.SPLIT: "<",
    Op.MERGED: "&",
}
_COLOURS = {
    "old": "\x1b[31;9m",
    "new": "\x1b[32;4m",
    "removed": "\x1b[31m",
    "added": "\x1b[32m",
    "label": "\x1b[36m",
    "dim": "\x1b[2m",
    "head": "\x1b[1m",
    "notice": "\x1b[33m",
}
_RESET = "\x1b[0m"


def render_terminal(
    view: DiffView, *, width: int = 80, colour: bool = False, context: int = 1, zone: tzinfo = UTC
) -> str:
    """The comparison as text that ends in a newline.

    `context` is the number of unchanged paragraphs kept around each change; the others are folded into one line that
    counts them. All text of the view is stripped of control and direction characters.
    """
    return _Page(view, width=min(max(width, 20), _MEASURE), colour=colour, context=context, zone=zone).text()


class _Page:
    def __init__(self, view: DiffView, *, width: int, colour: bool, context: int, zone: tzinfo) -> None:
        self._view = view
        self._width = width
        self._colour = colour
        self._context = max(0, context)
        self._zone = zone
        self._lines: list[str] = []

    def text(self) -> str:
        """The whole page; ends in a newline."""
        self._head()
        self._fields(self._view.change.fields)
        self._section(
            "Text",
            self._view.change.operations,
            self._view.old.texts,
            self._view.new.texts,
        )
        captions = self._view.change.captions
        if any(operation.op is not Op.UNCHANGED for operation in captions):
            self._section("Captions", captions, self._view.old.captions, self._view.new.captions)
        self._metadata(self._view.change.metadata)
        return "\n".join(self._lines) + "\n"

    # the head

    def _head(self) -> None:
        view = self._view
        name = " · ".join(filter(None, (view.source and clean(view.source), clean(view.new.headline or ""))))
        if name:
            self._write([Run(name, "head")])
        if view.url:
            self._write([Run(clean(view.readable_url or view.url), "dim")])
        facts = [f"article {view.article_id}" if view.article_id is not None else "", counts(view)]
        if view.first_seen_at:
            facts.append(clean(published(view, self._zone)))
            facts.append(f"first seen {instant(view.first_seen_at, self._zone)}")
        if any(facts):
            self._write([Run(" · ".join(filter(None, facts)), "dim")])
        if view.policy:
            self._write([Run(clean(view.policy), "dim")])
        self._blank()
        self._version("-", view.old_version)
        self._version("+", view.new_version)
        self._notices()

    def _version(self, sign: str, version: VersionHeader) -> None:
        when = version_time(version, self._zone)
        earlier, later = self._view.old_version.by, version.by
        if sign == "+" and earlier and later:
            when += f", {distance(earlier, later)}"
        label = Run(f"{sign} {clean(version.label)}", "removed" if sign == "-" else "added")
        self._write([label, Run(f"  {when}" if when else "")], hang=_INDENT)

    def _notices(self) -> None:
        for notice in version_notices(self._view):
            self._write([Run(f"! {clean(notice)}", "notice")], hang=_INDENT)
        for index, text in added_notes(self._view):
            self._write([Run(f"! {pilcrows([index])} {clean(text)}", "notice")], hang=_INDENT)
        for alternation in self._view.alternations:
            self._write([Run(f"! {alternation_line(alternation, self._zone)}", "notice")], hang=_INDENT)
            for text in (alternation.a, alternation.b):
                quoted = f"“{visible(text)}”" if text else "(nothing)"
                self._write([Run(quoted)], hang=_INDENT * 3, first=_INDENT * 2)

    # fields and metadata

    def _fields(self, fields: Sequence[FieldChange]) -> None:
        for field in fields:
            self._heading(field_name(field.name))
            self._write(self._field_runs(field), hang=_INDENT, first=_INDENT)

    def _metadata(self, fields: Sequence[FieldChange]) -> None:
        if not fields:
            return
        self._heading("Metadata changed")
        for field in fields:
            label = Run(f"{field_name(field.name)}: ", "label")
            self._write([label, *self._field_runs(field)], hang=_INDENT * 2, first=_INDENT)

    def _field_runs(self, field: FieldChange) -> list[Run]:
        field = whole_marks(field)
        if field.old and field.new:
            return self._runs(inline([field.old], [field.new], [field.spans_old], [field.spans_new]))
        return self._runs([Piece("old", field.old or "")] if field.old else [Piece("new", field.new or "")])

    # paragraphs

    def _section(self, title: str, operations: Sequence[Operation], old: Sequence[str], new: Sequence[str]) -> None:
        self._heading(title)
        if not operations:
            self._write([Run("(no text)", "dim")], first=_INDENT)
        for block in folded(operations, self._context):
            if isinstance(block, int):
                line = f"… {count(block, f'unchanged {self._noun(title)}')} …"
                self._write([Run(line, "dim")], first=_INDENT)
                self._blank()
            else:
                self._operation(block, old, new)
        if self._lines[-1] == "":
            self._lines.pop()

    @staticmethod
    def _noun(title: str) -> str:
        return "caption" if title == "Captions" else "paragraph"

    def _operation(self, operation: Operation, old: Sequence[str], new: Sequence[str]) -> None:
        label = operation_label(operation)
        if label:
            removed = operation.op is Op.REMOVED
            numbers = f"old {pilcrows(operation.old)}" if removed else pilcrows(operation.new)
            style = {Op.ADDED: "added", Op.REMOVED: "removed"}.get(operation.op, "label")
            self._write([Run(f"{_SIGNS[operation.op]} {numbers} {label}", style)], hang=_INDENT)
        for paragraph in _paragraphs(operation_pieces(operation, old, new)):
            self._write(self._paragraph_runs(operation, paragraph), hang=_INDENT, first=_INDENT)
        self._blank()

    def _paragraph_runs(self, operation: Operation, pieces: Sequence[Piece]) -> list[Run]:
        if operation.op in (Op.ADDED, Op.REMOVED):
            style = operation.op.value
            return [Run(clean(piece.text), style) for piece in pieces]
        if operation.op is Op.UNCHANGED:
            return [Run(clean(piece.text), "dim") for piece in pieces]
        return self._runs(pieces)

    def _runs(self, pieces: Sequence[Piece]) -> list[Run]:
        """Marked pieces in colour, or between brackets where there is none."""
        runs = []
        for piece in pieces:
            if piece.kind == "same":
                runs.append(Run(clean(piece.text)))
                continue
            text = visible(piece.text)
            if not self._colour:
                text = f"[-{text}-]" if piece.kind == "old" else f"{{+{text}+}}"
            runs.append(Run(text, piece.kind))
        return runs

    # lines

    def _heading(self, title: str) -> None:
        self._blank()
        rule = "─" * max(0, self._width - width_of(title) - 4)
        self._write([Run("── ", "dim"), Run(title, "head"), Run(f" {rule}", "dim")])

    def _blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _write(self, runs: Sequence[Run], *, hang: str = "", first: str = "") -> None:
        """Wrapped lines: `first` before the first one, `hang` before the others."""
        room = self._width - max(len(hang), len(first))
        for k, line in enumerate(wrapped(runs, room)):
            self._lines.append((hang if k else first) + "".join(map(self._styled, line)).rstrip())

    def _styled(self, run: Run) -> str:
        if not self._colour or not run.style:
            return run.text
        return f"{_COLOURS[run.style]}{run.text}{_RESET}"


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces, cut where one side has a paragraph break."""
    paragraph: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(BREAK)
        paragraph.append(Piece(piece.kind, first))
        for text in others:
            yield [p for p in paragraph if p.text]
            paragraph = [Piece(piece.kind, text)]
    yield [p for p in paragraph if p.text]
