"""What is told of the articles that a search found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from newsdiff.model.article import Article
from newsdiff.model.observation import SHOWING
from newsdiff.model.search import Event, SearchFilter, SearchHit, Sighting
from newsdiff.search.matching import Fit, Reading, fit, ranges, snippets
from newsdiff.search.query import Query
from newsdiff.storage import rows
from newsdiff.storage import tables as t

#: versions named in one statement by three values each
_PAIRS = 300

#: when a version was first seen, and its id: of those seen at one instant the later recorded one is newer
Key = tuple[datetime, int]


@dataclass(frozen=True)
class Found:
    """An article that fits. What its versions do is worked out for those of which something is told."""

    key: Key
    article_id: int
    #: the version that `key` is of
    number: int
    readings: Sequence[Reading]
    #: those of its readings that fit, as bits
    fits: int

    @cached_property
    def fit(self) -> Fit:
        return fit(self.readings, self.fits)

    @property
    def cursor(self) -> tuple[int, int]:
        """What names it when the list is to go on behind it."""
        return self.article_id, self.number


def hits(conn: sa.Connection, query: Query, wanted: SearchFilter, page: Sequence[Found]) -> Iterator[SearchHit]:
    """What is told of the articles of one page."""
    ids = [found.article_id for found in page]
    articles, sightings = _articles(conn, ids), _sightings(conn, page)
    shown = {found.article_id: _shown(found, wanted) for found in page}
    texts = _texts(conn, shown)
    for found in page:
        article, seen, fits = articles[found.article_id], sightings[found.article_id], found.fit
        following = seen.get(fits.versions[-1] + 1)
        last_seen_at = following.after if following else article.last_shown_at
        text = texts.get(article.id)
        yield SearchHit(
            article_id=article.id,
            url=article.url,
            source=article.source,
            headline=article.headline,
            versions=article.versions,
            ranges=ranges(fits.versions),
            added=tuple(seen[number] for number in fits.added),
            removed=tuple(seen[number] for number in fits.removed),
            listed=seen[found.number],
            first_seen=seen[fits.versions[0]],
            last_seen_at=last_seen_at or seen[fits.versions[-1]].by,
            shown=shown[article.id],
            language=text.language if text else None,
            snippets=snippets(query, text) if text else (),
        )


def _shown(found: Found, wanted: SearchFilter) -> int:
    """The version whose words are shown: the newest that fits, or the one that did what was asked for, or lost it."""
    if wanted.event is None:
        return found.fit.versions[-1]
    return found.number - (wanted.event is Event.REMOVED)


def _articles(conn: sa.Connection, ids: Sequence[int]) -> dict[int, Any]:
    article, seen = t.articles.c, t.observations.c
    shown = sa.select(seen.at).where(
        seen.article_id == article.id, seen.outcome.in_([outcome.value for outcome in SHOWING])
    )
    last_shown_at = shown.order_by(seen.id.desc()).limit(1).scalar_subquery().label("last_shown_at")
    columns = (article.id, article.url, article.headline, article.versions, t.sources.c.name.label("source"))
    query = sa.select(*columns, last_shown_at).join(t.sources, t.sources.c.id == article.source_id)
    return {row.id: row for row in conn.execute(query.where(article.id.in_(ids)))}


def _sightings(conn: sa.Connection, page: Sequence[Found]) -> dict[int, dict[int, Sighting]]:
    """When each version of which a hit tells appeared, by article and number."""
    wanted = {
        (one.article_id, number)
        for one in page
        for number in (
            *(*one.fit.added, *one.fit.removed),
            *(one.fit.versions[0], one.fit.versions[-1], one.fit.versions[-1] + 1, one.number),
        )
    }
    found: dict[int, dict[int, Sighting]] = {one.article_id: {} for one in page}
    for row in versions(conn, wanted):
        found.setdefault(row.article_id, {})[row.number] = Sighting(version=row.number, after=row.after, by=row.by)
    return found


def _texts(conn: sa.Connection, versions: dict[int, int]) -> dict[int, Article]:
    """What a version of each article says, by the reading that is searched."""
    read = t.search_readings.c
    query = (
        sa.select(t.extractions, read.article_id)
        .join(t.search_readings, read.extraction_id == t.extractions.c.id)
        .where(_is_named(read, versions.items()))
        .order_by(read.place)  # where two makes meet in a version, the later one counts
    )
    return {row.article_id: rows.extraction(row) for row in conn.execute(query)}


def versions(conn: sa.Connection, wanted: Iterable[tuple[int, int]]) -> Iterator[Any]:
    """The rows of these versions, each named by its article and number."""
    named, version = list(wanted), t.versions.c
    for k in range(0, len(named), _PAIRS):
        is_named = _is_named(version, named[k : k + _PAIRS])
        columns = (version.article_id, version.number, version.id, version.after, version.by)
        yield from conn.execute(sa.select(*columns).where(is_named)).all()


def _is_named(columns: Any, versions: Collection[tuple[int, int]]) -> sa.ColumnElement[bool]:
    """That a row is of one of these versions. SQLite seeks no index for pairs, but for the articles it does."""
    pair = sa.tuple_(columns.article_id, columns.number)
    return sa.and_(columns.article_id.in_({article_id for article_id, _ in versions}), pair.in_(versions))
