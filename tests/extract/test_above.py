"""What stands between headline and body and is the story's; on small invented pages."""

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
SHORT = ("The wall has cracked.", "No one was hurt.")


def test_short_sentences_in_front_of_the_body_are_read() -> None:
    html = page(before="".join(f"<p>{p}</p>" for p in SHORT))
    assert extract_article(html, URL).texts == (*SHORT, *PARAGRAPHS)


def test_short_sentences_in_boxes_and_under_names_are_not() -> None:
    assert extract_article(page(before=f'<div class="bar"><p>{SHORT[0]}</p></div>'), URL).texts == PARAGRAPHS
    assert extract_article(page(before=f'<p class="state">{SHORT[0]}</p>'), URL).texts == PARAGRAPHS


DECK = "Nobody had looked at the northern quay since the old harbour master left, says a report to the council."


def test_what_stands_between_headline_and_byline_is_the_standfirst_whatever_its_name() -> None:
    sell, byline = f'<div class="article-head__sell"><p>{DECK}</p></div>', '<p class="by">By Ann Lee</p>'
    article = extract_article(page(before=sell + byline), URL)
    assert (article.standfirst, article.texts) == (DECK, PARAGRAPHS)
    message = extract_article(page(before=byline + sell), URL)
    assert (message.standfirst, message.texts) == (None, PARAGRAPHS)
