"""Real feeds and front pages, found by NEWSDIFF_SHARED; nothing of them is in the project."""

import gzip
import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from newsdiff.discover.feed import read_feed
from newsdiff.discover.kind import looks_like_section
from newsdiff.discover.section import read_section
from newsdiff.discover.sitemap import read_sitemap
from newsdiff.errors import FeedError
from newsdiff.model.address import address_key
from newsdiff.model.feed import Listing

SHARED = os.environ.get("NEWSDIFF_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="NEWSDIFF_SHARED is not set: no measuring data")
CORPORA = Path(SHARED or ".") / "corpora"


def manifest(name: str) -> dict[str, Any]:
    return json.loads((CORPORA / name / "manifest.json").read_text())


def body(name: str, file: str) -> bytes:
    return gzip.decompress((CORPORA / name / file).read_bytes())


def read(found: dict[str, Any]) -> Listing:
    reader = read_sitemap if found["kind"].startswith("sitemap") else read_feed
    return reader(body("feeds", found["file"]), "https://example.org/feed")


def test_every_feed_file_gives_entries_or_says_why_not() -> None:
    for found in manifest("feeds")["files"]:
        try:
            listing = read(found)
        except FeedError as error:
            assert error.line is not None, found["file"]
            assert not found["wellformed"], found["file"]
        else:
            assert listing.entries or listing.warnings, found["file"]


def test_the_series_of_polls_lose_no_entry_and_double_none() -> None:
    for series in manifest("feeds")["series"]:
        keys: dict[str | None, set[str]] = {}
        for poll in series["polls"]:
            text = body("feeds", poll["file"])
            entries = read_feed(text, "https://example.org/feed").entries
            links = re.findall(r"<item>.*?<link>(.*?)</link>", text.decode(), re.DOTALL)
            assert [e.url for e in entries] == list(dict.fromkeys(html.unescape(link) for link in links))
            for entry in entries:
                keys.setdefault(entry.id, set()).add(address_key(entry.url))
        assert all(len(found) == 1 for found in keys.values())


def test_front_pages_are_sections_with_stories() -> None:
    for page in manifest("html-news-fronts")["pages"]:
        for revision in page["revisions"]:
            text = body("html-news-fronts", revision["file"])
            url = f"https://www.{page['site']}/x"
            assert looks_like_section(text, url).is_section, page["page_id"]
            assert len(read_section(text, url).entries) >= 9, page["page_id"]
