"""Precision and recall of every label on invented pairs in eight languages, written before the rules were.

`pairs.jsonl` holds one pair a line: both texts (or paragraphs, or fields) and every label that the change has.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsdiff.model.change import LabelName
from tests.diff.labels.articles import assessed

PAIRS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()
]
#: labels that every language's pairs have
IN_EVERY_LANGUAGE = {"number", "quotation", "negation", "hedge", "attribution", "correction note", "update note"}


@pytest.fixture(scope="module")
def counted() -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {"right": Counter(), "false": Counter(), "missed": Counter()}
    for pair in PAIRS:
        got = {str(label.name) for label in assessed(pair["old"], pair["new"], pair["lang"]).labels}
        wanted = set(pair["labels"])
        counts["right"].update(got & wanted)
        counts["false"].update(got - wanted)
        counts["missed"].update(wanted - got)
    return counts


@pytest.mark.parametrize("name", [str(name) for name in LabelName])
def test_a_label_is_right_and_seldom_missed(name: str, counted: dict[str, Counter[str]]) -> None:
    right, false, missed = (counted[kind][name] for kind in ("right", "false", "missed"))
    assert right
    assert right / (right + false) >= 0.97
    assert right / (right + missed) >= 0.95


def test_the_pairs_cover_eight_languages_and_many_changes_that_say_nothing_new() -> None:
    languages = {pair["lang"] for pair in PAIRS}
    assert languages == {"en", "de", "fr", "es", "pt", "ru", "zh", "ar"}
    assert len(PAIRS) >= 150
    assert sum(not pair["labels"] for pair in PAIRS) >= 40
    for language in languages:
        of_it = {label for pair in PAIRS if pair["lang"] == language for label in pair["labels"]}
        assert of_it >= IN_EVERY_LANGUAGE


def test_nothing_depends_on_what_the_page_says_of_its_language_when_the_text_is_long_enough() -> None:
    old = "The council of the town said that the bridge was not safe for the children and that it would be closed."
    new = "The council of the town said that the bridge was safe for the children and that it would be closed."
    assert [label.name for label in assessed(old, new, "de").labels] == [LabelName.NEGATION]
