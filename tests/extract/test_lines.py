"""What stands in one line with the text around it, and what begins a new one."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"


def texts(*paragraphs: str) -> tuple[str, ...]:
    return extract_article(page(paragraphs=(*paragraphs, *PARAGRAPHS)), URL).texts[: -len(PARAGRAPHS)]


@pytest.mark.parametrize("tag", ["person", "o:p", "chron", "location"])
def test_an_element_that_html_does_not_know_stands_in_the_line(tag: str) -> None:
    said = "When {0} asked in {1}, nobody answered: “{2}!”"
    names = ("Odile Brandt", "Beck Haven", "Selma")
    assert texts(f"<p>{said.format(*(f'<{tag}>{name}</{tag}>' for name in names))}</p>") == (said.format(*names),)


def test_a_component_is_a_block() -> None:
    said = ("The divers came back on Tuesday morning.", "They had found a second crack.")
    assert texts("".join(f"<x-text>{one}</x-text>" for one in said)) == said
