"""Times as the pages show them: both ends of what is known, and nothing twice."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape

import pytest

from newsdiff.web.times import Above, day_html, moment, seen, stamp_words
from newsdiff.web.words import unwatched
from tests.render.samples import article

EARLY, LATE = datetime(2026, 11, 2, 7, 40, 12, tzinfo=UTC), datetime(2026, 11, 2, 8, 5, tzinfo=UTC)
NEXT = datetime(2026, 11, 3, 0, 10, tzinfo=UTC)
YEAR = datetime(2027, 1, 1, 0, 10, tzinfo=UTC)


def shown(html: str) -> str:
    """What is read; a line never ends within a day."""
    told = unescape(re.sub(r"<[^>]+>", "", html))
    assert not re.search(r"\d (Jan|Nov)\b|(Jan|Nov) \d", told)
    return told.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("after", "by", "above", "words"),
    [
        (EARLY, LATE, Above(), "appeared 2 Nov 2026, between 07:40 and 08:05 UTC"),
        (EARLY, NEXT, Above(), "appeared between 2 Nov, 07:40, and 3 Nov 2026, 00:10 UTC"),
        (EARLY, YEAR, Above(), "appeared between 2 Nov 2026, 07:40, and 1 Jan 2027, 00:10 UTC"),
        (EARLY, EARLY + timedelta(seconds=9), Above(), "appeared 2 Nov 2026, between 07:40:12 and 07:40:21 UTC"),
        (EARLY, LATE, Above(year=2026, zone=True), "appeared 2 Nov, between 07:40 and 08:05"),
        (EARLY, LATE, Above(year=2025, zone=True), "appeared 2 Nov 2026, between 07:40 and 08:05"),
        (EARLY, LATE, Above(year=2026, day=date(2026, 11, 2), zone=True), "appeared between 07:40 and 08:05"),
        (EARLY, NEXT, Above(year=2026, day=date(2026, 11, 3)), "appeared between 2 Nov, 07:40, and 3 Nov, 00:10 UTC"),
        (None, LATE, Above(), "first seen 2 Nov 2026, 08:05 UTC"),
        (None, LATE, Above(year=2026, zone=True), "first seen 2 Nov, 08:05"),
    ],
)
def test_an_interval_shows_both_ends_and_nothing_twice(
    after: datetime | None, by: datetime, above: Above, words: str
) -> None:
    assert shown(seen(after, by, above=above)) == words


def test_a_time_is_whole_in_its_title_and_for_programs() -> None:
    html = moment(EARLY, Above(year=2026, zone=True))
    assert (
        html
        == '<time datetime="2026-11-02T07:40:12Z" title="2026-11-02 07:40 UTC">2\N{NO-BREAK SPACE}Nov, 07:40</time>'
    )


def test_times_of_other_zones_are_told_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    assert shown(moment(datetime(2026, 11, 3, 0, 10, tzinfo=east))) == "2 Nov 2026, 15:10 UTC"
    assert shown(seen(datetime(2026, 11, 2, 23, 50, tzinfo=east), datetime(2026, 11, 3, 0, 10, tzinfo=east))) == (
        "appeared 2 Nov 2026, between 14:50 and 15:10 UTC"
    )


def test_a_time_that_a_page_gives_stays_in_one_line() -> None:
    assert stamp_words(EARLY) == "2 Nov 2026, 07:40 UTC".replace(" ", "\N{NO-BREAK SPACE}")


def test_a_day_is_told_with_its_name() -> None:
    assert shown(day_html(date(2026, 11, 2))) == "Monday 2 November 2026"


SEEN = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (None, "The page gives no time of publication"),
        ("2026-11-02T07:00:00Z", ""),
        ("2026-11-02T05:00:00Z", "First seen about 7 hours after its publication date"),
        ("2026-11-01T19:00:00", ""),
        ("2026-11-01T12:00:00", "First seen about 1 day after its publication date"),
        ("2026-11-01", ""),
        ("2026-10-30", "First seen about 3 days after its publication date"),
        ("9999-12-31", ""),
    ],
)
def test_a_time_of_publication_without_a_zone_is_one_though_it_is_known_to_the_day_alone(
    published: str | None, told: str
) -> None:
    assert unwatched(article("It rained.", published=published), SEEN, is_brief=True).partition(":")[0] == told
