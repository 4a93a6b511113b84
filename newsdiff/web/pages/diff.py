"""Two versions of an article compared: side by side, or as one text."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.source import TrackedArticle
from newsdiff.render.html_parts import facts, notices
from newsdiff.render.html_table import language
from newsdiff.render.phrases import time_between
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.web import parts
from newsdiff.web.links import Form, Layout, Links
from newsdiff.web.overview import chips, jumps
from newsdiff.web.page import Page, markup
from newsdiff.web.preview import diff_preview
from newsdiff.web.times import moment, seen
from newsdiff.web.walk import walk
from newsdiff.web.words import article_values, held, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above one side."""

    label: str
    link: str
    when: Markup
    apart: str
    #: number of the version to which it returns, and a link to that; None for most
    back: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several forms."""

    name: str
    link: str
    is_present: bool
    #: where the columns are stacked
    narrow_name: str = ""


def diff_page(app: App, links: Links, article_id: int, old: int, new: int, form: Form) -> Page:
    """The comparison. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    return comparison_page(app, links, article, app.views().difference(article, old, new), form)


def comparison_page(app: App, links: Links, article: TrackedArticle, view: DiffView, form: Form) -> Page:
    """Two versions that are compared already."""
    old, new = view.old_version.number or 1, view.new_version.number or 1
    view = replace(view, policy=None)  # the history says when the next look is; this page stays the same meanwhile
    headline = view.new.headline or view.old.headline or view.new_version.label
    fields, text, captions = parts.fields(view, form), parts.text(view, form), parts.captions(view, form)
    is_folded = any(block.fold for block in (*fields, *text, *captions))
    values = {
        **_head_values(links, article, view),
        "headline": headline,
        "layout": form.layout,
        "layouts": _layouts(links, article.id, old, new, form),
        "folding": _folding(links, article.id, old, new, form)
        if links.is_live and (form.is_whole or is_folded)
        else None,
        "walk": walk(links, article.id, article.versions, old, new, form),
        "fields": fields,
        "text": text,
        "captions": captions,
        "metadata": parts.metadata(view, form),
        "likewise": parts.likewise(view),
        "facts": [markup(fact if "<" in fact else held(fact)) for fact in facts(view, moment)],
        "unwatched": unwatched(view.new if view.new.published else view.old, article.first_seen_at, is_brief=True),
        "extractors": list(dict.fromkeys((view.old.make.extractor, view.new.make.extractor))),
    }
    title = f"{headline} – versions {old} and {new}"
    preview = diff_preview(app, links, view, article.id, old, new)
    return Page(
        template="diff.html",
        title=title,
        values=values,
        is_indexed=False,
        is_wide=form.layout == "side-by-side",
        preview=preview,
    )


def _head_values(links: Links, article: TrackedArticle, view: DiffView) -> dict[str, Any]:
    """Which article, what its change is, and when both versions were seen."""
    found, more = chips(view, links)
    return {
        **article_values(links, article),
        "lang": markup(language(view.new)),
        "notices": [markup(notice) for notice in notices(view, moment, has_notes=False)],
        "jumps": jumps(view.change),
        "chips": found,
        "more_chips": more,
        "heads": _heads(view, links, article.id),
    }


def _heads(view: DiffView, links: Links, article_id: int) -> list[Head]:
    return [
        _head(version, links, article_id, time_between(view) if version is view.new_version else "")
        for version in (view.old_version, view.new_version)
    ]


def _head(version: VersionHeader, links: Links, article_id: int, apart: str) -> Head:
    link = links.version(article_id, version.number or 1)
    to = version.returns_to
    back = None if to is None else (to, links.version(article_id, to))
    when = seen(version.after, version.by) if version.by else markup("")
    return Head(label=version.label, link=link, when=when, apart=apart, back=back)


def _layouts(links: Links, article_id: int, old: int, new: int, form: Form) -> list[Choice]:
    layouts: tuple[tuple[str, str, Layout], ...] = (
        ("Side by side", "Old above new", "side-by-side"),
        ("Inline", "", "inline"),
    )
    return [
        Choice(
            name=name,
            link=links.diff(article_id, old, new, layout=layout, is_whole=form.is_whole),
            is_present=layout == form.layout,
            narrow_name=narrow_name,
        )
        for name, narrow_name, layout in layouts
    ]


def _folding(links: Links, article_id: int, old: int, new: int, form: Form) -> Choice:
    name = "Fold unchanged" if form.is_whole else "Show unchanged"
    link = links.diff(article_id, old, new, layout=form.layout, is_whole=not form.is_whole)
    return Choice(name=name, link=link, is_present=False)
