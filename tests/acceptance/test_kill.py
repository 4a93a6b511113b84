"""Killed in the middle of a pass: what was in flight is lost, and the next run ends where an undisturbed one does."""

import random
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsdiff.storage.archive import open_archive
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside
from tests.command import Newsdiff
from tests.site import Answer, Request, Site, html, serving

PAGES = 40
PATHS = [f"/2031/05/04/story-number-{number}-of-the-valley.html" for number in range(PAGES)]
#: what is known of an archive's versions: address -> (number, headline, paragraphs) of each
Versions = dict[str, list[tuple[int, str | None, tuple[str, ...]]]]


class Valley:
    """Forty stories of which, in the second edition, some are edited, some missing, some behind a wall."""

    def __init__(self) -> None:
        self.edition = 0
        self.site = Site(dict.fromkeys(PATHS, self._answer))

    def _answer(self, request: Request) -> Answer:
        number = PATHS.index(request.path)
        texts = prose(f"valley {number}", 5)
        if self.edition and number % 3 == 0:
            texts[number % 5] = f"In the second edition this paragraph of story {number} says something else entirely."
        if self.edition and number % 10 == 7:
            return html("<h1>Not found</h1>", status=404)
        return html(page(f"Story {number} of the valley", texts), etag=f'"{number}"' if number % 4 == 0 else None)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """What an undisturbed run leaves behind."""
    folder = tmp_path_factory.mktemp("undisturbed")
    newsdiff, valley = Inside(str(folder / "archive.sqlite"), folder), Valley()
    with serving(valley.site):
        newsdiff("track", "--kind", "article", *(valley.site.url(path) for path in PATHS))
        newsdiff("snapshot")
        valley.edition = 1
        newsdiff("snapshot", "--all", expect=1)
    return versions(newsdiff.db)


def versions(db: str) -> Versions:
    """All versions of an archive; reading each payload proves its hash."""
    found: Versions = {}
    with closing(open_archive(db)) as archive:
        for article in archive.articles.all():
            texts = found.setdefault("/" + article.url.split("/", 3)[3], [])
            for version in archive.history.versions(article.id):
                assert archive.history.payload(version.payload_sha256)
                first = archive.history.extractions(version.id)[0]
                texts.append((version.number, first.headline, first.texts))
            assert len(texts) == article.versions
    return found


def kill_in_the_middle(run: "subprocess.Popen[bytes]", site: Site, draw: random.Random) -> None:
    """Kill a pass after a random number of requests, at a random instant of the look under way."""
    goal = len(site.requests) + draw.randrange(1, PAGES // 2)
    deadline = time.monotonic() + 60
    while len(site.requests) < goal and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(draw.random() * 0.05)
    run.kill()
    run.communicate()


def require_sound_file(db: str) -> None:
    if "://" not in db:
        with closing(sqlite3.connect(db)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_killed_pass_loses_what_was_in_flight_and_the_next_ends_as_an_undisturbed_one(
    db: str, tmp_path: Path, undisturbed: Versions, soak: bool
) -> None:
    draw, valley, kills = random.Random(20310504), Valley(), 20 if soak else 1
    newsdiff, inside = Newsdiff(db, tmp_path), Inside(db, tmp_path)
    with serving(valley.site) as site:
        inside("track", "--kind", "article", *(site.url(path) for path in PATHS))
        # the first pass takes up each time what is still due, the second looks at everything anew
        for valley.edition, arguments in enumerate((["snapshot"], ["snapshot", "--all"])):
            for _ in range(kills):
                kill_in_the_middle(newsdiff.start(*arguments), site, draw)
                require_sound_file(db)
            rerun(inside, arguments)
            if valley.edition == 0:
                looks_lost = len([r for r in site.requests if r.path in PATHS]) - PAGES
                assert looks_lost <= kills, "more was lost than what was in flight"
    assert versions(db) == undisturbed


def rerun(newsdiff: Newsdiff, arguments: list[str]) -> None:
    """The next run; a server that has not yet noticed the death of the last one gets a moment."""
    for _ in range(50):
        done = newsdiff(*arguments, expect=None)
        if done.code != 3:
            assert done.code in (0, 1), done.err
            return
        time.sleep(0.1)
    raise AssertionError(done.err)
