"""The same article in other surroundings, other calls before it, any bytes, any size."""

import contextlib
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.errors import UnsupportedContentType
from newsdiff.extract import PageExtractor, extract_article
from newsdiff.model.article import ExtractionOutcome, Selectors
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
SURROUNDINGS = {
    "menu": {"around": '<div class="menu">' + "".join(f'<a href="/{n}">Section {n}</a>' for n in range(40)) + "</div>"},
    "cookie_banner": {"around": '<div class="cookie-banner"><p>We use cookies to make this paper better for you.</p></div>'},  # noqa: E501
    "most_read": {"after": '<div class="most-read"><ol>' + "".join(f'<li><a href="/{n}">Story {n}</a></li>' for n in range(9)) + "</ol></div>"},  # noqa: E501
    "comments": {"after": '<section id="comments"><p>' + "I never liked that quay in all my life, honestly. " * 40 + "</p></section>"},  # noqa: E501
    "advertisement": {"inside": '<div class="ad-slot"><span>Advertisement</span></div>'},
    "related": {"inside": '<p><a href="/x">Cat elected mayor of Tolsa for a day</a></p>'},
    "attributes": {"wrapper": '<div class="story css-1x2y3z" data-nonce="a8b7c6">'},
    "json_state": {"head": "<script>window.__STATE__ = {text: 'The harbour was closed.'}</script>"},
    "description": {"head": '<meta name="description" content="Everything about the harbour, every day.">'},
}  # fmt: skip


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_do_not_change_the_article(name: str) -> None:
    plain, noisy = extract_article(page(), URL), extract_article(page(**SURROUNDINGS[name]), URL)
    seen = [(a.headline, a.standfirst, a.byline, a.texts) for a in (plain, noisy)]
    assert seen[0] == seen[1]


CONSENT = "<p>We and our partners keep data on your device and read them, for sums that we tell nobody, all day.</p>"
LINKS = "".join(f'<a href="/{n}">Section {n}</a>' for n in range(9))
BESIDE = {
    "consent_above": {"around": f"<div>{CONSENT * 9}<button>Yes</button></div>"},
    "consent_below": {"after": f"<div>{CONSENT * 3}<button>Yes</button></div>"},
    "talk_below": {"after": "<div>" + f"<div><b>heron</b>{CONSENT}<button>Reply</button></div>" * 3 + "</div>"},
    "banner_between": {"before": f"<div>{LINKS}<p>Read on in our app, which is free of all costs, for ever.</p></div>"},
    "imprint_below": {"after": f"<div>{LINKS}<p>The Gull is made by eleven people who like the sea.</p></div>"},
    "message_between": {"before": f'<div class="bar">{CONSENT}</div>'},
    "teaser_between": {"before": '<div class="t"><h3><a href="/c">Cat elected mayor of Tolsa</a></h3><p class="excerpt">The animal promised to sleep in public for as long as it is in office.</p></div>'},  # noqa: E501
    "notice_below": {"after": f'<div class="colophon">{CONSENT * 2}</div>'},
    "talk_below_without_a_sign": {"after": f'<div class="voices"><b>heron</b>{CONSENT}<b>tern</b>{CONSENT}</div>'},
    "consent_above_without_a_sign": {"around": f'<div class="bar">{CONSENT * 3}</div>'},
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("tag", ["article", "div"])
def test_boxes_beside_the_body_do_not_widen_it(name: str, tag: str) -> None:
    plain, noisy = (page(**more).replace("article>", f"{tag}>") for more in ({}, BESIDE[name]))
    seen = [extract_article(html, URL) for html in (plain, noisy)]
    assert seen[0].texts == seen[1].texts == PARAGRAPHS
    assert seen[0].standfirst == seen[1].standfirst


def test_the_second_part_of_a_story_is_no_box_beside_it() -> None:
    first, second = ("".join(f"<p>{p}</p>" for p in PARAGRAPHS[n : n + 3]) for n in (0, 3))
    parts = f"<div>{first}</div><div>{second}<button>Share</button></div>"
    html = f"<html><title>x</title><body><h1>Harbour of Beck Haven stays closed</h1><div>{parts}</div></body></html>"
    assert extract_article(html, URL).texts == PARAGRAPHS


def test_a_part_of_the_story_stands_in_a_wrapper_of_its_name_or_holds_figures_or_the_landmark() -> None:
    first, second = ("".join(f"<p>{p}</p>" for p in PARAGRAPHS[n : n + 3]) for n in (0, 3))
    story = ' class="story"'
    for wrapper, tag in (("story-2", "div"), ("rest", "main")):
        parts = f'<div{story}>{first}</div><{tag} class="{wrapper}"><div>{second}</div></{tag}>'
        html = page(paragraphs=(parts,), wrapper="<div>").replace("article>", "div>")
        assert extract_article(html, URL).texts == PARAGRAPHS, wrapper
    rows = "".join(f"<tr><td>Quay {n}, of 1962, with four cranes and a shed</td><td>{n}</td></tr>" for n in range(4))
    html = page(after=f'<div class="rest"><table>{rows}</table></div>')
    assert extract_article(html, URL).texts[-1] == "Quay 3, of 1962, with four cranes and a shed | 3"


def test_a_part_of_the_story_stands_in_a_wrapper_of_any_name_when_metadata_have_its_text() -> None:
    first, second = ("".join(f"<p>{p}</p>" for p in ps) for ps in (PARAGRAPHS[:3], PARAGRAPHS[3:]))
    parts = f'<div class="c-first">{first}</div><div class="zw-9">{second}</div>'
    said = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{" ".join(PARAGRAPHS)}"}}</script>'
    )
    html = page(paragraphs=(parts,), wrapper="<div>", head=said)
    assert extract_article(html, URL).texts == PARAGRAPHS


