"""The stamp of an archive: the same while nothing is committed, another one after every commit."""

from collections.abc import Callable
from contextlib import closing, suppress

import pytest

from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import Archive, open_archive
from tests.storage.making import NOON, look, track


def withhold(archive: Archive, turn: int) -> None:
    archive.articles.withhold(1, f"by order of court {turn}")


@pytest.mark.parametrize(
    "change",
    [
        withhold,
        lambda archive, turn: look(archive, 1, Outcome.NOT_MODIFIED, minutes=9 + turn),
        lambda archive, turn: track(archive, f"https://example.org/{turn}"),
    ],
    ids=["withhold", "look", "track"],
)
def test_every_change_by_whomever_makes_another_stamp(
    archive: Archive, db: str, change: Callable[[Archive, int], None]
) -> None:
    track(archive)
    look(archive, 1, Outcome.FIRST, text="Late.")
    stamps = [archive.stamp()]
    with closing(open_archive(db)) as other:
        for turn, writer in enumerate((archive, other, archive, other)):
            change(writer, turn)
            stamps.append(archive.stamp())
    assert len(set(stamps)) == 5


def test_the_stamp_stays_while_nothing_is_written(archive: Archive, db: str) -> None:
    track(archive)
    before = archive.stamp()
    archive.articles.all()
    with closing(open_archive(db)) as other:
        other.articles.all()
        assert archive.stamp() == before


def test_what_was_read_while_another_wrote_is_not_taken_for_the_newest(archive: Archive, db: str) -> None:
    track(archive)
    with closing(open_archive(db)) as other, other.database.write() as conn:
        conn.exec_driver_sql("UPDATE articles SET withheld = 'why'")
        stamp = archive.stamp()
        assert archive.articles.by_id(1).withheld is None
    assert archive.articles.by_id(1).withheld == "why"
    assert archive.stamp() != stamp


def test_a_writer_that_gives_up_does_no_harm(archive: Archive) -> None:
    track(archive)
    with suppress(KeyError), archive.database.write() as conn:
        conn.exec_driver_sql("UPDATE articles SET withheld = 'why'")
        raise KeyError
    archive.stamp()
    assert archive.articles.by_id(1).withheld is None
    assert archive.articles.by_id(1).added_at == NOON
