"""Sitemaps: XML and text, plain and packed, with Google's news extension."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from newsdiff.discover.sitemap import read_sitemap
from newsdiff.errors import FeedError
from newsdiff.model.feed import TargetKind

URL = "https://example.org/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(urls: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>\n{before}<urlset {NS}>\n{urls}\n</urlset>'.encode()


def test_addresses_and_lastmod_are_read() -> None:
    body = urlset(
        "<url><loc> https://example.org/a </loc><lastmod>2022-05-02T10:00:00+02:00</lastmod></url>"
        "<url><loc>/b</loc><lastmod>2022-05-03</lastmod></url>"
        "<url><loc>https://example.org/c</loc><lastmod>yesterday</lastmod></url>"
    )
    listing = read_sitemap(body, URL)
    assert (listing.kind, listing.children, listing.warnings) == (TargetKind.SITEMAP, (), ())
    assert [(e.url, e.updated_at) for e in listing.entries] == [
        ("https://example.org/a", datetime(2022, 5, 2, 8, tzinfo=UTC)),
        ("https://example.org/b", datetime(2022, 5, 3, tzinfo=UTC)),
        ("https://example.org/c", None),
    ]


def test_news_extension_gives_title_date_and_keywords_and_images_do_not() -> None:
    body = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>
      <image:image><image:loc>https://example.org/x.jpg</image:loc><image:title>A picture</image:title></image:image>
      <loc>https://example.org/a</loc>
      <news:news><news:publication><news:name>P</news:name></news:publication>
      <news:publication_date>2022-05-02</news:publication_date><news:title>Rain &amp; wind</news:title>
      <news:keywords>rain, wind, rain</news:keywords></news:news></url></urlset>""".encode()
    (entry,) = read_sitemap(body, URL).entries
    assert (entry.url, entry.title, entry.categories) == ("https://example.org/a", "Rain & wind", ("rain", "wind"))
    assert entry.published_at == datetime(2022, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "namespace", ["", 'xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"', 'xmlns="http://www.google.com/x/0.84"']
)
def test_namespace_variants_are_read(namespace: str) -> None:
    body = f"<urlset {namespace}><url><loc>https://example.org/a</loc></url></urlset>".encode()
    assert len(read_sitemap(body, URL).entries) == 1


def test_an_index_names_children() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>/s1.xml.gz</loc><lastmod>2022-05</lastmod></sitemap></sitemapindex>"
    listing = read_sitemap(body.encode(), URL)
    (child,) = listing.children
    assert (child.url, child.updated_at) == ("https://example.org/s1.xml.gz", datetime(2022, 5, 1, tzinfo=UTC))
    assert listing.entries == ()


def test_gzip_is_unpacked_and_bounded() -> None:
    assert len(read_sitemap(gzip.compress(urlset("<url><loc>/a</loc></url>")), URL).entries) == 1
    with pytest.raises(FeedError, match="more than 50 MB"):
        read_sitemap(gzip.compress(b" " * 60 * 1024 * 1024), URL)
    with pytest.raises(FeedError, match="too early"):
        read_sitemap(gzip.compress(urlset("<url><loc>/a</loc></url>"))[:-9], URL)


def test_text_sitemap_has_one_address_per_line() -> None:
    listing = read_sitemap(b"\xef\xbb\xbfhttps://example.org/a\r\n\r\nhttps://example.org/b\n", URL)
    assert [e.url for e in listing.entries] == ["https://example.org/a", "https://example.org/b"]
    with pytest.raises(FeedError, match="line 2"):
        read_sitemap(b"https://example.org/a\nhello there\n", URL)


def test_fifty_thousand_addresses_are_read_and_no_more() -> None:
    started = time.process_time()
    listing = read_sitemap(urlset("".join(f"<url><loc>/{n}</loc></url>" for n in range(50_010))), URL)
    assert len(listing.entries) == 50_000
    assert "rest was left out" in listing.warnings[0]
    assert time.process_time() - started < 20


def test_a_sitemap_that_breaks_off_gives_what_stands_before_with_the_line() -> None:
    listing = read_sitemap(urlset("<url><loc>https://example.org/a?x=1&y=2</loc></url>\n<url><loc>/b"), URL)
    assert listing.entries[0].url == "https://example.org/a?x=1&y=2"
    assert "line 3" in listing.warnings[0]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"<rss/>", "<rss>"),
        (b"<html><body>x</body></html>", "HTML page"),
        (b"", "no entries|empty|neither"),
        (urlset("", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entity 'x'"),
        (b"<urlset>\n<url", "line"),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes, cause: str) -> None:
    with pytest.raises(FeedError, match=cause):
        read_sitemap(body, URL)


def test_deep_nesting_ends_soon() -> None:
    started = time.process_time()
    with pytest.raises(FeedError):
        read_sitemap(urlset("<a>" * 100_000), URL)
    assert time.process_time() - started < 5


def test_an_empty_sitemap_says_so() -> None:
    assert read_sitemap(urlset(""), URL).warnings == ("the sitemap has no entries",)
