"""Signs of life of the sources: what must be known to tell which have fallen silent. Only reads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from newsdiff.model.observation import TROUBLE
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import Database

_TROUBLE = [outcome.value for outcome in TROUBLE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A source at which looks are planned: it has a tracked feed, or an article that is still looked at."""

    id: int
    name: str
    #: the shortest distance between looks at one address, seconds; 0.0 where none is known yet
    period_s: float
    #: since when looks at it are planned
    since: datetime
    #: when a feed of it was last read, None: never, or it has none
    read_at: datetime | None


def planned(database: Database) -> list[Planned]:
    """All such sources, by name."""
    feed, article = t.feeds.c, t.articles.c
    parts = sa.union_all(
        sa.select(
            feed.source_id,
            sa.func.min(feed.period_s).label("period_s"),
            sa.func.min(feed.added_at).label("since"),
            sa.func.max(feed.last_success_at).label("read_at"),
        )
        .where(feed.is_tracked)
        .group_by(feed.source_id),
        sa.select(article.source_id, sa.func.min(article.period_s), sa.func.min(article.added_at), sa.null())
        .where(article.is_tracked, article.merged_into.is_(None), article.next_check_at.is_not(None))
        .group_by(article.source_id),
    ).subquery()
    found = parts.c
    query = (
        sa.select(
            t.sources.c.id,
            t.sources.c.name,
            sa.func.coalesce(sa.func.min(found.period_s), 0.0).label("period_s"),
            sa.func.min(found.since, type_=t.Utc).label("since"),
            sa.func.max(found.read_at, type_=t.Utc).label("read_at"),
        )
        .join(parts, found.source_id == t.sources.c.id)
        .group_by(t.sources.c.id, t.sources.c.name)
        .order_by(t.sources.c.name)
    )
    with database.read() as conn:
        return [Planned(**row._mapping) for row in conn.execute(query)]


def answered_since(database: Database, source_ids: Collection[int], since: datetime) -> set[int]:
    """Those of these sources of which an article gave an answer that was no trouble, at or after that instant."""
    seen = t.observations.c
    query = (
        sa.select(t.articles.c.source_id)
        .join(t.observations, seen.article_id == t.articles.c.id)
        .where(seen.at >= since, seen.outcome.not_in(_TROUBLE))
        .distinct()
    )
    with database.read() as conn:
        return set(conn.scalars(query)).intersection(source_ids)
