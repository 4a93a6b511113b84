"""Tables and logs on a terminal."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from newsdiff.model.change import FieldChange
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.source import ArticleState
from newsdiff.render import listing
from newsdiff.render.log import render_head, render_log
from newsdiff.render.phrases import count, distance, instant, interval, published, still_seen, summary, time_apart
from newsdiff.render.rows import FeedRow, Setting, SourceRow, VersionRow
from newsdiff.render.settings import render_settings
from newsdiff.render.terminal import render_terminal
from newsdiff.render.view import VersionHeader
from tests.render.samples import NOON, new_article, view
from tests.render.test_json_shapes import FEED, LOOKS, TRACKED, VERSION

SETTINGS = [
    Setting(name="archive.db", value="a.sqlite", origin="default"),
    Setting(name="fetch.allow_private", value=("10.0.0.0/8", "fd00::/8"), origin="NEWSDIFF_FETCH_ALLOW_PRIVATE"),
    Setting(name="fetch.contact", value="", origin="default"),
    Setting(name="fetch.obey_robots", value=True, origin="newsdiff.toml"),
]


def look(outcome: Outcome, minutes: int, **fields: object) -> Observation:
    return replace(
        Observation(article_id=12, at=NOON + timedelta(minutes=minutes), outcome=outcome),
        **fields,  # type: ignore[arg-type]
    )


def test_columns_are_aligned() -> None:
    text = listing.table(("id", "name"), [("1", "a"), ("12", "港口")], width=40, right=(0,))
    assert text == "id  name\n 1  a\n12  港口\n"


@pytest.mark.parametrize("width", [20, 40, 60, 71, 72, 80, 200])
def test_nothing_is_wider_than_the_terminal_and_no_time_is_cut(width: int) -> None:
    wide = replace(TRACKED, headline="渡轮停在港口" * 20, url="https://example.org/" + "x" * 200, source="s" * 90)
    wide = replace(wide, last_changed_at=NOON, next_check_at=NOON)
    for text in (
        listing.render_list([wide, TRACKED], {12: Outcome.NO_ARTICLE}, width=width),
        listing.render_feeds(
            [FeedRow(feed=replace(FEED, failures=3, last_error="x" * 90, last_success_at=NOON))], width=width
        ),
        listing.render_sources([SourceRow(name="n" * 90, last_changed_at=NOON, schedule="attentive")], width=width),
        render_head(wide, "It last changed over 90 days ago and won't be looked at again", width=width),
        render_settings(SETTINGS, width=width),
    ):
        assert all(cell_len(line) <= width for line in text.splitlines())
        assert width < 40 or "2026" not in text or "2026-11-02 12:00" in text


def test_a_narrow_list_has_each_headline_on_its_own_line() -> None:
    article = replace(TRACKED, last_changed_at=NOON, next_check_at=NOON + timedelta(hours=1))
    assert listing.render_list([article], {12: Outcome.BLOCKED}, width=60).splitlines() == [
        "12  (blocked) Ferry halted",
        "    harbour · 7 changes · changed 2026-11-02 12:00 UTC",
        "    next look 2026-11-02 13:00 UTC",
    ]
    assert listing.render_list([], width=40) == ""


@pytest.mark.parametrize(
    ("outcome", "state", "title"),
    [
        (None, ArticleState.NEW, "Ferry halted · harbour"),
        (Outcome.UNCHANGED, ArticleState.WATCHED, "Ferry halted · harbour"),
        (Outcome.BACK, ArticleState.WATCHED, "Ferry halted · harbour"),
        (Outcome.BLOCKED, ArticleState.WATCHED, "(blocked) Ferry halted · harbour"),
        (Outcome.NO_ARTICLE, ArticleState.WATCHED, "(no article) Ferry halted · harbour"),
        (Outcome.SUSPECT, ArticleState.RESTING, "(suspect) Ferry halted · harbour"),
        (Outcome.GONE, ArticleState.WATCHED, "(gone) Ferry halted · harbour"),
        (Outcome.GONE, ArticleState.GONE, "Ferry halted · harbour"),
    ],
)
def test_what_kept_the_newest_look_from_the_article_stands_before_the_headline(
    outcome: Outcome | None, state: ArticleState, title: str
) -> None:
    outcomes = {} if outcome is None else {12: outcome}
    _, line = listing.render_list([replace(TRACKED, state=state)], outcomes, width=80).splitlines()
    assert line.endswith(f"  {title}")


def test_settings_say_where_they_come_from() -> None:
    assert render_settings(SETTINGS, width=80).splitlines() == [
        "archive.db          = a.sqlite",
        "fetch.allow_private = 10.0.0.0/8, fd00::/8  # NEWSDIFF_FETCH_ALLOW_PRIVATE",
        "fetch.contact       = (empty)",
        "fetch.obey_robots   = true  # newsdiff.toml",
    ]
    assert render_settings(SETTINGS[1:2], width=40).splitlines() == [
        "fetch.allow_private = 10.0.0.0/8,",
        "    fd00::/8",
        "    # NEWSDIFF_FETCH_ALLOW_PRIVATE",
    ]


def test_the_head_of_a_log_is_wrapped() -> None:
    text = render_head(TRACKED, "The next look is at 2026-11-02 14:05 UTC", width=40)
    assert text.splitlines() == [
        "article 12  Ferry halted",
        "8 versions, 7 changes. The next",
        "     look is at 2026-11-02 14:05 UTC.",
    ]


def test_nothing_to_list_is_nothing() -> None:
    assert listing.render_list([]) == ""


def test_control_characters_are_stripped_from_tables_and_logs() -> None:
    evil = "\x1b[2Jx\u202ey\nz"
    row = VersionRow(version=VERSION, headline=evil, changed=(evil,))
    for text in (
        listing.render_list([replace(TRACKED, headline=evil)], width=150),
        listing.render_feeds([FeedRow(feed=replace(FEED, title=evil, last_error=evil, failures=1))], width=150),
        render_log([row], [replace(LOOKS[0], detail=evil), LOOKS[1]], width=150),
    ):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "x" in text


def test_log_has_a_line_per_version_and_notable_look() -> None:
    row = VersionRow(version=VERSION, headline="Ferry halted", changed=("headline", "2 paragraphs edited"))
    lines = render_log([row], LOOKS, width=120).splitlines()
    assert lines == [
        "     2026-11-02 12:00 UTC  failed (timeout): No answer in 30 s.",
        "v2   between 2026-11-02 12:00 and 12:05 UTC, recorded by hand",
        "     Ferry halted",
        "     headline, 2 paragraphs edited",
    ]


def test_looks_without_a_change_are_counted() -> None:
    looks = [look(Outcome.UNCHANGED, k) for k in range(4)] + [look(Outcome.GONE, 9), look(Outcome.NOT_MODIFIED, 10)]
    assert render_log([], looks).splitlines() == [
        "     … 4 looks without a change …",
        "     2026-11-02 12:09 UTC  gone",
        "     … 1 look without a change …",
    ]
    assert len(render_log([], looks, all_looks=True).splitlines()) == 6


def test_changed_metadata_is_told_by_name_when_all_looks_are_shown() -> None:
    looks = [
        look(Outcome.UNCHANGED, 1, metadata=(("image", "x"), ("modified", "y"))),
        look(Outcome.UNCHANGED, 2, metadata=(("image", "x"), ("modified", "z"))),
    ]
    lines = render_log([], looks, all_looks=True).splitlines()
    assert [line.strip() for line in lines if "metadata" in line] == ["metadata changed: modified time"]
    assert "metadata" not in render_log([], looks)


def test_a_long_line_is_continued_and_nothing_of_it_is_lost() -> None:
    looks = [look(Outcome.FAILED, 1, reason="dns", detail="the name " + "very " * 40 + "long.example.org is unknown")]
    text = render_log([], looks, width=60)
    assert all(cell_len(line) <= 60 for line in text.splitlines())
    assert " ".join(text.split()).endswith("very long.example.org is unknown")


def test_alternating_texts_are_one_line() -> None:
    (line,) = render_log([], [], alternations=view().alternations, width=200).splitlines()
    assert "4 turns" in line
    assert "“Ferry halted by storm” / “Storm stops ferry”" in line


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0.2, "less than a minute later"),
        (1, "about 1 minute later"),
        (58, "about 1 hour later"),
        (150, "about 2 hours later"),
        (60 * 24 * 3, "about 3 days later"),
        (-120, "about 2 hours earlier"),
        (60 * 24 * 800, "about 2 years later"),
    ],
)
def test_distances_are_words(minutes: float, expected: str) -> None:
    assert distance(NOON, NOON + timedelta(minutes=minutes)) == expected


@pytest.mark.parametrize(
    ("after", "by", "expected"),
    [
        (0, 4, "up to 4 hours"),
        (16, 71.5, "16 hours to 3 days"),
        (25, 26, "25 to 26 hours"),
        (0.01, 0.25, "up to 15 minutes"),
        (72, 72, "3 days"),
        (1, 1.5, "1 hour to 90 minutes"),
        (24 * 300, 24 * 800, "9 months to 3 years"),
    ],
)
def test_a_version_after_the_first_appeared_within_a_range(after: float, by: float, expected: str) -> None:
    first, second = (
        VersionHeader(label="1", number=1, by=NOON),
        VersionHeader(label="2", number=2, after=_later(after), by=_later(by)),
    )
    # it may have stood long before the first look
    assert time_apart(first, second) == f"{expected} after the first look"
    assert time_apart(second, first) == f"first seen {expected} before version 2"


@pytest.mark.parametrize(
    ("after", "by", "expected"),
    [(0, 2, "up to 3 hours"), (5, 7, "5 to 8 hours"), (1000, 1001, "41 to 42 days")],
)
def test_the_interval_of_the_older_version_counts_too(after: float, by: float, expected: str) -> None:
    older = VersionHeader(label="2", number=2, after=_later(-1), by=NOON)
    assert (
        time_apart(older, VersionHeader(label="3", number=3, after=_later(after), by=_later(by)))
        == f"{expected} after version 2"
    )


def test_files_have_no_time_apart() -> None:
    assert time_apart(VersionHeader(label="a.html"), VersionHeader(label="b.html")) == ""


def _later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def test_intervals_over_two_days_name_both() -> None:
    text = interval(NOON, NOON + timedelta(days=1))
    assert text == "between 2026-11-02 12:00 UTC and 2026-11-03 12:00 UTC"
    assert interval(None, NOON) == "first seen 2026-11-02 12:00 UTC"


def test_an_interval_within_one_minute_is_told_in_seconds() -> None:
    assert interval(NOON, NOON + timedelta(seconds=9)) == "between 2026-11-02 12:00:00 and 12:00:09 UTC"


def test_what_changed_is_summed_up() -> None:
    assert summary(view().change) == (
        *(
            "headline",
            "byline",
            "3 paragraphs edited",
            "1 added",
            "1 removed",
            "1 moved",
            "1 split and edited",
            "1 cosmetic",
        ),
        "captions",
    )
    assert count(1_234, "change") == "1,234 changes"


def test_a_known_instant_of_publication_is_written_as_all_instants_are() -> None:
    stamped = replace(new_article(), published="2026-11-02T13:00:00+01:00", published_utc=NOON)
    assert published(view(new=stamped)) == "published 2026-11-02 12:00 UTC, says the page"
    local = published(view(new=stamped), timezone(timedelta(hours=1)))
    assert local == "published 2026-11-02 13:00 +01:00, says the page"
    dated = replace(new_article(), published="2026-11-02")
    assert published(view(new=dated)) == "published 2026-11-02, says the page"
    assert published(view()) == ""


@pytest.mark.parametrize(("minutes", "is_told"), [(-1, True), (0, False), (1, False), (None, False)])
def test_a_modified_time_before_the_old_text_was_last_seen_is_told(minutes: int | None, is_told: bool) -> None:
    shown = view()
    after = shown.new_version.after
    assert after and shown.new_version.number
    at = None if minutes is None else after + timedelta(minutes=minutes)
    shown = replace(shown, new=replace(shown.new, modified_utc=at))
    field = FieldChange(name="modified", old="a", new="b")
    said = f"The page still showed version 2 on {instant(after)}, after the modified time that version 3 gives."
    assert still_seen(shown, field, instant) == (said if is_told else "")
    assert still_seen(shown, replace(field, name="published"), instant) == ""
    assert (said in " ".join(render_terminal(shown, width=200).split())) == is_told
    assert still_seen(replace(shown, new_version=VersionHeader(label="new.html")), field, instant) == ""
