"""`newsdiff demo`: what a new user sees first."""

import time
from pathlib import Path

from tests.command import Newsdiff


def test_the_demo_shows_everything_in_under_twenty_seconds(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "untouched.sqlite"), tmp_path, env={})
    started = time.monotonic()
    shown = newsdiff("demo").out
    assert time.monotonic() - started < 20
    log, diff = shown.split("$ newsdiff log", 1)[1].split("$ newsdiff diff")
    for outcome in ("suspect", "gone", "back"):
        assert outcome in log
    for what in ("edited", "added", "removed", "moved from", "Headline", "Correction:"):
        assert what in diff


def test_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "untouched.sqlite"), tmp_path, env={"TMPDIR": str(tmp_path)})
    newsdiff("demo")
    assert [path.name for path in tmp_path.iterdir()] == []
