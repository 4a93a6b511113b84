"""Hostile servers through the real command line: a clear error, nothing stored, bounded time and memory."""

import gzip
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.pages import page, prose
from tests.acceptance.stories import CONFIG, Inside
from tests.command import LOOPBACK, Newsdiff
from tests.site import Answer, Request, Site, redirect, serving

STORY = page("A quiet story in a loud place", prose("quiet"))
MEGABYTE = 1_000_000


def bomb(megabytes: int) -> bytes:
    """A page that is that large when unpacked, in members, so that making it costs no memory here."""
    return gzip.compress(b"<p>" + b"a" * MEGABYTE) * megabytes


def drip() -> Iterator[bytes]:
    """A server that never gets done and is never silent."""
    while True:
        yield b"<p>more"
        time.sleep(0.05)


def circle(request: Request) -> Answer:
    """A redirect to another address each time."""
    return redirect(f"/endless/{int(request.path.rsplit('/', 1)[1]) + 1}")


XXE_FILE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&secret;</title><item><title>&secret;</title>
<link>SITE/2031/05/04/a-quiet-story.html</link></item></channel></rss>"""
XXE_HTTP = XXE_FILE.replace("file:///etc/passwd", "SITE/secret")
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">
{"".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))}]>
<rss version="2.0"><channel><title>&a9;</title><item><title>&a9;</title><link>http://e.org/x</link></item></channel></rss>"""


def hostile_site(base: str) -> dict[str, Answer]:
    xml = "application/rss+xml"
    return {
        "/2031/05/04/a-dripping-story-of-rain.html": Answer(pieces=drip),
        "/2031/05/04/a-bomb-in-a-story-of-peace.html": Answer(body=bomb(300), headers=(("Content-Encoding", "gzip"),)),
        "/2031/05/04/a-story-of-the-cloud-within.html": redirect("http://169.254.169.254/latest/meta-data/"),
        "/2031/05/04/a-story-that-reads-your-files.html": redirect("file:///etc/passwd"),
        "/xxe-file.xml": Answer(body=XXE_FILE.replace("SITE", base).encode(), type=xml),
        "/xxe-http.xml": Answer(body=XXE_HTTP.replace("SITE", base).encode(), type=xml),
        "/laughs.xml": Answer(body=LAUGHS.encode(), type=xml),
    }


@pytest.fixture(scope="module")
def hostile() -> Iterator[Site]:
    with serving() as site:
        site.answers |= {**hostile_site(site.base), "/secret": "secret", "/2031/05/04/a-quiet-story.html": STORY}
        site.answers["/endless"] = redirect("/endless/0")
        site.answers |= {f"/endless/{k}": circle for k in range(100)}
        yield site


#: path -> what the message says
REFUSED = {
    "/2031/05/04/a-dripping-story-of-rain.html": "was not complete within 1.5 s",
    "/2031/05/04/a-bomb-in-a-story-of-peace.html": "is larger than 10,000,000 bytes when unpacked",
    "/2031/05/04/a-story-of-the-cloud-within.html": "169.254.169.254",
    "/2031/05/04/a-story-that-reads-your-files.html": "file",
    "/endless/0": "redirects more than 10 times",
    "/laughs.xml": "declares the entity 'a1'",
    "/xxe-file.xml": "declares the entity 'secret'",
    "/xxe-http.xml": "declares the entity 'secret'",
}


def test_hostile_answers_are_refused_with_words_nothing_is_stored_and_time_and_memory_are_bounded(
    db: str, tmp_path: Path, hostile: Site
) -> None:
    newsdiff = Newsdiff(db, tmp_path, {**LOOPBACK, "NEWSDIFF_FETCH_TIMEOUT_S": "1.5"})
    started = time.monotonic()
    done, peak_kb = measured(newsdiff, "track", *(hostile.url(path) for path in REFUSED))
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "Traceback" not in said
    for path, words in REFUSED.items():
        line = next((line for line in said.splitlines() if path in line), said)
        assert words in line, line
    assert time.monotonic() - started < 30
    assert peak_kb < 160_000, f"{peak_kb} kB"
    assert hostile.asked("/secret") == []
    inside = Inside(db, tmp_path)
    assert inside("list", "--json").json == []
    assert inside("feeds", "--json").json == []


