"""What stands between headline and body and is the story's; on small invented pages."""

import pytest

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
    linked = sell.replace("a report", '<a href="/r">a report</a>')
    assert extract_article(page(before=linked + byline), URL).standfirst is None
    message = extract_article(page(before=byline + sell), URL)
    assert (message.standfirst, message.texts) == (None, PARAGRAPHS)


def test_short_sentences_beside_the_standfirst_are_read() -> None:
    preamble = f'<div class="preamble"><p>{DECK}</p>' + "".join(f"<p>{p}</p>" for p in SHORT) + "</div>"
    article = extract_article(page(before=preamble), URL)
    assert (article.standfirst, article.texts) == (DECK, (*SHORT, *PARAGRAPHS))


def test_sections_above_the_heaviest_are_read_with_their_headings() -> None:
    first, *rest = (f'<div class="paragraph"><p>{p}</p></div>' for p in (DECK, *PARAGRAPHS))
    above = f'<div class="preamble"><div class="part">{first}</div></div>'
    long = "".join(rest) + "".join(rest).replace(".", " again.")
    section = f'<div class="sect"><h2>What the divers found</h2><div class="part">{long}</div></div>'
    article = extract_article(page(paragraphs=(above + section,), wrapper='<div class="blog">'), URL)
    assert article.standfirst == DECK
    assert article.texts[:2] == ("What the divers found", PARAGRAPHS[0])


def test_a_message_between_the_sections_of_a_head_is_not_read() -> None:
    section = "".join(f'<div class="paragraph"><p>{p}</p></div>' for p in PARAGRAPHS)
    html = page(before=f'<div class="bar"><p>{DECK}</p></div>', paragraphs=(section,))
    assert extract_article(html, URL).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "under",
    [
        "<h2>Nobody looked for nine years</h2>",
        '<p class="x">Nobody looked for nine years</p><div>By Ann Lee | 3 March 2031</div>',
    ],
)
def test_a_few_words_right_under_the_headline_are_the_standfirst(under: str) -> None:
    article = extract_article(page(before=under), URL)
    assert (article.standfirst, article.texts) == ("Nobody looked for nine years", PARAGRAPHS)


@pytest.mark.parametrize(
    "under",
    ["<p>Ann Lee, harbour desk, 3 March 2031, 19:35</p><p>By Ann Lee</p>", "<p>Nobody looked for nine years</p>"],
)
def test_dates_and_lines_without_a_byline_below_are_none(under: str) -> None:
    assert extract_article(page(before=under), URL).standfirst is None


def test_what_is_called_a_standfirst_below_the_second_paragraph_is_text() -> None:
    chart = f'<p class="chart-dek">{DECK}</p>'
    article = extract_article(page(inside=chart), URL)
    assert (article.standfirst, article.texts) == (None, (*PARAGRAPHS[:2], DECK, *PARAGRAPHS[2:]))


def test_the_text_of_a_slide_is_no_standfirst() -> None:
    slide = f'<ul><li><img src="/q.jpg" alt="q.jpg"><div class="summary"><p>{DECK}</p></div></li></ul>'
    assert extract_article(page(inside=slide, paragraphs=PARAGRAPHS[:1] + PARAGRAPHS), URL).standfirst is None
    assert extract_article(page(before=slide), URL).standfirst is None


@pytest.mark.parametrize(
    "form",
    [
        '<p class="site-header--h2 header__sub-title">{}</p>',
        '<div data-name="standfirst"><div class="x"><div><p>{}</p></div></div></div>',
    ],
)
def test_a_standfirst_may_be_called_so_in_two_words_or_farther_out(form: str) -> None:
    text = "Two divers hurt as wall of the quay collapses next to the market"
    assert extract_article(page(before=form.format(text)), URL).standfirst == text


def test_the_beginning_of_a_text_in_wrappers_of_its_own_is_read() -> None:
    """Above a box the page has a wrapper for each paragraph, below it one for all."""
    named = ("first", "second", "third")
    begun = "".join(f'<div class="{n}Par"><p>{p}</p></div>' for n, p in zip(named, PARAGRAPHS, strict=False))
    body = "".join(f"<p>{p} The gulls of Beck Haven said nothing of it.</p>" for p in PARAGRAPHS[1:])
    source = f'<div id="main">{begun}<ul class="related"><li><a href="/a">Gulls</a></li></ul><div class="body">{body}'
    standfirst = '<h2 class="standfirst">Divers fear for the northern quay of Beck Haven.</h2>'
    assert extract_article(page(paragraphs=(), before=standfirst, wrapper=source)).texts[:3] == PARAGRAPHS[:3]


@pytest.mark.parametrize("tag", ["h2", "h3"])
@pytest.mark.parametrize("later", ["", "<{}>What the council is going to do</{}>"])
def test_a_heading_between_headline_and_byline_is_the_standfirst(tag: str, later: str) -> None:
    said = f'<{tag}>Divers fear for the northern quay of Beck Haven</{tag}><p class="byline">By Ann Lee</p>'
    source = page(wrapper="", inside=later.format(tag, tag)).replace("</h1>", f"</h1>{said}")
    article = extract_article(source.replace("<article>", "<article><div>"))
    assert article.standfirst == "Divers fear for the northern quay of Beck Haven"
    assert PARAGRAPHS[0] == article.texts[0]


def test_the_first_of_several_headings_under_the_headline_heads_its_part() -> None:
    first, second = ("<h2>What the divers found in the quay</h2>", "<h2>What the council is going to do</h2>")
    article = extract_article(page(wrapper="", before=first, inside=second))
    assert article.standfirst is None
    assert article.texts[0] == "What the divers found in the quay"
