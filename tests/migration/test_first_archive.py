"""An archive that the first program wrote, stored as text: every later program must read it after `db upgrade`.

A new schema needs no change here: the archive is loaded as the first program left it, brought to the present schema
by the real upgrade, and must say what it said.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from newsdiff.model.observation import Outcome
from newsdiff.model.search import SearchFilter
from newsdiff.model.source import ArticleState
from newsdiff.search.query import parse
from newsdiff.storage import health, schema
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.dialect import Database, database_url
from tests.command import Newsdiff
from tests.storage.making import NOON

FIRST = Path(__file__).with_name("first_archive.sql")


def load(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(FIRST.read_text(encoding="utf-8"))


def copy_to_server(path: Path, database: Database) -> None:
    """Make the first schema on PostgreSQL, and put the same rows into it."""
    config = schema._config()
    with database.rebuild() as target, closing(sqlite3.connect(path)) as source:
        source.row_factory = sqlite3.Row
        config.attributes["connection"] = target
        command.upgrade(config, "0001")
        tables = sa.MetaData()
        tables.reflect(target)
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            for row in source.execute(f'SELECT * FROM "{table.name}"'):
                target.execute(sa.insert(table).values({c.name: typed(row[c.name], c) for c in table.columns}))
            if "id" in table.columns:
                counter = f"pg_get_serial_sequence('{table.name}', 'id')"
                target.exec_driver_sql(f"SELECT setval({counter}, (SELECT coalesce(max(id), 1) FROM {table.name}))")


def typed(value: Any, column: "sa.Column[Any]") -> Any:
    if value is not None and isinstance(column.type, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return bool(value) if isinstance(column.type, sa.Boolean) else value


@pytest.fixture
def first(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """The first archive, upgraded."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / ("first.sqlite" if "://" in db else "archive.sqlite")
    load(path)
    with closing(Database(database_url(db))) as database:
        if "://" in db:
            copy_to_server(path, database)
        schema.upgrade(database, NOON)
    with closing(open_archive(db)) as archive:
        yield archive


def test_articles_are_found_by_all_their_addresses(first: Archive) -> None:
    keys = ("example.org/news/ferry", "example.org/s/1", "example.org/x", "example.org/news/tunnel")
    found = [first.articles.by_key(key) for key in keys]
    assert [article and article.id for article in found] == [1, 1, 1, 2]
    assert first.articles.by_key("example.org/live") is None
    assert first.articles.is_dropped("example.org/live")
    ferry = first.articles.by_id(1)
    assert ferry.url == "https://example.org/news/ferry?utm_source=feed"
    assert ferry.aliases == ("https://example.org/s/1", "https://example.org/x")
    assert first.articles.by_id(3).state is ArticleState.MERGED


def test_nobody_has_vouched_for_its_articles_yet(first: Archive) -> None:
    assert [article.is_vouched for article in first.articles.all(merged=True)] == [False, False, False]
    assert not any(version.is_vouched for version in first.history.versions(1))


def test_versions_their_times_pages_and_texts_are_there(first: Archive) -> None:
    versions = first.history.versions(1)
    assert [version.number for version in versions] == [1, 2, 3]
    assert versions[1].after == datetime(2026, 11, 2, 13, 1, tzinfo=UTC)
    assert versions[1].by == datetime(2026, 11, 2, 13, 31, tzinfo=UTC)
    texts = [first.history.extractions(version.id)[0] for version in versions]
    assert [text.headline for text in texts] == ["Ferry late", "Ferry two hours late", "Ferry two hours late"]
    assert texts[0].texts[0].startswith("The ferry between the two shores was late on Monday")
    assert texts[1].texts[-1] == "Correction: it was two hours, not three."
    assert all(b"<h1>Ferry" in first.history.payload(version.payload_sha256) for version in versions)


def test_looks_are_there_with_their_outcomes(first: Archive) -> None:
    assert [seen.outcome for seen in first.history.observations(1)] == [
        Outcome.FIRST,
        Outcome.UNCHANGED,
        Outcome.NOT_MODIFIED,
        Outcome.CHANGED,
        Outcome.FAILED,
        Outcome.SUSPECT,
        Outcome.CHANGED,
    ]
    assert [seen.origin for seen in first.history.observations(2)] == ["by_hand"]


def test_feeds_entries_and_hosts_are_there(first: Archive) -> None:
    (feed,) = first.feeds.all()
    assert (feed.url, feed.filters.exclude) == ("https://example.org/feed.xml", ("/sport/",))
    assert set(first.feeds.entry_states(feed.id)) == {"example.org/news/ferry", "example.org/news/tunnel"}
    assert [host.robots for host in first.hosts()] == ["User-agent: *\nAllow: /\n"]


def test_every_hash_still_fits(first: Archive) -> None:
    database = first.database
    checks = (health.damaged_tables, health.damaged_payloads, health.broken_chains)
    assert [damage for check in checks for damage in check(database)] == []


def test_all_its_versions_are_searched(first: Archive) -> None:
    assert first.search.missing() == 0
    (hit,) = first.search.find(parse('"Correction: it was two hours"'), SearchFilter(), limit=9).hits
    assert (hit.article_id, hit.ranges, [seen.version for seen in hit.removed]) == (1, ((2, 2),), [3])
    assert len(first.search.find(parse("mowe"), SearchFilter(), limit=9).hits) == 2


def test_looking_goes_on(first: Archive) -> None:
    standing = first.history.standing(1)
    assert standing.latest is not None
    assert (standing.latest.number, standing.validators.etag) == (3, '"760"')
    added, is_new = first.articles.add(url="https://example.org/n", key="example.org/n", source="example", now=NOON)
    assert is_new
    assert added.id > 3


def test_the_commands_show_it(first: Archive, db: str, tmp_path: Path) -> None:
    newsdiff = Newsdiff(db, tmp_path)
    assert "Ferry two hours late" in newsdiff("diff", "1", "1", "2").out
    assert "v3" in newsdiff("log", "https://example.org/s/1").out
    assert len(newsdiff("list", "--json").json) == 2
    changes = newsdiff("changes", "--json").json["changes"]
    assert [(change["article"], change["new_version"], change["unread"]) for change in changes] == [
        (1, 3, None),
        (1, 2, None),
    ]
