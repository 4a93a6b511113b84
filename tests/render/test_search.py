"""What a search found, on a terminal and as JSON."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from newsdiff.model.search import Event, Field, Passage, SearchHit, SearchPage, Sighting, Snippet
from newsdiff.render.json_search import search_json
from newsdiff.render.search import render_search
from tests.render.samples import ADDRESS, HOSTILE, NOON
from tests.render.test_json_shapes import check

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
WIDE = "港口在星期日关闭，乘客在船上过夜，船员给他们送来了热汤。"
COMMAND = "newsdiff search winch"
TEXT = "A broken winch had kept the “Möwe” at her berth for three hours."


def seen(version: int) -> Sighting:
    by = NOON + timedelta(hours=version)
    return Sighting(version=version, after=by - timedelta(minutes=30) if version > 1 else None, by=by)


def snippet(text: str = TEXT, *spans: tuple[int, int], field: Field = Field.BODY, place: int | None = 1) -> Snippet:
    return Snippet(passage=Passage(field=field, paragraph=place, text=text), spans=spans or ((2, 14),))


HIT = SearchHit(
    article_id=12,
    url=ADDRESS,
    source="Harbour Times",
    headline="Ferry late",
    versions=4,
    ranges=((2, 3),),
    added=(seen(2),),
    removed=(seen(4),),
    listed=seen(3),
    first_seen=seen(2),
    last_seen_at=seen(4).by,
    shown=3,
    snippets=(snippet(),),
)


def shown(*hits: SearchHit, **options: Any) -> str:
    return render_search(SearchPage(hits=hits), command=COMMAND, **options)


def test_a_hit_tells_since_when_and_until_when_and_how_to_see_more() -> None:
    lines = shown(HIT).splitlines()
    assert re.fullmatch(r"── Harbour Times ─+", lines[0])
    assert lines[1:] == [
        "Ferry late",
        "article 12, versions 2–3 of 4",
        "appeared between 2026-11-02 13:30 and 14:00 UTC (version 2)",
        "vanished between 2026-11-02 15:30 and 16:00 UTC (version 4)",
        "",
        "¶2 of version 3",
        "  A [broken winch] had kept the “Möwe” at her berth for three hours.",
        "",
        "newsdiff diff 12 3 4",
    ]


def test_what_still_stands_and_what_was_there_from_the_beginning() -> None:
    always = replace(HIT, ranges=((1, 4),), added=(), removed=(), first_seen=seen(1), listed=seen(4), shown=4)
    text = shown(always)
    assert "article 12, versions 1–4 of 4\n" in text
    assert "there when the article was first seen, 2026-11-02 13:00 UTC\n" in text
    assert "in the newest version, last seen 2026-11-02 16:00 UTC\n" in text
    assert text.endswith("newsdiff show 12 4\n")


def test_what_came_and_went_and_what_nobody_saw_vanish() -> None:
    text = shown(replace(HIT, ranges=((1, 1), (3, 3)), added=(seen(3),), removed=(seen(2), seen(4))))
    assert "versions 1, 3 of 4" in text
    assert "it came and went: 1 time added, 2 times removed" in text
    other_make = replace(HIT, ranges=((2, 2),), removed=())
    assert "article 12, version 2 of 4" in shown(other_make)
    assert "not in the newest version, last seen" in shown(other_make)


def test_the_version_that_was_asked_for_is_the_one_to_look_at() -> None:
    assert shown(replace(HIT, listed=seen(2), shown=2), event=Event.ADDED).endswith("newsdiff diff 12 1 2\n")
    assert shown(replace(HIT, listed=seen(4)), event=Event.REMOVED).endswith("newsdiff diff 12 3 4\n")


def test_a_field_is_named_and_marks_are_seen_with_and_without_colour() -> None:
    hit = replace(HIT, snippets=(snippet("Winch broke", (0, 5), field=Field.HEADLINE, place=None),))
    assert "Headline, version 3\n  [Winch] broke\n" in shown(hit)
    assert "\x1b[1;4mWinch\x1b[0m broke" in shown(hit, colour=True)


def test_a_long_paragraph_is_shortened_around_what_was_found() -> None:
    text = f"{'before ' * 60}winch{' after' * 60}"
    told = " ".join(shown(replace(HIT, snippets=(snippet(text, (420, 425)),))).split())
    assert re.search(r"version 3 … (before )+\[winch\]( after)+ …", told)


def test_how_to_see_older_ones_is_the_same_command_going_on() -> None:
    page = SearchPage(hits=(HIT,), cursor=(12, 3))
    assert render_search(page, command=COMMAND).endswith("\n\nolder: newsdiff search winch --before 12:3\n")
    assert search_json(page)["before"] == "12:3"
    assert search_json(SearchPage(hits=()))["before"] is None


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    hostile = tuple(snippet(text, (0, len(text) // 2 or 1)) for text in (*HOSTILE, WIDE * 9, "x" * 300) if text)
    wide = replace(HIT, source=WIDE * 5, headline=WIDE * 2, snippets=hostile, ranges=tuple((k, k) for k in range(99)))
    page = SearchPage(hits=(HIT, wide), cursor=(12, 3))
    for line in render_search(page, command=COMMAND, width=width, colour=colour).splitlines():
        assert cell_len(ESCAPES.sub("", line)) <= width


def test_hostile_text_is_harmless() -> None:
    for text in HOSTILE:
        hit = replace(HIT, headline=text, source=text or "s", snippets=(snippet(text or "x", (0, 1)),))
        told = shown(hit)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)


def test_json_is_as_published() -> None:
    for hit in (HIT, replace(HIT, headline=None, ranges=((1, 1), (3, 4)), first_seen=seen(1), snippets=())):
        check("search", search_json(SearchPage(hits=(hit,), cursor=(12, 3))))
    (told,) = search_json(SearchPage(hits=(HIT,)))["hits"]
    assert (told["ranges"], told["in_newest"], told["shown"]) == ([[2, 3]], False, 3)
    assert told["removed"] == [{"version": 4, "after": "2026-11-02T15:30:00Z", "by": "2026-11-02T16:00:00Z"}]
    assert told["snippets"] == [{"field": "body", "paragraph": 1, "text": TEXT, "spans": [[2, 14]]}]
