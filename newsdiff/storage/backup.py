"""Backups: a copy beside a SQLite archive, a dump of a PostgreSQL database."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsdiff.errors import StorageError
from newsdiff.storage.dialect import Database, sqlite_path


def make_backup(database: Database, now: datetime) -> Path:
    """A copy beside a SQLite archive, or a dump of a PostgreSQL one in the working directory; where it is.

    The archive may be in use. Raises: StorageError; then no half of a backup is left.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = sqlite_path(database.url)
    if path:
        target = path.with_name(f"{path.name}.backup-{stamp}")
    else:
        target = Path.cwd() / f"{database.url.database}-backup-{stamp}.dump"
    if target.exists():
        raise StorageError(f"the backup {target} exists already: try again in a second")
    try:
        if path:
            _copy(path, target)
        else:
            _dump(database, target)
    except StorageError:
        target.unlink(missing_ok=True)
        raise
    return target


def _copy(path: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise StorageError(f"the backup {target} failed ({error}), nothing was changed: is the disk full?") from error


def _dump(database: Database, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError("pg_dump is not installed: install it, or make a backup yourself and pass --no-backup")
    url = database.url.set(drivername="postgresql")
    # not on the command line, which every user of the machine can read
    secret = {"PGPASSWORD": url.password} if url.password else {}
    address = url.set(password=None).render_as_string()
    done = subprocess.run(  # noqa: S603
        [program, "--format=custom", f"--file={target}", address],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **secret},
    )
    if done.returncode:
        raise StorageError(f"the backup failed, nothing was changed: {done.stderr.strip()}")
