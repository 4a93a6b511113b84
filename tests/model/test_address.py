"""Addresses: found again under any spelling, shown safely, refused when unsafe."""

import pytest

from newsdiff.errors import ConfigError
from newsdiff.model.address import (
    address_key,
    check_url,
    clean_url,
    is_front_page,
    is_section_address,
    readable,
    same_site,
    source_name,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://example.org/a"),
        ("https://EXAMPLE.org/a", "https://example.org/a"),
        ("https://www.example.org/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org:443/a", "http://example.org:80/a"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/%c3%bc", "https://example.org/%C3%BC"),
        ("https://example.org/ü", "https://example.org/%C3%BC"),
        ("https://example.org/%7Ename", "https://example.org/~name"),
        ("https://bücher.example.org/", "https://xn--bcher-kva.example.org/"),
        ("https://example.org/a?utm_source=x&fbclid=1&id=3", "https://example.org/a?id=3"),
        ("https://example.org/a?id=3&amp;utm_medium=rss", "https://example.org/a?id=3"),
        ("https://example.org/a?", "https://example.org/a"),
    ],
)
def test_spellings_of_one_page_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/?q=a", "https://example.org/"),
        ("https://example.org/?p=1", "https://example.org/"),
        ("https://example.org/?ref=1", "https://example.org/"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://m.example.org/a", "https://example.org/a"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org/a+b", "https://example.org/a%2Bb".replace("%2B", "%20")),
    ],
)
def test_two_stories_are_never_merged_because_a_query_was_cut_off(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize("url", ["http://[broken", "", "no scheme", "https://example.org:99999/x", "http://\ud800/"])
def test_any_text_has_a_key(url: str) -> None:
    assert isinstance(address_key(url), str)
    assert isinstance(readable(url), str)
    assert isinstance(clean_url(url), str)


def test_cleaning_strips_tracking_and_fragment_and_nothing_else() -> None:
    url = "HTTP://www.Example.org:80/a/../%c3%bc?b=2&utm_source=x&a=&CMP=share&cmp=1#top"
    assert clean_url(url) == "HTTP://www.Example.org:80/a/../%c3%bc?b=2&a=&cmp=1"
    assert clean_url("https://example.org/a?utm_source=x") == "https://example.org/a"
    assert clean_url("https://example.org/a?partner=rss&emc=rss") == "https://example.org/a"
    assert clean_url("https://example.org/a?partner=acme") == "https://example.org/a?partner=acme"


def test_idn_is_shown_readable() -> None:
    assert readable("https://xn--bcher-kva.example.org/x") == "https://bücher.example.org/x"
    assert readable("https://example.org/%C3%BC/%E4%BE%8B") == "https://example.org/ü/例"
    assert source_name("https://www.xn--bcher-kva.example.org/") == "bücher.example.org"


@pytest.mark.parametrize(
    "url",
    [
        "https://xn--80ak6aa92e.example.org/",  # Cyrillic letters that all look Latin
        "https://xn--pypal-4ve.example.org/",  # one Cyrillic letter among Latin ones
        "https://xn--zzzzzzzz-.example.org/",  # no valid encoding
        "https://example.org/%E2%80%AEcod",  # turns the reading direction
        "https://example.org/%E3%85%A4",  # a letter that shows nothing
        "https://example.org/%FF%FE",  # no UTF-8
        "https://example.org/%20%2F%3F",
    ],
)
def test_what_could_deceive_is_not_decoded(url: str) -> None:
    assert readable(url) == url


def test_same_site_needs_no_public_suffix_list() -> None:
    assert same_site("https://www.example.org/", "http://example.org:8080/x")
    assert same_site("https://m.example.org/", "https://www.example.org/")
    assert same_site("https://sport.example.org/", "https://www.example.org/")
    assert not same_site("https://badexample.org/", "https://example.org/")
    assert not same_site("https://a.example.org/", "https://b.example.org/")
    assert not same_site("https://example.org/", "https://org/")
    assert not same_site("http://10.0.0.1/", "http://1.10.0.0.1/")


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/en/", "/de-at/index.php", "/?utm_source=x"])
def test_front_pages_are_known_by_their_address(path: str) -> None:
    assert is_front_page(f"https://example.org{path}")
    assert is_section_address(f"https://example.org{path}")


@pytest.mark.parametrize("path", ["/?p=12", "/a-story-of-many-words", "/2022/05/01/x", "/index.php?id=4"])
def test_stories_are_no_front_pages(path: str) -> None:
    assert not is_front_page(f"https://example.org{path}")
    assert not is_section_address(f"https://example.org{path}")


@pytest.mark.parametrize(
    "path", ["/politics/", "/news/world", "/tag/some-long-tag-here", "/sport/page/2", "/en/thema/x"]
)
def test_sections_are_known_by_their_address(path: str) -> None:
    assert is_section_address(f"https://example.org{path}")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "scheme is 'ftp'"),
        ("file:///etc/passwd", "scheme is 'file'"),
        ("javascript:alert(1)", "scheme"),
        ("example.org/a", "no http://"),
        ("https://user:secret@example.org/", "user name"),
        ("https://example.org\\@evil.example.org/", "backslash"),
        ("https://example.org/a b", "space"),
        ("https://example.org/\x00", "control character"),
        ("https://", "no host"),
        ("https://ex ample.org/", "space"),
        ("https://exa$mple.org/", "malformed"),
        ("https://a..example.org/", "malformed"),
        ("https://example.org:99999/", "malformed"),
        ("https://example.org:0/", "port"),
        ("https://[::1/", "malformed"),
    ],
)
def test_unsafe_addresses_are_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason.replace("$", "\\$")) as caught:
        check_url(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://example.org", "HTTP://bücher.example.org:8080/ä?x=1#y", "http://[::1]:80/"])
def test_ordinary_addresses_pass(url: str) -> None:
    check_url(url)
