"""The schema: what is declared is what the migrations make; empty, older, newer and strange archives."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from newsdiff.errors import SchemaOutOfDate, StorageError
from newsdiff.model.observation import Outcome
from newsdiff.model.search import SearchFilter
from newsdiff.search.query import parse
from newsdiff.storage import fulltext, schema
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.dialect import Database, database_url
from newsdiff.storage.tables import REVISION, metadata, search_passages, search_readings, search_stays
from tests.command import Newsdiff
from tests.storage.making import NOON, URL, look, track

#: the revision that a later newsdiff would bring
LATER = f"{int(REVISION) + 1:04}"
NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{REVISION}"


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"  # although other tables refer to it
    with op.batch_alter_table("articles", recreate=recreate) as table:
        table.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
"""


@pytest.fixture
def database(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database with an archive that holds one article, and rows that refer to it."""
    monkeypatch.chdir(tmp_path)  # where a dump of PostgreSQL goes
    with closing(open_archive(db)) as archive:
        look(archive, track(archive).id, Outcome.FIRST, text="One.")
    with closing(Database(database_url(db))) as found:
        yield found


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later newsdiff."""
    folder = tmp_path / "later"
    shutil.copytree(schema.migrations_folder(), folder)
    (folder / "versions" / f"{LATER}_mood.py").write_text(NEXT)
    return folder


def revision(database: Database) -> str | None:
    with database.read() as conn:
        return MigrationContext.configure(conn).get_current_revision()


def differences(database: Database, **options: object) -> list[Any]:
    """What the migrations made otherwise than declared; of the index of words only its making is tested, by its use."""

    def is_declared(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith(fulltext.NAME)

    with database.read() as conn:
        context = MigrationContext.configure(conn, opts={"include_name": is_declared, **options})
        return compare_metadata(context, metadata)


def backups(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if "backup" in path.name]


@pytest.fixture
def migrated(db: str) -> Iterator[Database]:
    """A database to which the migrations have led from nothing."""
    with closing(Database(database_url(db))) as found:
        schema.upgrade(found, NOON)
        yield found


@pytest.fixture
def created(migrated: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Another one of the same kind, made as it is declared."""
    with ExitStack() as stack:
        url = str(tmp_path / "created.sqlite")
        if migrated.engine.dialect.name == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        yield stack.enter_context(closing(open_archive(url))).database


def described(database: Database) -> dict[str, object]:
    """All that the database says of its tables; the order of columns, which migrations add at the end, is no part."""

    def told(rows: Iterable[Mapping[str, object]]) -> list[str]:
        return sorted(str(sorted((key, str(value)) for key, value in row.items())) for row in rows)

    with database.read() as conn:
        look = sa.inspect(conn)
        names = [name for name in look.get_table_names() if not name.startswith(f"{fulltext.NAME}_")]
        return {
            name: (
                told(look.get_columns(name)),
                str(look.get_pk_constraint(name)),
                told(look.get_foreign_keys(name)),
                told(look.get_unique_constraints(name)),
                told(look.get_check_constraints(name)),
                told(look.get_indexes(name)),
            )
            for name in names
        }


def test_an_archive_made_anew_is_what_the_migrations_lead_to(migrated: Database, created: Database) -> None:
    assert revision(created) == revision(migrated) == REVISION
    assert described(created) == described(migrated)
    if created.engine.dialect.name == "sqlite":
        for pragma in ("application_id", "journal_mode"):
            with created.read() as ours, migrated.read() as theirs:
                said = sa.text(f"PRAGMA {pragma}")
                assert ours.scalar(said) == theirs.scalar(said)


def test_the_migrations_make_exactly_the_declared_schema(migrated: Database) -> None:
    assert differences(migrated, compare_type=True, compare_server_default=True) == []


def test_the_index_of_words_is_that_of_an_archive_made_anew(migrated: Database, created: Database) -> None:
    if created.engine.dialect.name == "sqlite":
        made = sa.text(f"SELECT sql FROM sqlite_master WHERE name = '{fulltext.NAME}'")
        with created.read() as ours, migrated.read() as theirs:
            assert " ".join(str(ours.scalar(made)).split()) == " ".join(str(theirs.scalar(made)).split())


def make_older(database: Database) -> None:
    """Take the archive back to where nothing was indexed, and SQLite's index of words did not know beginnings."""
    with database.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")
        for table in (search_stays, search_passages, search_readings):
            conn.execute(sa.delete(table))
        conn.exec_driver_sql("DROP INDEX ix_articles_source_id_counts")
        conn.exec_driver_sql("CREATE INDEX ix_articles_source_id ON articles (source_id)")
        fulltext.of(conn).drop(conn)
        if conn.dialect.name == "sqlite":
            columns = "headline, standfirst, byline, body, content='', columnsize=0, tokenize='ascii'"
            conn.exec_driver_sql(f"CREATE VIRTUAL TABLE {fulltext.NAME} USING fts5({columns})")
        else:
            fulltext.of(conn).create(conn)


def test_an_archive_without_beginnings_is_indexed_anew(database: Database) -> None:
    make_older(database)
    indexed: list[int] = []
    schema.upgrade(database, NOON, backup=False, on_article=indexed.append)
    assert indexed == [1]
    with closing(Archive(database)) as archive:
        (hit,) = archive.search.find(parse('fer* "a seco"*'), SearchFilter(), limit=9).hits
        assert hit.ranges == ((1, 1),)


def test_indexing_that_was_cut_short_goes_on_where_it_was(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Archive(database)) as archive:
        for k in (2, 3):
            look(archive, track(archive, f"{URL}{k}").id, Outcome.FIRST, text="One.")
    make_older(database)
    monkeypatch.setattr(schema, "_AT_ONCE", 1)

    def interrupt(article_id: int) -> None:
        if article_id == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        schema.upgrade(database, NOON, backup=False, on_article=interrupt)
    with pytest.raises(SchemaOutOfDate, match="run `newsdiff db upgrade`"):
        schema.require(database)  # a search would miss the articles that are not indexed yet
    indexed: list[int] = []
    schema.upgrade(database, NOON, backup=False, on_article=indexed.append)
    assert indexed == [2, 3]
    with closing(Archive(database)) as archive:
        assert len(archive.search.find(parse("ferry"), SearchFilter(), limit=9).hits) == 3


def test_a_column_that_only_the_declaration_knows_would_be_noticed(database: Database) -> None:
    with database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE hosts DROP COLUMN robots")
    (difference,) = differences(database)
    assert difference[0] == "add_column"


def test_an_empty_archive_gets_its_schema_by_itself(db: str) -> None:
    with closing(open_archive(db)) as archive:
        assert schema.state(archive.database).is_current
        assert archive.articles.all() == []


def test_an_older_archive_must_be_upgraded_first(database: Database, later: Path) -> None:
    wanted = f"has schema {REVISION}, this newsdiff needs {LATER}: run `newsdiff db upgrade`"
    with pytest.raises(SchemaOutOfDate, match=wanted):
        schema.require(database, later)
    assert revision(database) == REVISION


def test_an_upgrade_makes_a_backup_of_the_archive_as_it_was_and_keeps_all_rows(
    database: Database, later: Path, tmp_path: Path, db: str
) -> None:
    saved = schema.upgrade(database, NOON, folder=later)
    assert saved is not None
    assert backups(tmp_path) == [saved]
    assert revision(database) == LATER
    schema.require(database, later)
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT url, mood FROM articles")).all() == [(URL, "calm")]
    if "://" not in db:
        with closing(open_archive(str(saved))) as archive:
            assert [article.url for article in archive.articles.all()] == [URL]


def test_a_backup_is_not_made_when_it_is_not_wanted(database: Database, later: Path, tmp_path: Path) -> None:
    assert schema.upgrade(database, NOON, backup=False, folder=later) is None
    assert backups(tmp_path) == []
    assert revision(database) == LATER


@pytest.mark.parametrize(
    "failure",
    ['    op.execute("INSERT INTO nothing VALUES (1)")\n', '    op.execute("UPDATE articles SET source_id = 99")\n'],
    ids=["statement", "reference"],
)
def test_an_upgrade_that_fails_changes_nothing(database: Database, later: Path, tmp_path: Path, failure: str) -> None:
    (later / "versions" / f"{LATER}_mood.py").write_text(NEXT + failure)
    with pytest.raises(StorageError):
        schema.upgrade(database, NOON, folder=later)
    assert revision(database) == REVISION
    assert len(backups(tmp_path)) == 1
    with database.read() as conn:
        assert "mood" not in {column["name"] for column in sa.inspect(conn).get_columns("articles")}
    with closing(Archive(database)) as archive:
        assert [article.url for article in archive.articles.all()] == [URL]


def test_nothing_is_upgraded_when_the_backup_fails(database: Database, later: Path, tmp_path: Path) -> None:
    target = schema.make_backup(database, NOON)
    target.unlink()
    target.mkdir()
    with pytest.raises(StorageError, match="backup"):
        schema.upgrade(database, NOON, folder=later)
    assert revision(database) == REVISION


def test_a_newer_archive_is_refused_and_left_alone(database: Database, later: Path, db: str) -> None:
    schema.upgrade(database, NOON, backup=False, folder=later)
    for attempt in (lambda: open_archive(db), lambda: schema.upgrade(database, NOON)):
        with pytest.raises(SchemaOutOfDate, match=rf"schema {LATER}, which is newer than this newsdiff \({REVISION}\)"):
            attempt()
    assert revision(database) == LATER
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT url, mood FROM articles")).all() == [(URL, "calm")]


def test_the_commands_tell_about_a_newer_archive(database: Database, later: Path, db: str, tmp_path: Path) -> None:
    schema.upgrade(database, NOON, backup=False, folder=later)
    newsdiff = Newsdiff(db, tmp_path)
    assert "upgrade newsdiff" in newsdiff("list", expect=4).err
    assert f"newer than this newsdiff ({REVISION}): upgrade newsdiff" in newsdiff("db", "status").out
    assert "upgrade newsdiff" in newsdiff("db", "upgrade", expect=4).err
    assert "schema" in newsdiff("doctor", "--json", expect=1).json["findings"][0]["kind"]


def test_db_status_upgrade_and_backup_on_a_current_archive(database: Database, db: str, tmp_path: Path) -> None:
    newsdiff = Newsdiff(db, tmp_path)
    assert f"schema {REVISION}, current" in newsdiff("db", "status").out
    assert f"schema {REVISION}, current" in newsdiff("db", "upgrade").out
    assert backups(tmp_path) == []
    told = newsdiff("db", "backup").out
    (saved,) = backups(tmp_path)
    assert told == f"backup: {saved}\n"
    if "://" not in db:
        assert newsdiff("--db", str(saved), "list", "--json").json[0]["url"] == URL


def test_db_status_of_no_archive_says_so_and_makes_none(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)
    assert "no archive yet" in newsdiff("db", "status").out
    assert "nothing to save" in newsdiff("db", "backup", expect=2).err
    assert not (tmp_path / "none.sqlite").exists()


def test_db_upgrade_waits_for_no_run_that_is_under_way(database: Database, db: str, tmp_path: Path) -> None:
    with Archive(database).runner(NOON):
        assert "is held by process" in Newsdiff(db, tmp_path)("db", "upgrade", expect=3).err


def test_the_declared_revision_is_that_of_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(schema._config()).get_current_head() == REVISION
