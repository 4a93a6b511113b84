"""The class that most paragraphs have tells where the story is, whatever its wrappers are called."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"
LONG = (*PARAGRAPHS[:3], PARAGRAPHS[4])


def texts(html: str) -> tuple[str, ...]:
    return extract_article(html, URL).texts


def classed(paragraphs: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(f'<p class="{name}">{p}</p>' for p in paragraphs)


@pytest.mark.parametrize("name", ["paywall", "related-text", "story-share-p"])
def test_a_careless_class_of_all_paragraphs_takes_none_of_them(name: str) -> None:
    assert texts(page(paragraphs=classed(LONG, name))) == LONG


@pytest.mark.parametrize("name", ["teaser-content", "sidebar-grid", "promo-body"])
def test_a_careless_name_of_a_wrapper_takes_no_paragraph_of_the_story(name: str) -> None:
    first, rest = classed(LONG[:1], "text"), classed(LONG[1:], "text")
    assert texts(page(wrapper=f'<div><div class="{name}">{first[0]}</div>', paragraphs=rest)) == LONG


def test_paragraphs_may_be_written_as_div() -> None:
    parts = [f'<div class="sidebar-grid"><div class="story-text"><div>{p}</div></div></div>' for p in LONG]
    assert texts(page(wrapper="<div>", paragraphs=tuple(parts))) == LONG


def test_the_wrapper_tells_where_paragraphs_have_no_class() -> None:
    parts = [f'<div class="sidebar-grid"><div class="story-text"><p>{p}</p></div></div>' for p in LONG]
    assert texts(page(wrapper="<div>", paragraphs=tuple(parts))) == LONG


def test_a_box_with_such_a_name_and_text_of_another_class_goes() -> None:
    box = f'<div class="promo-body"><p class="offer">{PARAGRAPHS[0]} Now.</p></div>'
    assert texts(page(paragraphs=classed(LONG, "text"), inside=box)) == LONG


def test_a_story_cut_into_two_wrappers_is_read_whole() -> None:
    first, rest = classed(LONG[:1], "text"), classed(LONG[1:] * 3, "text")
    html = page(wrapper=f'<div class="part">{first[0]}</div><div class="part walled">', paragraphs=rest)
    assert texts(html)[: len(LONG)] == LONG


def test_a_paragraph_beside_the_body_brings_nothing_else_along() -> None:
    beside = f'<p class="text">{LONG[0]}</p><div><div>Our reporter in Tolsa</div></div>'
    html = page(wrapper=f"{beside}<div>", paragraphs=classed(LONG[1:] * 3, "text"))
    assert texts(html)[: len(LONG)] == LONG
