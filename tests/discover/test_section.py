"""Front and section pages: which links lead to stories."""

import time

import pytest

from newsdiff.discover.section import read_section
from newsdiff.discover.story_address import story_score

URL = "https://www.example.org/politics/"


def urls(body: str, url: str = URL) -> list[str]:
    return [e.url for e in read_section(f"<html><title>News</title><body>{body}</body></html>", url).entries]


def story(n: int, text: str = "Council votes on the new bridge") -> str:
    return f'<div><h3><a href="/politics/council-votes-on-bridge-{n}00000.html">{text}</a></h3></div>'


def test_headlines_are_taken_in_order_and_once() -> None:
    teaser = (
        '<div><a href="/politics/council-votes-on-bridge-100000.html#c"><img></a>'
        '<a href="/politics/council-votes-on-bridge-100000.html?utm_source=x">Read more</a></div>'
    )
    listing = read_section(f"<title>Politics</title>{teaser}{story(1)}{story(2)}", URL)
    assert [e.url[-11:] for e in listing.entries] == ["100000.html", "200000.html"]
    assert listing.entries[0].title == "Council votes on the new bridge"
    assert listing.title == "Politics"


@pytest.mark.parametrize("place", ["nav", "header><nav", "footer", 'div class="main-menu"', 'ul role="navigation"'])
def test_menus_and_footers_are_left_out(place: str) -> None:
    closing = "".join(f"</{tag.split()[0]}>" for tag in reversed(place.split("><")))
    found = urls(f"<{place}>{story(1)}{closing}{story(2)}")
    assert found == ["https://www.example.org/politics/council-votes-on-bridge-200000.html"]


def test_a_header_inside_a_teaser_is_no_page_header() -> None:
    assert len(urls(f"<article><header>{story(1)}</header><footer>x</footer></article>")) == 1


def test_aside_lists_of_stories_are_taken() -> None:
    assert len(urls(f"<aside>{story(1)}</aside>")) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/tag/bridges-and-roads",
        "/author/jane-miller-of-the-paper",
        "/politics/",
        "/subscribe/",
        "/newsletter/sign-up-for-our-morning-mail",
        "/2022/05/",
        "/privacy-policy",
        "/sport/page/2",
        "/thema/hochwasser-an-der-elbe",
        "/video/index.html",
        "/files/annual-report-of-the-council-2022.pdf",
        "https://abo.example.org/ein-jahr-lesen-und-sparen-123456.html",
        "https://elsewhere.example.com/politics/council-votes-on-bridge-100000.html",
        "mailto:someone@example.org",
        "javascript:void(0)",
        "#top",
    ],
)
def test_lists_services_and_other_sites_are_left_out(path: str) -> None:
    assert urls(f'<h3><a href="{path}">Everything you want to know about it</a></h3>') == []


@pytest.mark.parametrize(
    "path",
    [
        "/2022/05/02/rain",
        "/politik/inland/koalition-streitet-ueber-haushalt-1.5648879",
        "/news/uk-56964296",
        "/monde/article/2022/05/02/les-pluies-arrivent_6124.html",
        "/?p=12345",
        "/story.php?id=77",
        "/legal/court-rules-on-the-old-bridge-case-2022-05-02/",
        "/%E6%96%B0%E9%97%BB/%E5%8C%97%E4%BA%AC%E4%B8%8B%E5%A4%A7%E9%9B%A8%E4%BA%86%E4%BB%8A%E5%A4%A9",
    ],
)
def test_story_addresses_of_many_makes_are_taken_under_a_headline(path: str) -> None:
    assert len(urls(f'<h2><a href="{path}">Heavy rain is expected all over the country</a></h2>')) == 1


def test_a_section_under_which_the_stories_lie_is_no_story() -> None:
    section = '<h2><a href="/politics/war-in-the-north/">All about the war in the north</a></h2>'
    below = '<h3><a href="/politics/war-in-the-north/talks-begin-in-capital-12345">Talks begin in capital</a></h3>'
    assert urls(section + below) == ["https://www.example.org/politics/war-in-the-north/talks-begin-in-capital-12345"]


def test_cjk_headlines_are_counted_by_characters() -> None:
    body = '<a href="/news/20220502/100001.html">北京今日将迎来今年最大降雨</a>'
    body += '<a href="/news/20220502/100002.html">更多</a>'
    assert urls(body) == ["https://www.example.org/news/20220502/100001.html"]


def test_title_comes_from_the_heading_of_a_whole_card_link() -> None:
    card = '<a href="/a/council-votes-on-bridge-1"><span>Town</span><h3>Bridge will be built</h3><p>Text.</p></a>'
    assert read_section(card, URL).entries[0].title == "Bridge will be built"


def test_title_of_an_empty_overlay_link_is_the_heading_beside_it() -> None:
    card = '<div><h3>Bridge will be built</h3><a class="overlay" href="/a/council-votes-on-bridge-1"></a></div>'
    assert read_section(f"<div>{card}{card.replace('-1', '-2')}</div>", URL).entries[0].title == "Bridge will be built"


def test_kicker_alone_is_no_title() -> None:
    card = '<a href="/a/council-votes-on-bridge-100000"><h4>Town</h4><p>Council votes on the new bridge</p></a>'
    assert read_section(card, URL).entries[0].title == "Town Council votes on the new bridge"


def test_base_element_and_meta_charset_are_honoured() -> None:
    body = (
        '<html><head><meta charset="windows-1251"><base href="https://example.org/x/"></head><body>'
        '<h2><a href="long-story-about-the-river">Река поднялась после дождей</a></h2></body></html>'
    )
    (entry,) = read_section(body.encode("windows-1251"), URL).entries
    assert (entry.url, entry.title) == (
        "https://example.org/x/long-story-about-the-river",
        "Река поднялась после дождей",
    )


def test_a_page_without_stories_says_so() -> None:
    assert read_section("", URL).warnings == ("no links to stories were found on this page",)
    assert read_section(b"\x00\xff\x00", URL).entries == ()


def test_scores_tell_stories_from_the_rest() -> None:
    assert story_score("https://example.org/2022/05/02/heavy-rain-in-the-north.html") >= 5
    assert story_score("https://example.org/politics/") == 0
    assert story_score("https://example.org/login") < 0


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + story(1),
        "<a " + " ".join(f"a{n}" for n in range(100_000)) + ">x</a>",
        story(1) * 5_000,
        "<div>" + '<a href="/a/council-votes-on-bridge-1"></a>' * 20_000,
    ],
    ids=["deep", "attributes", "many", "empty"],
)
def test_awkward_pages_end_soon(page: str) -> None:
    started = time.process_time()
    read_section(page, URL)
    assert time.process_time() - started < 10
