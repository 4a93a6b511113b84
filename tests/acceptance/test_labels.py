"""`diff` says what a change is: two versions of the archive, two files, sentences."""

from pathlib import Path
from typing import Any

import pytest

from newsdiff.demo.site import samples_folder
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Story, looks
from tests.acceptance.test_commands import require_shape
from tests.command import Newsdiff

A, B = "A bridge over the Orle is closed", "Nobody may cross the Orle any more"
TEXT = prose("the bridge over the Orle", 8)
MORE = "The mayor will cut 41,000 jobs in the valley, two people who had seen the plan said on Monday."
LESS = MORE.replace("41,000", "410,000")
#: before all looks, and after them
BEFORE = "2024-05-04T11:00:00+02:00"
LATER = "2031-05-04T12:30:00+02:00"


def labels(change: dict[str, Any], name: str) -> list[dict[str, Any]]:
    require_shape("change", change)
    return [label for label in change["labels"] if label["name"] == name]


@looks(page(A, [*TEXT, MORE]), page(A, [*TEXT, LESS]))
def test_a_number_is_told_with_its_words_and_its_paragraph(story: Story) -> None:
    change = story.change(1, 2)
    (number,) = labels(change, "number")
    assert (number["old"], number["new"]) == ("41,000", "410,000")
    assert change["operations"][number["operation"]]["new"] == [8]
    assert change["weight"] >= 50
    assert "labels  number 41,000 → 410,000 (¶9)" in story.read("diff")


@looks(page(A, [*TEXT, MORE], modified=BEFORE), page(A, [*TEXT, LESS], modified=BEFORE))
@looks(page(A, [*TEXT, MORE], modified=BEFORE), page(A, [*TEXT, LESS], modified=LATER), name="stamped")
@looks(page(A, [*TEXT, MORE], modified=LATER), page(A, [*TEXT, LESS], modified=LATER), name="ahead")
def test_a_change_that_the_page_does_not_admit_is_quiet(story: Story) -> None:
    said = "the modified time that the publisher gives (2024-05-04 09:00 UTC) did not, and no note says so"
    assert said in " ".join(story.read("diff").split())
    assert labels(story.change(1, 2), "quiet")
    assert not labels(story.other("stamped").change(1, 2), "quiet")
    assert "no note says so" not in story.other("stamped").read("diff")
    assert not labels(story.other("ahead").change(1, 2), "quiet"), "it may tell of this change"


@looks(page(A, TEXT), page(B, TEXT), page(A, TEXT), page(B, TEXT), page(A, [*TEXT, MORE]))
def test_returns_and_what_alternates_are_labels_of_a_version_against_the_one_before(story: Story) -> None:
    assert [label["new"] for label in labels(story.change(2, 3), "returned")] == ["1"]
    assert not labels(story.change(1, 2), "returned")
    assert [label["field"] for label in labels(story.change(2, 3), "alternating")] == ["headline"]
    for old, new in ((1, 4), (3, 2), (2, 4), (1, 3)):
        change = story.change(old, new)
        assert not labels(change, "returned") + labels(change, "alternating")
    text = " ".join(story.read("diff", "2", "3").split())
    assert (text.count("returns to version 1"), text.count("Headline alternates")) == (1, 1)


@looks(page(A, TEXT))
def test_a_single_version_has_no_labels(story: Story) -> None:
    change = story.change(1, 1)
    assert (change["labels"], change["weight"]) == ([], 1)


@pytest.fixture
def newsdiff(tmp_path: Path) -> Newsdiff:
    return Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)


FOLDER = samples_folder() / "school-meals"
FILES = (str(FOLDER / "v2.html"), str(FOLDER / "v3.html"))


def test_two_files_have_labels(newsdiff: Newsdiff) -> None:
    change = newsdiff("diff", *FILES, "--format", "json").json
    assert [label["new"] for label in labels(change, "number")] == ["410,000", "410,000"]
    assert "~ ¶3 edited · number 41,000 → 410,000" in newsdiff("diff", *FILES).out


def test_among_sentences_labels_stand_at_their_sentence(newsdiff: Newsdiff, tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    texts = [f"{TEXT[0]} {MORE}", *TEXT[1:]]
    old.write_text(page(A, texts))
    new.write_text(page(A, [texts[0].replace(MORE, LESS), *TEXT[1:]]))
    by_sentence = newsdiff("diff", str(old), str(new), "--sentences", "--format", "json").json
    (number,) = labels(by_sentence, "number")
    (sentence,) = by_sentence["operations"][number["operation"]]["new"]
    assert by_sentence["new"]["paragraphs"][sentence]["text"] == LESS
    by_paragraph = newsdiff("diff", str(old), str(new), "--format", "json").json
    assert by_sentence["weight"] == by_paragraph["weight"]
    assert len(labels(by_sentence, "quiet")) == len(labels(by_paragraph, "quiet")) == 1
