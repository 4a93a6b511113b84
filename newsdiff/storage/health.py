"""What `doctor` asks the archive: is it intact, what is in trouble, how large is it.

Only reads, and streams what is large.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.errors import StorageError
from newsdiff.model.article import Make
from newsdiff.model.observation import Outcome
from newsdiff.storage import chain, payloads
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import Database, sqlite_path

#: rows held at once while a table is read from end to end
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something stored that is no longer what was stored."""

    #: what is damaged: a table, a payload, a version
    subject: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A tracked article whose newest look did not show it."""

    article_id: int
    url: str
    source: str
    outcome: Outcome
    reason: str
    detail: str
    at: datetime
    next_check_at: datetime | None
    #: newest looks in a row with that outcome, at least 1
    looks: int
    #: how many versions the article has; 0: it was never read
    versions: int
    #: whether a person said that it is an article
    is_vouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """How much there is."""

    articles: int
    versions: int
    observations: int
    payloads: int
    #: of all pages as received, and as stored
    received_bytes: int
    stored_bytes: int
    #: of the whole archive
    size_bytes: int


def damaged_tables(database: Database) -> Iterator[Damage]:
    """What the database itself says of its files (SQLite), and every table that cannot be read to its end."""
    if database.engine.dialect.name == "sqlite":
        yield from _sqlite_damage(database)
    for table in t.metadata.sorted_tables:
        columns = [column for column in table.columns if column is not t.payloads.c.data]
        try:
            with database.read() as conn:
                for _ in conn.execution_options(yield_per=_BATCH).execute(sa.select(*columns)):
                    pass
        except (StorageError, ValueError, TypeError) as error:  # ValueError: an instant that is none
            yield Damage(subject=f"table {table.name}", message=f"cannot be read: {error}")


def _sqlite_damage(database: Database) -> Iterator[Damage]:
    try:
        with database.read() as conn:
            for row in conn.exec_driver_sql("PRAGMA integrity_check(10)"):
                if row[0] != "ok":
                    yield Damage(subject="database file", message=f"is damaged: {row[0]}")
            for row in conn.exec_driver_sql("PRAGMA foreign_key_check"):
                yield Damage(
                    subject=f"table {row[0]}", message=f"row {row[1]} refers to a row of {row[2]} that is gone"
                )
    except StorageError as error:
        yield Damage(subject="database file", message=str(error))


def damaged_payloads(database: Database) -> Iterator[Damage]:
    """Every payload whose bytes are not what their SHA-256 says. Each is unpacked once, after the one it builds on."""
    with database.read() as conn:
        roots = conn.scalars(sa.select(t.payloads.c.id).where(t.payloads.c.base_id.is_(None))).all()
        seen = 0
        for root in roots:
            pending: list[tuple[int, bytes | None]] = [(root, None)]
            while pending:
                payload_id, base = pending.pop()
                children = conn.scalars(sa.select(t.payloads.c.id).where(t.payloads.c.base_id == payload_id)).all()
                seen += 1
                try:
                    row = conn.execute(sa.select(t.payloads).where(t.payloads.c.id == payload_id)).one()
                    data = payloads.unpack(row, base)
                except StorageError:
                    hidden = _descendants(conn, children)
                    seen += hidden
                    yield _payload_damage(conn, payload_id, hidden)
                    continue
                pending += [(child, data) for child in children]
        lost = (conn.scalar(sa.select(sa.func.count()).select_from(t.payloads)) or 0) - seen
        if lost:
            yield Damage(subject="payloads", message=f"{lost} cannot be unpacked: what they build on is gone")


def _descendants(conn: sa.Connection, ids: Any) -> int:
    found, pending = set(ids), list(ids)
    while pending:
        below = sa.select(t.payloads.c.id).where(t.payloads.c.base_id == pending.pop())
        new = set(conn.scalars(below)) - found
        found |= new
        pending += new
    return len(found)


def _payload_damage(conn: sa.Connection, payload_id: int, hidden: int) -> Damage:
    query = (
        sa.select(t.versions.c.article_id, t.versions.c.number)
        .where(t.versions.c.payload_id == payload_id)
        .order_by(t.versions.c.article_id, t.versions.c.number)
    )
    users = [f"version {row.number} of article {row.article_id}" for row in conn.execute(query)]
    shown = f" ({', '.join(users[:3])}{', …' if len(users) > 3 else ''})" if users else ""
    also = f"; {hidden} that build{'s' if hidden == 1 else ''} on it cannot be read either" if hidden else ""
    return Damage(subject=f"payload {payload_id}{shown}", message=f"the bytes are not what their SHA-256 says{also}")


def broken_chains(database: Database) -> Iterator[Damage]:
    """Every version that its chain hash does not vouch for, and articles that miss versions."""
    query = (
        sa.select(
            t.articles.c.url,
            t.versions,
            t.payloads.c.sha256,
            t.extractions.c.extractor,
            t.extractions.c.knowledge,
            t.extractions.c.selectors,
            t.extractions.c.fields,
            t.extractions.c.paragraphs,
        )
        .select_from(t.versions)
        .join(t.articles, t.articles.c.id == t.versions.c.article_id)
        .outerjoin(t.payloads, t.payloads.c.id == t.versions.c.payload_id)
        .outerjoin(t.extractions, sa.and_(t.extractions.c.version_id == t.versions.c.id, t.extractions.c.is_first))
        .order_by(t.versions.c.article_id, t.versions.c.number)
    )
    article, number, previous = 0, 0, None
    with database.read() as conn:
        for row in conn.execution_options(yield_per=_BATCH).execute(query):
            if row.article_id != article:
                article, number, previous = row.article_id, 0, None
            subject = f"version {row.number} of article {article}"
            if row.number != number + 1:
                yield Damage(subject=subject, message=f"version {number + 1}, which comes before it, is missing")
            elif row.extractor is None:
                yield Damage(subject=subject, message="its first extraction is missing")
            elif _chain_hash(row, previous) != row.chain_hash:
                yield Damage(subject=subject, message="its chain hash does not fit its text, page, times or address")
            number, previous = row.number, row.chain_hash
    yield from _miscounted(database)


def _chain_hash(row: Any, previous: str | None) -> str:
    make = Make(extractor=row.extractor, knowledge=row.knowledge, selectors=row.selectors)
    return chain.chain_hash(
        previous=previous,
        url=row.url,
        number=row.number,
        payload_sha256=row.sha256 or "",
        extraction_sha256=chain.extraction_hash(make, row.fields, row.paragraphs),
        after=row.after,
        by=row.by,
    )


def _miscounted(database: Database) -> Iterator[Damage]:
    count = sa.select(sa.func.count()).where(t.versions.c.article_id == t.articles.c.id).scalar_subquery()
    query = sa.select(t.articles.c.id, t.articles.c.versions, count.label("found")).where(
        t.articles.c.versions != count
    )
    with database.read() as conn:
        for row in conn.execute(query.order_by(t.articles.c.id)):
            message = f"it counts {row.versions} versions, {row.found} are there"
            yield Damage(subject=f"article {row.id}", message=message)


def troubled_articles(database: Database, outcomes: frozenset[Outcome]) -> list[Trouble]:
    """Articles with a planned look whose newest look had one of these outcomes, by id."""
    seen, newer, later = t.observations, t.observations.alias(), t.observations.alias()
    mine = newer.c.article_id == t.articles.c.id
    newest = sa.select(sa.func.max(newer.c.id)).where(mine).scalar_subquery()
    # `correlate` reaches over two levels; left to itself the innermost query would look at all articles
    other = sa.select(sa.func.max(newer.c.id)).where(mine, newer.c.outcome != seen.c.outcome)
    before = other.correlate(t.articles, seen).scalar_subquery()
    looks = (
        sa.select(sa.func.count())
        .where(later.c.article_id == t.articles.c.id, later.c.id > sa.func.coalesce(before, 0))
        .correlate(t.articles, seen)
        .scalar_subquery()
    )
    columns = (seen.c.outcome, seen.c.reason, seen.c.detail, seen.c.at)
    query = (
        sa.select(
            t.articles.c.id.label("article_id"),
            t.articles.c.url,
            t.articles.c.next_check_at,
            t.articles.c.versions,
            t.articles.c.is_vouched,
            t.sources.c.name.label("source"),
            *columns,
            looks.label("looks"),
        )
        .join(t.sources, t.sources.c.id == t.articles.c.source_id)
        .join(seen, seen.c.id == newest)
        .where(t.articles.c.is_tracked, t.articles.c.next_check_at.is_not(None))
        .where(seen.c.outcome.in_([outcome.value for outcome in outcomes]))
        .order_by(t.articles.c.id)
    )
    with database.read() as conn:
        return [Trouble(**{**row._mapping, "outcome": Outcome(row.outcome)}) for row in conn.execute(query)]


def last_look(database: Database) -> datetime | None:
    """When anything was last looked at, None when nothing ever was."""
    queries = [sa.select(sa.func.max(c)) for c in (t.observations.c.at, t.feed_observations.c.at)]
    with database.read() as conn:
        return max((at for query in queries if (at := conn.scalar(query))), default=None)


def contents(database: Database) -> Contents:
    """How much there is, and how many bytes it takes."""

    def counted(table: sa.Table) -> int:
        """The rows of a table."""
        return int(conn.scalar(sa.select(sa.func.count()).select_from(table)) or 0)

    with database.read() as conn:
        sums = sa.select(sa.func.sum(t.payloads.c.size), sa.func.sum(sa.func.length(t.payloads.c.data)))
        received, stored = conn.execute(sums).one()
        return Contents(
            articles=counted(t.articles),
            versions=counted(t.versions),
            observations=counted(t.observations),
            payloads=counted(t.payloads),
            received_bytes=int(received or 0),
            stored_bytes=int(stored or 0),
            size_bytes=_size(conn, database),
        )


def _size(conn: sa.Connection, database: Database) -> int:
    path = sqlite_path(database.url)
    if path is None:
        return int(conn.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
