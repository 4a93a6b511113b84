"""Boxes with the background of a story and components in its lines are told as it is told."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
FACTS = (
    "The northern quay was built in 1962 and is forty metres longer than the southern one.",
    "Ferries have berthed there since the old mole was closed in the storm of 1987.",
)


def texts(html: str) -> tuple[str, ...]:
    return extract_article(html, URL).texts


@pytest.mark.parametrize(
    ("box", "head"),
    [
        ("<aside><h3>The quay</h3>{}</aside>", ("The quay",)),
        ("<aside><div>Info</div><h4>The quay</h4>{}</aside>", ("Info", "The quay")),
        ('<quay-facts role="complementary"><h3>The quay</h3>{}</quay-facts>', ("The quay",)),
        ('<aside class="facts"><h2>The quay:</h2>{}<button>Show more</button></aside>', ("The quay:",)),
    ],
)
@pytest.mark.parametrize("told", ["<p>{}</p><p>{}</p>", "<ul><li>{}</li><li>{}</li></ul>"])
def test_background_among_the_paragraphs_is_part_of_the_story(box: str, head: tuple[str, ...], told: str) -> None:
    is_long = "Info" in box or "button" in box
    facts = (
        tuple(f"{fact} {fact.replace('quay', 'wall').replace('mole', 'pier')}" for fact in FACTS) if is_long else FACTS
    )
    found = texts(page(inside=box.format(told.format(*facts))))
    assert found == (*PARAGRAPHS[:2], *head, *facts, *PARAGRAPHS[2:])


def test_background_in_a_wrapper_of_its_own_as_all_parts_of_the_story_have_is_part_of_it() -> None:
    def part(inside: str) -> str:
        return f'<div class="part"><div>{inside}</div></div>'

    aside = part(f"<aside><div><h4>The quay</h4><p>{FACTS[0]}</p><p>{FACTS[1]}</p></div></aside>")
    before, behind = (part(f'<p class="told">{p}</p>') for p in PARAGRAPHS[:2])
    found = texts(page(paragraphs=(before, aside, behind)))
    assert found == (PARAGRAPHS[0], "The quay", *FACTS, PARAGRAPHS[1])
    cards = part(f'<p class="teaser">{PARAGRAPHS[4]}</p>')
    assert FACTS[0] not in texts(page(paragraphs=(before, behind, aside, cards)))


@pytest.mark.parametrize(
    "box",
    [
        '<aside><h3>The Gull by mail</h3><p>What happened at sea, each morning.</p><a href="/mail">Sign up</a></aside>',
        f'<aside><h3>The Gull by mail</h3><p>{FACTS[0]}</p><p>{FACTS[1]}</p><a href="/mail">Sign up</a></aside>',
        f"<aside><h3>The Gull by mail</h3><p>{FACTS[0]}</p><p>{FACTS[1]}</p><button>Sign up</button></aside>",
        f"<aside><p>{PARAGRAPHS[0]}</p></aside>",
        "<aside><h3>Odile Brandt</h3><p>The harbour master of Beck Haven.</p></aside>",
    ],
)
def test_offers_and_pulled_quotes_in_asides_are_not(box: str) -> None:
    assert texts(page(inside=box)) == PARAGRAPHS


def test_an_aside_behind_the_text_is_not() -> None:
    assert texts(page(after=f"<aside><h3>The Gull</h3><p>{FACTS[0]}</p><p>{FACTS[1]}</p></aside>")) == PARAGRAPHS


def test_a_component_in_the_middle_of_a_sentence_does_not_part_it() -> None:
    inside = '<p>Herring spawn in the lee of the mole (<a-source><a href="/herring">1</a></a-source>).</p>'
    found = texts(page(inside=inside))
    assert found == (*PARAGRAPHS[:2], "Herring spawn in the lee of the mole (1).", *PARAGRAPHS[2:])


def test_a_component_behind_a_sentence_stands_by_itself() -> None:
    inside = '<p>Herring spawn in the lee of the mole. <a-card><a href="/mole">The mole</a></a-card></p>'
    assert texts(page(inside=inside)) == (*PARAGRAPHS[:2], "Herring spawn in the lee of the mole.", *PARAGRAPHS[2:])
