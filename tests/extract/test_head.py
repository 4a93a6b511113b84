"""Where the head ends and the body begins, on pages that leave out the tags that would say so."""

import time

import pytest
from lxml import etree

from newsdiff.extract import PageExtractor, extract_article
from newsdiff.extract.page import parse
from newsdiff.model.article import ExtractionOutcome, Selectors
from tests.extract.pages import HEADLINE, PARAGRAPHS

URL = "https://gull.example.org/sea/harbour.html"
TEXT = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
TITLE = f'<meta charset="utf-8"><title>{HEADLINE} | The Daily Gull</title>'
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea and weather</a></li></ul></nav>'
STORY = f"<h1>{HEADLINE}</h1>{TEXT}"


def children(html: str) -> tuple[list[str], list[str]]:
    """Tags in the head and in the body."""
    root = parse(html)
    assert root is not None
    return [e.tag for e in root.find("head")], [e.tag for e in root.find("body")]


@pytest.mark.parametrize("tag", ["main", "article", "section", "header", "my-story"])
@pytest.mark.parametrize("frame", ["{}", "<!doctype html>{}", "<html>{}</html>", "<html><head>{}</html>"])
@pytest.mark.parametrize("menu", ["", MENU])
def test_text_is_read_whatever_element_comes_first(tag: str, frame: str, menu: str) -> None:
    article = extract_article(frame.format(f"{TITLE}{menu}<{tag}>{STORY}</{tag}>"), URL)
    assert (article.outcome, article.headline) == (ExtractionOutcome.ARTICLE, HEADLINE)
    assert article.texts == PARAGRAPHS


def test_a_headline_in_its_header_and_a_footer_are_what_they_are_elsewhere() -> None:
    header, footer = f"<header><h1>{HEADLINE}</h1></header>", "<footer><p>© The Daily Gull.</p></footer>"
    article = extract_article(f"{TITLE}{header}<article>{TEXT}</article>{footer}", URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_a_picture_first_is_a_picture() -> None:
    picture = '<figure><img src="/quay.jpg"><figcaption>The northern quay, seen from the ferry</figcaption></figure>'
    article = extract_article(f"{TITLE}{picture}<main>{STORY}</main>", URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_a_body_tag_that_comes_too_late_loses_nothing() -> None:
    html = f"<html><head>{TITLE}<main><h1>{HEADLINE}</h1>{TEXT[: TEXT.index('<p>', 9)]}</main></head>"
    rest = TEXT[TEXT.index("<p>", 9) :]
    assert extract_article(f"{html}<body>{rest}</body></html>", URL).texts == PARAGRAPHS


def test_what_stands_in_the_head_stays_there() -> None:
    head = "".join(f"<{tag}></{tag}>" for tag in ("title", "script", "style", "noscript", "template", "object"))
    head += "<base href='/'><link rel='icon' href='/i'><meta name='a' content='b'>"
    tags = ["title", "script", "style", "noscript", "template", "object", "base", "link", "meta"]
    assert children(f"<html><head>{head}</head><body><p>a</p></body></html>") == (tags, ["p"])
    assert children(f"{head}<nav>a</nav><link rel='icon' href='/i'><p>b</p>") == (tags, ["nav", "link", "p"])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<title>T</title><nav>a</nav> b <main>c</main><p>d</p>e", "a b c d e"),
        ("<title>T</title>a<main>b</main>c", "a b c"),
        ("<title>T</title> <nav>a</nav></head>b<body>c</body>", "a bc"),
        ("<main>a</main>b<title>T</title>", "a b T"),
    ],
)
def test_text_keeps_its_order(html: str, text: str) -> None:
    root = parse(html)
    assert root is not None
    assert " ".join(" ".join(root.find("body").itertext()).split()) == text
    assert len(etree.tostring(root)) == len(etree.tostring(root, with_tail=False))


def test_metadata_after_the_head_are_read_all_the_same() -> None:
    meta = '<meta property="og:title" content="Harbour closed"><meta property="og:type" content="article">'
    article = extract_article(f"{TITLE}{MENU}{meta}<main>{STORY}</main>", URL)
    assert article.headlines.og == "Harbour closed"


def test_selectors_find_what_a_head_without_end_holds() -> None:
    html = f"{TITLE}<main><h1>{HEADLINE}</h1><div class='x'>{TEXT}</div><p class='y'>{'More of it. ' * 9}</p></main>"
    assert PageExtractor().read(html, URL, selectors=Selectors(article=(".x",))).texts == PARAGRAPHS


def test_many_elements_in_a_head_without_end_are_moved_at_once() -> None:
    number = 100_000  # takes about a quarter of a second
    started = time.perf_counter()
    assert len(children("<title>T</title><nav>a</nav>" + "<nav>a</nav> <link>" * number)[1]) == 2 * number + 1
    assert time.perf_counter() - started < 10