LEAD = "Nobody had looked at the northern quay since the old harbour master left, says a report to the council."


@pytest.mark.parametrize(
    ("wrapper", "head"),
    [
        ('<div class="bar standfirst">', ""),
        ("<div>", ""),
        ('<div class="bar">', f'<meta property="og:description" content="{LEAD[:80]}...">'),
        ('<div class="bar">', f'<meta name="description" content="Two years on: {LEAD}">'),
        (
            '<div class="bar">',
            f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{LEAD}"}}</script>',
        ),
    ],
)
def test_what_stands_between_headline_and_body_is_read_when_something_vouches_for_it(wrapper: str, head: str) -> None:
    vouched, alone = (
        extract_article(page(before=f"{at}<p>{LEAD}</p></div>", head=said), URL)
        for at, said in ((wrapper, head), ('<div class="bar">', ""))
    )
    assert LEAD in (vouched.standfirst, *vouched.texts)
    assert (alone.standfirst, alone.texts) == (None, PARAGRAPHS)


def test_a_description_that_is_rewritten_alone_takes_no_standfirst_away() -> None:
    before = f'<div class="bar"><p>{LEAD}</p></div>'
    old, new = (
        page(before=before, head=f'<meta name="description" content="{d}">') for d in (LEAD, "Ten facts on quays.")
    )
    first = PageExtractor().extract(old.encode(), URL)
    again = PageExtractor().extract(new.encode(), URL, hint=first.next_hint)
    assert LEAD in (first.standfirst, *first.texts)
    assert (again.standfirst, again.texts) == (first.standfirst, first.texts)
    assert LEAD not in (extract_article(new, URL).standfirst or ""), "without the hint nothing vouches for it"


def test_what_the_body_says_too_is_not_vouched_for_by_having_been_read() -> None:
    html = page(before=f'<div class="bar"><p>{PARAGRAPHS[1]}</p></div>')
    first = PageExtractor().extract(html.encode(), URL)
    again = PageExtractor().extract(html.encode(), URL, hint=first.next_hint)
    assert (first.standfirst, first.texts) == (again.standfirst, again.texts) == (None, PARAGRAPHS)


