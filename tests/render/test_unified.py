"""The plain text of a version, and the unified diff of two."""

import shutil
import subprocess
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.model.article import Article
from newsdiff.render.unified import plain_text, render_unified
from newsdiff.render.view import VersionHeader
from tests.conftest import missing
from tests.golden import SAMPLES, sample
from tests.render.samples import HOSTILE, article, file_view, hostile_view, new_article, old_article, view

Patch = Callable[[str, str], str]
STORIES = sorted(path.parent.name for path in SAMPLES.glob("*/v1.html"))


@pytest.fixture(scope="session")
def patch(tmp_path_factory: pytest.TempPathFactory) -> Patch:
    """Applies a diff to a text with the real `patch`, which must need neither an offset nor a guess."""
    program = shutil.which("patch")
    if program is None:
        missing("patch (Debian: apt-get install patch)")
    assert program is not None
    file = tmp_path_factory.mktemp("patch") / "old.txt"

    def apply(text: str, diff: str) -> str:
        file.write_bytes(text.encode())
        line = [program, "--batch", "--fuzz=0", str(file)]
        done = subprocess.run(line, input=diff.encode(), capture_output=True, cwd=file.parent)
        said = done.stdout.decode()
        assert done.returncode == 0, said + done.stderr.decode()
        assert "offset" not in said
        assert "fuzz" not in said
        # an empty file is taken away
        return file.read_bytes().decode() if file.exists() else ""

    return apply


def applied(patch: Patch, old: Article, new: Article, context: int = 1) -> str:
    diff = render_unified(file_view(old, new), context=context)
    assert bool(diff) == (plain_text(old) != plain_text(new))
    return patch(plain_text(old), diff) if diff else plain_text(old)


def test_plain_text_has_one_line_for_each_text() -> None:
    shown = article("One.", "Two\nlines.", headline="Head", byline="By Jan", captions=("A picture.",))
    assert plain_text(shown) == "Head\n\nBy Jan\n\nOne.\n\nTwo lines.\n\nA picture.\n"


@pytest.mark.parametrize("shown", [article(), article("\u202e", "", headline=" ")])
def test_plain_text_of_nothing_is_empty(shown: Article) -> None:
    assert plain_text(shown) == ""


def test_versions_are_named_with_their_intervals() -> None:
    lines = render_unified(view()).splitlines()
    assert lines[0] == "--- version 2\tbetween 2026-11-02 11:30 and 12:00 UTC"
    assert lines[1] == "+++ version 3\tbetween 2026-11-02 12:40 and 13:05 UTC"


def test_unchanged_paragraphs_are_kept_around_changes() -> None:
    old, new = (article("1", "2", "3", f"The mayor will speak on {day} evening.") for day in ("Monday", "Tuesday"))
    change = "-The mayor will speak on Monday evening.\n+The mayor will speak on Tuesday evening.\n"
    names = "--- ./old.html\n+++ ./new.html\n"
    assert render_unified(file_view(old, new), context=1) == f"{names}@@ -5,3 +5,3 @@\n 3\n \n{change}"
    assert render_unified(file_view(old, new), context=0) == f"{names}@@ -7,1 +7,1 @@\n{change}"


def test_a_moved_paragraph_is_taken_out_and_put_in() -> None:
    diff = render_unified(view())
    assert diff.count("Forecasters warn") == 2
    assert "\n-Forecasters warn" in diff
    assert "\n+Forecasters warn" in diff


def test_metadata_alone_makes_no_diff() -> None:
    assert render_unified(file_view(article("One.", modified="2026"), article("One.", modified="2027"))) == ""


@pytest.mark.parametrize("story", STORIES)
def test_patch_makes_any_version_of_a_sample_of_any_other(patch: Patch, story: str) -> None:
    numbers = range(1, len(list((SAMPLES / story).glob("v*.html"))) + 1)
    for old, new in permutations((sample(story, number) for number in numbers), 2):
        assert applied(patch, old, new) == plain_text(new)


@pytest.mark.parametrize("context", [0, 1, 99])
def test_patch_applies_fields_paragraphs_and_captions(patch: Patch, context: int) -> None:
    assert applied(patch, old_article(), new_article(), context) == plain_text(new_article())
    assert applied(patch, new_article(), old_article(), context) == plain_text(old_article())


@pytest.mark.parametrize(
    "label", ['"unclosed', '"a\\qb"', "/dev/null", "a b\tc", "-", "x" * 300, "../../etc", "1970-01-01"]
)
def test_no_label_confuses_patch(patch: Patch, label: str) -> None:
    old, new = article("One."), article("Two.", "Three.")
    header = VersionHeader(label=label)
    diff = render_unified(view(old, new, old_version=header, new_version=header))
    assert patch(plain_text(old), diff) == plain_text(new)


def test_hostile_texts_stay_lines_of_the_diff(patch: Patch) -> None:
    shown = hostile_view()
    assert patch(plain_text(shown.old), render_unified(shown)) == plain_text(shown.new)


NASTY = st.one_of(
    st.sampled_from((*HOSTILE, "-", "+", "--- a", "+++ b", "@@ -1 +1 @@", "\\", "\\ No newline at end of file", "\r")),
    st.sampled_from(("a\r", "diff --git a b", "Index: x", "*** 1 ****", "1c1", "Only in x", ".", " ", "\n", "")),
    st.text(max_size=8),
)
ARTICLES = st.builds(
    lambda texts, headline, captions: article(*texts, headline=headline, captions=tuple(captions)),
    st.lists(NASTY, max_size=6),
    st.none() | NASTY,
    st.lists(NASTY, max_size=2),
)


@given(ARTICLES, ARTICLES, st.integers(0, 3))
def test_patch_turns_any_text_into_any_other(patch: Patch, old: Article, new: Article, context: int) -> None:
    assert applied(patch, old, new, context) == plain_text(new)
