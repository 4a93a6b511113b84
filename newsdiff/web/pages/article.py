"""One article's history: versions, what changed in each, and every look that showed something else."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from newsdiff.app import App
from newsdiff.model.address import readable
from newsdiff.model.article import Article
from newsdiff.model.observation import Observation
from newsdiff.model.source import TrackedArticle
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

#: versions on one page: of a live blog there may be hundreds
LIMIT = 50


def article_page(app: App, links: Links, article_id: int, before: int | None = None, *, limit: int = LIMIT) -> Page:
    """The history of an article, or its versions before one. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    past = article.versions + 1 if before is None else min(before, article.versions + 1)
    numbers = range(max(1, past - limit), past)
    rows, swings = app.views().versions(article, numbers)
    looks = _looks(app, article, numbers)
    opinions = app.stream().opinions(article_id)
    newest = _newest(app, article)
    former = app.archive.history.version(article_id, numbers.start - 1) if numbers.start > 1 else None
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
        "policy": app.policy(article) if links.is_live else "",
        "unwatched": _unwatched(published, article.first_seen_at),
        "has_marks": any(look.outcome in MARKED for look in looks),
        "looks": count(app.archive.history.looks(article_id), "look"),
        "last_look": moment(article.last_checked_at) if article.last_checked_at else "",
        "lines": list(reversed(history(article_id, rows, looks, opinions, links, former))),
        "shown": f"versions {numbers.start} to {past - 1} of {article.versions:,}"
        if len(numbers) < article.versions
        else "",
        "older": links.article(article_id, before=numbers.start) if former else "",
        "newer": _newer(links, article, past, limit),
        "since": moment(rows[0].version.by) if rows else "",
        "until": moment(max(looks[-1].at, rows[-1].version.by)) if rows and looks else "",
        "timeline": timeline(rows, looks, _labels(opinions)),
        "key": strip_key([row.differing for row in rows if row.differing]),
        "whole": links.diff(article_id, 1, article.versions) if article.versions > 2 else "",
        "newest": links.version(article_id, article.versions) if newest else "",
        "blame": links.blame(article_id, article.versions) if newest else "",
        "swings": [(alternation_line(swing), swing.a, swing.b) for swing in swings],
        "aliases": [readable(alias) for alias in article.aliases],
    }
    preview = article_preview(app, links, article, rows, opinions) if past > article.versions else None
    return Page(template="article.html", title=headline, values=values, preview=preview)


def _unwatched(published: datetime | None, first_seen: datetime | None) -> str:
    """That the first version need not be what was published; "" where it was seen soon after."""
    if published is None or first_seen is None or first_seen - published < _SOON:
        return ""
    late = distance(published, first_seen).removesuffix(" later")
    return f"It was first looked at {late} after its publication: what changed before is not known."


def _looks(app: App, article: TrackedArticle, numbers: range) -> list[Observation]:
    """The looks from the first of these versions on, or from the beginning, up to the version after the last."""
    history = app.archive.history
    first = history.version(article.id, numbers.start).observation_id if numbers.start > 1 else 0
    following = numbers.stop if numbers.stop <= article.versions else None
    return history.observations(
        article.id,
        first=first,
        before=history.version(article.id, following).observation_id if following is not None else None,
    )


def _newest(app: App, article: TrackedArticle) -> Article | None:
    """What the newest version says, None where there is none."""
    if not article.versions:
        return None
    version = app.archive.history.version(article.id, article.versions)
    return app.reader.version(version, article.source, app.now())


def _newer(links: Links, article: TrackedArticle, past: int, limit: int) -> str:
    """The page of the versions after these, which is the article's own where those are the newest."""
    if past > article.versions:
        return ""
    return links.article(article.id, before=past + limit if past + limit <= article.versions else None)


def _labels(opinions: Mapping[int, Opinion]) -> dict[int, list[str]]:
    """The labels of each change, the heaviest first, by the id of the version to which it led."""
    return {
        key: list(label_names(sorted(o.assessment.labels, key=lambda label: HEAVIEST_FIRST.index(label.name))))
        for key, o in opinions.items()
        if o.assessment
    }
