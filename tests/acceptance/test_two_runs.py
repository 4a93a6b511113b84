"""Two runs at once, and runs that are told to stop."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside
from tests.command import Newsdiff
from tests.site import Answer, Request, Site, html, serving

STORY = page("Ferry company buys two boats", prose("ferry"))
EDITED = page("Ferry company buys three boats", prose("ferry"))


@dataclass
class Gate:
    """An answer that waits until it is let through; only the first request waits."""

    text: str
    is_open: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    def __call__(self, _request: Request) -> Answer:
        if not self.asked.is_set():
            self.asked.set()
            assert self.is_open.wait(60)
        return html(self.text)

    def await_request(self, run: "subprocess.Popen[bytes]") -> None:
        """Until the run's first request has come."""
        while not self.asked.wait(0.1):
            assert run.poll() is None, finished(run)


def paths(number: int) -> list[str]:
    return [f"/2031/05/04/boat-number-{k}-of-the-ferry.html" for k in range(number)]


def finished(run: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    out, err = run.communicate(timeout=60)
    return run.returncode, out.decode(), err.decode()


def test_a_second_snapshot_leaves_with_3_and_names_the_holder_and_each_page_is_fetched_once(
    db: str, tmp_path: Path
) -> None:
    newsdiff, site = Newsdiff(db, tmp_path), Site({path: STORY.replace("Ferry", path[-26:-5]) for path in paths(8)})
    gate = Gate(STORY)
    site.answers[paths(8)[0]] = gate
    with serving(site):
        Inside(db, tmp_path)("track", "--kind", "article", *(site.url(path) for path in paths(8)))
        first = newsdiff.start("snapshot")
        gate.await_request(first)
        second = newsdiff("snapshot", expect=3)
        assert f"process {first.pid} on {os.uname().nodename}, since 20" in second.err
        assert second.out == ""
        gate.is_open.set()
        code, _, err = finished(first)
    assert (code, err) == (0, "")
    assert sorted(r.path for r in site.requests if r.path != "/robots.txt") == sorted(paths(8))
    assert [row["versions"] for row in Inside(db, tmp_path)("list", "--json").json] == [1] * 8


def test_track_and_snapshot_at_once_make_no_version_twice(db: str, tmp_path: Path) -> None:
    """`track` looks at a new address; meanwhile the same address is tracked and looked at by others."""
    newsdiff, inside = Newsdiff(db, tmp_path), Inside(db, tmp_path)
    (path,) = paths(1)
    gate = Gate(STORY)
    with serving(Site({path: gate})) as site:
        slow = newsdiff.start("track", site.url(path))
        gate.await_request(slow)
        inside("track", "--kind", "article", site.url(path))
        inside("snapshot", "--all")
        gate.is_open.set()
        code, _, err = finished(slow)
        assert code == 0, err
    log = inside("log", "1", "--json").json
    assert [o["outcome"] for o in log["observations"]] == ["first", "unchanged"]
    assert len(inside("list", "--json").json) == 1


def test_a_version_recorded_during_a_look_is_not_recorded_again_by_it(db: str, tmp_path: Path) -> None:
    newsdiff, inside = Newsdiff(db, tmp_path), Inside(db, tmp_path)
    (path,) = paths(1)
    saved = tmp_path / "saved.html"
    saved.write_text(EDITED)
    with serving(Site({path: STORY})) as site:
        inside("track", site.url(path))
        gate = Gate(EDITED)
        site.answers[path] = gate
        slow = newsdiff.start("snapshot", "1")
        gate.await_request(slow)
        inside("add", "1", str(saved))
        gate.is_open.set()
        code, out, err = finished(slow)
        assert (code, out) == (0, ""), err
    log = inside("log", "1", "--json").json
    assert [(o["outcome"], o["origin"], o["version"]) for o in log["observations"]] == [
        ("first", "fetched", 1),
        ("changed", "by_hand", 2),
        ("unchanged", "fetched", 2),
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_finishes_what_is_in_flight_and_leaves_the_rest_untouched(
    db: str, tmp_path: Path, number: signal.Signals
) -> None:
    newsdiff, inside = Newsdiff(db, tmp_path), Inside(db, tmp_path)
    gate = Gate(STORY)

    def stop(run: "subprocess.Popen[bytes]") -> None:
        gate.await_request(run)
        run.send_signal(number)
        time.sleep(0.2)  # the answer must not be quicker than the signal
        gate.is_open.set()

    rows, said, code = _broken_off(newsdiff, inside, gate, ["snapshot", "-v"], stop)
    assert code == 0
    assert "5 looks left for the next run: it was told to stop" in said
    assert sorted(row["versions"] for row in rows) == [0] * 5 + [1]
    assert [row["last_checked_at"] for row in rows].count(None) == 5


def test_a_signal_while_tracking_says_which_addresses_were_not_reached(tmp_path: Path) -> None:
    newsdiff, gate = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path), Gate(STORY)
    with serving(Site(dict.fromkeys(paths(3), gate))) as site:
        run = newsdiff.start("track", *(site.url(path) for path in paths(3)))
        gate.await_request(run)
        run.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        gate.is_open.set()
        code, _, err = finished(run)
    assert code != 0
    assert err


def test_max_time_starts_no_more_looks_after_it(db: str, tmp_path: Path) -> None:
    newsdiff, inside = Newsdiff(db, tmp_path), Inside(db, tmp_path)
    gate = Gate(STORY)

    def stop(run: "subprocess.Popen[bytes]") -> None:
        gate.await_request(run)
        time.sleep(1.2)
        gate.is_open.set()

    rows, said, code = _broken_off(newsdiff, inside, gate, ["snapshot", "-v", "--max-time", "1"], stop)
    assert code == 0
    assert "5 looks left for the next run: --max-time was reached" in said
    assert sorted(row["versions"] for row in rows) == [0] * 5 + [1]


def _broken_off(
    newsdiff: Newsdiff,
    inside: Inside,
    gate: Gate,
    arguments: list[str],
    stop: Callable[["subprocess.Popen[bytes]"], None],
) -> tuple[list[dict[str, object]], str, int]:
    """A pass over six pages of one host, the first of which waits at the gate while it is stopped."""
    with serving(Site(dict.fromkeys(paths(6), gate))) as site:
        inside("track", "--kind", "article", *(site.url(path) for path in paths(6)))
        run = newsdiff.start(*arguments)
        stop(run)
        code, out, err = finished(run)
        assert "Traceback" not in err
    return inside("list", "--json").json, out, code
