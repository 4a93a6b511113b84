"""The versioned page: a comparison as one self-contained HTML file that needs no server, script, font or picture.

One row per paragraph, unchanged ones on both sides; `<del>` and `<ins>` with words for those who don't see them;
light, dark and print; columns stacked on a phone. Everything fetched is escaped, and a policy forbids all loading.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from html import escape
from urllib.parse import urlsplit

from newsdiff.model.article import Article, Paragraph
from newsdiff.model.change import Op
from newsdiff.render.clean import clean, visible
from newsdiff.render.html_style import STYLE, content_security_policy
from newsdiff.render.html_table import Column, Table, field_row, field_rows, label_text, language, languages
from newsdiff.render.json_shapes import instant_json
from newsdiff.render.labels import Told, labels_by_operation, more, quiet_line, told_labels
from newsdiff.render.phrases import (
    added_notes,
    alternation_line,
    both_ends,
    counts,
    instant,
    published,
    summary,
    time_between,
    version_notices,
)
from newsdiff.render.view import DiffView, VersionHeader

#: a live blog may have hundreds of changes; the first ones are linked from the top
_MOST_JUMPS = 40
#: labels above the text, and places linked from one of them; each stands again beside its paragraph
_MOST_CHIPS = 16
_MOST_PLACES = 8


def render_html(view: DiffView, *, zone: tzinfo = UTC) -> str:
    """The page as a string, to be written as UTF-8."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            *_head(view),
            "<body>",
            *_header(view, zone),
            *_main(view, zone),
            *_footer(view),
            "</body>",
            "</html>",
            "",
        )
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _head(view: DiffView) -> Iterator[str]:
    versions = f"{view.old_version.label} and {view.new_version.label}"
    title = " – ".join(filter(None, (view.new.headline, versions, view.source)))
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="robots" content="noindex">'
    yield '<meta name="generator" content="newsdiff">'
    yield f'<meta name="newsdiff:extractor" content="{_text(view.new.make.extractor)}">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"


def _header(view: DiffView, zone: tzinfo) -> Iterator[str]:
    yield "<header>"
    if view.source:
        yield f'<p class="source">{_text(view.source)}</p>'
    headline = view.new.headline or view.old.headline or view.new_version.label
    yield f'<h1 dir="auto"{language(view.new)}>{_text(headline)}</h1>'
    facts = list(_facts(view, zone))
    if facts:
        yield f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'
    yield from _notices(view, zone)
    yield "</header>"


def _facts(view: DiffView, zone: tzinfo) -> Iterator[str]:
    if view.url:
        yield f"original: {_link(view.url, view.readable_url or view.url)}"
    if stamp := published(view, zone):
        yield _text(stamp)
    if view.first_seen_at:
        yield f"first seen {_time(view.first_seen_at, instant(view.first_seen_at, zone))}"
    if counts(view):
        yield counts(view)
    if view.policy:
        yield _text(view.policy)


