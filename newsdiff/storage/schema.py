"""The schema: an empty archive gets it by itself; an old one by `newsdiff db upgrade`, after a backup.

The declared schema is `tables.py`, of which an empty archive is made; the way there from older ones is `migrations/`. A
test compares the two on both databases.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from newsdiff.errors import ConfigError, SchemaOutOfDate, StorageError
from newsdiff.storage import fulltext, indexing
from newsdiff.storage import tables as t
from newsdiff.storage.backup import make_backup as make_backup  # also used from here
from newsdiff.storage.dialect import Database, mark_as_archive
from newsdiff.storage.tables import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

#: tables without which a database with migrations is another program's
_OURS = frozenset({"articles", "observations", "payloads", "versions"})
#: where Alembic keeps the revision
_VERSION = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
#: the revision at which the search index has its tables, and the next one says that all is in it
_TO_INDEX = "0008"
#: articles indexed in one transaction
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """Where an archive's schema stands."""

    #: revision found; None: an empty database
    current: str | None
    #: revision that this program needs
    needed: str
    #: False when this program has never heard of `current`: a newer program made it
    is_known: bool = True

    @property
    def is_empty(self) -> bool:
        """No archive is there yet."""
        return self.current is None

    @property
    def is_current(self) -> bool:
        """The archive can be used as it is."""
        return self.current == self.needed


def migrations_folder() -> Path:
    """`migrations/`: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def state(database: Database, folder: Path | None = None) -> SchemaState:
    """Look at the archive's schema. `folder`: other migrations than the shipped ones, here and below.

    Raises: StorageError when a database is there that is not ours.
    """
    from alembic.script import ScriptDirectory

    current, tables = _found(database)
    if tables and not (current and tables >= _OURS):
        strangers = ", ".join(sorted(tables - {"alembic_version"})[:3])
        raise StorageError(f"{database.name} holds tables of another program ({strangers}); give another --db")
    scripts = ScriptDirectory.from_config(_config(folder))
    needed = scripts.get_current_head()
    if needed is None:
        raise StorageError(f"no migrations in {scripts.dir}: the installation is damaged, install newsdiff anew")
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState(current=current, needed=needed, is_known=current is None or current in known)


def _found(database: Database) -> tuple[str | None, set[str]]:
    """The revision that a database says it has, and its tables."""
    with database.read() as conn:
        tables = set(sa.inspect(conn).get_table_names())
        if "alembic_version" not in tables:
            return None, tables
        return conn.scalar(sa.text("SELECT version_num FROM alembic_version")), tables


def require(database: Database, folder: Path | None = None) -> None:
    """Make sure that the archive can be used: create an empty one, refuse an older or newer one.

    Raises: SchemaOutOfDate; ConfigError for a server's database that cannot hold all characters.
    """
    if folder is None:
        # both without Alembic, which costs a fifth of a second to import
        current, tables = _found(database)
        if current == REVISION and tables >= _OURS:
            return
        if not tables:
            _create(database)
            return
    found = state(database, folder)
    if found.is_empty:
        _migrate(database, folder)
    elif not found.is_known:
        raise _newer(database, found)
    elif not found.is_current:
        raise SchemaOutOfDate(
            f"archive {database.name} has schema {found.current}, this newsdiff needs {found.needed}: "
            "run `newsdiff db upgrade` (it makes a backup first)"
        )


def check(database: Database) -> None:
    """Make sure that an archive that is open still answers, and was not brought to another schema meanwhile.

    Raises: SchemaOutOfDate, StorageError.
    """
    with database.read() as conn:
        found = conn.scalar(sa.text("SELECT version_num FROM alembic_version"))
        conn.execute(sa.select(t.articles.c.id).limit(1)).first()
    if found != REVISION:
        raise SchemaOutOfDate(f"archive {database.name} has schema {found}, this newsdiff needs {REVISION}: restart it")


def upgrade(
    database: Database,
    now: datetime,
    *,
    backup: bool = True,
    folder: Path | None = None,
    on_plan: Callable[[int], None] = lambda _: None,
    on_article: Callable[[int], None] = lambda _: None,
) -> Path | None:
    """Bring an older archive to the present schema; the backup's path, None when there was nothing to save.

    What is derived and missing is formed: `on_plan` is told of how many articles, `on_article` the id of each.

    Raises: SchemaOutOfDate for a newer one, StorageError when the backup or a migration fails: nothing is changed then
    but what was indexed, from where the next upgrade goes on.
    """
    found = state(database, folder)
    if found.is_current:
        return None
    if not found.is_known:
        raise _newer(database, found)
    saved = make_backup(database, now) if backup and not found.is_empty else None
    _migrate(database, folder, on_plan, on_article)
    return saved


def _create(database: Database) -> None:
    """Make the present schema in an empty database. Another program at it waits, and finds it there."""
    with database.rebuild() as conn:
        _require_unicode(conn, database.name)
        if sa.inspect(conn).has_table(_VERSION.name):
            return
        mark_as_archive(conn)
        t.metadata.create_all(conn)
        fulltext.of(conn).create(conn)
        _VERSION.create(conn)
        conn.execute(sa.insert(_VERSION).values(version_num=REVISION))


def _newer(database: Database, found: SchemaState) -> SchemaOutOfDate:
    return SchemaOutOfDate(
        f"archive {database.name} has schema {found.current}, which is newer than this newsdiff ({found.needed}): "
        "upgrade newsdiff"
    )


def _config(folder: Path | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder or migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(
    database: Database,
    folder: Path | None = None,
    on_plan: Callable[[int], None] = lambda _: None,
    on_article: Callable[[int], None] = lambda _: None,
) -> None:
    """Run the migrations that are missing. Another program at an empty archive waits, and finds them done.

    They run in one transaction, unless there is something to index: that may take hours, and goes on where it was
    cut short.
    """
    with _migrating(database, folder) as migrate:
        conn = migrate(_TO_INDEX)
        if not indexing.missing(conn):
            migrate("head")
            return
    _index(database, on_plan, on_article)
    with _migrating(database, folder) as migrate:
        migrate("head")


@contextmanager
def _migrating(database: Database, folder: Path | None) -> Iterator[Callable[[str], sa.Connection]]:
    """A transaction, and a function that brings the archive to a revision in it."""
    from alembic import command

    config = _config(folder)
    with database.rebuild() as conn:
        _require_unicode(conn, database.name)
        mark_as_archive(conn)
        config.attributes["connection"] = conn

        def migrate(revision: str) -> sa.Connection:
            command.upgrade(config, revision)
            return conn

        yield migrate


def _index(database: Database, on_plan: Callable[[int], None], on_article: Callable[[int], None]) -> None:
    """Index what is not indexed yet: by the present code, and not by that of a migration, which must stay as it was."""
    with database.read() as conn:
        missing = indexing.missing(conn)
    on_plan(len(missing))
    for k in range(0, len(missing), _AT_ONCE):
        with database.write() as conn:
            for article_id in missing[k : k + _AT_ONCE]:
                indexing.reindex_article(conn, article_id)
                on_article(article_id)


def _require_unicode(conn: sa.Connection, name: str) -> None:
    if conn.dialect.name == "postgresql" and conn.scalar(sa.text("SHOW server_encoding")) != "UTF8":
        raise ConfigError(f"{name} cannot hold all characters: make it anew with `createdb --encoding=UTF8`")
