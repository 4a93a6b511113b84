"""Correction and update notes of a real newsroom; nothing of them is in the project."""

import gzip
import json
from pathlib import Path
from typing import Any

from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import assess
from tests.diff.labels.articles import article

#: of the 177 marked notes, 6 are none (appeals, credits, text about the subject), and 2 differ by one stroke
MARKED, FOUND = 177, 170


def _said(page: dict[str, Any], number: int) -> list[str]:
    return [page["paras"][k] for k in page["revs"][number]["p"]]


def test_marked_notes_are_found(shared: Path) -> None:
    marked = found = 0
    with gzip.open(shared / "corpora/text-spotlightpa/dev/pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            for note in page["correction_notes"]:
                old, new = article(_said(page, note["rev"] - 1)), article(_said(page, note["rev"]))
                labels = assess(diff_articles(old, new), old, new).labels
                marked += 1
                found += any(label.name.endswith("note") for label in labels)
    assert marked == MARKED
    assert found >= FOUND
