"""Which versions fit, which of them added or removed something, and which words are marked."""

from collections.abc import Sequence
from random import Random

import pytest

from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph
from newsdiff.search.matching import Fit, Reading, fit, fitting, newest_fit, places, ranges, snippets
from newsdiff.search.query import Phrase, parse, phrases
from newsdiff.search.words import words


def article(*texts: str, headline: str = "Ferry late") -> Article:
    return Article(
        url="https://example.org/a",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="plain-1"),
        headline=headline,
        paragraphs=tuple(Paragraph(text=text) for text in texts),
    )


def marked(query: str, *texts: str) -> list[list[str]]:
    return [
        [snippet.passage.text[start:end] for start, end in snippet.spans]
        for snippet in snippets(parse(query), article(*texts))
    ]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("a b", 0b0100), ("a OR b", 0b1110), ("a -b", 0b0010), ("b -a", 0b1000), ("a -zz", 0b0110), ("zz", 0)],
)
def test_sets_of_readings_are_joined_as_the_query_says(query: str, wanted: int) -> None:
    assert fitting(parse(query), {Phrase(("a",)): 0b0110, Phrase(("b",)): 0b1100}, 4) == wanted


def test_what_was_added_and_removed_is_said_of_the_same_make_alone() -> None:
    readings = [Reading(1, False), Reading(2, True), Reading(2, False), Reading(3, True), Reading(4, False)]
    assert fit(readings, 0b00010) == Fit(versions=(), added=(), removed=())
    assert fit(readings, 0b00100) == Fit(versions=(2,), added=(), removed=(3,))
    assert fit(readings, 0b01100) == Fit(versions=(2, 3), added=(), removed=())
    assert fit(readings, 0b01000) == Fit(versions=(3,), added=(3,), removed=())
    assert fit(readings, 0b00110) == Fit(versions=(2,), added=(2,), removed=(3,))


def test_the_newest_version_that_fits_is_the_last_of_all_that_do() -> None:
    readings = [Reading(1, False), Reading(2, True), Reading(2, False), Reading(3, True), Reading(4, False)]
    for fits in range(1 << len(readings)):
        assert newest_fit(readings, fits) == max(fit(readings, fits).versions, default=None)


def test_numbers_are_told_as_ranges() -> None:
    assert ranges([]) == ()
    assert ranges([2, 3, 5]) == ((2, 3), (5, 5))


@pytest.mark.parametrize(
    ("phrase", "text", "wanted"),
    [
        ("ferry", "A Ferry, a ferry's ferries.", ["Ferry", "ferry"]),
        ("ferr*", "A Ferry, two ferries.", ["Ferry", "ferries"]),
        ('"two hours"', "Two hours, two\nhours; two. Hours, hours two", ["Two hours", "two\nhours", "two. Hours"]),
        ("京", "東京、京都", ["京", "京"]),
        ("東京都", "東京都", ["東京都"]),
        ("mowe", "Die „Möwe“", ["Möwe"]),
    ],
)
def test_places_of_a_phrase(phrase: str, text: str, wanted: list[str]) -> None:
    (asked,) = phrases(parse(phrase))
    assert [text[start:end] for start, end in places(asked, list(words(text)))] == wanted


def test_the_passage_with_most_of_what_was_looked_for_comes_first_then_the_rest() -> None:
    texts = ("A winch broke.", "The master saw the winch and the quay.", "A tunnel.")
    assert marked("winch quay", *texts) == [["winch", "quay"]]
    assert marked("tunnel winch quay", *texts) == [["winch", "quay"], ["tunnel"]]
    assert marked("late winch -zz", *texts) == [["late"], ["winch"]]
    assert marked("winch OR nothing", *texts) == [["winch"]]
    assert marked("headline:winch OR body:late OR winch", *texts) == [["winch"]]


def chosen(query: Sequence[str], *texts: str) -> list[str]:
    """The passages to be shown, as looking at every word of every one of them finds."""
    held = [(text, {word for word in query if word in text.lower().split()}) for text in texts]
    shown: list[str] = []
    missing = set(query)
    while missing and len(shown) < 3:
        text, said = max(held, key=lambda one: len(one[1] & missing))
        if not said & missing:
            break
        shown.append(text)
        missing -= said
    return shown


def test_passages_that_need_not_be_cut_into_words_change_nothing() -> None:
    random = Random(4)
    for _ in range(300):
        texts = [" ".join(random.choices(("a1", "a1b", "b2", "b2c", "c3", "d4"), k=3)) for _ in range(6)]
        query = random.sample(("a1", "b2", "c3", "d4"), k=random.randint(1, 4))
        found = [one.passage.text for one in snippets(parse(" ".join(query)), article(*texts, headline=""))]
        assert found == chosen(query, *texts), (query, texts)


def test_marks_that_overlap_are_one() -> None:
    assert marked('"the winch and" "winch and the"', "See the winch and the quay.") == [["the winch and the"]]
