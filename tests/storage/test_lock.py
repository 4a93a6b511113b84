"""One runner per archive: the second is told who holds it, and a dead holder holds nothing."""

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsdiff.errors import Locked, StorageError
from newsdiff.storage.archive import Archive, open_archive
from tests.storage.making import NOON, after

HOLDER = """
import sys
from datetime import UTC, datetime
from newsdiff.storage.archive import open_archive
with open_archive(sys.argv[1]).runner(datetime(2026, 11, 2, 12, 0, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(db: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that holds the archive until its input ends."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, db], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def assert_can_be_held(archive: Archive) -> None:
    with archive.runner(after(1)):
        pass


def test_a_second_run_is_told_who_holds_the_archive_and_since_when(archive: Archive, db: str) -> None:
    with holder(db) as process:
        with pytest.raises(Locked) as told, archive.runner(after(1)):
            pass
        expected = f"process {process.pid} on {platform.node()}, since 2026-11-02T12:00:00Z"
        assert told.value.holder == expected
        assert expected in str(told.value)
        assert "wait" in str(told.value)


def test_the_archive_is_free_when_the_run_has_ended(archive: Archive, db: str) -> None:
    with holder(db) as process:
        process.communicate(b"")
        assert process.returncode == 0
        assert_can_be_held(archive)
    assert_can_be_held(archive)


def test_a_holder_that_was_killed_holds_nothing(archive: Archive, db: str) -> None:
    with holder(db) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if not db.startswith("postgresql"):
            assert_can_be_held(archive)
            return
        # the server notices a dead client when it next reads from it, a moment later
        with archive.database.engine.connect() as conn:
            conn.exec_driver_sql("SELECT pg_advisory_lock(5640992460)")
            conn.invalidate()
        assert_can_be_held(archive)


def test_a_run_that_fails_lets_go(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.runner(NOON):
        raise RuntimeError
    assert_can_be_held(archive)


def test_looking_and_tracking_go_on_while_a_run_holds_the_archive(archive: Archive, db: str) -> None:
    with holder(db):
        archive.articles.add(url="https://example.org/a", key="example.org/a", source="example", now=NOON)
        assert len(archive.articles.all()) == 1


def test_two_links_to_one_file_are_one_archive(tmp_path: Path) -> None:
    with closing(open_archive(str(tmp_path / "archive.sqlite"))) as archive:
        (tmp_path / "link.sqlite").symlink_to("archive.sqlite")
        with (
            closing(open_archive(str(tmp_path / "link.sqlite"))) as linked,
            archive.runner(NOON),
            pytest.raises(Locked),
            linked.runner(NOON),
        ):
            pass


@pytest.mark.parametrize("left", ["", "{", "[]", '{"pid": 1}'])
def test_a_holder_that_has_not_written_its_name_yet_is_told_too(tmp_path: Path, left: str) -> None:
    db = str(tmp_path / "archive.sqlite")
    with closing(open_archive(db)) as archive, holder(db):
        (tmp_path / "archive.sqlite.lock").write_text(left)
        with pytest.raises(Locked, match="another run"), archive.runner(NOON):
            pass


def test_a_lock_file_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    with closing(open_archive(str(tmp_path / "archive.sqlite"))) as archive:
        (tmp_path / "archive.sqlite.lock").mkdir()
        with pytest.raises(StorageError, match="permissions"), archive.runner(NOON):
            pass
