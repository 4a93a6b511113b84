"""What an answer is, told by looking at it."""

import gzip

import pytest

from newsdiff.discover.kind import Document, autodiscovered_feeds, classify, looks_like_section

URL = "https://example.org/x"


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"/>', "text/html", Document.FEED),
        (b"\xef\xbb\xbf<!-- <html> -->\n<feed xmlns='http://www.w3.org/2005/Atom'/>", None, Document.FEED),
        (b"<rdf:RDF xmlns:rdf='x'/>", "text/xml", Document.FEED),
        ("<?xml version='1.0' encoding='utf-16'?><rss/>".encode("utf-16"), None, Document.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", Document.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "application/json", Document.FEED),
        (b"{}", "application/json", Document.OTHER),
        (b"broken <", "application/rss+xml", Document.FEED),
        (b"<urlset xmlns='x'/>", "application/xml", Document.SITEMAP),
        (gzip.compress(b"<sitemapindex/>", mtime=0), "application/octet-stream", Document.SITEMAP),
        (b"https://example.org/a\nhttps://example.org/b\n", "text/plain", Document.SITEMAP),
        (b"<!DOCTYPE html>\n<html><body>", "text/html", Document.PAGE),
        (b"<!DOCTYPE html [ <!ENTITY a 'b'> ]><html>", None, Document.PAGE),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xhtml+xml", Document.PAGE),
        (b"<p>Only a piece", "text/html", Document.PAGE),
        (b"<opml/>", "text/xml", Document.OTHER),
        (b"%PDF-1.7 \x00\x01", "application/pdf", Document.OTHER),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", Document.OTHER),
        (b"\x1f\x8bbroken", None, Document.OTHER),
        (b"", "text/html", Document.PAGE),
        (b"<!--" * 100_000, "text/plain", Document.OTHER),
    ],
)
def test_the_root_element_decides(body: bytes, content_type: str | None, kind: Document) -> None:
    assert classify(body, content_type, URL) is kind


def test_feeds_are_discovered_with_titles_and_comment_feeds_last() -> None:
    page = """<head><base href="https://example.org/en/">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed">
    <link rel="Alternate" type="application/atom+xml; charset=utf-8" title=" All  news " href="/atom.xml">
    <link rel="alternate" type="application/feed+json" href="feed.json">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
    <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="x.css">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>"""
    found = autodiscovered_feeds(page, URL)
    assert [(f.url, f.title) for f in found] == [
        ("https://example.org/atom.xml", "All news"),
        ("https://example.org/en/feed.json", None),
        ("https://example.org/en/comments/feed", "Comments"),
    ]
    assert autodiscovered_feeds(b"", URL) == ()


def teasers(count: int) -> str:
    return "".join(
        f'<div><h3><a href="/news/a-story-of-many-words-{n}12345">A story of words</a></h3><p>{"word " * 20}</p></div>'
        for n in range(count)
    )


PROSE = "<div>" + f"<p>{'Words of a story in a paragraph. ' * 10}</p>" * 12 + "</div>"


def test_a_page_of_teasers_is_a_section_even_when_it_calls_itself_an_article() -> None:
    page = f'<meta property="og:type" content="article">{teasers(12)}'
    evidence = looks_like_section(page, "https://example.org/politics")
    assert evidence.is_section
    assert (evidence.stories, evidence.og_type) == (12, "article")
    assert evidence.prose_chars < 200


def test_a_page_of_prose_with_related_stories_is_no_section() -> None:
    evidence = looks_like_section(PROSE + teasers(20), "https://example.org/some-page")
    assert not evidence.is_section
    assert evidence.prose_chars > 3000


def test_prose_set_with_line_breaks_counts() -> None:
    page = "<div>" + "Words of a story that are set between line breaks only, as blogs do.<br><br>" * 50 + "</div>"
    assert not looks_like_section(page + teasers(20), "https://example.org/some-page").is_section


def test_a_short_article_that_says_so_is_no_section() -> None:
    said = '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"]}]}</script>'
    evidence = looks_like_section(said + teasers(20), "https://example.org/some-page")
    assert not evidence.is_section
    assert evidence.json_ld_types == {"newsarticle"}


def test_articles_that_a_list_holds_do_not_make_it_one() -> None:
    said = (
        '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle"}]}</script>'
    )
    assert looks_like_section(said + teasers(6), "https://example.org/some-page").is_section


def test_a_front_page_address_with_stories_is_a_section() -> None:
    assert looks_like_section(teasers(3), "https://example.org/").is_section
    assert not looks_like_section("", "https://example.org/").is_section
