"""One article's history: versions, what changed in each, and every look that showed something else."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.address import readable
from newsdiff.model.article import Article
from newsdiff.model.change import Alternation
from newsdiff.model.observation import Observation
from newsdiff.model.source import TrackedArticle
from newsdiff.model.stream import Opinion
from newsdiff.render.html_parts import link_html, text_html
from newsdiff.render.html_table import language
from newsdiff.render.labels import HEAVIEST_FIRST
from newsdiff.render.phrases import alternation_words, count
from newsdiff.render.rows import VersionRow
from newsdiff.web.history import history, label_names
from newsdiff.web.links import Links
from newsdiff.web.page import Page, markup
from newsdiff.web.preview import article_preview
from newsdiff.web.silence import left_alone
from newsdiff.web.strip import strip_key
from newsdiff.web.timeline import MARKED, timeline
from newsdiff.web.times import Above, moment, stamp_words
from newsdiff.web.words import article_values, unwatched

#: versions on one page: of a live blog there may be hundreds
LIMIT = 40


def article_page(app: App, links: Links, article_id: int, before: int | None = None, *, limit: int = LIMIT) -> Page:
    """The history of an article, or its versions before one. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    past = article.versions + 1 if before is None else min(before, article.versions + 1)
    numbers = range(max(1, past - limit), past)
    rows, swings = app.views().versions(article, numbers)
    looks = _looks(app, article, numbers)
    opinions = app.stream().opinions(article_id, numbers)
    former = app.archive.history.version(article_id, numbers.start - 1) if numbers.start > 1 else None
    above = _above(article, rows)
    values = {
        **_facts(app, links, article),
        **_pager(links, article, numbers, limit),
        **_picture(rows, looks, opinions, above),
        "lines": list(reversed(history(article_id, rows, looks, opinions, links, former, above=above))),
        "swings": [(_swing(swing), swing.a, swing.b) for swing in swings],
        "aliases": [markup(link_html(alias, readable(alias))) for alias in article.aliases],
    }
    preview = article_preview(app, links, article, rows, opinions) if past > article.versions else None
    return Page(template="article.html", title=article.headline or article.url, values=values, preview=preview)


def _above(article: TrackedArticle, rows: Sequence[VersionRow]) -> Above:
    """The year in which it was first seen stands in its facts, and the zone above the versions."""
    first = article.first_seen_at or (rows[0].version.by if rows else None)
    return Above(year=first.astimezone(UTC).year if first else None, zone=True)


def _swing(swing: Alternation) -> Markup:
    """How often something went back and forth, and since when."""
    return markup(f"{text_html(alternation_words(swing))}, {moment(swing.since)} to {moment(swing.until)}")


def _facts(app: App, links: Links, article: TrackedArticle) -> dict[str, Any]:
    """What is known of the article beside its versions, and where to read it."""
    newest, number = _newest(app, article), article.id
    published = newest.published_utc if newest else None
    return {
        **article_values(links, article),
        "headline": article.headline or article.url,
        "lang": markup(language(newest)) if newest else markup(""),
        "address": markup(link_html(article.url, readable(article.url))),
        "published": moment(published) if published else (newest.published or "") if newest else "",
        "first_seen": moment(article.first_seen_at) if article.first_seen_at else "",
        "counts": f"{count(article.versions, 'version')}, {count(article.changes, 'change')}",
        "looks": count(app.archive.history.looks(number), "look"),
        "last_look": moment(article.last_checked_at) if article.last_checked_at else "",
        "policy": app.policy(article, stamp_words) if links.is_live else "",
        "left_alone": left_alone(article, app.now()) if links.is_live else "",
        "unwatched": unwatched(newest, article.first_seen_at),
        "whole": links.diff(number, 1, article.versions) if article.versions > 2 else "",
        "newest": links.version(number, article.versions) if newest else "",
        "blame": links.blame(number, article.versions) if newest else "",
    }


def _pager(links: Links, article: TrackedArticle, numbers: range, limit: int) -> dict[str, str]:
    """Which versions the page shows, where they are not all, and the pages beside it."""
    is_part = len(numbers) < article.versions
    return {
        "shown": f"versions {numbers.start} to {numbers.stop - 1} of {article.versions:,}" if is_part else "",
        "older": links.article(article.id, before=numbers.start) if numbers.start > 1 else "",
        "newer": _newer(links, article, numbers.stop, limit),
    }


def _picture(
    rows: Sequence[VersionRow], looks: Sequence[Observation], opinions: Mapping[int, Opinion], above: Above
) -> dict[str, Any]:
    """The line of time, and what explains it and the rows of cells."""
    last = max(looks[-1].at, rows[-1].version.by) if rows and looks else None
    picture = timeline(rows, looks, _labels(opinions))
    return {
        "timeline": picture,
        "has_bars": picture is not None and 'class="between"' in picture,
        "has_stacks": picture is not None and 'class="stem"' in picture,
        "has_filled": picture is not None and 'class="headline"' in picture,
        "since": moment(rows[0].version.by, above) if rows else "",
        "until": moment(last, above) if last else "",
        "has_marks": any(look.outcome in MARKED for look in looks),
        "key": strip_key([row.differing for row in rows if row.differing]),
    }


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
