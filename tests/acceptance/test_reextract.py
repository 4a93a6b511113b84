"""`reextract`: what an upgrade would change, by several processes; taken up where it was broken off; no version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside
from tests.acceptance.test_commands import require_shape
from tests.acceptance.test_looking import sql
from tests.site import Site, serving

NAMES = ("ferry", "tannery", "tram")


def path(name: str) -> str:
    return f"/2031/05/04/all-about-the-{name}-of-the-valley.html"


def told(name: str, *more: str) -> str:
    return page(f"All about the {name} of the valley", [*prose(name), *more])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({path(name): told(name) for name in NAMES})) as site:
        yield site


@pytest.fixture
def newsdiff(db: str, tmp_path: Path, site: Site) -> Inside:
    """Three articles, one of them with two versions, all read by an older make, one version with less text."""
    inside = Inside(db, tmp_path)
    inside("track", "--source", "gazette", "--kind", "article", *(site.url(path(name)) for name in NAMES))
    inside("snapshot", "--all")
    site.answers[path("tram")] = told("tram", "The trams ran on Sunday, and were full, said the conductor.")
    inside("snapshot", "--all")
    with sql(inside.db) as conn:
        conn.execute(sa.text("UPDATE extractions SET extractor = 'newsdiff-0'"))
        conn.execute(sa.text('UPDATE extractions SET paragraphs = \'[["text","Less."]]\' WHERE version_id = 1'))
    return inside


def counts(newsdiff: Inside, *options: str) -> tuple[int, int, int]:
    """Versions that were current, that stay what they were, that differ."""
    found = newsdiff("reextract", "--json", *options).json
    require_shape("reextract", found)
    return found["current"], found["same"], found["different"]


def rows(newsdiff: Inside) -> list[tuple[object, ...]]:
    with sql(newsdiff.db) as conn:
        return [tuple(row) for row in conn.execute(sa.text("SELECT * FROM extractions ORDER BY id"))]


def test_a_dry_run_tells_what_would_change_and_stores_nothing(newsdiff: Inside) -> None:
    before = rows(newsdiff)
    out = " ".join(newsdiff("reextract", "--dry-run", "--processes", "2").out.split())
    assert "4 versions to read anew, 0 read so before the text of 1 would differ, in 1 article; that of 3 stays" in out
    assert "article 1 v1 http" in out
    assert counts(newsdiff, "--dry-run", "--processes", "2") == (0, 3, 1)
    assert rows(newsdiff) == before


def test_reading_anew_keeps_what_was_read_and_makes_no_version(newsdiff: Inside) -> None:
    before, versions = rows(newsdiff), [row["versions"] for row in newsdiff("list", "--json").json]
    assert counts(newsdiff, "--processes", "2") == (0, 3, 1)
    assert rows(newsdiff)[:4] == before
    assert len(rows(newsdiff)) == 8
    assert counts(newsdiff, "--processes", "1") == (4, 0, 0)
    newsdiff("snapshot", "--all")
    assert [row["versions"] for row in newsdiff("list", "--json").json] == versions == [1, 1, 2]


def test_a_run_that_was_broken_off_is_taken_up(newsdiff: Inside) -> None:
    assert counts(newsdiff, "--processes", "1") == (0, 3, 1)
    with sql(newsdiff.db) as conn:  # the last two readings were not made yet
        conn.execute(sa.text("DELETE FROM extractions WHERE id > 6"))
    assert counts(newsdiff, "--processes", "1") == (2, 2, 0)


def test_the_same_is_read_as_by_looks(newsdiff: Inside) -> None:
    counts(newsdiff, "--processes", "2")
    by_processes = [row[3:] for row in rows(newsdiff)[4:]]
    with sql(newsdiff.db) as conn:
        conn.execute(sa.text("DELETE FROM extractions WHERE id > 4"))
    newsdiff("snapshot", "--all")
    by_itself = [row[3:] for row in rows(newsdiff)[4:]]
    assert sorted(map(str, (row[:-1] for row in by_itself))) == sorted(map(str, (row[:-1] for row in by_processes)))
    assert len(by_itself) == 4


def test_a_version_of_which_the_page_cannot_be_had_is_told_and_the_others_are_read(newsdiff: Inside) -> None:
    with sql(newsdiff.db) as conn:
        conn.execute(sa.text("UPDATE payloads SET size = 3 WHERE id = (SELECT payload_id FROM versions WHERE id = 2)"))
    found = newsdiff("reextract", "--processes", "1", "--json").json
    assert [(row["article"], row["version"]) for row in found["unread"]] == [(2, 1)]
    assert (found["same"], found["different"]) == (2, 1)
    assert "1 version cannot be read" in newsdiff("reextract", "--processes", "1").out


def test_one_source_alone(newsdiff: Inside) -> None:
    assert "no source 'herald'" in newsdiff("reextract", "--source", "herald", expect=2).err
    assert counts(newsdiff, "--source", "gazette", "--dry-run", "--processes", "1") == (0, 3, 1)
