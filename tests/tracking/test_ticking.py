"""Boxes that tick: what two looks may differ in without being news, and what is always news."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph
from newsdiff.model.knowledge import Tick
from newsdiff.tracking.ticking import MINUTES_APART, are_believed, ticks
from tests.acceptance.pages import prose

TEXT = prose("the ferry", 5)
SOON, LATE = MINUTES_APART, MINUTES_APART + timedelta(seconds=1)


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
        Tick(box="div.poll/p", is_count=True, words=1),
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
    ("words", "is_count", "known", "apart", "believed"),
    [
        (1, True, "", SOON, True),
        (1, True, "", LATE, False),
        (1, True, "", None, False),
        (3, True, "", SOON, True),
        (4, True, "", SOON, False),
        (4, True, "div.poll", LATE, True),
        (4, True, "div.other", SOON, False),
        (0, False, "div.poll", SOON, False),
    ],
)
def test_what_is_believed(words: int, is_count: bool, known: str, apart: timedelta | None, believed: bool) -> None:
    found = [Tick(box="div.poll", is_count=is_count, words=words)]
    assert are_believed(found, [Tick(box=known, is_count=True)], apart) == believed
    assert not are_believed([], [], SOON)
