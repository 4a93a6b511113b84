"""What stands right below the headline is its standfirst, even where the template has a name for teasers for it."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
LEAD = "Fishermen must land their catch in Tolsa, twenty miles up the coast, and the ferry leaves from the mole."


def below_headline(markup: str) -> tuple[str | None, tuple[str, ...]]:
    html = page().replace(f"<h1>{HEADLINE}</h1>", f"<header><div><h1>{HEADLINE}</h1></div>{markup}</header>")
    article = extract_article(html, URL)
    return article.standfirst, article.texts


@pytest.mark.parametrize(
    "markup",
    [
        f'<p class="teaser-text">{LEAD}</p>',
        f'<div class="teaser lead">{LEAD}</div>',
        f'<section class="module-teaser"><p class="story-teaser">{LEAD}</p></section>',
        f'<div class="tools"><span class="date">3 March 2031</span><div class="article-teaser-text">{LEAD}</div></div>',
        f'<h2 class="site-component-header">{LEAD}</h2>',
    ],
)
def test_a_line_below_the_headline_is_the_standfirst_whatever_it_is_called(markup: str) -> None:
    assert below_headline(markup) == (LEAD, PARAGRAPHS)


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="teaser"><a href="/sea/ferry">Ferry leaves from the mole</a> <p>{LEAD}</p></div>',
        f'<div class="newsletter">{LEAD}</div>',
        f'<div class="teaser"><img src="/mole.jpg"><p>{LEAD}</p></div>',
    ],
)
def test_a_teaser_or_a_letter_below_the_headline_is_none(markup: str) -> None:
    assert below_headline(markup) == (None, PARAGRAPHS)


def test_a_teaser_that_opens_the_text_below_the_header_is_the_standfirst() -> None:
    story = f'<p class="story__teaser">{LEAD}</p>' + "".join(f'<p class="story__text">{p}</p>' for p in PARAGRAPHS)
    html = f"<title>{HEADLINE}</title><article><header><h1>{HEADLINE}</h1></header><div>{story}</div></article>"
    article = extract_article(html, URL)
    assert (article.standfirst, article.texts) == (LEAD, PARAGRAPHS)


def test_lists_and_headings_that_a_wall_may_close_are_text_as_its_paragraphs_are() -> None:
    inside = (
        '<h2 class="paywall">What divers saw</h2><ul class="paywall"><li>A crack</li><li>Two loose stones</li></ul>'
    )
    html = page(inside=inside).replace("<p>", '<p class="paywall">')
    texts = extract_article(html, URL).texts
    assert texts == (*PARAGRAPHS[:2], "What divers saw", "A crack", "Two loose stones", *PARAGRAPHS[2:])


def test_a_headline_with_a_careless_name_is_the_headline_and_has_its_standfirst() -> None:
    texts = tuple(f"{p} It was said {n} times." for n in range(2, 6) for p in PARAGRAPHS)
    picture = '<figure><img src="/mole.jpg"><figcaption>The mole, seen from the ferry</figcaption></figure>'
    html = page(paragraphs=texts, before=f'{picture}<p class="standfirst">{LEAD}</p><div><a href="#text">On</a></div>')
    article = extract_article(html.replace("<h1>", '<h1 class="headline pagination__hidden">'), URL)
    assert (article.headline, article.standfirst, article.texts) == (HEADLINE, LEAD, texts)


def test_a_header_that_has_a_caption_is_none() -> None:
    """ "hasCaption" says that one stands in it."""
    figure = '<figure><img src="/mole.jpg"><figcaption>The mole, seen from the ferry</figcaption></figure>'
    head = f'<div class="header hasCaption"><h1>{HEADLINE}</h1><h2 class="subtitle">{LEAD}</h2>{figure}</div>'
    article = extract_article(page().replace(f"<h1>{HEADLINE}</h1>", head), URL)
    assert (article.standfirst, article.captions) == (LEAD, ("The mole, seen from the ferry",))


def test_of_two_standfirsts_the_second_is_text() -> None:
    second = '<h2 class="deck">The quay was last repaired in 2009</h2>'
    article = extract_article(page(before=f'<p class="deck">{LEAD}</p>{second}'), URL)
    assert (article.standfirst, article.texts) == (LEAD, ("The quay was last repaired in 2009", *PARAGRAPHS))


def test_an_empty_element_may_stand_between_headline_and_standfirst() -> None:
    lead = "Fishermen land their catch in Tolsa, twenty miles up the coast"
    head = f'<header><h1>{HEADLINE}</h1><h2 class="row"></h2><p>{lead}</p><div class="by">By Ann Lee</div></header>'
    article = extract_article(page().replace(f"<h1>{HEADLINE}</h1>", head), URL)
    assert (article.standfirst, article.texts) == (lead, PARAGRAPHS)
