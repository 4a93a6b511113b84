"""The archive: one object that holds all that is stored. Everything it takes and gives is a model type."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from newsdiff.errors import StorageError
from newsdiff.model.page import HostState
from newsdiff.storage import schema
from newsdiff.storage.articles import ArticleStore
from newsdiff.storage.assessments import AssessmentStore
from newsdiff.storage.dialect import Database, database_url, sqlite_path
from newsdiff.storage.feeds import FeedStore
from newsdiff.storage.history import HistoryStore
from newsdiff.storage.hosts import load_hosts, save_host
from newsdiff.storage.knowledge import KnowledgeStore
from newsdiff.storage.lock import runner_lock
from newsdiff.storage.search import SearchStore


class Archive:
    """Sources, articles, feeds and everything seen of them, in SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.articles = ArticleStore(database)
        self.feeds = FeedStore(database)
        self.history = HistoryStore(database)
        self.assessments = AssessmentStore(database)
        self.knowledge = KnowledgeStore(database)
        self.search = SearchStore(database)

    @property
    def name(self) -> str:
        """How the archive is called in messages."""
        return self._db.name

    def hosts(self) -> list[HostState]:
        """What is known of every host, by name."""
        with self._db.read() as conn:
            return load_hosts(conn)

    def save_hosts(self, hosts: Iterable[HostState]) -> None:
        """Write what is known of these hosts."""
        with self._db.write() as conn:
            for host in hosts:
                save_host(conn, host)

    def runner(self, now: datetime) -> AbstractContextManager[None]:
        """Hold the archive for one run. Raises: Locked when another run holds it."""
        return runner_lock(self._db, now)

    def check(self) -> None:
        """Make sure that it can be read, and has the schema that this program needs.

        Raises: SchemaOutOfDate, StorageError.
        """
        schema.check(self._db)

    def stamp(self) -> str:
        """Something that is another one after every change to the archive; see `Database.stamp`."""
        return self._db.stamp()

    @property
    def database(self) -> Database:
        """For the parts of this package that look after the archive itself (schema, doctor)."""
        return self._db

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()


def open_archive(target: str) -> Archive:
    """Open the archive at a path or database URL; an empty one gets its schema.

    Raises: ConfigError, SchemaOutOfDate, StorageError.
    """
    database = Database(database_url(target))
    path = sqlite_path(database.url)
    if path:
        _make_folder(path)
    try:
        schema.require(database)
    except BaseException:
        database.close()
        raise
    return Archive(database)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"archive {path}: its folder cannot be made ({error.strerror}); check the path and its permissions"
        ) from error
