"""Times and labels as people give them to `changes`."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsdiff.cli.stream import label_names, parse_when
from newsdiff.errors import ConfigError
from newsdiff.model.change import LabelName

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo"], autouse=True)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine in that timezone."""
    import time

    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    request.addfinalizer(lambda: (monkeypatch.undo(), time.tzset()))


def local(*parts: int) -> datetime:
    return datetime(*parts).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("90m", timedelta(minutes=90)),
        ("24h", timedelta(hours=24)),
        ("7d", timedelta(days=7)),
        (" 2W ", timedelta(weeks=2)),
        ("0h", timedelta()),
    ],
)
def test_a_duration_means_so_long_ago(text: str, ago: timedelta) -> None:
    assert parse_when(text, NOW) == parse_when(text, NOW, is_end=True) == NOW - ago


def test_a_day_begins_and_ends_at_midnight_of_this_machine() -> None:
    for text in ("2026-11-20", "20261120"):
        assert parse_when(text, NOW) == local(2026, 11, 20)
        assert parse_when(text, NOW, is_end=True) == local(2026, 11, 21)
    today = NOW.astimezone()
    assert parse_when("today", NOW) == local(today.year, today.month, today.day)
    assert parse_when("Yesterday", NOW, is_end=True) == parse_when("today", NOW)
    days = [parse_when(text, NOW) for text in ("yesterday", "today")]
    assert [later - earlier for earlier, later in pairwise(days) if earlier and later] == [timedelta(days=1)]


def test_a_time_is_this_machine_s_unless_it_says_otherwise() -> None:
    for is_end in (False, True):
        assert parse_when("2026-11-20T14:05", NOW, is_end=is_end) == local(2026, 11, 20, 14, 5)
        given = parse_when("2026-11-20T14:05+01:00", NOW, is_end=is_end)
        assert given == datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
    assert parse_when(None, NOW) is None


@pytest.mark.parametrize(
    "text",
    ["", "soon", "7", "7y", "-7d", "999999d", "999999w", "2026-13-01", "9999-12-31", "0001-01-01T00:00+14:00", "٧d"],
)
def test_what_is_no_time_is_told_with_what_is_one(text: str) -> None:
    with pytest.raises(ConfigError, match=r"is no time: write 2026-11-22, .* yesterday, 24h or 7d"):
        parse_when(text, NOW, is_end=True)


def test_the_first_day_of_all_is_no_time() -> None:
    with pytest.raises(ConfigError, match="is no time"):
        parse_when("0001-01-01", NOW)


def test_labels_are_named_with_commas_between_them() -> None:
    assert label_names(None) == frozenset()
    assert label_names("number, Quotation") == {LabelName.NUMBER, LabelName.QUOTATION}
    for text in ("correction-note", "correction note", "correction_note"):
        assert label_names(text) == {LabelName.CORRECTION_NOTE}


@pytest.mark.parametrize("text", ["", "number,", "nonsense", "number,nonsense"])
def test_an_unknown_label_is_told_with_the_known_ones(text: str) -> None:
    with pytest.raises(ConfigError, match=r"is no label; known: headline, .*correction-note, .*quiet"):
        label_names(text)
