"""Addresses: which article one names, and how very long ones are indexed.

Rows of `aliases` are only ever added. Of the rows with one key the newest counts; where it names no article (a claim
that was dropped), or where there is none, the address is the article's that was added under it.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.model.address import address_key
from newsdiff.model.source import Alias
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import insert_row
from newsdiff.storage.tables import storable

#: PostgreSQL indexes no text above 2,704 bytes
MAX_KEY_BYTES = 1_000
#: ends the readable part of a cut key; an address's key holds no fragment, so none of its own
_CUT = "#"


def index_key(key: str) -> str:
    """`key` as the indexes hold it: a very long one is cut and made unique by its hash."""
    data = key.encode("utf-8", "surrogatepass")
    if len(data) <= MAX_KEY_BYTES:
        return key
    return data[:MAX_KEY_BYTES].decode("utf-8", "ignore") + _CUT + hashlib.sha256(data).hexdigest()


def full_key(key: str, url: str) -> str:
    """The key that `index_key` was given, for the address it was made from."""
    return address_key(url) if _CUT in key else key


def article_by_key(conn: sa.Connection, key: str) -> int | None:
    """The article that an address names, None when it names none.

    A merged article's own address leads to the article it was merged into: that is an alias row too.
    """
    key = index_key(key)
    newest = sa.select(t.aliases.c.article_id).where(t.aliases.c.key == key).order_by(t.aliases.c.id.desc()).limit(1)
    found = conn.scalar(newest)
    if found is None:
        found = conn.scalar(sa.select(t.articles.c.id).where(t.articles.c.key == key))
    return None if found is None else int(found)


def add_alias(conn: sa.Connection, article: int, alias: Alias, now: datetime, observation: int | None = None) -> bool:
    """Add an address unless it names the article already, in this very spelling; whether a row was added."""
    if article_by_key(conn, alias.key) == article and _is_spelled(conn, article, storable(alias.url)):
        return False
    insert_alias(conn, article, alias, now, observation)
    return True


def _is_spelled(conn: sa.Connection, article: int, url: str) -> bool:
    own = sa.select(t.articles.c.id).where(t.articles.c.id == article, t.articles.c.url == url)
    other = sa.select(t.aliases.c.id).where(t.aliases.c.article_id == article, t.aliases.c.url == url)
    return conn.scalar(own) is not None or conn.scalar(other.limit(1)) is not None


def insert_alias(
    conn: sa.Connection, article: int | None, alias: Alias, now: datetime, observation: int | None = None
) -> None:
    """Add the row that counts from now on; `article` None: the address names no article."""
    insert_row(
        conn,
        t.aliases,
        article_id=article,
        observation_id=observation,
        url=alias.url,
        key=index_key(alias.key),
        kind=alias.kind.value,
        added_at=now,
    )


def _counting() -> sa.Select[Any]:
    """Rows whose address still names their article."""
    newer = t.aliases.alias()
    newest = sa.select(newer.c.article_id).where(newer.c.key == t.aliases.c.key).order_by(newer.c.id.desc()).limit(1)
    return sa.select(t.aliases).where(t.aliases.c.article_id == newest.scalar_subquery()).order_by(t.aliases.c.id)


def aliases_of(conn: sa.Connection, ids: Sequence[int] | None = None) -> dict[int, list[str]]:
    """The other addresses of these articles (of all when None), oldest first, each once."""
    query = _counting()
    if ids is not None:
        query = query.where(t.aliases.c.article_id.in_(ids))
    own = {row.id: row.url for row in conn.execute(_own_urls(ids))}
    found: dict[int, dict[str, None]] = {}
    for row in conn.execute(query):
        if row.url != own.get(row.article_id):
            found.setdefault(row.article_id, {})[row.url] = None
    return {article: list(urls) for article, urls in found.items()}


def _own_urls(ids: Sequence[int] | None) -> sa.Select[Any]:
    query = sa.select(t.articles.c.id, t.articles.c.url)
    return query if ids is None else query.where(t.articles.c.id.in_(ids))


def keys_of(conn: sa.Connection, article_id: int) -> frozenset[str]:
    """The keys of all addresses that name the article."""
    own = conn.execute(sa.select(t.articles.c.key, t.articles.c.url).where(t.articles.c.id == article_id))
    others = conn.execute(_counting().where(t.aliases.c.article_id == article_id))
    rows = [*own, *others]
    return frozenset(full_key(row.key, row.url) for row in rows)
