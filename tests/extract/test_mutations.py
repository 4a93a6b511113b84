"""Broken and huge pages: never an exception that is not told, never a hang, bounded memory."""

import contextlib
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsdiff.errors import UnsupportedContentType
from newsdiff.extract.article import PageExtractor, extract_article
from tests.extract.pages import PARAGRAPHS, page

SAMPLES = Path(__file__).parents[2] / "samples"
URL = "https://gull.example.org/sea/harbour.html"
PIECES = (
    *(
        b"<",
        b">",
        b"</",
        b"/>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b'"',
        b"'",
        b"&",
        b"&#x1f4f0;",
        b"&#0;",
        b"\x00",
        b"\xff",
    ),
    *(
        b"<p>",
        b"</p>",
        b"<div>",
        b"</div>",
        b"<article>",
        b"</article>",
        b"<table><tr><td>",
        b"<br>",
        b"<h1>",
        b"</body>",
    ),
    *(
        b"<script>",
        b"</script>",
        b"<style>",
        b"<template>",
        b"<svg>",
        b"<math>",
        b"<select>",
        b"<iframe>",
        b"<noscript>",
    ),
    *(b'<meta charset="utf-16">', b'<script type="application/ld+json">{"@graph":[', b"\xe2\x80\xae", b"\xed\xa0\x80"),
)
#: CPU seconds that the slowest of the small pages may take
SLOWEST = 2


def mutated(html: bytes, chance: random.Random) -> bytes:
    """The page with one to six pieces taken out, doubled, moved, put in or overwritten."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(html) + 1), chance.choice((1, 3, 30, 600))
        piece = html[at : at + length]
        rest = html[:at] + html[at + length :]
        to = chance.randrange(len(rest) + 1)
        html = chance.choice(
            (
                rest,
                html[:at] + piece + html[at:],
                rest[:to] + piece + rest[to:],
                html[:at] + chance.choice(PIECES) + html[at:],
                html[:at] + bytes(chance.randrange(256) for _ in range(3)) + html[at + 3 :],
            )
        )
    return html


def test_mutated_pages_give_an_article_or_a_clear_error(soak: bool) -> None:
    pages = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.html"))]
    chance, extractor, slowest = random.Random(1871), PageExtractor(), 0.0
    for _ in range(100_000 if soak else 300):
        html = mutated(chance.choice(pages), chance)
        started = time.process_time()
        with contextlib.suppress(UnsupportedContentType):
            extractor.extract(html, URL)
        slowest = max(slowest, time.process_time() - started)
    assert slowest < SLOWEST


STATUS = Path("/proc/self/status")
MAKE = {
    "twenty_megabytes": "b'<article><h1>Quay</h1>' + b'<p>The quay is old, said the mayor of the town.</p>' * 400_000",
    "nested_tags": "b'<html><body>' + b'<div>' * 200_000 + b'<p>The quay is old and cracked.</p>'",
    "nested_inline": "b'<html><body><p>' + b'<span>' * 200_000 + b'The quay is old and cracked.'",
}


@pytest.mark.parametrize("name", MAKE)
def test_huge_pages_take_bounded_time_and_memory(name: str, soak: bool) -> None:
    if name == "twenty_megabytes" and not soak:
        pytest.skip("the long form: `make soak`")
    if not STATUS.exists():
        pytest.skip("the system does not tell the peak of a process's memory")
    # not `ru_maxrss`: that of a new process begins with what its parent held
    code = (
        "from newsdiff.extract.article import PageExtractor\n"
        f"page = {MAKE[name]}\n"
        f"PageExtractor().extract(page, {URL!r})\n"
        f"print(open({str(STATUS)!r}).read().split('VmHWM:')[1].split()[0])"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert after.ru_utime - before.ru_utime < 60
    assert int(done.stdout) / 1024 < 300


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#x1f;", "&#xFFFE;", "&#65535;", "&#11", "&#12;", "&#x0B;", "\x0b", "\x0c"]
)
def test_references_to_what_is_no_character_are_white_space(reference: str) -> None:
    html = page(inside=f"<script>x</script>{reference}<aside>y</aside>{reference}<p>It rains{reference}again.</p>")
    assert extract_article(html, URL).texts == (*PARAGRAPHS[:2], "It rains again.", *PARAGRAPHS[2:])
