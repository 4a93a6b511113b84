"""The forms of a comparison, as a user asks for them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsdiff.demo.site import SampleSite, samples_folder, serving
from tests.command import Newsdiff
from tests.conftest import missing

STORY = samples_folder() / "school-meals"
OLD, NEW = str(STORY / "v2.html"), str(STORY / "v3.html")


@pytest.fixture
def newsdiff(tmp_path: Path) -> Newsdiff:
    return Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)


def patched(text: Path, diff: str) -> str:
    if shutil.which("patch") is None:
        missing("patch (Debian: apt-get install patch)")
    subprocess.run(["patch", "--batch", text], input=diff.encode(), check=True, capture_output=True)
    return text.read_bytes().decode()


def test_patch_makes_the_new_version_of_the_old_one_and_the_diff(newsdiff: Newsdiff, tmp_path: Path) -> None:
    site = SampleSite(samples_folder())
    story = next(story for story in site.stories if story["slug"] == "school-meals")
    with serving(site) as base:
        newsdiff("track", base + story["path"])
        for site.step in (1, 2):
            newsdiff("snapshot", "--all")
    old = tmp_path / "old.txt"
    old.write_bytes(newsdiff("show", "1", "2", "--text").out.encode())
    diff = newsdiff("diff", "1", "2", "3", "--format", "unified").out
    assert patched(old, diff) == newsdiff("show", "1", "3", "--text").out
    assert newsdiff("diff", "1", "2..3", "--format", "unified").out == diff


def test_patch_makes_the_new_file_of_the_old_one_and_the_diff(newsdiff: Newsdiff, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(newsdiff("extract", OLD, "--text").out.encode())
    diff = newsdiff("diff", OLD, NEW, "--format", "unified").out
    assert patched(old, diff) == newsdiff("extract", NEW, "--text").out


def test_two_columns_fill_the_terminal(newsdiff: Newsdiff) -> None:
    newsdiff.env["COLUMNS"] = "120"
    told = newsdiff("diff", OLD, NEW, "-y")
    rows = [line for line in told.out.splitlines() if line[59:60] == "│"]
    assert any("41,000-]" in row[:59] and "{+410,000" in row[60:] for row in rows)
    assert any(row.startswith("> ¶7 moved to new ¶2") for row in rows)
    assert told.err == ""


def test_a_narrow_terminal_gets_one_text_and_a_word_about_it(newsdiff: Newsdiff) -> None:
    newsdiff.env["COLUMNS"] = "59"
    told = newsdiff("diff", OLD, NEW, "--side-by-side")
    assert told.out == newsdiff("diff", OLD, NEW).out
    assert "two columns need a terminal of 60, and this one has 59" in told.err


def test_no_color_leaves_shapes_where_colour_is_forced_otherwise(newsdiff: Newsdiff) -> None:
    newsdiff.env["FORCE_COLOR"] = "1"
    assert "\x1b[31;9m" in newsdiff("diff", OLD, NEW, "-y").out
    newsdiff.env["NO_COLOR"] = "1"
    assert "\x1b" not in newsdiff("diff", OLD, NEW, "-y").out


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_that_nothing_differs_is_said_in_words(newsdiff: Newsdiff, form: str) -> None:
    assert "No difference" in newsdiff("diff", OLD, OLD, "--format", form).out
    assert "No difference" not in newsdiff("diff", OLD, NEW, "--format", form).out


@pytest.mark.parametrize("form", ["terminal", "html", "markdown"])
def test_a_version_is_not_later_than_itself(newsdiff: Newsdiff, form: str) -> None:
    newsdiff("add", "https://example.org/meals", OLD)
    told = newsdiff("diff", "1", "1", "1", "--format", form).out
    assert "first seen" in told
    assert "later" not in told


def test_a_file_that_is_not_there_is_named(newsdiff: Newsdiff) -> None:
    told = newsdiff("diff", "old.html", NEW, expect=2)
    assert "old.html cannot be read" in told.err


@pytest.mark.parametrize("more", [["1"], ["--sentences"], ["-y"], ["--format", "html"]])
def test_lists_from_standard_input_go_with_nothing_else(newsdiff: Newsdiff, more: list[str]) -> None:
    assert "--jsonl" in newsdiff("diff", "--jsonl", *more, expect=2).err


def test_there_is_no_version_0(newsdiff: Newsdiff) -> None:
    newsdiff("add", "https://example.org/meals", OLD)
    for command in ("show", "blame"):
        assert "no version 0" in newsdiff(command, "1", "0", expect=2).err


def test_two_columns_are_a_form_for_terminals_only(newsdiff: Newsdiff) -> None:
    told = newsdiff("diff", OLD, NEW, "-y", "--format", "html", expect=2)
    assert "leave out --format html" in told.err
