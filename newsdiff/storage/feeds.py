"""Feeds and their entries: what is due, what was seen, what waits."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.feed import Entry, Filters, TargetKind
from newsdiff.model.page import HostState, Validators
from newsdiff.model.source import EntryState, Feed, FeedObservation
from newsdiff.storage import tables as t
from newsdiff.storage.aliases import full_key, index_key
from newsdiff.storage.articles import add_article, bring_forward, source_id
from newsdiff.storage.chain import canonical_json
from newsdiff.storage.dialect import Database, insert_row
from newsdiff.storage.hosts import save_host

_QUERY = sa.select(t.feeds, t.sources.c.name.label("source")).join(t.sources)


def _feed(row: Any) -> Feed:
    filters = json.loads(row.filters)
    return Feed(
        id=row.id,
        url=row.url,
        kind=TargetKind(row.kind),
        source=row.source,
        title=row.title,
        filters=Filters(include=tuple(filters["include"]), exclude=tuple(filters["exclude"])),
        period_s=row.period_s,
        is_tracked=row.is_tracked,
        backfill=row.backfill,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        added_at=row.added_at,
        last_checked_at=row.last_checked_at,
        last_success_at=row.last_success_at,
        next_check_at=row.next_check_at,
        failures=row.failures,
        last_error=row.last_error,
        parent_id=row.parent_id,
    )


class FeedStore:
    """The feeds, sitemaps and section pages of one archive."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        *,
        url: str,
        key: str,
        kind: TargetKind,
        source: str,
        period_s: float,
        now: datetime,
        filters: Filters | None = None,
        backfill: bool = False,
        title: str | None = None,
        parent_id: int | None = None,
        keeps_period: bool = False,
    ) -> tuple[Feed, bool]:
        """Track a feed, or change the plan of a known one; the feed, and whether it is new.

        For a known one `filters` None leaves its patterns as they are, `keeps_period` its period, and `backfill` may
        only be switched on.
        """
        patterns = canonical_json({"include": filters.include, "exclude": filters.exclude}) if filters else None
        with self._db.write() as conn:
            known = conn.execute(_QUERY.where(t.feeds.c.key == index_key(key))).one_or_none()
            if known is not None:
                values: dict[str, Any] = {
                    "is_tracked": True,
                    "next_check_at": now,
                    "backfill": known.backfill or backfill,
                }
                if not keeps_period:
                    values["period_s"] = period_s
                if patterns is not None:
                    values["filters"] = patterns
                if patterns is not None or backfill:  # a 304 would hide what is wanted now
                    values |= {"etag": None, "last_modified": None}
                conn.execute(sa.update(t.feeds).where(t.feeds.c.id == known.id).values(values))
                return _load(conn, known.id), False
            feed_id = insert_row(
                conn,
                t.feeds,
                source_id=source_id(conn, source, now),
                parent_id=parent_id,
                url=url,
                key=index_key(key),
                kind=kind.value,
                title=title,
                filters=patterns or canonical_json({"include": [], "exclude": []}),
                period_s=period_s,
                is_tracked=True,
                backfill=backfill,
                added_at=now,
                next_check_at=now,
                failures=0,
            )
            return _load(conn, feed_id), True

    def by_id(self, feed_id: int) -> Feed:
        """One feed. Raises: NotFound."""
        with self._db.read() as conn:
            return _load(conn, feed_id)

    def by_key(self, key: str) -> Feed | None:
        """The feed with that address, or None."""
        with self._db.read() as conn:
            row = conn.execute(_QUERY.where(t.feeds.c.key == index_key(key))).one_or_none()
            return None if row is None else _feed(row)

    def all(self, *, source: str | None = None) -> list[Feed]:
        """All feeds, oldest first."""
        query = _QUERY.order_by(t.feeds.c.id)
        if source is not None:
            query = query.where(t.sources.c.name == source)
        with self._db.read() as conn:
            return [_feed(row) for row in conn.execute(query)]

    def failing(self) -> list[Feed]:
        """Tracked feeds whose last look failed, oldest first."""
        query = _QUERY.where(t.feeds.c.is_tracked, t.feeds.c.failures > 0)
        with self._db.read() as conn:
            return [_feed(row) for row in conn.execute(query.order_by(t.feeds.c.id))]

    def due(self, now: datetime | None, *, source: str | None = None) -> list[Feed]:
        """Tracked feeds whose look is due at `now` (all when None), longest waiting first."""
        query = _QUERY.where(t.feeds.c.is_tracked).order_by(t.feeds.c.next_check_at, t.feeds.c.id)
        if now is not None:
            query = query.where(t.feeds.c.next_check_at <= now)
        if source is not None:
            query = query.where(t.sources.c.name == source)
        with self._db.read() as conn:
            return [_feed(row) for row in conn.execute(query)]

    def untrack(self, feed_id: int) -> None:
        """Stop looking at a feed (and at the sitemaps it names); its articles stay tracked."""
        with self._db.write() as conn:
            mine = sa.or_(t.feeds.c.id == feed_id, t.feeds.c.parent_id == feed_id)
            conn.execute(sa.update(t.feeds).where(mine).values(is_tracked=False, next_check_at=None))

    def bring_forward(self, feed_id: int, at: datetime) -> None:
        """Plan the next look at a tracked feed no later than `at`."""
        with self._db.write() as conn:
            later = sa.and_(t.feeds.c.id == feed_id, t.feeds.c.is_tracked, t.feeds.c.next_check_at > at)
            conn.execute(sa.update(t.feeds).where(later).values(next_check_at=at))

    def entry_states(self, feed_id: int) -> dict[str, tuple[EntryState, datetime | None]]:
        """Known entries of a feed by key: state and the `updated` last seen."""
        columns = (t.entries.c.key, t.entries.c.url, t.entries.c.state, t.entries.c.updated_at)
        query = sa.select(*columns).where(t.entries.c.feed_id == feed_id)
        with self._db.read() as conn:
            rows = conn.execute(query)
            return {full_key(row.key, row.url): (EntryState(row.state), row.updated_at) for row in rows}

    def entry_counts(self) -> dict[tuple[int, EntryState], int]:
        """How many entries of each feed are in each state."""
        columns = (t.entries.c.feed_id, t.entries.c.state)
        query = sa.select(*columns, sa.func.count().label("n")).group_by(*columns)
        with self._db.read() as conn:
            return {(row.feed_id, EntryState(row.state)): row.n for row in conn.execute(query)}

    def waiting(self, feed_id: int, states: Sequence[EntryState], limit: int) -> list[tuple[str, Entry]]:
        """(key, entry) of known entries in these states, newest first."""
        newest = sa.func.coalesce(t.entries.c.published_at, t.entries.c.updated_at, t.entries.c.first_seen_at)
        query = (
            sa.select(t.entries)
            .where(t.entries.c.feed_id == feed_id, t.entries.c.state.in_([s.value for s in states]))
            .order_by(newest.desc(), t.entries.c.id)
            .limit(limit)
        )
        with self._db.read() as conn:
            return [(full_key(row.key, row.url), _entry(row)) for row in conn.execute(query)]

    def record(
        self,
        feed: Feed,
        seen: FeedObservation,
        *,
        sorted_entries: Sequence[tuple[str, Entry, EntryState]] = (),
        moved: Sequence[tuple[str, datetime]] = (),
        validators: Validators | None = None,
        title: str | None = None,
        next_check_at: datetime | None = None,
        hosts: Sequence[HostState] = (),
    ) -> list[tuple[int, bool]]:
        """Write one look at a feed: everything or nothing. (article id, is new) for each entry taken.

        `sorted_entries`: key, entry, and what becomes of it; `moved`: keys whose `updated` moved, and to when.
        """
        with self._db.write() as conn:
            insert_row(conn, t.feed_observations, **{name: getattr(seen, name) for name in _OBSERVED})
            taken = [_put_entry(conn, feed, *item, now=seen.at) for item in sorted_entries]
            for key, updated_at in moved:
                _move_entry(conn, feed.id, key, updated_at, seen.at)
            is_success = seen.outcome in {"read", "not_modified"}
            # untracked while the look was under way: no look is planned
            planned = sa.case((t.feeds.c.is_tracked, sa.literal(next_check_at, t.Utc)), else_=None)
            values: dict[str, Any] = {"last_checked_at": seen.at, "next_check_at": planned}
            values |= {"failures": 0, "last_error": None, "last_success_at": seen.at} if is_success else {}
            if not is_success:
                values |= {"failures": t.feeds.c.failures + 1, "last_error": seen.error}
            if seen.outcome == "read":
                values |= {"title": title or feed.title, "backfill": False}
                values |= {"etag": validators.etag, "last_modified": validators.last_modified} if validators else {}
            conn.execute(sa.update(t.feeds).where(t.feeds.c.id == feed.id).values(values))
            for host in hosts:
                save_host(conn, host)
            return [item for item in taken if item is not None]