def test_links_at_the_top_do_not_push_the_standfirst_out_of_sight() -> None:
    links = "".join(f'<p><a href="/{n}">Ferry line number {n} opens in spring</a></p>' for n in range(5))
    html = page(paragraphs=(*PARAGRAPHS[:1], links, f'<h2 class="standfirst">{LEAD}</h2>', *PARAGRAPHS[1:]))
    assert extract_article(html, URL).standfirst == LEAD


def test_where_lines_of_the_source_end_makes_no_difference() -> None:
    labelled = ("Home is where the ferry lands, said the harbour master, and he has said so for thirty years now.",)
    broken = tuple(p.replace(" ", "\n", 1) for p in labelled + PARAGRAPHS)
    assert extract_article(page(paragraphs=broken), URL).texts == labelled + PARAGRAPHS


def test_an_edit_shows_and_shows_alone() -> None:
    edited = list(PARAGRAPHS)
    edited[4] = edited[4].replace("4.2", "42")
    assert extract_article(page(paragraphs=tuple(edited)), URL).texts == tuple(edited)


@pytest.mark.parametrize(
    "wrapped",
    ["<p>{}</p>", '<div class="par">{}</div>', '<div class="part"><div><p>{}</p></div></div>', "<div><p>{}</p></div>"],
)
def test_a_long_paragraph_above_short_lines_is_not_the_whole_body(wrapped: str) -> None:
    long, short = " ".join(PARAGRAPHS), ("Strength 5:", "Beck Haven, Tolsa", "Strength 4:", "Rhum, Lind, Ostrand")
    html = page(paragraphs=tuple(map(wrapped.format, (long, *short))))
    assert extract_article(html, URL).texts == (long, *short)
    upside_down = page(paragraphs=tuple(map(wrapped.format, (*short, long))))
    assert extract_article(upside_down, URL).texts == (*short, long)


def test_the_result_does_not_depend_on_earlier_calls() -> None:
    first = extract_article(page(), URL)
    for n in range(5):
        extract_article(page(paragraphs=PARAGRAPHS[n:] + PARAGRAPHS[:n]), URL)
    assert all(extract_article(page(), URL) == first for _ in range(4))


