"""The versioned page: a comparison as one self-contained HTML file that needs no server, script, font or picture.

One row per paragraph, unchanged ones on both sides; `<del>` and `<ins>` with words for those who don't see them;
light, dark and print; columns stacked on a phone. Everything fetched is escaped, and a policy forbids all loading.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from newsdiff.model.article import Article, Paragraph
from newsdiff.render.html_parts import facts, interval_html, label_list, notices, text_html, time_html, what_changed
from newsdiff.render.html_style import STYLE, content_security_policy
from newsdiff.render.html_table import Cells, Column, field_row, field_rows, language, table_rows
from newsdiff.render.labels import labels_by_operation
from newsdiff.render.phrases import instant, metadata_name, still_seen, time_between
from newsdiff.render.view import DiffView, VersionHeader


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
    yield f'<meta name="newsdiff:extractor" content="{text_html(view.new.make.extractor)}">'
    yield f"<title>{text_html(title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"


def _header(view: DiffView, zone: tzinfo) -> Iterator[str]:
    def tell(at: datetime) -> str:
        return time_html(at, instant(at, zone))

    yield "<header>"
    if view.source:
        yield f'<p class="source">{text_html(view.source)}</p>'
    headline = view.new.headline or view.old.headline or view.new_version.label
    yield f'<h1 dir="auto"{language(view.new)}>{text_html(headline)}</h1>'
    if known := list(facts(view, tell)):
        yield f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in known)}</ul>'
    yield from notices(view, tell)
    yield "</header>"


def _main(view: DiffView, zone: tzinfo) -> Iterator[str]:
    yield "<main>"
    yield f'<div class="tools">{what_changed(view)}{label_list(view, zone)}</div>'
    yield f'<input type="checkbox" id="fold"><label class="switch" for="fold">Fold unchanged {view.unit}s</label>'
    yield "<table>"
    yield f"<thead><tr>{''.join(_column_heads(view, zone))}</tr></thead>"
    yield from field_rows(view)
    yield _section("Text")
    old = _column(view.old_version, view.old, view.old.paragraphs)
    new = _column(view.new_version, view.new, view.new.paragraphs)
    yield from table_rows(Cells(view.change.operations, old, new, labels=labels_by_operation(view), noun=view.unit))
    yield from _captions(view)
    if view.change.metadata:
        yield _section(f"{metadata_name(view.change.metadata).capitalize()} changed")
        for field in view.change.metadata:
            note = still_seen(view, field, lambda at: time_html(at, instant(at, zone)))
            yield field_row(field, view, "metadata", is_changed=True, note=note)
    yield "</table>"
    yield "</main>"


def _column_heads(view: DiffView, zone: tzinfo) -> Iterator[str]:
    for version in (view.old_version, view.new_version):
        when = interval_html(version, zone)
        if version is view.new_version and time_between(view):
            when += f", {time_between(view)}"
        yield f'<th scope="col"><b>{text_html(version.label)}</b><span class="when">{when}</span></th>'


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
    yield from table_rows(Cells(view.change.captions, old, new, prefix="c", noun="caption"))


def _footer(view: DiffView) -> Iterator[str]:
    makers = dict.fromkeys((view.old.make.extractor, view.new.make.extractor))
    yield "<footer>"
    yield f"Text read by {text_html(', '.join(makers))}. "
    yield "Times are those of our looks: nobody knows the moment between them."
    yield "</footer>"
