"""Archives that cannot be opened or written: one clear line with the next step, and nothing is harmed."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsdiff.errors import ConfigError, NewsdiffError, StorageError
from newsdiff.model.observation import Outcome
from newsdiff.storage import dialect, health
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.dialect import database_url
from tests.postgres import PostgresServer
from tests.storage.making import URL, look, track


def fails_to_open(target: str) -> str:
    with pytest.raises(NewsdiffError) as told:
        open_archive(target)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"These are my notes.\n" * 100)
    assert "give another --db" in fails_to_open(str(path))
    assert path.read_bytes() == b"These are my notes.\n" * 100


def test_an_archive_whose_damage_cannot_even_be_named_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    open_archive(str(path)).close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_master SET name = CAST(x'ffd3' AS TEXT) WHERE name = 'versions'")
        conn.commit()
    assert "malformed text in the database; the file is damaged: run `newsdiff doctor`" in fails_to_open(str(path))


def test_a_strangers_sqlite_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
        conn.commit()
    before = path.read_bytes()
    assert "another program (recipes); give another --db" in fails_to_open(str(path))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["other.sqlite"]


def test_a_stranger_that_keeps_migrations_too_is_refused(db: str) -> None:
    database = dialect.Database(database_url(db))
    with closing(database), database.write() as conn:
        conn.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        conn.exec_driver_sql("INSERT INTO alembic_version VALUES ('77af')")
        conn.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    assert "another program (recipes)" in fails_to_open(db)


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    assert "check the path" in fails_to_open(str(tmp_path))


def test_an_archive_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "check the path" in fails_to_open(str(tmp_path / "file" / "archive.sqlite"))


def test_missing_folders_are_made(tmp_path: Path) -> None:
    open_archive(str(tmp_path / "a" / "b" / "archive.sqlite")).close()
    assert (tmp_path / "a" / "b" / "archive.sqlite").exists()


@pytest.mark.parametrize(
    "target",
    [
        "mysql://me:secret@localhost/news",
        "postgresql://me:secret@localhost:port/news",
        "postgresql+psycopg2://me:secret@localhost/news",
        "postgresql://me:secret@[::1/news",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:secret?uri=true",
        "://secret",
    ],
)
def test_an_address_of_no_archive_is_refused_without_showing_a_password(target: str) -> None:
    with pytest.raises(ConfigError, match="give a path, or postgresql://") as told:
        database_url(target)
    assert "secret" not in str(told.value)


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for target in ("a.sqlite", "sqlite:///a.sqlite"):
        assert dialect.sqlite_path(database_url(target)) == tmp_path / "a.sqlite"


def test_a_server_that_does_not_answer_is_told_and_no_password_shown(tmp_path: Path) -> None:
    told = fails_to_open(f"postgresql://me:secret@/news?host={tmp_path}")
    assert "check that the database server runs" in told
    assert "secret" not in told


def test_a_database_that_is_not_there_is_told(postgres: PostgresServer) -> None:
    with postgres.database() as url:
        assert "createdb" in fails_to_open(url.replace("/test_", "/nothing_"))


@contextmanager
def nobody() -> Iterator[None]:
    """File permissions count for everyone but root, so root is somebody else for a while."""
    former = os.geteuid()
    os.seteuid(65534 if former == 0 else former)
    try:
        yield
    finally:
        os.seteuid(former)


def test_a_read_only_file_is_told_and_stays_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        with closing(open_archive(str(path))) as archive:
            track(archive)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        before = path.read_bytes()
        with nobody(), closing(dialect.Database(database_url(str(path)))) as database:
            with pytest.raises(StorageError, match="permissions"), database.write() as conn:
                conn.exec_driver_sql("DELETE FROM articles")
            assert "permissions" in fails_to_open(str(Path(folder) / "new.sqlite"))
        Path(folder).chmod(0o755)
        assert path.read_bytes() == before


def test_a_full_disk_is_told_and_nothing_recorded_is_lost(tmp_path: Path) -> None:
    with closing(open_archive(str(tmp_path / "archive.sqlite"))) as archive:
        article = track(archive)
        look(archive, article.id, Outcome.FIRST, text="One.")
        before = archive.history.observations(article.id)
        with archive.database.read() as conn:  # the pool has one connection, which keeps the limit
            pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
            conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError, match="free some space"):
            look(archive, article.id, Outcome.CHANGED, text=os.urandom(100_000).hex(), minutes=10)
        assert archive.history.observations(article.id) == before
        assert list(health.damaged_tables(archive.database)) == []


def test_a_locked_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(open_archive(str(path))) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        with archive.database.read() as conn:
            conn.exec_driver_sql("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program is writing"):
            track(archive)
        assert archive.articles.by_key(URL) is None  # reading goes on
        other.execute("ROLLBACK")
        assert track(archive).id == 1


def test_an_archive_that_lost_its_end_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(open_archive(str(path))) as archive:
        for number in range(200):
            track(archive, f"{URL}-{number}")
    os.truncate(path, 8192)
    with pytest.raises(StorageError, match="newsdiff doctor"), closing(open_archive(str(path))) as archive:
        archive.articles.all()


def test_an_archive_is_marked_as_one_and_writes_ahead(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    open_archive(str(path)).close()
    with closing(open_archive(str(path))) as archive, archive.database.read() as conn:
        found = [conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("application_id", "journal_mode")]
        assert found == [0x4E774466, "wal"]
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_message_names_the_archive_without_its_password(archive: Archive, db: str) -> None:
    url = database_url(db).set(password="secret") if "://" in db else database_url(db)
    name = dialect.Database(url).name
    assert "secret" not in name
    assert "psycopg" not in name