def measured(newsdiff: Newsdiff, *arguments: str) -> tuple["subprocess.CompletedProcess[bytes]", int]:
    """Run a command; its peak memory in kB, measured by the system."""
    line = ["/usr/bin/env", "python3", "-c", MEASURE, *newsdiff.line(*arguments)]
    done = subprocess.run(line, env=newsdiff.environment(), cwd=newsdiff.folder, capture_output=True, timeout=100)
    *said, peak = done.stderr.decode().rstrip("\n").split("\n")
    return subprocess.CompletedProcess(line, done.returncode, done.stdout, "\n".join(said).encode()), int(peak)


#: a process whose only child is the command, so that its peak is nobody else's
MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def test_tracked_articles_that_turn_hostile_are_failures_and_their_versions_stand(
    db: str, tmp_path: Path, hostile: Site
) -> None:
    inside = Inside(db, tmp_path, config=f"{CONFIG}timeout_s = 1.5\n")
    turning = [f"/2031/05/04/turning-hostile-{k}.html" for k in range(len(TURNS))]
    hostile.answers |= dict.fromkeys(turning, STORY)
    inside("track", *(hostile.url(path) for path in turning))
    for path, (shown, _) in zip(turning, TURNS, strict=True):
        hostile.answers[path] = hostile.answers[shown]
    inside("snapshot", "--all", expect=1)
    for number, (_, reason) in enumerate(TURNS, start=1):
        log = inside("log", str(number), "--json").json
        assert [(o["outcome"], o["reason"]) for o in log["observations"]] == [("first", ""), ("failed", reason)]
        assert log["observations"][1]["payload_sha256"] is None
        assert len(log["versions"]) == 1


#: what stands behind an article's address from now on, and the reason that is written down
TURNS = (
    ("/2031/05/04/a-dripping-story-of-rain.html", "timeout"),
    ("/2031/05/04/a-bomb-in-a-story-of-peace.html", "too_large"),
    ("/2031/05/04/a-story-of-the-cloud-within.html", "unsafe"),
    ("/2031/05/04/a-story-that-reads-your-files.html", "unsafe"),
    ("/endless", "redirects"),
)
GOOD_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Orle Gazette</title>
<item><title>Quiet</title><link>SITE/2031/05/04/a-quiet-story.html</link></item></channel></rss>"""


def test_a_tracked_feed_that_turns_hostile_is_a_failure_and_gives_nothing(
    db: str, tmp_path: Path, hostile: Site
) -> None:
    inside = Inside(db, tmp_path)
    good = Answer(body=GOOD_FEED.replace("SITE", hostile.base).encode(), type="application/rss+xml")
    hostile.answers["/feed.xml"] = good
    inside("track", hostile.url("/feed.xml"))
    for path in ("/xxe-file.xml", "/xxe-http.xml", "/laughs.xml"):
        hostile.answers["/feed.xml"] = hostile.answers[path]
        done = inside("snapshot", "--all", expect=1)
        assert "entity" in done.err and "line" in done.err
    (feed,) = inside("feeds", "--json").json
    assert (feed["title"], feed["articles"], feed["failures"]) == ("The Orle Gazette", 1, 3)
    assert hostile.asked("/secret") == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/story", "http://user:pw@example.org/", "http://a\\b/", "gopher://x/"],
)
def test_addresses_of_other_schemes_are_refused_before_anything_is_stored(tmp_path: Path, address: str) -> None:
    inside = Inside(str(tmp_path / "archive.sqlite"), tmp_path)
    for arguments in (["track", address], ["track", "--kind", "article", address], ["add", address, "/etc/hostname"]):
        done = inside(*arguments, expect=2)
        assert "cannot be tracked" in done.err
        assert "pw" not in done.err
    assert not (tmp_path / "archive.sqlite").exists() or inside("list", "--json").json == []


def test_private_addresses_are_refused_unless_named(tmp_path: Path, hostile: Site) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path, {})
    before = len(hostile.requests)
    done = newsdiff("track", hostile.url("/2031/05/04/a-quiet-story.html"), expect=1)
    assert "not public" in done.err
    assert len(hostile.requests) == before
