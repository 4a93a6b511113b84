"""People's patterns, and how a first look divides a feed."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.discover.filters import check_filters, select_first_look, wanted
from newsdiff.errors import ConfigError
from newsdiff.model.feed import Entry, Filters

NOW = datetime(2022, 5, 10, tzinfo=UTC)
STORY = Entry(url="https://example.org/sport/a", title="Rain in May", categories=("Weather", "Local"))


def entry(name: str, days_ago: float | None = None) -> Entry:
    at = None if days_ago is None else NOW - timedelta(days=days_ago)
    return Entry(url=f"https://example.org/{name}", published_at=at)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), True),
        (("/sport/",), (), True),
        (("^Rain",), (), True),
        (("^Local$",), (), True),
        (("politics",), (), False),
        (("politics", "May$"), (), True),
        ((), ("Weather",), False),
        (("/sport/",), ("rain",), True),
        (("/sport/",), ("(?i)rain",), False),
    ],
)
def test_patterns_are_searched_in_url_title_and_categories(
    include: tuple[str, ...], exclude: tuple[str, ...], expected: bool
) -> None:
    assert wanted(STORY, Filters(include=include, exclude=exclude)) is expected


def test_a_bad_pattern_is_named_with_its_position() -> None:
    with pytest.raises(ConfigError, match=r"'a\(b' is no regular expression.*position 3"):
        check_filters(Filters(include=("ok",), exclude=("a(b",)))


def test_a_pattern_that_takes_for_ever_is_stopped() -> None:
    slow = Entry(url="https://example.org/", title="a" * 200 + "!")
    started = time.monotonic()
    with pytest.raises(ConfigError, match="took more than"):
        wanted(slow, Filters(include=(r"^(a|aa|a+)+$",)))
    assert time.monotonic() - started < 5


def test_first_look_takes_the_last_seven_days_newest_first() -> None:
    look = select_first_look([entry("old", 9), entry("b", 2), entry("a", 1)], NOW, cap=10)
    assert [e.url[-1] for e in look.take] == ["a", "b"]
    assert look.old == (entry("old", 9),)


def test_a_dormant_feed_still_gives_its_last_week() -> None:
    look = select_first_look([entry("x", 400), entry("y", 405), entry("z", 410)], NOW, cap=10)
    assert look.take == (entry("x", 400), entry("y", 405))


def test_a_date_in_the_future_does_not_hide_this_week() -> None:
    look = select_first_look([entry("future", -3000), entry("a", 1)], NOW, cap=10)
    assert len(look.take) == 2


def test_an_old_story_updated_today_is_taken() -> None:
    story = Entry(url="https://example.org/a", published_at=NOW - timedelta(days=99), updated_at=NOW)
    assert select_first_look([story, entry("b", 1)], NOW, cap=10).take[0] is story


def test_of_undated_entries_the_first_fifty_are_taken() -> None:
    look = select_first_look([entry(str(n)) for n in range(60)], NOW, cap=1000)
    assert [e.url for e in look.take] == [entry(str(n)).url for n in range(50)]
    assert len(look.old) == 10


def test_entries_above_the_cap_wait_newest_first() -> None:
    look = select_first_look([entry(str(n), n / 10) for n in range(9, -1, -1)], NOW, cap=3)
    assert [e.url[-1] for e in look.take] == ["0", "1", "2"]
    assert [e.url[-1] for e in look.waiting] == ["3", "4", "5", "6", "7", "8", "9"]


@given(st.lists(st.one_of(st.none(), st.floats(-10, 1000))), st.integers(0, 20))
def test_no_entry_is_lost_or_doubled(ages: list[float | None], cap: int) -> None:
    entries = [entry(str(n), age) for n, age in enumerate(ages)]
    look = select_first_look(entries, NOW, cap=cap)
    assert len(look.take) <= cap
    assert sorted(e.url for e in look.take + look.waiting + look.old) == sorted(e.url for e in entries)
