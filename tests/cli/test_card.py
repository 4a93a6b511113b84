"""`newsdiff card`: a picture in a file, and what is said when there is none."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cards.pixels import size
from tests.command import Newsdiff
from tests.web.told import FILL, Told, page, tell

#: Python without the libraries of the extra: an import finds None in their place and fails as for a missing one
WITHOUT = """
import sys
sys.modules["resvg_py"] = sys.modules["uharfbuzz"] = None
from newsdiff.cli import main
main()
"""


@pytest.fixture(scope="module")
def newsdiff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsdiff]:
    folder = tmp_path_factory.mktemp("card")
    db = str(folder / "archive.sqlite")
    harbour = tuple(page(f"Harbour {word}", *FILL) for word in ("closed", "reopened", "closed again"))
    gate = tuple(page(f"The gate {sign}", *FILL) for sign in ("opens", "\U0010fffd"))
    tell(
        db,
        [
            Told("https://gazette.example.org/harbour", "Gazette", harbour),
            Told("https://gazette.example.org/quay", "Gazette", (page("Quay", *FILL),)),
            Told("https://gazette.example.org/gate", "Gazette", gate),
            Told("https://gazette.example.org/none", "Gazette", ()),
        ],
    )
    yield Newsdiff(db, folder)


def test_the_last_change_is_drawn_and_told(newsdiff: Newsdiff) -> None:
    done = newsdiff("card", "1", "-o", "change.png")
    assert size((newsdiff.folder / "change.png").read_bytes()) == (1200, 630)
    assert done.out == ""
    assert done.err.startswith(
        "Gazette: “Harbour [removed: reopened] [added: closed again]”. Version 2 to 3, changed between "
    )


def test_any_two_versions_may_be_drawn_to_standard_output(newsdiff: Newsdiff) -> None:
    line = newsdiff.line("card", "https://gazette.example.org/harbour", "1", "3", "-o", "-")
    done = subprocess.run(line, capture_output=True, env=newsdiff.environment(), cwd=newsdiff.folder)
    assert (done.returncode, size(done.stdout)) == (0, (1200, 630))
    assert b"Version 1 to 3" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("1",), "say where to write the picture: newsdiff card ARTICLE [OLD] [NEW] -o FILE"),
        (("1", "-o", "no/such/folder.png"), "no/such/folder.png cannot be written: No such file or directory"),
        (("1", "1", "9", "-o", "x.png"), "version 9"),
        (("1", "one", "-o", "x.png"), "'one' is no version number"),
        (
            ("1", "2", "2", "-o", "x.png"),
            "no card of this change: version 2 and version 2 say the same",
        ),
        (("2", "-o", "x.png"), "article 2 has one version: there is no change to draw"),
        (("3", "-o", "x.png"), "no card of this change: no font on this machine has U+10FFFD"),
        (("4", "-o", "x.png"), "article 4 has no version yet"),
        (("9", "-o", "x.png"), "no article 9"),
    ],
)
def test_what_cannot_be_drawn_is_told(newsdiff: Newsdiff, arguments: tuple[str, ...], words: str) -> None:
    assert words in newsdiff("card", *arguments, expect=2).err
    assert not (newsdiff.folder / "x.png").exists()


def test_without_the_extra_it_says_how_to_get_it(newsdiff: Newsdiff, tmp_path: Path) -> None:
    line = [newsdiff.line()[0], "-c", WITHOUT, "card", "1", "-o", str(tmp_path / "x.png")]
    done = subprocess.run(line, capture_output=True, env=newsdiff.environment(), text=True)
    assert done.returncode == 2
    assert done.stderr == "newsdiff: pictures need two more libraries: pip install 'newsdiff[cards]' brings them\n"
