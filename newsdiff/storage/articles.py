"""Sources, articles and aliases: finding an article by any of its addresses, and what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.source import Alias, AliasKind, ArticleState, SourceCounts, TrackedArticle
from newsdiff.storage import tables as t
from newsdiff.storage.aliases import add_alias, aliases_of, article_by_key, full_key, index_key, insert_alias
from newsdiff.storage.dialect import Database, insert_row


def source_id(conn: sa.Connection, name: str, now: datetime) -> int:
    """The source of that name, made when it is new."""
    known = conn.scalar(sa.select(t.sources.c.id).where(t.sources.c.name == name))
    if known is not None:
        return int(known)
    return insert_row(conn, t.sources, name=name, added_at=now)


_QUERY = sa.select(t.articles, t.sources.c.name.label("source")).join(t.sources)


def _state(row: Any) -> ArticleState:
    if row.merged_into is not None:
        return ArticleState.MERGED
    if row.withheld is not None:
        return ArticleState.WITHHELD
    if not row.is_tracked:
        return ArticleState.UNTRACKED
    if row.gone_at is not None:
        return ArticleState.GONE
    if row.last_checked_at is None:
        return ArticleState.NEW
    return ArticleState.RESTING if row.next_check_at is None else ArticleState.WATCHED


def _article(row: Any, aliases: Sequence[str] = ()) -> TrackedArticle:
    return TrackedArticle(
        id=row.id,
        url=row.url,
        source=row.source,
        state=_state(row),
        feed_id=row.feed_id,
        headline=row.headline,
        versions=row.versions,
        added_at=row.added_at,
        first_seen_at=row.first_seen_at,
        last_checked_at=row.last_checked_at,
        last_changed_at=row.last_changed_at,
        next_check_at=row.next_check_at,
        period_s=row.period_s,
        gone_at=row.gone_at,
        merged_into=row.merged_into,
        is_vouched=row.is_vouched,
        is_tracked=row.is_tracked,
        withheld=row.withheld,
        aliases=tuple(aliases),
    )


def load(conn: sa.Connection, article_id: int) -> TrackedArticle:
    """One article. Raises: NotFound."""
    query = _QUERY.where(t.articles.c.id == article_id)
    row = conn.execute(query).one_or_none() if t.is_id(article_id) else None
    if row is None:
        raise NotFound(f"no article {article_id} in this archive; `newsdiff list` shows what there is")
    return _article(row, aliases_of(conn, [article_id]).get(article_id, ()))


class ArticleStore:
    """The articles of one archive."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        *,
        url: str,
        key: str,
        source: str,
        now: datetime,
        feed_id: int | None = None,
        next_check_at: datetime | None = None,
        is_vouched: bool = False,
    ) -> tuple[TrackedArticle, bool]:
        """Track an address, or take up again the article it names; the article, and whether it is new.

        An address of a known article becomes one more alias of it. An untracked one is tracked again.
        `is_vouched`: a person says that it is an article; that is never taken back, and said for the first time of one
        without versions, it is looked at now.
        """
        with self._db.write() as conn:
            article, is_new = add_article(
                conn, url=url, key=key, source=source, now=now, feed_id=feed_id, next_check_at=next_check_at
            )
            if is_vouched:
                vouch(conn, article, now)
            return load(conn, article), is_new

    def add_many(self, addresses: Iterable[tuple[str, str, str]], now: datetime) -> list[tuple[int, bool]]:
        """`add` for many (url, key, source) in one transaction; (article id, is new) for each."""
        with self._db.write() as conn:
            return [add_article(conn, url=u, key=k, source=s, now=now, next_check_at=now) for u, k, s in addresses]

    def by_id(self, article_id: int) -> TrackedArticle:
        """One article. Raises: NotFound."""
        with self._db.read() as conn:
            return load(conn, article_id)

    def by_key(self, key: str) -> TrackedArticle | None:
        """The article that an address names, or None."""
        with self._db.read() as conn:
            found = article_by_key(conn, key)
            return None if found is None else load(conn, found)

    def all(
        self,
        *,
        source: str | None = None,
        limit: int | None = None,
        after: int = 0,
        merged: bool = False,
        is_public: bool = False,
    ) -> list[TrackedArticle]:
        """All articles, oldest first, with their aliases; merged ones only when asked.

        `after`: only those with a higher number; `is_public`: without those that are withheld from browsers.
        """
        query = _QUERY.order_by(t.articles.c.id)
        if after:
            query = query.where(t.articles.c.id > after)
        if is_public:
            query = query.where(t.articles.c.withheld.is_(None))
        if source is not None:
            query = query.where(t.sources.c.name == source)
        if not merged:
            query = query.where(t.articles.c.merged_into.is_(None))
        with self._db.read() as conn:
            rows = conn.execute(query.limit(limit) if limit is not None else query).all()
            aliases = aliases_of(conn, [row.id for row in rows] if limit is not None and limit < 500 else None)
            return [_article(row, aliases.get(row.id, ())) for row in rows]

    def watched(self, *, now: datetime | None = None, source: str | None = None) -> list[TrackedArticle]:
        """Tracked articles, without aliases: those due at `now`, or all when it is None."""
        query = _QUERY.where(t.articles.c.is_tracked, t.articles.c.merged_into.is_(None)).order_by(t.articles.c.id)
        if now is not None:
            query = query.where(t.articles.c.next_check_at <= now)
        if source is not None:
            query = query.where(t.sources.c.name == source)
        with self._db.read() as conn:
            return [_article(row) for row in conn.execute(query)]

    def untrack(self, article_id: int) -> None:
        """Stop looking; the history stays."""
        with self._db.write() as conn:
            change = sa.update(t.articles).where(t.articles.c.id == article_id)
            conn.execute(change.values(is_tracked=False, next_check_at=None))

    def withhold(self, article_id: int, reason: str | None) -> None:
        """Show it to no browser any more, and say why; None: show it again. What is known of it stays."""
        with self._db.write() as conn:
            conn.execute(sa.update(t.articles).where(t.articles.c.id == article_id).values(withheld=reason))

    def drop_alias(self, alias: Alias, now: datetime) -> None:
        """Let an address name no article from now on; the rows that said otherwise stay."""
        with self._db.write() as conn:
            insert_alias(conn, None, replace(alias, kind=AliasKind.DROPPED), now)

    def is_dropped(self, key: str) -> bool:
        """Whether a claim to that address was ever dropped."""
        query = sa.select(t.aliases.c.id).where(t.aliases.c.key == index_key(key), t.aliases.c.article_id.is_(None))
        with self._db.read() as conn:
            return conn.scalar(query.limit(1)) is not None

    def unmerge(self, article_id: int, now: datetime) -> None:
        """Undo a wrong merge: the article's own address names it again, and it is looked at. No row is taken away."""
        with self._db.write() as conn:
            row = conn.execute(sa.select(t.articles).where(t.articles.c.id == article_id)).one()
            own = Alias(url=row.url, key=full_key(row.key, row.url), kind=AliasKind.TRACKED)
            insert_alias(conn, article_id, own, now)
            values = {"merged_into": None, "is_tracked": True, "next_check_at": now}
            conn.execute(sa.update(t.articles).where(t.articles.c.id == article_id).values(values))

    def bring_forward(self, article_id: int, at: datetime) -> None:
        """Plan the next look no later than `at`, unless the article is not watched."""
        with self._db.write() as conn:
            bring_forward(conn, article_id, at)

    def source_names(self) -> list[str]:
        """The sources there are, by name."""
        with self._db.read() as conn:
            return list(conn.scalars(sa.select(t.sources.c.name).order_by(t.sources.c.name)))

    def sources(self) -> list[SourceCounts]:
        """How much there is of each source, by name; merged articles are those that they became."""
        article, total = t.articles.c, sa.func.sum
        more_than_one = sa.case((article.versions > 1, article.versions - 1), else_=0)
        articles = (
            sa.select(
                article.source_id,
                sa.func.count().label("articles"),
                total(article.versions).label("versions"),
                total(more_than_one).label("changes"),
                sa.func.max(article.last_checked_at).label("last_checked_at"),
                sa.func.max(article.last_changed_at).label("last_changed_at"),
            )
            .where(article.merged_into.is_(None))
            .group_by(article.source_id)
            .subquery()
        )
        feeds = (
            sa.select(t.feeds.c.source_id, sa.func.count().label("feeds"))
            .where(t.feeds.c.is_tracked)
            .group_by(t.feeds.c.source_id)
            .subquery()
        )
        query = (
            sa.select(t.sources.c.name, articles, feeds.c.feeds)
            .outerjoin(articles, articles.c.source_id == t.sources.c.id)
            .outerjoin(feeds, feeds.c.source_id == t.sources.c.id)
            .order_by(t.sources.c.name)
        )
        with self._db.read() as conn:
            return [_source(row) for row in conn.execute(query)]