def _link(url: str, shown: str) -> str:
    """A link for http and https only; any other address is text."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        return _text(shown)
    return f'<a href="{escape(clean(url))}" rel="noreferrer noopener external">{_text(shown)}</a>'


def _notices(view: DiffView, zone: tzinfo) -> Iterator[str]:
    for notice in version_notices(view):
        yield f'<p class="notice">{_text(notice)}.</p>'
    for index, text in added_notes(view):
        link = f'<a href="#p{index + 1}">¶{index + 1}</a>'
        yield f'<p class="notice">Note in this version, {link}: <q dir="auto"{language(view.new)}>{_text(text)}</q></p>'
    for alternation in view.alternations:
        texts = "".join(
            f'<q dir="auto"{language(view.new)}>{escape(visible(text))}</q>' if text else "<i>nothing</i>"
            for text in (alternation.a, alternation.b)
        )
        yield f'<p class="notice">{escape(alternation_line(alternation, zone))}: {texts}</p>'


def _main(view: DiffView, zone: tzinfo) -> Iterator[str]:
    yield "<main>"
    yield f'<div class="tools">{_what_changed(view)}{_chips(view, zone)}</div>'
    yield f'<input type="checkbox" id="fold"><label class="switch" for="fold">Fold unchanged {view.unit}s</label>'
    yield "<table>"
    yield f"<thead><tr>{''.join(_column_heads(view, zone))}</tr></thead>"
    yield from field_rows(view)
    yield _section("Text")
    old = _column(view.old_version, view.old, view.old.paragraphs)
    new = _column(view.new_version, view.new, view.new.paragraphs)
    yield from Table(view.change.operations, old, new, labels=labels_by_operation(view), noun=view.unit).rows()
    yield from _captions(view)
    if view.change.metadata:
        yield _section("Metadata changed")
        yield from (field_row(field, view, "metadata", is_changed=True) for field in view.change.metadata)
    yield "</table>"
    yield "</main>"


def _chips(view: DiffView, zone: tzinfo) -> str:
    """What the change is: every kind of label, each with links to where it stands."""
    told, quiet = told_labels(view, without=frozenset()), quiet_line(view, zone)
    items = [_chip(one, view) for one in told[:_MOST_CHIPS]]
    if len(told) > _MOST_CHIPS:
        items.append(more(len(told) - _MOST_CHIPS))
    if quiet:
        items.append(f"<b>quiet</b> {_text(quiet)}")
    chips = "".join(f'<li class="chip">{item}</li>' for item in items)
    return f'<ul class="labels" aria-label="What the change is">{chips}</ul>' if chips else ""


def _chip(told: Told, view: DiffView) -> str:
    name = f"<b>{told.name.value}</b>"
    if [place.name for place in told.places] == [told.name]:  # a field that is its own label
        return f'<a href="#{told.places[0].anchor}">{name}</a>'
    links = [f'<a href="#{place.anchor}">{place.name}</a>' for place in told.places[:_MOST_PLACES]]
    more_places = " …" if len(told.places) > _MOST_PLACES else ""
    return f"{name}{label_text(told, languages(view))} {' '.join(links)}{more_places}"


def _what_changed(view: DiffView) -> str:
    words = "; ".join(summary(view.change, view.unit))
    if not words:  # a notice says so
        return ""
    targets = list(_jumps(view))
    links = " ".join(targets[:_MOST_JUMPS]) + (" …" if len(targets) > _MOST_JUMPS else "")
    jump = f' <nav class="jump" aria-label="Changes">Go to {links}</nav>' if links else ""
    return f"{escape(words[:1].upper() + words[1:])}.{jump}"


def _jumps(view: DiffView) -> Iterator[str]:
    for field in view.change.fields:
        yield f'<a href="#{field.name}">{field.name}</a>'
    for operation in view.change.operations:
        if operation.op is Op.REMOVED:
            yield f'<a href="#o{operation.old[0] + 1}">old ¶{operation.old[0] + 1}</a>'
        elif operation.op is not Op.UNCHANGED:
            yield f'<a href="#p{operation.new[0] + 1}">¶{operation.new[0] + 1}</a>'


def _column_heads(view: DiffView, zone: tzinfo) -> Iterator[str]:
    for version in (view.old_version, view.new_version):
        when = _interval(version, zone)
        if version is view.new_version and time_between(view):
            when += f', <span class="apart">{time_between(view)}</span>'
        yield f'<th scope="col"><b>{_text(version.label)}</b><span class="when">{when}</span></th>'


def _interval(version: VersionHeader, zone: tzinfo) -> str:
    """When the version appeared: never a moment, always both ends of what is known."""
    if version.by is None:
        return ""
    if version.after is None:
        return f"first seen {_time(version.by, instant(version.by, zone))}"
    start, end = both_ends(version.after, version.by, zone)
    return f"appeared between {_time(version.after, start)} and {_time(version.by, end)}"


def _time(at: datetime, shown: str) -> str:
    return f'<time datetime="{instant_json(at)}">{shown}</time>'


def _section(title: str, anchor: str = "") -> str:
    named = f' id="{anchor}"' if anchor else ""
    return f'<tbody class="section"{named}><tr><th colspan="2" scope="rowgroup">{title}</th></tr></tbody>'


def _column(version: VersionHeader, article: Article, paragraphs: Sequence[Paragraph]) -> Column:
    return Column(label=version.label, lang=language(article), paragraphs=paragraphs)


def _captions(view: DiffView) -> Iterator[str]:
    if not view.change.captions:
        return
    yield _section("Captions", "captions")
    old = _column(view.old_version, view.old, [Paragraph(text=text) for text in view.old.captions])
    new = _column(view.new_version, view.new, [Paragraph(text=text) for text in view.new.captions])
    yield from Table(view.change.captions, old, new, prefix="c", noun="caption").rows()


def _footer(view: DiffView) -> Iterator[str]:
    makers = dict.fromkeys((view.old.make.extractor, view.new.make.extractor))
    yield "<footer>"
    yield f"Text read by {_text(', '.join(makers))}. "
    yield "Times are those of our looks: nobody knows the moment between them."
    yield "</footer>"
