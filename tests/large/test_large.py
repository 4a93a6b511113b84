"""The large archive is what the archive's own code would have made, look by look: nothing measured on it is a fake."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from newsdiff.app import App, open_app, page_extractor
from newsdiff.config import load_config
from newsdiff.model.article import Selectors
from newsdiff.model.stream import ChangeFilter
from newsdiff.storage import health
from newsdiff.storage import tables as t
from newsdiff.storage.archive import open_archive
from tests.large.__main__ import make

END = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
OPINIONS = (t.alternations, t.assessment_labels, t.assessments)
INDEX = (t.search_readings, t.search_passages, t.search_stays)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    db = str(tmp_path_factory.mktemp("large") / "archive.sqlite")
    with closing(open_archive(db)) as archive:
        make(archive, 70, END)
    with open_app(load_config(db=db, environ={})) as app:
        yield app


def held(app: App, *tables: sa.Table) -> dict[str, list[Any]]:
    with app.archive.database.read() as conn:
        return {
            table.name: [
                {name: value for name, value in row._mapping.items() if name != "added_at"}
                for row in conn.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in tables
        }


def test_nothing_in_it_is_damaged(app: App) -> None:
    database = app.archive.database
    for check in (health.damaged_tables, health.damaged_payloads, health.broken_chains):
        assert list(check(database)) == []
    assert app.archive.search.missing() == 0


def test_pages_say_what_the_extractor_reads_there(app: App) -> None:
    history = app.archive.history
    for article in app.archive.articles.all(merged=True):
        version = history.version(article.id, article.versions)
        read = page_extractor().extract(
            history.payload(version.payload_sha256),
            version.final_url,
            content_type=version.content_type,
            selectors=Selectors(),
        )
        assert history.extractions(version.id) == [read]


def test_changes_are_assessed_as_they_would_be(app: App) -> None:
    before = held(app, *OPINIONS)
    assert all(len(rows) > 50 for name, rows in before.items() if name != "alternations")
    with app.archive.database.write() as conn:
        for table in (t.alternations, t.assessment_labels, t.assessments):
            conn.execute(sa.delete(table))
    app.stream().page(ChangeFilter(), limit=100_000)
    assert held(app, *OPINIONS) == before


def test_texts_are_indexed_as_they_would_be(app: App) -> None:
    before = held(app, *INDEX)
    app.reindex()
    assert held(app, *INDEX) == before
