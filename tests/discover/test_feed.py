"""Feeds: every kind, awkward ones, malformed ones, hostile ones."""

import codecs
import gzip
import json
import time
from datetime import UTC, datetime

import pytest

from newsdiff.discover.feed import read_feed
from newsdiff.errors import FeedError
from newsdiff.model.feed import TargetKind

URL = "https://example.org/news/feed.xml"


def rss(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>\n{before}<rss version="2.0"><channel>\n{items}\n</channel></rss>'.encode()


def item(link: str = "https://example.org/a", title: str = "A story", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def test_rss_entry_has_address_title_dates_categories_and_id() -> None:
    more = "<guid isPermaLink='false'>7</guid><pubDate>Mon, 02 May 2022 10:00:00 +0200</pubDate>"
    more += "<category>Floods</category>"
    listing = read_feed(rss("<title>The Paper</title>" + item(more=more)), URL)
    (entry,) = listing.entries
    assert (listing.kind, listing.title, listing.warnings) == (TargetKind.FEED, "The Paper", ())
    assert (entry.url, entry.title, entry.id) == ("https://example.org/a", "A story", "7")
    assert entry.published_at == datetime(2022, 5, 2, 8, tzinfo=UTC)
    assert entry.updated_at is None
    assert entry.categories == ("Floods",)


def test_atom_takes_the_alternate_link_and_resolves_xml_base() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/base/"><title>T</title>
    <entry><id>urn:1</id><title type="html">A &amp;lt;b&gt;bold&lt;/b&gt; word</title>
    <link rel="enclosure" href="https://example.org/x.mp3"/><link rel="alternate" href="story/1"/>
    <published>2022-05-02T10:00:00+02:00</published><updated>2022-05-03T00:00:00Z</updated></entry></feed>"""
    (entry,) = read_feed(body, URL).entries
    assert entry.url == "https://example.org/base/story/1"
    assert entry.published_at == datetime(2022, 5, 2, 8, tzinfo=UTC)
    assert entry.updated_at == datetime(2022, 5, 3, tzinfo=UTC)


def test_rdf_and_rss_0_91_with_a_plain_doctype_are_read() -> None:
    rdf = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="x"><title>R</title></channel>
    <item rdf:about="y"><title>One</title><link>https://example.org/1</link></item></rdf:RDF>"""
    assert [e.url for e in read_feed(rdf, URL).entries] == ["https://example.org/1"]
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss.dtd">\n'
    assert len(read_feed(rss(item(), doctype), URL).entries) == 1


def test_harmless_entity_declarations_are_resolved() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY eacute "&#233;"><!ENTITY co "Acme">]>\n'
    (entry,) = read_feed(rss(item(title="Caf&eacute; &co;"), doctype), URL).entries
    assert entry.title == "Café Acme"


def test_relative_links_are_resolved_against_the_feed() -> None:
    urls = [e.url for e in read_feed(rss(item("/a") + item("b?x=1&amp;y=2")), URL).entries]
    assert urls == ["https://example.org/a", "https://example.org/news/b?x=1&y=2"]


def test_original_link_wins_over_a_redirector() -> None:
    more = '<o:origLink xmlns:o="http://rssnamespace.org/feedburner/ext/1.0">https://example.org/real</o:origLink>'
    (entry,) = read_feed(rss(item("https://feeds.example.org/~r/1", more=more)), URL).entries
    assert entry.url == "https://example.org/real"


def test_a_guid_is_an_address_only_when_it_looks_like_one() -> None:
    items = "<item><guid>https://example.org/g</guid></item><item><guid>12345</guid></item>"
    listing = read_feed(rss(items), URL)
    assert [e.url for e in listing.entries] == ["https://example.org/g"]
    assert listing.warnings == ("1 of 2 entries have no http(s) address",)


def test_same_address_twice_in_one_document_is_one_entry() -> None:
    twice = item("https://example.org/a?id=1") + item("http://www.example.org/a?id=1&amp;utm_source=rss")
    assert [e.url for e in read_feed(rss(twice + item("https://example.org/a?id=2")), URL).entries] == [
        "https://example.org/a?id=1",
        "https://example.org/a?id=2",
    ]


def test_titles_are_plain_text() -> None:
    (entry,) = read_feed(rss(item(title="<![CDATA[A <i>new</i> rise &amp; fall\n of it]]>")), URL).entries
    assert entry.title == "A new rise & fall of it"
    (entry,) = read_feed(rss(item(title="1 &lt; 2")), URL).entries
    assert entry.title == "1 < 2"


def test_a_date_that_is_none_is_none() -> None:
    (entry,) = read_feed(rss(item(more="<pubDate>last Tuesday-ish</pubDate>")), URL).entries
    assert entry.published_at is None


def test_json_feed_is_read() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {"id": 1, "url": "/a", "title": "One", "date_published": "2022-05-02T10:00:00+02:00", "tags": ["x"]},
            {"id": "https://example.org/b"},
            {"id": "3", "external_url": "https://example.com/c"},
            {"id": "4"},
            "nonsense",
        ],
    }
    listing = read_feed(json.dumps(document).encode(), URL, "application/feed+json")
    assert [e.url for e in listing.entries] == [
        "https://example.org/a",
        "https://example.org/b",
        "https://example.com/c",
    ]
    assert listing.entries[0].id == "1"
    assert listing.entries[0].published_at == datetime(2022, 5, 2, 8, tzinfo=UTC)
    assert listing.warnings == ("2 of 5 entries have no http(s) address",)


