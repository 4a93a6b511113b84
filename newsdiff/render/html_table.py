"""The two-column table of the versioned page: one row per paragraph, old on the left, new on the right."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from newsdiff.model.article import Article, Paragraph
from newsdiff.model.change import FieldChange, Op, Operation, Spans
from newsdiff.render.clean import clean, visible
from newsdiff.render.phrases import count, field_name, operation_label, whole_marks
from newsdiff.render.pieces import one_side
from newsdiff.render.view import DiffView

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FIELDS = ("headline", "standfirst", "byline")


def language(article: Article) -> str:
    """A lang attribute with a space before it; empty when the page named no usable language."""
    tag = (article.language or "").replace("_", "-")
    return f' lang="{tag}"' if _LANGUAGE.fullmatch(tag) else ""


def marked_text(text: str, spans: Spans, kind: str) -> str:
    """Escaped text with `<del>` or `<ins>` around its marks; `kind` is old or new."""
    tag = "del" if kind == "old" else "ins"
    parts = []
    for piece in one_side(text, spans, "old" if kind == "old" else "new"):
        if piece.kind == "same":
            parts.append(escape(clean(piece.text)))
        else:
            parts.append(f"<{tag}>{escape(visible(piece.text))}</{tag}>")
    return "".join(parts)


class Table:
    """Builds the rows of one list of operations; paragraph anchors are p1, p2, ... (new side) and o1, ... (old)."""

    def __init__(
        self,
        operations: Sequence[Operation],
        old: Sequence[Paragraph],
        new: Sequence[Paragraph],
        *,
        sides: tuple[str, str],
        prefix: str = "",
        noun: str = "paragraph",
    ) -> None:
        self._operations = operations
        self._old = old
        self._new = new
        #: labels of both versions, shown where the columns are stacked
        self._sides = sides
        self._prefix = prefix
        self._noun = noun

    def rows(self) -> Iterator[str]:
        """`<tbody>` groups; each run of unchanged rows has one of its own, which can be folded."""
        for unchanged, group in groupby(self._placed(), key=lambda row: row[0].op is Op.UNCHANGED):
            rows = list(group)
            if unchanged:
                line = f"… {count(len(rows), f'unchanged {self._noun}')} …"
                yield f'<tbody class="fold"><tr><td colspan="2">{line}</td></tr></tbody>'
                yield f'<tbody class="unchanged">{"".join(map(self._unchanged, rows))}</tbody>'
            else:
                yield f"<tbody>{''.join(map(self._changed, rows))}</tbody>"

    def _placed(self) -> list[tuple[Operation, bool]]:
        """The operations, and once more, flagged, each moved one at the place it left."""
        place: dict[int, int] = {}
        leaving: list[Operation] = []
        for k, operation in enumerate(self._operations):
            if operation.op is Op.MOVED:
                leaving.append(operation)
            else:
                place.update(dict.fromkeys(operation.old, k))
        left: dict[int, list[Operation]] = {}
        by_old = {operation.old[0]: operation for operation in leaving}
        last = -1
        for i in range(len(self._old)):
            if i in by_old:
                left.setdefault(last, []).append(by_old[i])
            last = place.get(i, last)
        rows = [(operation, True) for operation in left.get(-1, ())]
        for k, operation in enumerate(self._operations):
            rows.append((operation, False))
            rows += [(moved, True) for moved in left.get(k, ())]
        return rows

    def _unchanged(self, row: tuple[Operation, bool]) -> str:
        operation, _ = row
        old = self._cell(operation.old, self._old, (), "old", "")
        new = self._cell(operation.new, self._new, (), "new", "")
        return f'<tr id="{self._anchor("p", operation.new[0])}"><td>{old}</td><td>{new}</td></tr>'

    def _changed(self, row: tuple[Operation, bool]) -> str:
        operation, leaves = row
        if operation.op is Op.MOVED:
            return self._moved(operation, leaves)
        label = operation_label(operation)
        old_label = label if operation.op in (Op.REMOVED, Op.EDITED, Op.COSMETIC) else self._end_label(operation)
        old = self._cell(operation.old, self._old, self._spans(operation, "old"), "old", old_label)
        new = self._cell(operation.new, self._new, self._spans(operation, "new"), "new", label)
        if operation.op is Op.REMOVED:
            return self._row(self._anchor("o", operation.old[0]), old, "", " class=removed", "")
        added = " class=added" if operation.op is Op.ADDED else ""
        return self._row(self._anchor("p", operation.new[0]), old, new, "", added)

    def _spans(self, operation: Operation, kind: str) -> Sequence[Spans]:
        """The marks of one side; an added or removed paragraph is marked from end to end."""
        if operation.op is Op.REMOVED and kind == "old":
            return [((0, len(self._old[i].text)),) for i in operation.old]
        if operation.op is Op.ADDED and kind == "new":
            return [((0, len(self._new[j].text)),) for j in operation.new]
        return operation.spans_old if kind == "old" else operation.spans_new

    @staticmethod
    def _end_label(operation: Operation) -> str:
        """What became of the old side of a split or merge."""
        names = ", ".join(f"¶{j + 1}" for j in operation.new)
        return f"{'split into' if operation.op is Op.SPLIT else 'merged into'} {names}" if operation.old else ""

    def _moved(self, operation: Operation, leaves: bool) -> str:
        i, j = operation.old[0], operation.new[0]
        edited = ", edited" if operation.edited else ""
        if leaves:
            label = f'moved to <a href="#{self._anchor("p", j)}">¶{j + 1}</a>{edited}'
            cell = self._cell(operation.old, self._old, operation.spans_old, "old", label, is_markup=True)
            return self._row(self._anchor("o", i), cell, "", "", "")
        label = f'moved from <a href="#{self._anchor("o", i)}">old ¶{i + 1}</a>{edited}'
        cell = self._cell(operation.new, self._new, operation.spans_new, "new", label, is_markup=True)
        return self._row(self._anchor("p", j), "", cell, "", "")

    @staticmethod
    def _row(anchor: str, old: str, new: str, old_class: str, new_class: str) -> str:
        return f'<tr class="changed" id="{anchor}"><td{old_class}>{old}</td><td{new_class}>{new}</td></tr>'

    def _cell(
        self,
        indexes: Sequence[int],
        texts: Sequence[Paragraph],
        spans: Sequence[Spans],
        kind: str,
        label: str,
        is_markup: bool = False,
    ) -> str:
        """One side of a row: number, label, paragraphs; the further ones of a split or merge with own anchors."""
        if not indexes:
            return ""
        side = self._sides[0 if kind == "old" else 1]
        number = indexes[0] + 1
        target = self._anchor("p" if kind == "new" else "o", indexes[0])
        parts = [
            f'<a class="n" href="#{target}">¶{number}</a>' if kind == "new" else f'<span class="n">¶{number}</span>'
        ]
        if label:
            words = label if is_markup else escape(label)
            parts.append(f'<p class="label">{words}<span class="side"> · {escape(clean(side))}</span></p>')
        for k, index in enumerate(indexes):
            paragraph = texts[index]
            anchor = f' id="{self._anchor("p", index)}"' if k and kind == "new" else ""
            text = marked_text(paragraph.text, spans[k] if k < len(spans) else (), kind)
            parts.append(f'<p dir="auto" class="{paragraph.kind.value}"{anchor}>{text}</p>')
        return "".join(parts)

    def _anchor(self, side: str, index: int) -> str:
        return f"{self._prefix}{side}{index + 1}"


def field_rows(view: DiffView) -> Iterator[str]:
    """Headline, standfirst and byline on both sides, marked where they differ; fields of neither side are absent."""
    differing = {field.name: field for field in view.change.fields}
    for name in _FIELDS:
        old, new = getattr(view.old, name) or "", getattr(view.new, name) or ""
        if old or new:
            field = differing.get(name) or FieldChange(name=name, old=old, new=new)
            yield field_row(field, name, is_changed=name in differing)


def field_row(field: FieldChange, style: str, *, is_changed: bool) -> str:
    """One field as a row; a value that one side lacks is shown as such."""
    field = whole_marks(field)
    whole_old = ((0, len(field.old or "")),) if is_changed and not field.new else field.spans_old
    whole_new = ((0, len(field.new or "")),) if is_changed and not field.old else field.spans_new
    label = field_name(field.name)
    cells = []
    for value, spans, kind in ((field.old, whole_old, "old"), (field.new, whole_new, "new")):
        text = marked_text(value, spans, kind) if value else "<i>none</i>"
        words = f"{label}{' changed' if is_changed else ''}"
        cells.append(f'<td><p class="label">{escape(words)}</p><p dir="auto">{text}</p></td>')
    state = "changed" if is_changed else "unchanged"
    return f'<tbody class="{style}"><tr class="{state}" id="{field.name}">{"".join(cells)}</tr></tbody>'
