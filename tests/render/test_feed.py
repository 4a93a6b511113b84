"""Feeds as bytes, whatever stands in their values."""

import json
from datetime import timedelta

from lxml import etree

from newsdiff.render.feed import Feed, FeedEntry, atom, json_feed
from tests.render.samples import NOON

EVERYTHING = "".join(map(chr, (*range(0x300), *range(0xD7F0, 0xD810), *range(0xFFF0, 0x10010), 0x10FFFF))) + "]]>"
ENTRY = FeedEntry(
    id="urn:uuid:1",
    link=f"https://example.org/{EVERYTHING}",
    title=EVERYTHING,
    language="en",
    author=EVERYTHING,
    published=NOON,
    updated=NOON + timedelta(minutes=5),
    summary=EVERYTHING,
    html=f"<p>{EVERYTHING}</p>",
    labels=(EVERYTHING,),
)
FEED = Feed(
    id="urn:uuid:2",
    title=EVERYTHING,
    page=f"https://example.org/{EVERYTHING}",
    address="https://example.org/feed",
    older=f"https://example.org/{EVERYTHING}",
    updated=NOON,
    release="1",
    entries=(ENTRY,),
)


def test_atom_holds_any_text_that_xml_can_hold() -> None:
    feed = etree.fromstring(atom(FEED))
    title = feed.find("{*}entry/{*}title").text
    kept = {chr(n) for n in (*range(0x20, 0x300), 0xD7FF, 0xFFFD, 0x10000, 0x10FFFF)}
    assert kept < set(title)
    assert not set(title) & {"\0", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"}
    assert feed.find("{*}entry/{*}content").text.startswith("<p>")
    assert title.endswith("]]>")


def test_json_feed_holds_any_text() -> None:
    (item,) = json.loads(json_feed(FEED))["items"]
    assert set(item["title"]) == set(EVERYTHING) - {chr(n) for n in range(0xD800, 0xE000)}
    assert item["date_published"] == "2026-11-02T12:00:00Z"