def test_broken_json_names_its_line() -> None:
    with pytest.raises(FeedError, match="line 2") as caught:
        read_feed(b'{"version": "https://jsonfeed.org/version/1",\n"items": [{]}', URL)
    assert caught.value.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "shift_jis", "iso-8859-1"])
def test_declared_character_sets_are_honoured(encoding: str) -> None:
    word = {"windows-1251": "Москва", "shift_jis": "東京"}.get(encoding, "café")
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><rss version="2.0"><channel>{item(title=word)}</channel></rss>'
    listing = read_feed(text.encode(encoding), URL)
    assert (listing.entries[0].title, listing.warnings) == (word, ())


def test_wrong_encoding_declaration_is_survived_and_told() -> None:
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{item(title="café, déjà")}</channel></rss>'
    )
    listing = read_feed(text.encode("windows-1252"), URL)
    assert listing.entries[0].title == "café, déjà"
    assert "declared as utf-8" in listing.warnings[0]


@pytest.mark.parametrize(
    ("broken", "url"),
    [
        (item("https://example.org/a?x=1&y=2"), "https://example.org/a?x=1&y=2"),
        (item(title="Fish &nbsp; chips"), "https://example.org/a"),
        (item(more="<media:thing/>"), "https://example.org/a"),
        (item(title="bell \x07"), "https://example.org/a"),
        (item() + "<item><title><![CDATA[never ends", "https://example.org/a"),
        (item() + "<item><title>cut", "https://example.org/a"),
    ],
)
def test_malformed_feeds_give_entries_and_a_warning_with_the_line(broken: str, url: str) -> None:
    listing = read_feed(rss(broken), URL)
    assert listing.entries[0].url == url
    assert any("line " in warning for warning in listing.warnings)


def test_an_empty_feed_says_so() -> None:
    listing = read_feed(rss("<title>T</title>"), URL)
    assert (listing.entries, listing.warnings) == ((), ("the feed has no entries",))


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "empty"),
        (b"hello", "no element"),
        (b"<!doctype html>\n<html><body>x</body></html>", "HTML page"),
        (b'<urlset xmlns="x"/>', "sitemap"),
        (b"<opml/>", "<opml>"),
        (b"\x1f\x8bnot gzip", "gzip"),
        (b"<rss><channel>\n\n<\n", "line 3"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_cause(body: bytes, cause: str) -> None:
    with pytest.raises(FeedError, match=cause):
        read_feed(body, URL)


def test_gzip_is_unpacked() -> None:
    assert len(read_feed(gzip.compress(rss(item())), URL).entries) == 1


XXE_FILE = '<!DOCTYPE r [\n<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
    f'\n<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "body", "cause"),
    [
        ("xxe file", rss(item(title="&x;"), XXE_FILE), "line 3: it declares the entity 'x'"),
        ("xxe http", rss(item(), '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>'), "entity 'p'"),
        ("billion laughs", rss(item(title="&i;"), LAUGHS + "]>"), "line 3: it declares the entity 'b'"),
        ("quadratic", rss(item(title="&a;" * 9999), f'<!DOCTYPE r [<!ENTITY a "{"x" * 9999}">]>'), "entity 'a'"),
        ("many references", rss(item(title="&a;" * 99999), '<!DOCTYPE r [<!ENTITY a "xxxxxx">]>'), "refers to its own"),
        ("deep", rss("<a>" * 100_000 + "</a>" * 100_000), "nested more than 256"),
        ("deep and open", rss("<item><title>" + "<b>" * 100_000), "nested more than 256"),
        ("attributes", rss("<item " + " ".join(f'a{n}=""' for n in range(5000)) + "/>"), "200 attributes"),
        ("namespaces", rss("".join(f'<n:a xmlns:n="u{n}"/>' for n in range(5000))), "200 namespaces"),
        ("elements", rss("<a/>" * 200_000), "100000 elements"),
        ("loose parser bomb", rss('&bad <a "' * 200_000), "elements"),
        ("comments", b"<!--" * 500_000, "comment has no end"),
        ("doctypes", b"<!DOCTYPE a [" * 100_000, "no end"),
        ("deep json", b'{"items":' + b"[" * 200_000, "nested too deep"),
        ("gzip bomb", gzip.compress(b"\0" * 60 * 1024 * 1024, mtime=0), "more than 50 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_hostile_documents_end_in_an_error_and_soon(name: str, body: bytes, cause: str) -> None:
    started = time.process_time()
    with pytest.raises(FeedError, match=cause.replace("(", "\\(")):
        read_feed(body, URL)
    assert time.process_time() - started < 5


def test_entities_hidden_in_utf_16_are_seen() -> None:
    with pytest.raises(FeedError, match="entity 'x'"):
        read_feed(codecs.BOM_UTF16_LE + rss(item(title="&x;"), XXE_FILE).decode().encode("utf-16-le"), URL)


def test_body_that_is_a_file_name_opens_no_file() -> None:
    with pytest.raises(FeedError):
        read_feed(b"/etc/passwd", URL)
