"""The two-column table of the versioned page: one row per paragraph, old on the left, new on the right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest

from newsdiff.model.article import Article, Paragraph
from newsdiff.model.change import FieldChange, Op, Operation, Spans
from newsdiff.render.clean import clean, visible
from newsdiff.render.excerpt import MARKED, excerpt
from newsdiff.render.facing import Row, facing_rows
from newsdiff.render.labels import ARROW, Told, labels_of_field, of_side, written
from newsdiff.render.phrases import field_name, operation_label, origin_label, unchanged, whole_marks
from newsdiff.render.pieces import BREAK, Piece, Side, is_dense, one_side, operation_pieces, runs_together
from newsdiff.render.view import DiffView
from newsdiff.render.wrap import width_of

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PILCROW = re.compile(r"¶(\d+)")
_SIDES: tuple[Side, Side] = ("old", "new")
_ANCHORS: dict[Side, str] = {"old": "o", "new": "p"}
_TAGS: dict[Side, str] = {"old": "del", "new": "ins", "found": "mark"}
#: the end of an excerpt that goes on, in a mark or not
_CUT = re.compile(r" …(?=(?:</\w+>)?$)")
#: columns of a moved paragraph's first words, where it stood
_STUB = 48
_FIELDS = ("headline", "standfirst", "byline")


def language_tag(named: str | None) -> str:
    """The language that a page names, as a tag; empty when it named no usable one."""
    tag = (named or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def language(article: Article) -> str:
    """The lang attribute of an article's texts (see `lang_attribute`)."""
    return lang_attribute(article.language)


def lang_attribute(named: str | None) -> str:
    """A lang attribute with a space before it; empty when the page named no usable language."""
    tag = language_tag(named)
    return f' lang="{tag}"' if tag else ""


def languages(view: DiffView) -> dict[Side, str]:
    """The lang attributes of both sides (see `language`)."""
    return {"old": language(view.old), "new": language(view.new)}


def marked_text(text: str, spans: Spans, side: Side) -> str:
    """Escaped text with `<del>` (old side) or `<ins>` (new side) around its marks."""
    tag = "del" if side == "old" else "ins"
    parts = []
    for piece in one_side(text, spans, side):
        if piece.kind == "same":
            parts.append(escape(clean(piece.text)))
        else:
            parts.append(_mark(piece.text, tag))
    return "".join(parts)


def pieces_html(pieces: Sequence[Piece]) -> str:
    """Both sides as one text: `<del>` and `<ins>` around what differs, `<mark>` around what was looked for.

    A break between paragraphs is a line's.
    """
    parts = []
    for piece, following in zip_longest(pieces, pieces[1:]):
        style = "apart" if following and runs_together(piece, following) else ""
        for k, text in enumerate(piece.text.split(BREAK)):
            parts.append('<br><span class="break">¶</span> ' if k else "")
            if piece.kind == "same":
                parts.append(escape(clean(text)))
            elif text:
                parts.append(_mark(text, _TAGS[piece.kind], style))
    return "".join(parts)


def excerpt_html(pieces: Sequence[Piece], *, marked: int = MARKED) -> str:
    """Pieces made short (see `excerpt`) as `pieces_html` writes them; what stands for their end begins no line."""
    return _CUT.sub("\N{NO-BREAK SPACE}…", pieces_html(excerpt(pieces, marked=marked)))


def _mark(text: str, tag: str, style: str = "") -> str:
    """A marked text, with the spaces at its ends outside: coloured, they would look like words."""
    words = text.strip()
    if not words:
        return _tagged(text, tag, style)
    before, _, after = text.partition(words)
    return f"{clean(before)}{_tagged(words, tag, style)}{clean(after)}"


def _tagged(text: str, tag: str, style: str = "") -> str:
    """A marked text; the style sheets draw no line through, or close under, what is `dense`."""
    dense = "dense" if tag != "mark" and is_dense(text) else ""
    styles = " ".join(filter(None, (dense, style)))
    named = f' class="{styles}"' if styles else ""
    return f"<{tag}{named}>{escape(visible(text))}</{tag}>"


def label_line(words: str, version: str, chips: str = "") -> str:
    """What happened, as markup, and where the columns are stacked also as in which version; then its labels."""
    held = f"(as in {clean(version)})".replace(" ", "\N{NO-BREAK SPACE}")
    side = f' <span class="side">{escape(held)}</span>' if version else ""
    return f'<p class="label">{words}{side}{chips}</p>'


def label_chips(told: Sequence[Told]) -> str:
    """The labels of one paragraph or field, behind what happened to it: their words are marked in it."""
    return "".join(f' <span class="chip">{name.value}</span>' for name in dict.fromkeys(one.name for one in told))


