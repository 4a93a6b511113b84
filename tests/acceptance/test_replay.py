"""Real histories of pages, replayed through the real command line: what was missed, what was a false alarm.

The short form takes a few pages of each set; the long one (`make soak`) takes all, with the figures that were promised.
"""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import Newsdiff

SETS = ("html-ota", "html-spotlightpa", "html-smallnews", "html-newspub")


def replayed(shared: Path, folder: Path, limit: int) -> dict[str, Any]:
    """The counts of each set."""
    newsdiff, result = Newsdiff("unused", folder), folder / "result.json"
    script = [sys.executable, str(shared / "bench" / "replay" / "replay.py"), "--split", "dev"]
    what = ["--corpora", str(shared / "corpora"), "--sets", ",".join(SETS), "--limit", str(limit)]
    line = [*script, *what, "--json", str(result), "--newsdiff", shlex.join(newsdiff.line())]
    done = subprocess.run(line, env=newsdiff.environment(), cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(result.read_text())["sets"]
    return found


def test_a_few_real_pages_of_each_set_are_told_as_they_changed(shared: Path, tmp_path: Path) -> None:
    found = replayed(shared, tmp_path, 2)
    for name in SETS:
        assert found[name]["no first version"] == 0
        assert found[name].get("false alarm", 0) <= 1
    assert sum(found[name].get("missed", 0) for name in SETS) <= 0.1 * sum(
        found[name].get("change", 0) for name in SETS
    )


def test_all_real_pages_are_told_as_they_changed(shared: Path, tmp_path: Path, soak: bool) -> None:
    if not soak:
        pytest.skip("the long form: `make soak`")
    found = replayed(shared, tmp_path, 0)
    told = [found[name].get("change", 0) - found[name].get("missed", 0) for name in SETS]
    false = [found[name].get("false alarm", 0) for name in SETS]
    assert [found[name]["no first version"] for name in SETS] == [0, 0, 0, 0]
    # the other eleven differ in banners, menus, forms, links to other stories, stamps and a label of the template alone
    assert (told[0] + told[1] >= 102, false[:2]) == (True, [0, 0])
    assert (told[2] >= 83, false[2] <= 15) == (True, True)
    assert false[3] == 0
