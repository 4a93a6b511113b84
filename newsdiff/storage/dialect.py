"""Opening a database: what SQLite and PostgreSQL need to be told, and what their errors mean for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from newsdiff.errors import ConfigError, StorageError
from newsdiff.storage.tables import APPLICATION_ID

BUSY_TIMEOUT_MS = 30_000
#: PostgreSQL's advisory lock of whoever writes; any constant of ours
WRITER_KEY = 5640992461


def database_url(target: str) -> sa.URL:
    """What `--db` or NEWSDIFF_DB names, as a SQLAlchemy URL: a path, or a URL of SQLite or PostgreSQL.

    Paths become absolute. Raises: ConfigError; its text never holds a password.
    """
    if "://" not in target:
        return sa.URL.create("sqlite", database=str(Path(target).expanduser().absolute()))
    try:
        url = sa.make_url(target)
    except (sa.exc.ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise ConfigError(f"--db is no database URL; {_KNOWN}") from error
    kind, _, driver = url.drivername.partition("+")
    if kind == "sqlite" and driver in {"", "pysqlite"}:
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            raise ConfigError(f"an archive is kept in a file or on a server; {_KNOWN}")
        return url.set(drivername="sqlite", database=str(Path(url.database).expanduser().absolute()))
    if kind in {"postgres", "postgresql"} and driver in {"", "psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    raise ConfigError(f"{url.drivername} is not supported; {_KNOWN}")


_KNOWN = "give a path, or postgresql://user@host/database"


def sqlite_path(url: sa.URL) -> Path | None:
    """The file of a SQLite archive, None for other databases."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def create_engine(url: sa.URL) -> sa.Engine:
    """An engine with the pragmas and session settings that an archive needs. Connects lazily."""
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    given = url.query.get("options", "")
    ours = f"-c timezone=UTC -c lock_timeout={BUSY_TIMEOUT_MS}"
    options = " ".join([*([given] if isinstance(given, str) else given), ours]).strip()
    try:
        return sa.create_engine(url, connect_args={"options": options, "connect_timeout": 10})
    except ModuleNotFoundError as error:
        raise ConfigError("PostgreSQL needs its driver: pip install 'newsdiff[postgresql]'") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    with closing(connection.cursor()) as cursor:
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", "synchronous=NORMAL"):
            cursor.execute(f"PRAGMA {pragma}")
        # the mode is written into the file: another program's must stay as it is
        if cursor.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            # two that switch at once: one is told "locked" without waiting; a file that we may only read stays as it
            # is; each works in the old mode too, and the next connection switches
            with suppress(sqlite3.OperationalError):
                cursor.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(conn: sa.Connection) -> None:
    # A writer takes its lock at once: a reader that becomes a writer half-way cannot wait and fails with "locked".
    writes = conn.get_execution_options().get("newsdiff_writes", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def mark_as_archive(conn: sa.Connection) -> None:
    """Write our application id into a new SQLite file."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def insert_row(conn: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row; its id."""
    key = conn.execute(sa.insert(table).values(values)).inserted_primary_key
    assert key is not None  # every table with an id gives one  # noqa: S101
    return int(key[0])


class Database:
    """One archive's engine, with transactions for reading and for writing."""

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self.engine = create_engine(url)
        self._watching = Lock()
        self._watch: sa.Connection | None = None

    @property
    def name(self) -> str:
        """How the archive is called in messages; never shows a password."""
        path = sqlite_path(self.url)
        return str(path) if path else self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads."""
        with self.translated(), self.engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that writes: commits at the end, or leaves nothing behind."""
        with self.translated(), self.engine.connect() as conn, self._writing(conn):
            yield conn

    @contextmanager
    def rebuild(self) -> Iterator[sa.Connection]:
        """A transaction in which tables may be made anew; later connections are fresh ones.

        SQLite drops no table that others refer to, and lets this be switched off only outside of a transaction:
        references are checked at the end instead.
        """
        try:
            with self.translated(), self.engine.connect() as conn:
                if conn.dialect.name == "sqlite":
                    with closing(conn.connection.cursor()) as cursor:
                        cursor.execute("PRAGMA foreign_keys=OFF")
                with self._writing(conn):
                    yield conn
                    if conn.dialect.name == "sqlite" and conn.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise StorageError(
                            f"archive {self.name}: rows would lose what they refer to; nothing was changed"
                        )
        finally:
            self.engine.dispose()

    @contextmanager
    def _writing(self, conn: sa.Connection) -> Iterator[None]:
        with conn.execution_options(newsdiff_writes=True).begin():
            if conn.dialect.name == "postgresql":
                # one writer at a time, as on SQLite: what is looked up before an insert stays true
                conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_KEY})")
            yield

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn the driver's errors into a StorageError that a person can act upon."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise StorageError(explain(error, self.name)) from error
        except UnicodeDecodeError as error:  # sqlite3 fails at SQLite's own message, where that quotes what is damaged
            cause = "malformed text in the database"
            raise StorageError(f"archive {self.name}: {cause}; {_hint(cause)}") from error

    def stamp(self) -> str:
        """Something that is another one after every commit, whoever made it.

        What is read after the stamp was taken is what the archive holds for as long as it gives the same stamp.
        """
        if self.engine.dialect.name == "postgresql":
            with self.read() as conn:  # which transactions are seen: equal snapshots see the same
                return str(conn.scalar(sa.text("SELECT CAST(txid_current_snapshot() AS text)")))
        with self._watching, self.translated():
            # it counts the commits of all others: so one connection must be asked, which makes none
            if self._watch is None:
                self._watch = self.engine.connect()
                self._watch.detach()
            found = self._watch.exec_driver_sql("PRAGMA data_version").scalar()
            self._watch.rollback()
            return str(found)

    def close(self) -> None:
        """Let go of all connections."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self.engine.dispose()


#: what the drivers say, and what a person can do about it
_HINTS = (
    ("disk is full", "free some space; nothing that was recorded is lost"),
    ("no space left", "free some space; nothing that was recorded is lost"),
    ("disk i/o error", "the disk failed: check it, then run `newsdiff doctor`"),
    ("readonly", "the file or its folder is read-only: check its permissions"),
    ("database is locked", "another program is writing to it: try again when it has finished"),
    ("lock timeout", "another program is writing to it: try again when it has finished"),
    ("not a database", "the file is no SQLite archive: give another --db"),
    ("malformed", "the file is damaged: run `newsdiff doctor`, restore a backup"),
    ("unable to open", "check the path and its permissions"),
    ("no such table", "it holds no newsdiff archive: run `newsdiff db upgrade`"),
    ("undefinedtable", "it holds no newsdiff archive: run `newsdiff db upgrade`"),
    ("authentication failed", "check the user and password in --db"),
    ("no password supplied", "write the password into --db or into ~/.pgpass"),
    ("does not exist", "check user and database in --db; `createdb` makes a database"),
    ("permission denied", "the database user may not do this: grant it, or give another user in --db"),
    ("too many clients", "the server has no connection left: try again later"),
    ("connection", "check that the database server runs, and its address in --db"),
)


def explain(error: sa.exc.DBAPIError, name: str) -> str:
    """One sentence for a person: the thing, the cause, the next step."""
    lines = str(error.orig).strip().splitlines()
    cause = lines[0].rstrip(" .") if lines else type(error.orig).__name__
    return f"archive {name}: {cause}; {_hint(f'{type(error.orig).__name__} {cause}')}"


def _hint(cause: str) -> str:
    return next((hint for mark, hint in _HINTS if mark in cause.lower()), "run `newsdiff doctor`")
