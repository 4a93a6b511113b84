"""One runner per archive, by a lock that the operating system or the server lets go of when its holder dies.

SQLite: `flock` on a file beside the archive, which also says who holds it. PostgreSQL: a session's advisory lock; the
session's `application_name` says who holds it.
"""

import fcntl
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from newsdiff.errors import Locked, StorageError
from newsdiff.storage.dialect import Database, sqlite_path

#: the advisory lock's number: any constant of ours; advisory locks are counted per database
LOCK_KEY = 5640992460


@contextmanager
def runner_lock(database: Database, now: datetime) -> Iterator[None]:
    """Hold the archive for one run. Raises: Locked at once when another run holds it."""
    path = sqlite_path(database.url)
    holding = _file_lock(path, now) if path else _advisory_lock(database, now)
    with holding:
        yield


@contextmanager
def _file_lock(archive: Path, now: datetime) -> Iterator[None]:
    archive = archive.resolve()  # two links to one archive are one archive
    path = archive.with_name(archive.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unlockable(path, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _file_holder(path)
            raise Locked(_message(str(archive), holder), holder) from None
        except OSError as error:
            raise _unlockable(path, error) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(_who(now)).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _unlockable(path: Path, error: OSError) -> StorageError:
    return StorageError(f"the lock file {path} cannot be locked ({error.strerror}): check the folder's permissions")


def _file_holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):  # between taking the lock and writing the name
        return "another run (just started)"


@contextmanager
def _advisory_lock(database: Database, now: datetime) -> Iterator[None]:
    with database.translated(), database.engine.connect() as conn:
        who = _who(now)
        name = f"newsdiff pid={who['pid']} since={who['since']} host={who['host']}"[:63]
        conn.execute(sa.text("SELECT set_config('application_name', :name, false)"), {"name": name})
        taken = conn.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY})
        conn.commit()
        if not taken:
            holder = _advisory_holder(conn)
            raise Locked(_message(database.name, holder), holder)
        try:
            yield
        finally:
            conn.invalidate()  # ends the session, and with it the lock and its name, whatever state it is in


def _advisory_holder(conn: sa.Connection) -> str:
    name = conn.scalar(
        sa.text(
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
            " AND (l.classid::bigint << 32 | l.objid::bigint) = :key"
            " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ),
        {"key": LOCK_KEY},
    )
    if not name or not str(name).startswith("newsdiff pid="):
        return "another run"
    parts = dict(part.split("=", 1) for part in str(name).split(" ")[1:] if "=" in part)
    return f"process {parts.get('pid', '?')} on {parts.get('host', '?')}, since {parts.get('since', '?')}"


def _who(now: datetime) -> dict[str, str | int]:
    return {"pid": os.getpid(), "host": platform.node(), "since": now.strftime("%Y-%m-%dT%H:%M:%SZ")}


def _message(archive: str, holder: str) -> str:
    return f"archive {archive} is held by {holder}: wait until it has finished"