def test_a_page_without_an_article_element_is_read_the_same_again() -> None:
    extractor = PageExtractor()
    html = page(wrapper="<div>").encode()
    assert len({extractor.extract(html, URL).texts for _ in range(8)}) == 1


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, newsdiff.extract; print(sorted({'lxml','bs4'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_make_names_libraries_and_selectors() -> None:
    extractor = PageExtractor()
    plain, ruled = extractor.make(Selectors()), extractor.make(Selectors(remove=(".x",)))
    assert "lxml-" in plain.extractor
    assert plain.selectors == ""
    assert len(ruled.selectors) == 64
    assert extractor.extract(page().encode(), URL).make == plain


@pytest.mark.parametrize(
    ("payload", "content_type"),
    [
        (b"%PDF-1.7 ...", None),
        (b"PK\x03\x04", "text/html"),
        (b"\x89PNG\r\n", None),
        (b"<p>x</p>", "image/jpeg"),
        (b"\x00" * 900, None),
    ],
)
def test_what_is_no_text_is_refused(payload: bytes, content_type: str | None) -> None:
    with pytest.raises(UnsupportedContentType):
        PageExtractor().extract(payload, URL, content_type=content_type)


HUGE = {
    "words": lambda: page(
        paragraphs=tuple("The quay is old and nobody knows what to do. " * 50 + str(n) for n in range(450))
    ),
    "one_paragraph": lambda: page(paragraphs=("The quay is old and cracked. " * 35_000,)),
    "tiny_paragraphs": lambda: page(paragraphs=tuple(f"Word {n}." for n in range(50_000))),
    "deep": lambda: "<html><body>" + "<div>" * 100_000 + "<p>" + PARAGRAPHS[0] * 5 + "</p>" + "</div>" * 100_000,
    "deep_inline": lambda: "<html><body><p>" + "<u>" * 60_000 + PARAGRAPHS[0] * 5,
    "boxes": lambda: page(inside="<aside><h3>The quay</h3><p>Built in 1962.</p></aside>" * 10_000),
    "wrappers": lambda: page(
        paragraphs=tuple(f'<div class="w"><p>{PARAGRAPHS[0]} {n}</p></div>' for n in range(8_000))
    ),
    "numbered_wrappers": lambda: page(
        paragraphs=tuple(
            "<section>" + f'<div class="w{n}"><p>{PARAGRAPHS[0]} {n}</p></div>' * 3 + "</section>" for n in range(2_500)
        )
    ),
    "links": lambda: page(inside='<p><a href="/x">y</a></p>' * 30_000),
    "unclosed_comment": lambda: page(inside="<!--" * 100_000),
    "broken_tags": lambda: page(inside="<" * 300_000),
    "quotes": lambda: page(inside='<p class="' * 50_000),
    "metas": lambda: page(head="<meta charset" * 100_000),
}


@pytest.mark.parametrize("name", HUGE)
def test_work_is_bounded(name: str) -> None:
    html = HUGE[name]()
    started = time.process_time()
    article = PageExtractor().extract(html.encode(), URL)
    assert time.process_time() - started < 10
    if name in ("words", "one_paragraph", "tiny_paragraphs", "deep", "links"):
        assert article.outcome is ExtractionOutcome.ARTICLE


@given(st.binary(max_size=400))
@settings(max_examples=80)
def test_any_bytes_give_an_article_or_a_clear_error(payload: bytes) -> None:
    for bytes_ in (payload, b"<html><body><p>" + payload + b"</p>", page(inside="@").encode().replace(b"@", payload)):
        with contextlib.suppress(UnsupportedContentType):
            PageExtractor().extract(bytes_, URL)


@pytest.mark.parametrize(
    "ticker",
    [
        '<span id="quote_usGULL"><font>({}, 2.79, 2.47%)</font></span>',
        '<span class="stock-ticker">${} +1.2%</span>',
        '<bg-quote channel="/zigman/1" field="percentchange">{}%</bg-quote>',
        '<fin-streamer data-symbol="GULL">{}</fin-streamer>',
    ],
)
def test_the_price_of_a_share_in_a_sentence_is_no_text(ticker: str) -> None:
    """It is another one at each look."""
    said = "The Gull Bank {} of Beck Haven lends the port the money for the wall, its director said on Monday evening."
    read = [
        extract_article(page(inside=f"<p>{said.format(ticker.format(price))}</p>")).texts for price in ("115.4", "98")
    ]
    assert read[0] == read[1]
    assert said.replace(" {}", "") in read[0]


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ('<span class="quote">40</span>', "40"),
        ('<span class="stock">herring</span>', "herring"),
        ("<span>40 50</span>", "40 50"),
    ],
)
def test_figures_and_words_in_other_elements_stay(kept: str, text: str) -> None:
    said = "The Gull Bank lends {} to the port of Beck Haven for the wall, its director said on Monday evening."
    assert said.format(text) in extract_article(page(inside=f"<p>{said.format(kept)}</p>")).texts


@pytest.mark.parametrize(
    "kept",
    ['<span class="ticker-minute">90+3</span>', '<span class="in-stock">25</span>', '<span class="stock">1,200</span>'],
)
def test_figures_of_a_ticker_and_of_what_is_in_stock_stay(kept: str) -> None:
    said = "The harbour of Beck Haven counts {} this week, as the port authority said in its report on Monday evening."
    figure = kept.split(">")[1].split("<")[0]
    assert said.format(figure) in extract_article(page(inside=f"<p>{said.format(kept)}</p>")).texts