def _source(row: Any) -> SourceCounts:
    """A source without articles has no counts."""
    return SourceCounts(
        name=row.name,
        articles=row.articles or 0,
        versions=int(row.versions or 0),
        changes=int(row.changes or 0),
        feeds=row.feeds or 0,
        last_checked_at=row.last_checked_at,
        last_changed_at=row.last_changed_at,
    )


def vouch(conn: sa.Connection, article_id: int, now: datetime) -> None:
    """Keep a person's word that this is an article. Who says it first wants to see what it does: a look is due.

    Said again it brings no look forward: a list of addresses may be tracked anew every hour.
    """
    article = load(conn, article_id)
    if article.is_vouched:
        return
    conn.execute(sa.update(t.articles).where(t.articles.c.id == article_id).values(is_vouched=True))
    if not article.versions:
        bring_forward(conn, article_id, now)


def bring_forward(conn: sa.Connection, article_id: int, at: datetime) -> None:
    """Plan the next look no later than `at`; a resting article wakes up. A merged one stands for what it became."""
    merged_into = conn.scalar(sa.select(t.articles.c.merged_into).where(t.articles.c.id == article_id))
    if merged_into is not None:
        bring_forward(conn, merged_into, at)
        return
    later = sa.or_(t.articles.c.next_check_at.is_(None), t.articles.c.next_check_at > at)
    conn.execute(
        sa.update(t.articles)
        .where(t.articles.c.id == article_id, t.articles.c.is_tracked, later)
        .values(next_check_at=at)
    )


def add_article(
    conn: sa.Connection,
    *,
    url: str,
    key: str,
    source: str,
    now: datetime,
    feed_id: int | None = None,
    next_check_at: datetime | None = None,
) -> tuple[int, bool]:
    """`ArticleStore.add` inside a transaction."""
    known = article_by_key(conn, key)
    if known is not None:
        add_alias(conn, known, Alias(url=url, key=key, kind=AliasKind.FEED if feed_id else AliasKind.TRACKED), now)
        if feed_id is None:
            plan = sa.func.coalesce(t.articles.c.next_check_at, next_check_at or now)
            again = sa.update(t.articles).where(t.articles.c.id == known, ~t.articles.c.is_tracked)
            conn.execute(again.values(is_tracked=True, next_check_at=plan))
        return known, False
    added = insert_row(
        conn,
        t.articles,
        source_id=source_id(conn, source, now),
        feed_id=feed_id,
        url=url,
        key=index_key(key),
        is_tracked=True,
        versions=0,
        added_at=now,
        next_check_at=next_check_at or now,
    )
    return added, True
