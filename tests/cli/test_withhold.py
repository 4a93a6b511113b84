"""`newsdiff withhold`: what it says, and where else it is told."""

from pathlib import Path

import pytest

from tests.command import Newsdiff
from tests.render.test_json_shapes import check
from tests.web.told import FILL, Told, page, tell

URL = "https://gazette.example.org/harbour"


@pytest.fixture
def newsdiff(tmp_path: Path) -> Newsdiff:
    """One article with a change."""
    db = str(tmp_path / "archive.sqlite")
    tell(db, [Told(URL, "Gazette", (page("Harbour closed", *FILL), page("Harbour reopened", *FILL)), (0, 30))])
    return Newsdiff(db, tmp_path)


def test_the_command_withholds_tells_and_lifts(newsdiff: Newsdiff) -> None:
    done = newsdiff("withhold", URL, "--reason", "Wrong\x1b person.")
    assert done.out == f"article 1 is withheld from browsers; its history stays: {URL}\n"
    assert "(withheld: Wrong person.) Harbour" in newsdiff("list").out
    assert "withheld from browsers: Wrong person." in newsdiff("show", "1").out
    assert "Harbour reopened" in newsdiff("changes").out
    check("list", newsdiff("list", "--json").json)
    (row,) = newsdiff("list", "--json").json
    assert (row["state"], row["withheld"], row["versions"]) == ("withheld", "Wrong person.", 2)
    assert newsdiff("withhold", "1", "--lift").out.startswith("article 1 is shown to browsers again")
    (row,) = newsdiff("list", "--json").json
    assert (row["state"], row["withheld"]) == ("watched", None)


@pytest.mark.parametrize("said", [(), ("--reason", " \t"), ("--reason", "x", "--lift")])
def test_a_reason_is_needed_or_none(newsdiff: Newsdiff, said: tuple[str, ...]) -> None:
    assert newsdiff("withhold", "1", *said, expect=2).err.startswith("newsdiff: say why")
