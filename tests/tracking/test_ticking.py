"""Boxes that tick: what two looks may differ in without being news, and what is always news."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph
from newsdiff.model.knowledge import Tick
from newsdiff.tracking.ticking import are_known, ticks
from tests.acceptance.pages import prose

TEXT = prose("the ferry", 5)


def read(*box: str, text: Sequence[str] = TEXT, place: str = "div.poll/p") -> Article:
    """An article with a box in its midst."""
    rows = [*((t, "") for t in text[:2]), *((t, place) for t in box), *((t, "") for t in text[2:])]
    return Article(
        url="",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="x"),
        headline="Ferry late",
        paragraphs=tuple(Paragraph(text=text) for text, _ in rows),
        places=tuple(place for _, place in rows),
    )


def test_numbers_alone_tick() -> None:
    assert ticks(read("1,204 votes", "Yes 43%"), read("1,310 votes", "Yes 42.5%")) == (
        Tick(box="div.poll/p", is_count=True),
    )


def test_lines_that_are_exchanged_for_wholly_different_ones_tick_but_are_no_counts() -> None:
    found = ticks(read("Storm closes the pass", "Trams at night"), read("Trams at night", "Fish market sold"))
    assert found == (Tick(box="div.poll/p", is_count=False),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (read("12 votes"), read("12 votes")),
        (read("12 votes"), read("14 votes", place="div.else/p")),
        (read("12 votes"), read()),
        (read(), read("12 votes")),
        (read("12 votes"), read("14 votes", text=[*TEXT[:-1], TEXT[-1].replace("a", "o")])),
        (read("12 votes"), replace(read("14 votes"), headline="Ferry very late")),
        (read("12 votes"), replace(read("14 votes"), byline="By Ann Lee")),
        (read("Storm closes the pass"), read("Storm closes the only pass")),
        (read("A storm closes the pass."), read("Trams will run at night.")),
        (read(text=[*TEXT[:-1], "It is 12."]), read(text=[*TEXT[:-1], "It is 14."])),
        (read(f"{TEXT[0]} It is 12."), read(f"{TEXT[0]} It is 14.")),
    ],
    ids=[
        "same",
        "elsewhere",
        "gone",
        "come",
        "text-too",
        "headline-too",
        "byline-too",
        "edited",
        "sentence",
        "article",
        "prose",
    ],
)
def test_everything_else_is_news(old: Article, new: Article) -> None:
    assert ticks(old, new) == ()


@pytest.mark.parametrize(
    ("is_count", "known", "expected"),
    [(True, "div.poll", True), (True, "div.other", False), (True, "", False), (False, "div.poll", False)],
)
def test_the_numbers_of_a_box_that_was_seen_to_tick_are_known(is_count: bool, known: str, expected: bool) -> None:
    found = [Tick(box="div.poll", is_count=is_count)]
    assert are_known(found, [Tick(box=known, is_count=True)]) == expected
    assert not are_known([], [Tick(box=known, is_count=True)])
