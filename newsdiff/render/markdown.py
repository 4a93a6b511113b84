"""A comparison in Markdown: `~~old words~~ **new words**`, one line per paragraph, fetched text escaped.

Where Markdown's rules would leave the signs standing (a mark that begins or ends with punctuation inside a word),
`<del>` and `<ins>` are written instead, which every Markdown reader knows.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from newsdiff.model.change import FieldChange, Op
from newsdiff.render.clean import clean, visible
from newsdiff.render.folding import folded
from newsdiff.render.labels import (
    Told,
    labels_by_operation,
    labels_of_field,
    place_names,
    quiet_line,
    shortened,
    told_labels,
    written,
)
from newsdiff.render.phrases import (
    added_notes,
    alternation_line,
    counts,
    field_name,
    instant,
    metadata_name,
    operation_label,
    pilcrows,
    published,
    still_seen,
    time_between,
    unchanged,
    version_notices,
    version_time,
    whole_marks,
)
from newsdiff.render.pieces import BREAK, Piece, inline, is_dense, operation_pieces
from newsdiff.render.view import DiffView

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$@])")
_ENTITY = re.compile(r"&")
#: what makes a list, a quotation, a heading or a rule at the beginning of a line
_LINE_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
#: addresses that readers turn into links by themselves
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)")
_SIGNS = {"old": ("~~", "~~"), "new": ("**", "**")}
_TAGS = {"old": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}
#: as without colour on a terminal: a line through or under dense signs makes others of them
_DENSE = {"old": (r"\[-", r"-\]"), "new": (r"\{+", r"+\}")}


def render_markdown(view: DiffView, *, context: int = 1, zone: tzinfo = UTC) -> str:
    """The comparison as Markdown that ends in a newline; unchanged paragraphs beyond `context` are counted only."""
    blocks = [
        *_head(view, zone),
        *_fields(view),
        "## Text",
        *_operations(view, view.unit, context),
    ]
    if any(operation.op is not Op.UNCHANGED for operation in view.change.captions):
        blocks += ["## Captions", *_operations(view, "caption", context)]
    if view.change.metadata:
        rows = [_metadata(field, view, zone) for field in view.change.metadata]
        blocks += [f"## {metadata_name(view.change.metadata).capitalize()} changed", "\n".join(rows)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Fetched text that Markdown shows as it is, on one line."""
    return _line_start(_inner(clean(text)))


