"""What stands below the head of a comparison, as rows: fields, text, captions, and what only machines read."""

from collections.abc import Sequence
from dataclasses import replace

from newsdiff.model.article import Article, Paragraph
from newsdiff.model.change import FieldChange, Op
from newsdiff.render.html_parts import text_html
from newsdiff.render.html_table import (
    Cells,
    Column,
    field_cell,
    known_fields,
    label_chips,
    label_line,
    language,
    note_html,
    pieces_html,
)
from newsdiff.render.labels import labels_by_operation, labels_of_field
from newsdiff.render.phrases import STAMPS, count, field_name, still_seen, together, whole_marks
from newsdiff.render.stream import field_pieces
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.web.facing import Block, Line, blocks
from newsdiff.web.links import Form
from newsdiff.web.page import markup
from newsdiff.web.times import moment, stamp_words
from newsdiff.web.words import is_like_headline


def fields(view: DiffView, form: Form) -> list[Block]:
    """Headline, standfirst and byline; those that did not change are folded, the headline stands above anyway."""
    known = list(known_fields(view))
    changed = [_field_line(field, view, form, is_changed=True) for field, differs in known if differs]
    same = [field for field, differs in known if not differs]
    found = [Block(lines=tuple(changed))] if changed else []
    if same:
        names = together([field_name(field.name).lower() for field in same])
        lines = tuple(_field_line(field, view, form, is_changed=False) for field in same)
        found.append(Block(lines=lines, fold="" if form.is_whole else f"unchanged {names}"))
    return found


def metadata(view: DiffView, form: Form) -> list[Line]:
    """What only machines read, where it says something else than the headline does."""
    own = [field for field in view.change.metadata if not is_like_headline(field, view.change)]
    return [_metadata_line(field, view, form) for field in own]


def _metadata_line(field: FieldChange, view: DiffView, form: Form) -> Line:
    """One of them, and whether it is earlier than what we saw."""
    line = _field_line(_read(field, view), view, form, is_changed=True)
    note = markup(note_html(still_seen(view, field, moment)))
    return replace(line, cells=(*line.cells[:-1], line.cells[-1] + note))


def _read(field: FieldChange, view: DiffView) -> FieldChange:
    """A stamp as readers write it, where both sides have a time of day and still differ so; a version has it raw."""
    if field.name not in STAMPS or not all(written is None or ":" in written for written in (field.old, field.new)):
        return field
    at = [getattr(side, f"{field.name}_utc") for side in (view.old, view.new)]
    if not all(known or written is None for known, written in zip(at, (field.old, field.new), strict=True)):
        return field
    old, new = ("" if one is None else stamp_words(one) for one in at)
    return field if old == new else replace(field, old=old or None, new=new or None)


def likewise(view: DiffView) -> str:
    """The names of what only machines read and what changed as the headline did; "" for none."""
    names = [field_name(field.name) for field in view.change.metadata if is_like_headline(field, view.change)]
    return together([name if k == 0 else name[:1].lower() + name[1:] for k, name in enumerate(names)])


def _field_line(field: FieldChange, view: DiffView, form: Form, *, is_changed: bool) -> Line:
    name = field_name(field.name)
    name = f"The publisher’s {name.lower()}" if field.name in STAMPS else name
    what = "changed" if field.old and field.new else "added" if field.new else "removed"
    label = text_html(f"{name} {what}" if is_changed else name)
    if form.layout == "inline":
        cells: tuple[str, ...] = (_inline_field(field, view, label),)
    else:
        cells = (field_cell(field, view, "old", label), field_cell(field, view, "new", label))
    op = f"field {field.name if field.name in ('headline', 'standfirst', 'byline') else 'metadata'}"
    return Line(anchor=field.name, is_changed=is_changed, op=op, cells=tuple(markup(cell) for cell in cells))


def _inline_field(field: FieldChange, view: DiffView, label: str) -> str:
    """The new side's cell with both texts in it."""
    if field.old == field.new:
        return field_cell(field, view, "new", label)
    marked = pieces_html(field_pieces(whole_marks(field)))
    chips = label_chips(labels_of_field(view, field.name))
    return f'{label_line(label, "", chips)}<p dir="auto"{language(view.new)}>{marked}</p>'


def text(view: DiffView, form: Form) -> list[Block]:
    """The paragraphs; folded where none changed and something else did."""
    cells = Cells(
        view.change.operations,
        _column(view.old_version, view.old, view.old.paragraphs),
        _column(view.new_version, view.new, view.new.paragraphs),
        labels=labels_by_operation(view),
        noun=view.unit,
    )
    found = list(blocks(cells, form.layout, is_whole=form.is_whole))
    differs = view.change.fields or view.change.metadata or any(o.op is not Op.UNCHANGED for o in view.change.captions)
    return _folded(found, cells, form, "unchanged paragraph") if differs else found


def captions(view: DiffView, form: Form) -> list[Block]:
    """Those of the pictures, folded where none changed."""
    if not view.change.captions:
        return []
    old, new = ([Paragraph(text=text) for text in side.captions] for side in (view.old, view.new))
    columns = (_column(view.old_version, view.old, old), _column(view.new_version, view.new, new))
    cells = Cells(view.change.captions, *columns, prefix="c", noun="caption")
    return _folded(list(blocks(cells, form.layout, is_whole=form.is_whole)), cells, form, "unchanged caption")


def _folded(found: list[Block], cells: Cells, form: Form, noun: str) -> list[Block]:
    """The blocks, each under a line that says how many it holds where nothing in them changed."""
    if form.is_whole or any(row.op is not Op.UNCHANGED for row in cells.rows):
        return found
    return [replace(block, fold=count(len(block.lines), noun)) for block in found]


def _column(version: VersionHeader, article: Article, paragraphs: Sequence[Paragraph]) -> Column:
    return Column(label=version.label, lang=language(article), paragraphs=paragraphs)
