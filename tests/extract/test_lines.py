"""What stands in one line with the text around it, and what begins a new one."""

import re

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ParagraphKind
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


DIVERS = "Two divers from Tolsa went down on Tuesday morning, and came back with a stone of forty pounds."


def test_a_line_in_bold_above_prose_is_a_heading() -> None:
    story = f"{PARAGRAPHS[0]}<br><br><b>What the divers found</b><br>{DIVERS}<br><br>{PARAGRAPHS[1]}"
    article = extract_article(page(paragraphs=(f"<div>{story}</div>",)), URL)
    assert article.texts == (PARAGRAPHS[0], "What the divers found", DIVERS, PARAGRAPHS[1])
    assert [p.kind for p in article.paragraphs][1] is ParagraphKind.HEADING


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<b>What the</b> divers found<br>", DIVERS),
        ("<b>4 March 2031</b><br>", DIVERS),
        ("<b>Quay of Tolsa</b><br>", "Port of Beck Haven"),
        ("<b>What the divers found</b><br>", f'<a href="/x">{DIVERS}</a> Yes.'),
    ],
)
def test_other_lines_are_parted_by_nothing(line: str, text: str) -> None:
    said = re.sub("<[^>]*>", " ", f"{line}{text}")
    assert texts(f"<p>{line}{text}</p>") == (" ".join(said.split()),)