def _inner(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", text)).replace("\\<", "&lt;").replace("\\>", "&gt;")
    return _AUTOLINK.sub(lambda m: m[0] + "\\" if m[1] is None else m[0] + "&#58;", text).replace("&#58;:", "&#58;")


def _line_start(text: str) -> str:
    """A line that begins nothing; four spaces would make it code."""
    return _LINE_START.sub(lambda m: f"{m[1]}\\" if m[1].isdigit() else f"\\{m[1]}", text.lstrip())


def _head(view: DiffView, zone: tzinfo) -> Iterator[str]:
    yield f"# {escaped(view.new.headline or view.new_version.label)}"
    facts = [
        escaped(view.source or ""),
        f"<{clean(view.url)}>"
        if view.url and re.fullmatch(r"https?://[^\s<>]+", view.url)
        else escaped(view.url or ""),
        counts(view),
        escaped(published(view, zone)),
        f"first seen {instant(view.first_seen_at, zone)}" if view.first_seen_at else "",
        escaped(view.policy or ""),
    ]
    if any(facts):
        yield " · ".join(filter(None, facts))
    old, new = view.old_version, view.new_version
    apart = f", {time_between(view)}" if time_between(view) else ""
    yield "\n".join(
        (
            " ".join(filter(None, (f"- before: {escaped(old.label)}", version_time(old, zone)))),
            " ".join(filter(None, (f"- after: {escaped(new.label)}", version_time(new, zone)))) + apart,
            *_labels(view, zone),
        )
    )
    yield from (f"> {escaped(notice)}" for notice in version_notices(view))
    yield from (f"> {pilcrows([index])} {escaped(text)}" for index, text in added_notes(view))
    for alternation in view.alternations:
        texts = " / ".join(f"“{escaped(text)}”" for text in (alternation.a, alternation.b))
        yield f"> {alternation_line(alternation, zone)}: {texts}"


def _labels(view: DiffView, zone: tzinfo) -> Iterator[str]:
    """What the change is, as items of the list at the top."""
    if told := told_labels(view):
        shown = shortened([f"{_told(one)} ({place_names(one.places)})" for one in told])
        yield f"- labels: {' · '.join(shown)}"
    if quiet := quiet_line(view, zone):
        yield f"- quiet: {escaped(quiet)}"


def _told(told: Told) -> str:
    """A label and its words, which have no marks of a text."""
    words = "".join(piece.text for piece in written(told.words))
    return " ".join(filter(None, (told.name.value, _inner(clean(words)))))


def _fields(view: DiffView) -> Iterator[str]:
    for field in view.change.fields:
        yield f"## {field_name(field.name)}"
        if labels := labels_of_field(view, field.name):
            yield " · ".join(("*edited*", *shortened([_told(one) for one in labels])))
        yield _field(field)


def _metadata(field: FieldChange, view: DiffView, zone: tzinfo) -> str:
    note = still_seen(view, field, lambda at: instant(at, zone))
    return " ".join(filter(None, (f"- {field_name(field.name)}: {_field(field)}", note and f"({note})")))


def _field(field: FieldChange) -> str:
    field = whole_marks(field)
    if field.old and field.new:
        return marked(inline([field.old], [field.new], [field.spans_old], [field.spans_new]))
    return marked([Piece("old", field.old)] if field.old else [Piece("new", field.new or "")])


def _operations(view: DiffView, noun: str, context: int) -> Iterator[str]:
    """The captions, or the paragraphs or sentences."""
    operations, old, new = view.change.operations, view.old.texts, view.new.texts
    labels = labels_by_operation(view)
    if noun == "caption":
        operations, old, new, labels = view.change.captions, view.old.captions, view.new.captions, {}
    for block in folded(operations, context):
        if isinstance(block, int):
            yield f"*{unchanged(block, noun)}*"
            continue
        label = operation_label(block)
        if label:
            removed = block.op is Op.REMOVED
            said = f"*{'old ' if removed else ''}{pilcrows(block.old if removed else block.new)} {label}*"
            yield " · ".join((said, *shortened([_told(one) for one in labels.get(block, ())])))
        yield marked(operation_pieces(block, old, new)).replace(BREAK, "\n\n")


def marked(pieces: Sequence[Piece]) -> str:
    """Pieces as one line of Markdown (one per paragraph, parted by BREAK)."""
    parts = []
    for k, piece in enumerate(pieces):
        before = pieces[k - 1].text[-1] if k else " "
        after = pieces[k + 1].text[0] if k + 1 < len(pieces) else " "
        texts = [_piece(piece, text, before, after) for text in piece.text.split(BREAK) if text or piece.kind == "same"]
        parts.append(BREAK.join(texts))
    return BREAK.join(_line_start(line) for line in "".join(parts).split(BREAK))


def _piece(piece: Piece, text: str, before: str, after: str) -> str:
    if piece.kind == "same":
        return _inner(clean(text))
    shown = visible(text)
    signs = _DENSE if is_dense(shown) else _SIGNS if _flanks(before, shown, after) else _TAGS
    start, end = signs[piece.kind]
    return f"{start}{_inner(shown)}{end}"


def _flanks(before: str, text: str, after: str) -> bool:
    """CommonMark's left- and right-flanking rules, a little stricter."""
    if text != text.strip() or not text:
        return False
    opens = text[0].isalnum() or before.isspace()
    closes = text[-1].isalnum() or after.isspace()
    return opens and closes and not before.isalnum() and not after.isalnum()
