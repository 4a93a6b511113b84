"""Text that is struck out is kept, and does not read as text that stands."""

import pytest

from newsdiff.extract import PageExtractor, extract_article
from newsdiff.extract.struck import held, marked
from newsdiff.model.article import ExtractionOutcome
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
CRACK = "Divers found a crack {} metres long in the northern quay, which was built in 1962."


def texts(*paragraphs: str) -> tuple[str, ...]:
    """What a page says whose second paragraph is replaced by these."""
    return extract_article(page(paragraphs=(PARAGRAPHS[0], *paragraphs, *PARAGRAPHS[2:])), URL).texts


def crack(said: str) -> str:
    """What is read where a paragraph says so."""
    text = texts(CRACK.format(said))[1]
    return text.removeprefix("Divers found a crack ").removesuffix(CRACK[CRACK.index(" metres") :])


@pytest.mark.parametrize("tag", ["s", "strike", "del", 'span style="text-decoration: line-through"'])
def test_a_word_that_is_struck_out_is_marked(tag: str) -> None:
    assert crack(f"<{tag}>eleven</{tag.split()[0]}> twelve") == "~~eleven~~ twelve"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("<s>eleven </s>twelve", "~~eleven~~ twelve"),
        ("nearly<s> eleven </s>twelve", "nearly ~~eleven~~ twelve"),
        ("<s>11</s>12", "~~11~~12"),
        ("<s>ten <b>or <del>nearly</del></b> eleven</s> twelve", "~~ten or nearly eleven~~ twelve"),
        ("<s>eleven</s><s> or so</s>", "~~eleven or so~~"),
        ("10<s><sup>5</sup></s>", "10~~⁵~~"),
        ("<s>#</s>eleven", "#eleven"),
        ("<s> </s>eleven<del></del>", "eleven"),
    ],
)
def test_signs_stand_around_words_and_not_around_space(said: str, read: str) -> None:
    assert crack(said) == read


def test_striking_a_word_out_is_a_change_and_taking_it_out_another() -> None:
    assert len({crack("eleven twelve"), crack("<s>eleven</s> twelve"), crack("twelve")}) == 3


def test_each_paragraph_that_is_struck_out_is_marked() -> None:
    expected = (PARAGRAPHS[0], f"~~{PARAGRAPHS[1]}~~", *PARAGRAPHS[2:])
    assert texts(f"<p><s>{PARAGRAPHS[1]}</s></p>") == expected
    assert texts(f'<p style="text-decoration:line-through">{PARAGRAPHS[1]}</p>') == expected
    whole = page(paragraphs=("<del>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</del>",))
    assert extract_article(whole, URL).texts == tuple(f"~~{p}~~" for p in PARAGRAPHS)


def test_a_tag_that_nobody_closes_loses_nothing() -> None:
    article = extract_article(page(paragraphs=("<del>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS),)), URL)
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert tuple(text.strip("~") for text in article.texts) == PARAGRAPHS


def test_a_line_break_behind_a_struck_sentence_parts_paragraphs() -> None:
    assert texts(f"<p><s>{PARAGRAPHS[1]}</s><br>{PARAGRAPHS[2]}</p>")[1:3] == (f"~~{PARAGRAPHS[1]}~~", PARAGRAPHS[2])


def test_a_headline_shows_what_is_struck_out_in_it() -> None:
    article = extract_article(page(headline=f"<s>Twelve days:</s> {HEADLINE}"), URL)
    assert (article.headline, article.headlines.h1) == (f"~~Twelve days:~~ {HEADLINE}",) * 2
    assert article.texts == PARAGRAPHS


def test_a_bare_page_and_a_vouched_one_mark_it_too() -> None:
    bare = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, CRACK.format("<s>eleven</s> twelve")))
    assert extract_article(bare, URL).texts == (*PARAGRAPHS, CRACK.format("~~eleven~~ twelve"))
    short = b"<main><h1>Ferry</h1><p>The ferry runs <s>on Monday</s> again.</p></main>"
    assert PageExtractor().extract(short, URL, is_vouched=True).texts == ("The ferry runs ~~on Monday~~ again.",)


def test_text_without_anything_struck_out_is_as_it_was() -> None:
    assert marked("a ~~b~~ c") == "a ~~b~~ c"
    assert marked(held(" a ") + "b") == " ~~a~~ b"
