"""`diff --sentences`: sentences in place of paragraphs, in every form."""

from pathlib import Path

import pytest

from newsdiff.demo.site import samples_folder
from tests.command import Newsdiff

STORY = samples_folder() / "school-meals"
OLD, NEW = str(STORY / "v2.html"), str(STORY / "v3.html")


@pytest.fixture
def newsdiff(tmp_path: Path) -> Newsdiff:
    return Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)


def test_sentences_are_compared_instead_of_paragraphs(newsdiff: Newsdiff) -> None:
    told = newsdiff("diff", OLD, NEW, "--sentences", "--format", "json").json
    texts = [unit["text"] for unit in told["new"]["paragraphs"]]
    by_paragraph = newsdiff("diff", OLD, NEW, "--format", "json").json
    assert (told["unit"], by_paragraph["unit"]) == ("sentence", "paragraph")
    assert len(texts) > len(by_paragraph["new"]["paragraphs"])
    assert sorted(j for operation in told["operations"] for j in operation["new"]) == list(range(len(texts)))


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_every_form_says_that_it_compares_sentences(newsdiff: Newsdiff, form: str) -> None:
    assert "sentence by sentence" in newsdiff("diff", OLD, NEW, "--sentences", "--format", form).out


@pytest.mark.parametrize("form", ["terminal", "html", "markdown"])
def test_what_is_counted_are_sentences(newsdiff: Newsdiff, form: str) -> None:
    told = newsdiff("diff", OLD, NEW, "--sentences", "--format", form).out
    assert "unchanged sentence" in told
    assert "unchanged paragraph" not in told


def test_a_unified_diff_is_of_paragraphs(newsdiff: Newsdiff) -> None:
    told = newsdiff("diff", OLD, NEW, "--sentences", "--format", "unified", expect=2)
    assert "leave out --sentences" in told.err


def test_a_new_paragraph_break_is_told_though_all_sentences_are_the_same(newsdiff: Newsdiff, tmp_path: Path) -> None:
    first = "The ferry to Lundholm was held in port on Sunday after waves of four metres."
    second = "Some two hundred passengers spent the night aboard, the harbour master said."
    head = "<html><body><article><h1>Ferry halted by storm</h1>"
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(f"{head}<p>{first} {second}</p><p>{second.upper()}</p></article></body></html>")
    new.write_text(f"{head}<p>{first}</p><p>{second}</p><p>{second.upper()}</p></article></body></html>")
    told = newsdiff("diff", str(old), str(new), "--sentences", "--exit-code", expect=1)
    assert "Only the breaks between paragraphs differ" in told.out
    assert "No difference" not in newsdiff("diff", str(old), str(new), "--sentences", "--format", "html").out
