"""`newsdiff list`: what the newest look showed of each article."""

from contextlib import closing
from pathlib import Path

import pytest

from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import open_archive
from tests.command import Newsdiff
from tests.render.test_json_shapes import check
from tests.storage.making import URL, look, track


@pytest.fixture
def run(db: str, tmp_path: Path) -> Newsdiff:
    """Four articles: blocked now, blocked once, never looked at, suspect."""
    with closing(open_archive(db)) as archive:
        blocked, recovered, _, suspect = (track(archive, f"{URL}-{number}").id for number in range(4))
        for article in (blocked, recovered, suspect):
            look(archive, article, Outcome.FIRST, text=f"Text {article}.")
        look(archive, blocked, Outcome.FAILED, minutes=5, fields={"reason": "timeout"})
        look(archive, recovered, Outcome.BLOCKED, minutes=6, fields={"reason": "403"})
        look(archive, blocked, Outcome.BLOCKED, minutes=10, fields={"reason": "robots"})
        look(archive, recovered, Outcome.UNCHANGED, minutes=11)
        look(archive, suspect, Outcome.SUSPECT, minutes=12, fields={"reason": "shrunk"})
        assert archive.history.last_outcomes([1, 2, 3, 4]) == {
            1: (Outcome.BLOCKED, "robots"),
            2: (Outcome.UNCHANGED, ""),
            4: (Outcome.SUSPECT, "shrunk"),
        }
        assert archive.history.last_outcomes([1, 4, 99]).keys() == {1, 4}
        assert archive.history.last_outcomes([]) == {}
    return Newsdiff(db, tmp_path)


def test_what_the_newest_look_showed_is_in_every_row(run: Newsdiff) -> None:
    rows = run("list", "--json").json
    check("list", rows)
    assert [row["last_outcome"] for row in rows] == ["blocked", "unchanged", None, "suspect"]
    assert [row["id"] for row in run("list", "--json", "--limit", "2").json] == [1, 2]
    for command in ("log", "show"):
        shown = run(command, "1", "--json").json
        check(command, shown)
        assert shown["article"] == rows[0]


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
def test_trouble_is_seen_at_every_width(run: Newsdiff, columns: str) -> None:
    run.env["COLUMNS"] = columns
    told = run("list").out
    assert "(blocked) Ferry late" in told
    assert "(suspect) Ferry late" in told
    assert told.count("(blocked)") == 1
    for command in (("list",), ("sources",), ("log", "1"), ("show", "1")):
        assert max(map(len, run(*command).out.splitlines())) <= int(columns)
