"""One article's history: versions, what changed in each, and every look that showed something else."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from newsdiff.app import App
from newsdiff.model.address import readable
from newsdiff.model.stream import Opinion
from newsdiff.render.html_parts import link_html
from newsdiff.render.html_table import language
from newsdiff.render.labels import HEAVIEST_FIRST
from newsdiff.render.phrases import alternation_line, count, distance
from newsdiff.web.history import history, label_names
from newsdiff.web.links import Links
from newsdiff.web.page import Page, markup
from newsdiff.web.preview import article_preview
from newsdiff.web.strip import strip_key
from newsdiff.web.timeline import MARKED, timeline
from newsdiff.web.words import moment

#: an article that is first seen later may have changed before
_SOON = timedelta(hours=6)


def article_page(app: App, links: Links, article_id: int) -> Page:
    """The history of an article. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    rows, swings = app.views().versions(article)
    looks = app.archive.history.observations(article_id)
    opinions = app.stream().opinions(article_id)
    newest = app.reader.version(rows[-1].version, article.source, app.now()) if rows else None
    published = newest.published_utc if newest else None
    headline = article.headline or article.url
    values = {
        "source": article.source,
        "of_source": links.front([("source", article.source)]),
        "headline": headline,
        "lang": markup(language(newest)) if newest else markup(""),
        "original": markup(link_html(article.url, readable(article.url))),
        "published": moment(published) if published else (newest.published or "") if newest else "",
        "first_seen": moment(article.first_seen_at) if article.first_seen_at else "",
        "counts": f"{count(article.versions, 'version')}, {count(article.changes, 'change')}",
        "policy": app.policy(article),
        "looks": count(len(looks), "look"),
        "unwatched": _unwatched(published, article.first_seen_at),
        "has_marks": any(look.outcome in MARKED for look in looks),
        "lines": list(reversed(history(article_id, rows, looks, opinions, links))),
        "until": moment(max(looks[-1].at, rows[-1].version.by)) if rows and looks else "",
        "timeline": timeline(rows, looks, _labels(opinions)),
        "key": strip_key([row.differing for row in rows if row.differing]),
        "whole": links.diff(article_id, 1, article.versions) if article.versions > 2 else "",
        "newest": links.version(article_id, article.versions) if rows else "",
        "blame": links.blame(article_id, article.versions) if rows else "",
        "swings": [(alternation_line(swing), swing.a, swing.b) for swing in swings],
        "aliases": [readable(alias) for alias in article.aliases],
    }
    preview = article_preview(app, links, article, rows, opinions)
    return Page(template="article.html", title=headline, values=values, preview=preview)


def _unwatched(published: datetime | None, first_seen: datetime | None) -> str:
    """That the first version need not be what was published; "" where it was seen soon after."""
    if published is None or first_seen is None or first_seen - published < _SOON:
        return ""
    late = distance(published, first_seen).removesuffix(" later")
    return f"It was first looked at {late} after its publication: what changed before is not known."


def _labels(opinions: Mapping[int, Opinion]) -> dict[int, list[str]]:
    """The labels of each change, the heaviest first, by the id of the version to which it led."""
    return {
        key: list(label_names(sorted(o.assessment.labels, key=lambda label: HEAVIEST_FIRST.index(label.name))))
        for key, o in opinions.items()
        if o.assessment
    }
