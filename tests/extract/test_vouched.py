"""Pages for which a person vouches: lists, single sentences, bare headlines."""

import pytest

from newsdiff.errors import UnsupportedContentType
from newsdiff.extract import PageExtractor
from newsdiff.model.article import VOUCHED, Article, ExtractionOutcome, Selectors, Wall
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/topics/harbour"
NOTHING = Selectors()
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea and weather</a></li></ul></nav>'


def read(html: str, *, is_vouched: bool = True, selectors: Selectors = NOTHING) -> Article:
    extractor = PageExtractor()
    return extractor.extract(
        html.encode(), URL, content_type="text/html", charset="utf-8", selectors=selectors, is_vouched=is_vouched
    )


def topic(body: str, title: str = "The harbour of Beck Haven") -> str:
    return (
        f"<html><head><title>{title}</title></head><body>{MENU}<main><h1>{title}</h1>{body}</main>"
        "<footer><p>© The Daily Gull. All rights reserved.</p></footer></body></html>"
    )


def teasers(*headlines: str, text: str = "") -> str:
    return "".join(f'<div class="c"><h3><a href="/s/{h[-3:]}">{h}</a></h3>{text}</div>' for h in headlines)


LINKS = (
    "Divers find a crack in the northern quay",
    "The harbour master wants two new cranes",
    "Fishermen fear for their season in autumn",
    "Council argues about who pays for the wall",
)
SENTENCE = "The ferry to Gull Rock runs again."


def test_a_list_of_teasers_is_its_teasers() -> None:
    html = topic(teasers(*LINKS, text=f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p>").replace("Monday", "Tuesday", 1))
    assert read(html, is_vouched=False).outcome is ExtractionOutcome.NO_ARTICLE
    article = read(html)
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert article.headline == "The harbour of Beck Haven"
    assert any("Tuesday" in text for text in article.texts)


def test_a_list_of_bare_links_is_its_links_without_menu_and_footer() -> None:
    more = '<p><a href="/all">All stories</a></p>'
    html = topic(teasers(*LINKS) + more)
    assert read(html, is_vouched=False).outcome is ExtractionOutcome.NO_ARTICLE
    assert read(html).texts == LINKS


def test_where_a_person_named_the_element_nothing_else_is_read() -> None:
    html = topic(f'<div class="top">{teasers(*LINKS[:2])}</div>{teasers(*LINKS[2:])}')
    assert read(html, selectors=Selectors(article=(".top",))).texts == LINKS[:2]


@pytest.mark.parametrize("html", [topic(f"<p>{SENTENCE}</p>"), f"<title>Ferry</title><p>{SENTENCE}</p>"])
def test_one_sentence_is_enough(html: str) -> None:
    assert read(html, is_vouched=False).outcome is ExtractionOutcome.NO_ARTICLE
    assert SENTENCE in (read(html).headline, *read(html).texts)
    assert read(html).outcome is ExtractionOutcome.ARTICLE


def test_a_short_plain_text_is_enough() -> None:
    text = f"Ferry news\n\n{SENTENCE}\n".encode()
    article = PageExtractor().extract(text, URL, content_type="text/plain", is_vouched=True)
    assert (article.headline, article.texts) == ("Ferry news", (SENTENCE,))


def test_a_headline_that_is_shown_is_enough() -> None:
    article = read(topic(""))
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert (article.headline, article.texts) == ("The harbour of Beck Haven", ())


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        f"<html><head><title>The Daily Gull</title></head><body>{MENU}</body></html>",
        '<html><head><title>The Daily Gull</title><meta property="og:title" content="The harbour of Beck Haven">'
        '</head><body><div id="app"></div></body></html>',
    ],
    ids=["empty", "no-body", "menu-only", "made-by-scripts"],
)
def test_a_page_that_shows_neither_headline_nor_text_stays_no_article(html: str) -> None:
    assert read(html).outcome is ExtractionOutcome.NO_ARTICLE


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("Verify you are human by completing the action below.", Wall.CAPTCHA),
        ("Please log in to continue. Forgot your password?", Wall.LOGIN),
        ("The page you are looking for could not be found.", Wall.ERROR_PAGE),
    ],
)
def test_a_wall_stays_a_wall(text: str, wall: Wall) -> None:
    article = read(topic(f"<p>{text}</p>", title="gull.example.org"))
    assert (article.outcome, article.wall) == (ExtractionOutcome.BLOCKED, wall)


def test_what_is_no_text_at_all_stays_an_error() -> None:
    with pytest.raises(UnsupportedContentType):
        PageExtractor().extract(b"%PDF-1.7 harbour", URL, is_vouched=True)


def test_an_article_is_read_as_ever() -> None:
    usual, vouched = read(page(), is_vouched=False), read(page())
    assert (vouched.headline, vouched.texts) == (HEADLINE, PARAGRAPHS)
    assert (vouched.texts, vouched.byline, vouched.standfirst) == (usual.texts, usual.byline, usual.standfirst)


def test_a_page_near_the_least_length_says_the_same_on_both_sides_of_it() -> None:
    short, long = (topic(f"<p>{SENTENCE}</p><p>{PARAGRAPHS[0]}</p>{more}") for more in ("", f"<p>{PARAGRAPHS[1]}</p>"))
    assert read(short, is_vouched=False).outcome is ExtractionOutcome.NO_ARTICLE
    assert read(long, is_vouched=False).outcome is ExtractionOutcome.ARTICLE
    assert read(long).texts == (*read(short).texts, PARAGRAPHS[1])


def test_the_make_tells_how_a_page_was_read() -> None:
    extractor = PageExtractor()
    for is_vouched, knowledge in ((True, VOUCHED), (False, "")):
        make = read(page(), is_vouched=is_vouched).make
        assert make == extractor.make(Selectors(), is_vouched=is_vouched)
        assert (make.knowledge, make.is_vouched) == (knowledge, is_vouched)