_OBSERVED = ("feed_id", "at", "outcome", "status", "error", "entries", "taken", "waiting", "old", "filtered")


def _load(conn: sa.Connection, feed_id: int) -> Feed:
    row = conn.execute(_QUERY.where(t.feeds.c.id == feed_id)).one_or_none()
    if row is None:
        raise NotFound(f"no feed {feed_id} in this archive; `newsdiff feeds` shows what there is")
    return _feed(row)


def _entry(row: Any) -> Entry:
    return Entry(url=row.url, id=row.guid, title=row.title, published_at=row.published_at, updated_at=row.updated_at)


def _put_entry(
    conn: sa.Connection, feed: Feed, key: str, entry: Entry, state: EntryState, *, now: datetime
) -> tuple[int, bool] | None:
    article: tuple[int, bool] | None = None
    if state is EntryState.TAKEN:
        article = add_article(conn, url=entry.url, key=key, source=feed.source, now=now, feed_id=feed.id)
    same = sa.and_(t.entries.c.feed_id == feed.id, t.entries.c.key == index_key(key))
    values: dict[str, Any] = {"state": state.value, "article_id": article[0] if article else None}
    if conn.execute(sa.update(t.entries).where(same).values(values)).rowcount == 0:
        insert_row(
            conn,
            t.entries,
            feed_id=feed.id,
            key=index_key(key),
            url=entry.url,
            guid=entry.id,
            title=entry.title,
            published_at=entry.published_at,
            updated_at=entry.updated_at,
            first_seen_at=now,
            **values,
        )
    return article


def _move_entry(conn: sa.Connection, feed_id: int, key: str, updated_at: datetime, now: datetime) -> None:
    same = sa.and_(t.entries.c.feed_id == feed_id, t.entries.c.key == index_key(key))
    article = conn.scalar(sa.select(t.entries.c.article_id).where(same))
    conn.execute(sa.update(t.entries).where(same).values(updated_at=updated_at))
    if article is not None:
        bring_forward(conn, article, now)