def label_text(words: Sequence[Piece], langs: Mapping[Side, str], *, has_tags: bool = True) -> str:
    """The words that fired a label (see `label_words`, `written`) behind a space; "" for none.

    `has_tags`: `<del>` and `<ins>` tell old words from new ones too; without our style sheet they would bring lines.
    """
    parts = []
    for piece in written(words):
        if piece.kind == "same":
            parts.append(escape(piece.text))
            continue
        text = f'<span dir="auto"{langs[piece.kind]}>{escape(visible(piece.text))}</span>'
        parts.append(f"<{_TAGS[piece.kind]}>{text}</{_TAGS[piece.kind]}>" if has_tags and ARROW not in words else text)
    return f" {''.join(parts)}" if parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One side of the table."""

    #: of the version, shown where the columns are stacked
    label: str
    #: the attribute by which texts say their language (see `language`)
    lang: str
    paragraphs: Sequence[Paragraph]


class Cells:
    """Fills the places of one list of operations; anchors are p1, p2, ... (new side) and o1, o2, ... (old)."""

    def __init__(
        self,
        operations: Sequence[Operation],
        old: Column,
        new: Column,
        *,
        labels: Mapping[Operation, Sequence[Told]] | None = None,
        prefix: str = "",
        noun: str = "paragraph",
    ) -> None:
        """`labels` stand behind what happened, each on the side that has its words."""
        self._labels = labels or {}
        self.columns: dict[Side, Column] = {"old": old, "new": new}
        self._prefix = prefix
        self.noun = noun
        self.rows = facing_rows(operations, len(old.paragraphs))

    def anchor(self, row: Row) -> str:
        """The anchor of a row: that of its first new paragraph, or of its old one where no new one stands."""
        return self._anchor("new", row.new[0]) if row.new else self._anchor("old", row.old[0])

    def cell(self, row: Row, side: Side, *, number: str = "¶") -> str:
        """What stands on one side of a row; "" where nothing does. `number` stands before each paragraph's."""
        indexes = row.old if side == "old" else row.new
        told = of_side(self._labels.get(row.operation, ()), side)
        parts = [self._label(row.operation, side, told)] if indexes else []
        for index, spans in zip(indexes, self._spans(row, side), strict=True):
            text = marked_text(self.columns[side].paragraphs[index].text, spans, side)
            parts.append(self._paragraph(row, side, index, text, number))
        return "".join(parts)

    def stub(self, row: Row, way: str, *, number: str = "¶") -> str:
        """What stands where a moved paragraph stood: `way` and where it went, and its first words."""
        (index,) = row.old
        edited = ", edited there" if row.operation.edited else ""
        label = label_line(f"moved {way} to new {self._link('new', row.operation.new[0])}{edited}", "")
        whole = self.columns["old"].paragraphs[index].text
        text = excerpt_html([Piece("same", whole)], marked=_STUB * len(whole) // max(1, width_of(whole)))
        paragraph = f'<p dir="auto"{self.columns["old"].lang}>{text}</p>'
        return (
            f"{label} {self._number('old', index, number)}{paragraph}"  # the space parts words that stand in one line
        )

    def origin(self, row: Row, way: str) -> str:
        """The old text beside the new one of a paragraph that moved; its anchor is where it stood.

        `way`: "up" or "down", to there.
        """
        (index,), spans = row.operation.old, (row.operation.spans_old or [()])[0]
        paragraph = self.columns["old"].paragraphs[index]
        version = escape(clean(self.columns["old"].label))
        chips = label_chips(of_side(self._labels.get(row.operation, ()), "old"))
        label = label_line(f"in {version} further {way}, at old {self._link('old', index)}", "", chips)
        text = marked_text(paragraph.text, spans, "old")
        kind = paragraph.kind.value
        return f'{label}{self._number("old", index)}<p dir="auto" class="{kind}"{self.columns["old"].lang}>{text}</p>'

    def inline(self, row: Row) -> str:
        """Both sides of a row as one text, old words before the new ones in their place."""
        side: Side = "new" if row.new else "old"
        index = (row.new or row.old)[0]
        texts = [[paragraph.text for paragraph in self.columns[name].paragraphs] for name in _SIDES]
        if row.new and row.op is Op.MOVED and not row.operation.edited:
            return self.cell(row, "new")
        if row.old and not row.new:  # among the new side's numbers its own would mislead
            return self.cell(row, "old", number="old ¶")
        pieces = operation_pieces(row.operation, *texts)
        paragraph = self._paragraph(row, side, index, pieces_html(pieces))
        told = self._labels.get(row.operation, ())
        return self._other_anchors(row, side, index) + self._label(row.operation, side, told) + paragraph

    def _other_anchors(self, row: Row, side: Side, index: int) -> str:
        """Those of the paragraphs that stand in one text with another."""
        names = [self._anchor("old", i) for i in row.old] + [self._anchor("new", j) for j in row.new]
        given = {self.anchor(row), self._anchor(side, index)}
        return "".join(f'<span id="{name}"></span>' for name in names if name not in given)

    def _paragraph(self, row: Row, side: Side, index: int, text: str, sign: str = "¶") -> str:
        # the anchor of the whole row, where it is this paragraph's, is not given twice
        is_rows_own = self._anchor(side, index) == self.anchor(row)
        column, anchor = self.columns[side], "" if is_rows_own else f' id="{self._anchor(side, index)}"'
        kind = column.paragraphs[index].kind.value
        return f'{self._number(side, index, sign)}<p dir="auto" class="{kind}"{column.lang}{anchor}>{text}</p>'

    def _number(self, side: Side, index: int, sign: str = "¶") -> str:
        # where the columns are stacked, an old number would be taken for one of the new side
        old = '<span class="side">old </span>' if side == "old" and sign == "¶" else ""
        return f'<a class="n" href="#{self._anchor(side, index)}">{old}{sign}{index + 1}</a>'

    def _link(self, side: Side, index: int) -> str:
        return f'<a href="#{self._anchor(side, index)}">¶{index + 1}</a>'

    def _label(self, operation: Operation, side: Side, told: Sequence[Told]) -> str:
        """What happened, in words; the paragraphs of the other side that it names are links to them."""
        words = origin_label(operation) if side == "old" else operation_label(operation)
        if not words:
            return ""
        other: Side = "new" if side == "old" else "old"
        linked = _PILCROW.sub(lambda m: self._link(other, int(m[1]) - 1), words)
        return label_line(linked, self.columns[side].label, label_chips(told))

    def _spans(self, row: Row, side: Side) -> Sequence[Spans]:
        """The marks of the paragraphs of one side; an added or removed paragraph is marked from end to end."""
        indexes = row.old if side == "old" else row.new
        if row.op in (Op.ADDED, Op.REMOVED):
            return [((0, len(self.columns[side].paragraphs[index].text)),) for index in indexes]
        spans = row.operation.spans_old if side == "old" else row.operation.spans_new
        return (spans or [()] * len(indexes))[: len(indexes)]

    def _anchor(self, side: Side, index: int) -> str:
        return f"{self._prefix}{_ANCHORS[side]}{index + 1}"


def table_rows(cells: Cells) -> Iterator[str]:
    """`<tbody>` groups; each run of unchanged rows has one of its own, which can be folded."""
    for is_unchanged, group in groupby(cells.rows, key=lambda row: row.op is Op.UNCHANGED):
        rows = [_table_row(cells, row) for row in group]
        if is_unchanged:
            line = unchanged(len(rows), cells.noun)
            yield f'<tbody class="fold"><tr><td colspan="2">{line}</td></tr></tbody>'
            yield f'<tbody class="unchanged">{"".join(rows)}</tbody>'
        else:
            yield f"<tbody>{''.join(rows)}</tbody>"


def _table_row(cells: Cells, row: Row) -> str:
    state = ' class="changed"' if row.op is not Op.UNCHANGED else ""
    kind = f' class="{row.op.value}"' if row.op in (Op.ADDED, Op.REMOVED) else ""
    sides = [(cells.cell(row, side), kind) for side in _SIDES]
    columns = "".join(f"<td{kind}>{text}</td>" if text else "<td></td>" for text, kind in sides)
    return f'<tr{state} id="{cells.anchor(row)}">{columns}</tr>'


def field_rows(view: DiffView) -> Iterator[str]:
    """Headline, standfirst and byline on both sides, marked where they differ; fields of neither side are absent."""
    for field, is_changed in known_fields(view):
        yield field_row(field, view, field.name, is_changed=is_changed)


def known_fields(view: DiffView) -> Iterator[tuple[FieldChange, bool]]:
    """Headline, standfirst and byline where a side has one, and whether they differ."""
    differing = {field.name: field for field in view.change.fields}
    for name in _FIELDS:
        old, new = getattr(view.old, name) or "", getattr(view.new, name) or ""
        if old or new:
            yield differing.get(name) or FieldChange(name=name, old=old, new=new), name in differing


def field_row(field: FieldChange, view: DiffView, style: str, *, is_changed: bool, note: str = "") -> str:
    """One field of the comparison as a row; a value that one side lacks is shown as such. `note`: see `note_html`."""
    label = escape(f"{field_name(field.name)}{' changed' if is_changed else ''}")
    sides: tuple[Side, Side] = ("old", "new")
    notes = {"old": "", "new": note_html(note)}
    cells = "".join(f"<td>{field_cell(field, view, side, label)}{notes[side]}</td>" for side in sides)
    state = "changed" if is_changed else "unchanged"
    return f'<tbody class="{style}"><tr class="{state}" id="{field.name}">{cells}</tr></tbody>'


def note_html(words: str) -> str:
    """What is to be known of the new side of a field, below it; markup, as its words are. "" for nothing."""
    return f'<p class="when">{words}</p>' if words else ""


def field_cell(field: FieldChange, view: DiffView, side: Side, label: str) -> str:
    """One side of a field, under its label (markup)."""
    field = whole_marks(field)
    is_old = side == "old"
    article, version = (view.old, view.old_version) if is_old else (view.new, view.new_version)
    value, spans = (field.old, field.spans_old) if is_old else (field.new, field.spans_new)
    text = marked_text(value, spans, side) if value else "<i>none</i>"
    chips = label_chips(of_side(labels_of_field(view, field.name), side))
    return f'{label_line(label, version.label, chips)}<p dir="auto"{language(article) if value else ""}>{text}</p>'
