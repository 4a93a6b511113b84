"""One change of the stream as the content of a feed's entry: HTML that stands by itself. All text is escaped."""

import re
from collections.abc import Iterator, Sequence

from newsdiff.model.article import Article
from newsdiff.model.change import Op, Operation
from newsdiff.model.observation import Origin
from newsdiff.render.html_parts import text_html
from newsdiff.render.html_table import label_text, language, pieces_html
from newsdiff.render.labels import NOTES
from newsdiff.render.phrases import count, field_name, instant, interval, operation_label, pilcrows, summary
from newsdiff.render.pieces import Side, operation_pieces
from newsdiff.render.stream import StreamEntry, field_pieces, label_kinds

#: of our own marks, in which all text is escaped
_DENSE = re.compile(r'<(del|ins) class="dense[^"]*"([^>]*)>([^<]*)</\1>')
#: paragraphs of one entry; a live blog may change hundreds at once, and its page shows them
MOST_PARAGRAPHS = 30


def entry_summary(entry: StreamEntry) -> str:
    """Which versions, when, and how much differs, as plain text."""
    number, swing, new = entry.change.number, entry.swing, entry.new_version
    if swing:
        which = f"{count(len(swing), 'change')} back and forth, versions {swing[0].number} to {swing[-1].number}"
    else:
        which = f"Version {number - 1} to {number}"
    seen = f"changed {interval(swing[0].after if swing else new.after, new.by)}"
    by_hand = "recorded by hand" if new.origin is Origin.BY_HAND else ""
    changed = ", ".join(summary(entry.differing)) if entry.differing else ""
    return "; ".join(filter(None, (which, seen, by_hand, changed)))


def entry_html(entry: StreamEntry, *, link: str, history: str) -> str:
    """What differs, marked. `link` and `history`: addresses of the comparison and of the article's history."""
    links = ((link, "Both versions"), (history, "History of the article"))
    parts = [f"<p>{text_html(entry_summary(entry))}.</p>", *_labels(entry), *_differing(entry)]
    return _without_lines("\n".join([*parts, f"<p>{' · '.join(link_html(to, name) for to, name in links)}</p>"]))


def _without_lines(html: str) -> str:
    """Dense signs between the marks of a terminal: readers of feeds have styles of their own, which strike them out."""
    signs = {"del": ("[-", "-]"), "ins": ("{+", "+}")}
    return _DENSE.sub(lambda m: f"<span{m[2]}>{signs[m[1]][0]}{m[3]}{signs[m[1]][1]}</span>", html)


def link_html(to: str, name: str) -> str:
    """A link; its name is markup already."""
    return f'<a href="{text_html(to)}">{name}</a>'


def _differing(entry: StreamEntry) -> Iterator[str]:
    if entry.differing is None or entry.old is None or entry.new is None:
        yield "<p>These versions cannot be compared any more.</p>"
        return
    lang = language(entry.new)
    for field in entry.differing.fields:
        yield marked_html(field_name(field.name), lang, pieces_html(field_pieces(field)))
    yield from _paragraphs(_touched(entry.differing.operations), entry.old, entry.new)
    for operation in _touched(entry.differing.captions)[:MOST_PARAGRAPHS]:
        pieces = operation_pieces(operation, entry.old.captions, entry.new.captions)
        yield marked_html(f"Caption {operation_label(operation)}", lang, pieces_html(pieces))


def _touched(operations: Sequence[Operation]) -> list[Operation]:
    return [operation for operation in operations if operation.op is not Op.UNCHANGED]


def _labels(entry: StreamEntry) -> Iterator[str]:
    if entry.assessment is None or not entry.assessment.labels:
        return
    modified = entry.new.modified_utc if entry.new else None
    langs: dict[Side, str] = {
        "old": language(entry.old) if entry.old else "",
        "new": language(entry.new) if entry.new else "",
    }
    items = []
    for kind in label_kinds(entry.assessment.labels, instant(modified) if modified else ""):
        told = () if kind.name in NOTES else kind.words  # they stand below in full
        words = ";".join(label_text(words, langs, has_tags=False) for words in told)
        more = f" and {kind.more} more" if told and kind.more else ""
        items.append(f"<li><b>{kind.title}</b>{words}{more}</li>")
    yield f"<ul>{''.join(items)}</ul>"


def _paragraphs(touched: Sequence[Operation], old: Article, new: Article) -> Iterator[str]:
    for operation in touched[:MOST_PARAGRAPHS]:
        is_gone = operation.op is Op.REMOVED
        place = f"old {pilcrows(operation.old)}" if is_gone else pilcrows(operation.new)
        text = pieces_html(operation_pieces(operation, old.texts, new.texts))
        yield marked_html(f"{place} {operation_label(operation)}", language(old if is_gone else new), text)
    if len(touched) > MOST_PARAGRAPHS:
        yield f"<p>… and {count(len(touched) - MOST_PARAGRAPHS, 'more place')}.</p>"


def marked_html(label: str, lang: str, text: str) -> str:
    """A paragraph that is markup already, under its label. `lang`: an attribute (see `language`)."""
    return f'<p><small>{text_html(label)}</small></p>\n<p dir="auto"{lang}>{text}</p>'
