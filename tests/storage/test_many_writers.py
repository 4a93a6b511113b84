"""Several processes at one archive, and processes that die in the middle: no version twice, nothing half."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsdiff.errors import Conflict
from newsdiff.model.observation import Outcome
from newsdiff.storage import health
from newsdiff.storage.archive import Archive, open_archive
from tests.storage.making import look, track

ROOT = Path(__file__).parents[2]

#: records 20 changes of article 1, each decided anew after a conflict
WRITER = """
import sys
from newsdiff.errors import Conflict
from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import open_archive
from tests.storage.making import look

archive, name = open_archive(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    while True:
        try:
            look(archive, 1, Outcome.CHANGED, text=f"{name} {number}", minutes=number)
            break
        except Conflict:
            pass
"""

#: dies by SIGKILL inside the transaction that records a change, after everything was written but the commit
VICTIM = """
import os, signal, sys
from newsdiff.model.observation import Outcome
from newsdiff.model.page import HostState
from newsdiff.storage.archive import open_archive
from tests.storage.making import look

class LastThingWritten(tuple):
    def __iter__(self):
        os.kill(os.getpid(), signal.SIGKILL)

look(open_archive(sys.argv[1]), 1, Outcome.CHANGED, text="Two.", minutes=10, hosts=LastThingWritten())
"""


def start(script: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def damage(archive: Archive) -> list[health.Damage]:
    database = archive.database
    return [*health.damaged_tables(database), *health.damaged_payloads(database), *health.broken_chains(database)]


def test_two_processes_that_record_at_once_make_no_version_twice(archive: Archive, db: str) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    with start(WRITER, db, "a") as a, start(WRITER, db, "b") as b:
        for process in (a, b):
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        for process in (a, b):
            assert process.stdin is not None
            process.stdin.write(b"go\n")
            process.stdin.flush()
        assert [process.wait() for process in (a, b)] == [0, 0]
    versions = archive.history.versions(article.id)
    assert [version.number for version in versions] == list(range(1, 42))
    assert len({version.content_hash for version in versions}) == 41
    assert archive.articles.by_id(article.id).versions == 41
    assert damage(archive) == []


def test_of_two_that_decided_on_the_same_state_the_second_is_told(archive: Archive, db: str) -> None:
    article = track(archive)
    with closing(open_archive(db)) as other:
        look(other, article.id, Outcome.FIRST, text="One.", expected_versions=0)
        with pytest.raises(Conflict):
            look(archive, article.id, Outcome.FIRST, text="One.", expected_versions=0)
    assert len(archive.history.versions(article.id)) == 1


def test_a_process_killed_inside_a_transaction_leaves_the_archive_as_it_was(archive: Archive, db: str) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    before = (archive.articles.by_id(article.id), archive.history.observations(article.id))
    with start(VICTIM, db) as victim:
        assert victim.wait() == -signal.SIGKILL
    assert (archive.articles.by_id(article.id), archive.history.observations(article.id)) == before
    assert damage(archive) == []
    look(archive, article.id, Outcome.CHANGED, text="Two.", minutes=10)
    assert archive.articles.by_id(article.id).versions == 2


OPENER = """
import sys
from newsdiff.storage.archive import open_archive
sys.stdin.readline()
open_archive(sys.argv[1]).articles.all()
"""


@pytest.mark.parametrize("turn", range(2))
def test_an_empty_archive_opened_by_several_at_once_gets_its_schema_once(db: str, turn: int) -> None:
    processes = [start(OPENER, db) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in processes:
        with process:
            assert process.wait() == 0
    with closing(open_archive(db)) as archive:
        assert track(archive).id == 1


def test_a_process_killed_while_it_makes_the_schema_leaves_an_empty_archive(db: str) -> None:
    script = """
import os, signal, sys
from newsdiff.storage.dialect import Database, database_url
from newsdiff.storage.tables import metadata
with Database(database_url(sys.argv[1])).rebuild() as conn:
    metadata.create_all(conn)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    with start(script, db) as process:
        assert process.wait() == -signal.SIGKILL
    with closing(open_archive(db)) as archive:
        assert archive.articles.all() == []
