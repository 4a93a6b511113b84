"""What can be said of many versions: alternation and returns."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsdiff.diff.alternating import alternations
from newsdiff.diff.history import returns_to
from newsdiff.model.article import Article
from tests.diff.test_articles import article

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
BODY = ("The ferry stayed in port on Sunday because of high waves.", "Forty people spent the night on board.")


def history(*articles: Article, hours: float = 1) -> list[tuple[datetime, Article]]:
    return [(START + timedelta(hours=hours * k), one) for k, one in enumerate(articles)]


def titled(*headlines: str | None) -> list[Article]:
    return [article(*BODY, headline=headline) for headline in headlines]


def test_a_headline_that_goes_back_and_forth_is_alternating() -> None:
    (found,) = alternations(history(*titled("A", "B", "A", "B")))
    assert (found.name, found.a, found.b, found.turns) == ("headline", "A", "B", 3)
    assert found.versions == (1, 2, 3, 4)
    assert (found.since, found.until) == (START, START + timedelta(hours=3))


def test_two_turns_are_a_return_and_not_yet_alternating() -> None:
    assert alternations(history(*titled("A", "B", "A"))) == ()
    assert returns_to(titled("A", "B", "A")) == [None, None, 1]


def test_turns_spread_over_weeks_are_not_alternating() -> None:
    assert alternations(history(*titled("A", "B", "A", "B"), hours=25)) == ()


def test_turns_need_not_follow_each_other_without_other_changes() -> None:
    a, b, a2, b2 = titled("A", "B", "A", "B")
    between = article(*BODY, "The harbour opened again.", headline="A")
    (found,) = alternations(history(a, b, a2, between, b2))
    assert found.versions == (1, 2, 3, 4, 5)


def test_a_third_headline_does_not_belong_to_it() -> None:
    assert alternations(history(*titled("A", "B", "C", "A", "B"))) == ()


def test_a_paragraph_that_goes_back_and_forth_is_alternating() -> None:
    one = article(BODY[0], "Forty people spent the night on board.")
    two = article(BODY[0], "Buy a subscription and read more stories.")
    (found,) = alternations(history(one, two, one, two))
    assert (found.name, found.turns) == ("paragraph", 3)
    assert {found.a, found.b} == {one.texts[1], two.texts[1]}


def test_an_edited_paragraph_that_goes_back_and_forth_is_alternating() -> None:
    one, two = (article(BODY[0].replace("Sunday", day)) for day in ("Sunday", "Monday"))
    (found,) = alternations(history(one, two, one, two, one))
    assert found.turns == 4


def test_only_back_again_is_a_turn() -> None:
    """The same line changes in many places of one version."""
    closed, opened = "The quay is closed until further notice.", "The quay is open to walkers and cyclists."
    one, two = (article("Arvik", line, "Lundholm", line, "Saltholm", line) for line in (closed, opened))
    assert alternations(history(one, two)) == ()


@pytest.mark.parametrize("cell", ["{}", "Arvik | {}"])
def test_figures_do_not_alternate(cell: str) -> None:
    one, two = (article("Wards that are closed", cell.format(n), "Wards that are open") for n in (20, 19))
    assert alternations(history(one, two, one, two, one)) == ()


def test_one_version_or_none_has_no_history() -> None:
    assert alternations([]) == ()
    assert alternations(history(*titled("A"))) == ()
    assert returns_to([]) == []


def test_a_return_names_the_newest_earlier_version() -> None:
    assert returns_to(titled("A", "B", "A", "B", "A")) == [None, None, 1, 2, 3]


def test_two_equal_neighbours_are_no_return() -> None:
    assert returns_to(titled("A", "A")) == [None, None]


def test_metadata_does_not_hide_a_return() -> None:
    def one(headline: str, **fields: Any) -> Article:
        return article(*BODY, headline=headline, **fields)

    assert returns_to([one("A"), one("B"), one("A", image="https://img.example.org/x.jpg")]) == [None, None, 1]


def test_turns_of_last_week_do_not_hide_those_of_today() -> None:
    times, texts = (0, 1, 2, 3, 240, 240.3, 240.6), "ABCABAB"
    told = [(START + timedelta(hours=at), one) for at, one in zip(times, titled(*texts), strict=True)]
    assert [found.turns for found in alternations(told)] == [3]
