"""The stream of changes on a terminal and as JSON."""

import re
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from rich.cells import cell_len

from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article
from newsdiff.model.change import Assessment, Label, LabelName, Op
from newsdiff.model.observation import Origin
from newsdiff.model.stream import LeftOut, RecordedChange
from newsdiff.render.excerpt import apart, excerpt
from newsdiff.render.json_stream import changes_json, entry_json
from newsdiff.render.labels import quiet_words
from newsdiff.render.pieces import BREAK, Piece
from newsdiff.render.stream import StreamEntry, StreamPage, render_stream
from newsdiff.render.view import VersionHeader
from newsdiff.tracking.telling import most_telling
from tests.render.samples import ADDRESS, HOSTILE, NOON, article, new_article, old_article
from tests.render.test_json_shapes import check

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
WIDE = "港口在星期日关闭，乘客在船上过夜，船员给他们送来了热汤。"
COMMAND = "newsdiff changes --label number"
OLD = VersionHeader(label="version 2", number=2, after=NOON - timedelta(minutes=30), by=NOON, origin=Origin.FETCHED)
NEW = VersionHeader(
    label="version 3",
    number=3,
    after=NOON + timedelta(minutes=40),
    by=NOON + timedelta(minutes=65),
    origin=Origin.FETCHED,
)
CHANGE = RecordedChange(
    newest=3, article_id=12, url=ADDRESS, source="Harbour Times", headline="Newest", version_id=5, number=3, by=NOON
)
UNREAD = StreamEntry(
    change=CHANGE, assessment=None, old_version=OLD, new_version=NEW, unread="the page of version 2 is lost"
)


def entry(
    old: Article | None = None, new: Article | None = None, assessment: Assessment | None = None, **fields: Any
) -> StreamEntry:
    old, new = old or old_article(), new or new_article()
    change = diff_articles(old, new)
    given = {"change": CHANGE, "old_version": OLD, "new_version": NEW, **fields}
    assessed = assessment or assess(change, old, new)
    found = StreamEntry(assessment=assessed, **given)
    return found.with_texts(OLD, old, new, change, most_telling(change, old, new, assessed.labels))


def labelled(*labels: Label) -> str:
    return render_stream(page(entry(assessment=Assessment(labels=labels, weight=9, rules="1"))), command=COMMAND)


def page(*entries: StreamEntry, **fields: Any) -> StreamPage:
    return StreamPage(entries=entries, label_rules="1", **fields)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_change_tells_what_it_is_and_how_to_see_more() -> None:
    lines = render_stream(page(entry()), command=COMMAND).splitlines()
    assert re.fullmatch(r"── weight \d+ · Harbour Times ─+", lines[0])
    assert lines[1:4] == [
        "Ferry service halted as storm closes harbour",
        "article 12, version 3 · between 2026-11-02 12:40 and 13:05 UTC",
        "headline, byline, 3 paragraphs edited, 1 added, 1 removed, 1 moved, 1 split and",
    ]
    assert any(
        re.match(r"number +four metres → six metres; Twelve → 212; 1.5% → 15%; Sunday →$", line) for line in lines
    )
    assert lines[-1] == "newsdiff diff 12 2 3"


def test_a_changed_headline_and_the_most_telling_paragraph_are_shown_with_their_marks() -> None:
    text = flat(render_stream(page(entry()), command=COMMAND))
    assert "~ Headline Ferry {+service+} halted [-by-] {+as+} storm {+closes harbour+}" in text
    assert "+ ¶14 added Correction: An earlier version" in text
    assert "~ Byline" not in text
    without_note = replace(new_article(), paragraphs=new_article().paragraphs[:-1])
    assert "~ ¶2 edited [-Twelve-] {+A total of 212+} passengers" in flat(
        render_stream(page(entry(new=without_note)), command=COMMAND)
    )


def test_an_unchanged_headline_stands_alone() -> None:
    old, new = article("One text.", headline="Same"), article("Another text.", headline="Same")
    text = render_stream(page(entry(old, new)), command=COMMAND)
    assert "\nSame\n" in text and "~ Headline" not in text
    assert "~ ¶1 edited\n  [-One-] {+Another+} text." in text


def test_other_fields_are_shown_where_no_paragraph_changed() -> None:
    old = article("One text.", headline="Same", byline="By Jan Example")
    text = render_stream(page(entry(old, replace(old, byline="By Ola Nord"))), command=COMMAND)
    assert "~ Byline\n  By [-Jan Example-] {+Ola Nord+}\n" in text


def test_labels_stand_with_the_words_that_fired_them() -> None:
    told = labelled(
        Label(name=LabelName.HEADLINE, field="headline", old="Old one", new="New one"),
        Label(name=LabelName.STAMP, field="modified", old="2026-11-02T12:00:00Z", new="2026-11-02T13:00:00Z"),
        Label(name=LabelName.NUMBER, operation=0, old="12", new="212"),
        Label(name=LabelName.NUMBER, operation=1, old="1.5 %", new="15 %"),
        Label(name=LabelName.NUMBER, operation=2, old="12", new="212"),
        Label(name=LabelName.HEDGE, operation=0, old="probably"),
        Label(name=LabelName.NEGATION, operation=0, new="not"),
        Label(name=LabelName.CORRECTION_NOTE, operation=3, new="Correction: it was two."),
        Label(name=LabelName.RETURNED, new="2"),
        Label(name=LabelName.ALTERNATING),
        Label(name=LabelName.ALTERNATING, field="headline"),
    )
    assert told.split("\n\n")[1] == (
        "correction note  “Correction: it was two.” added\n"
        "negation         “not” added\n"
        "number           12 → 212; 1.5 % → 15 %\n"
        "hedge            “probably” removed\n"
        "returned         to version 2\n"
        "alternating      paragraph; headline\n"
        "headline · modified time"
    )


def test_a_quiet_change_is_told_with_the_stamp_that_stands() -> None:
    told = flat(labelled(Label(name=LabelName.QUIET, new="2026-11-02T13:00:00Z")))
    assert f"quiet {quiet_words('2026-11-02 13:00 UTC')}" in told


def test_the_words_of_many_labels_are_counted() -> None:
    many = [Label(name=LabelName.NUMBER, operation=0, old=str(k), new=str(k + 1)) for k in range(7)]
    assert "number  0 → 1; 1 → 2; 2 → 3; 3 → 4; 4 → 5\n" in labelled(*many[:5])
    assert "number  0 → 1; 1 → 2; 2 → 3; 3 → 4 and 3 more\n" in labelled(*many)


def test_a_back_and_forth_is_told_as_one() -> None:
    turns = tuple(
        replace(NEW, number=n, after=NOON + timedelta(hours=n - 1), by=NOON + timedelta(hours=n)) for n in range(3, 7)
    )
    old, new = article("One text.", headline="Ferry halted"), article("One text.", headline="Storm stops ferry")
    swinging = entry(old, new, swing=turns, change=replace(CHANGE, number=6), new_version=turns[-1])
    text = render_stream(page(swinging), command=COMMAND)
    assert "article 12, versions 3–6 · 4 changes back and forth between 2026-11-02 14:00 and" in text
    assert "~ Headline\n  [-Ferry halted-] {+Storm stops ferry+}" in text
    assert text.endswith("\nnewsdiff log 12\n")
    shape = entry_json(swinging)
    check("changes", changes_json(page(swinging)))
    assert [turn["version"] for turn in shape["swing"]] == [3, 4, 5, 6]
    assert shape["telling"] is None


def test_what_cannot_be_compared_is_listed_with_the_reason() -> None:
    text = render_stream(page(UNREAD), command=COMMAND)
    assert text.startswith("── weight unknown · Harbour Times ─")
    assert "\nNewest\n" in text
    assert "! cannot be compared: the page of version 2 is lost\n" in text
    check("changes", changes_json(page(UNREAD)))
    shape = entry_json(UNREAD)
    assert (shape["unread"], shape["weight"], shape["labels"]) == ("the page of version 2 is lost", None, [])
    assert (shape["headline"], shape["old_headline"], shape["telling"]) == ("Newest", None, None)


def test_what_was_recorded_by_hand_is_said() -> None:
    by_hand = replace(NEW, origin=Origin.BY_HAND)
    text = render_stream(page(entry(new_version=by_hand)), command=COMMAND, width=90)
    assert "13:05 UTC · recorded by hand\n" in text


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        (LeftOut(), None),
        (LeftOut(lighter=3), "3 lighter changes are left out"),
        (LeftOut(unlabelled=1), "1 change without any label asked for is left out"),
        (LeftOut(lighter=1, unlabelled=1_200), "1 lighter change and 1,200 without any label asked for are left out"),
    ],
)
def test_what_was_left_out_is_said_at_the_end(left_out: LeftOut, line: str | None) -> None:
    text = render_stream(page(entry(), left_out=left_out), command=COMMAND)
    assert text.endswith(f"\n\n{line}\n") if line else text.endswith("\nnewsdiff diff 12 2 3\n")


def test_how_to_see_older_ones_is_the_same_command_going_on() -> None:
    text = render_stream(page(entry(), has_more=True), command=COMMAND)
    assert text.endswith("\n\nolder changes: newsdiff changes --label number --before 12:3\n")
    assert changes_json(page(entry(), has_more=True))["before"] == "12:3"
    assert changes_json(page(entry()))["before"] is None


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    wide = (
        article(WIDE * 9, "x" * 300, *HOSTILE, headline=WIDE),
        article(WIDE * 8, "x" * 299 + "y", *HOSTILE, headline=WIDE * 2),
    )
    long = replace(CHANGE, source=WIDE * 5)
    text = render_stream(
        page(entry(), entry(*wide, change=long), UNREAD, has_more=True, left_out=LeftOut(lighter=3)),
        command=COMMAND,
        width=width,
        colour=colour,
    )
    for line in text.splitlines():
        assert cell_len(ESCAPES.sub("", line)) <= width


def test_hostile_text_is_harmless() -> None:
    hostile = article(*HOSTILE, headline=HOSTILE[4], byline=HOSTILE[5])
    entries = [
        entry(article("x", headline="x"), hostile, change=replace(CHANGE, source=HOSTILE[4], url=HOSTILE[5])),
        entry(assessment=Assessment(labels=(Label(name=LabelName.NAME, new=HOSTILE[4]),), weight=1, rules="1")),
        replace(UNREAD, unread=HOSTILE[4]),
    ]
    text = render_stream(page(*entries), command=COMMAND)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]", text)
    check("changes", changes_json(page(*entries)))


def test_marks_have_colour_where_there_is_colour() -> None:
    text = render_stream(page(entry()), command=COMMAND, colour=True)
    assert "\x1b[31mTwelve\x1b[0m → \x1b[32m212\x1b[0m" in text and "[-" not in text
    assert "\x1b[" not in render_stream(page(entry()), command=COMMAND)


def test_times_are_told_in_the_wanted_zone() -> None:
    zone = timezone(timedelta(hours=1))
    assert "between 2026-11-02 13:40 and 14:05 +01:00" in render_stream(page(entry()), command=COMMAND, zone=zone)


def test_json_keeps_its_shape() -> None:
    whole = page(entry(), UNREAD, has_more=True, left_out=LeftOut(lighter=3, unlabelled=2))
    shape = changes_json(whole)
    check("changes", shape)
    assert (shape["left_out"], shape["label_rules"]) == ({"lighter": 3, "unlabelled": 2}, "1")
    first = shape["changes"][0]
    assert (first["article"], first["old_version"], first["new_version"]) == (12, 2, 3)
    assert (first["after"], first["by"], first["origin"]) == ("2026-11-02T12:40:00Z", "2026-11-02T13:05:00Z", "fetched")
    assert (first["old_headline"], first["headline"]) == (
        "Ferry halted by storm",
        "Ferry service halted as storm closes harbour",
    )
    assert first["operations"] == {"added": 1, "cosmetic": 1, "edited": 3, "moved": 1, "removed": 1, "split": 1}
    assert {"name": "number", "operation": 1, "field": None, "old": "Twelve", "new": "212"} in first["labels"]
    assert first["telling"]["new_texts"][0].startswith("Correction: ")
    assert first["telling"]["operation"]["op"] == Op.ADDED.value


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_an_excerpt_keeps_what_is_marked_and_a_few_words_around_it() -> None:
    words = "all the words that stand around here " * 9
    pieces = [
        Piece("same", words),
        Piece("old", "four"),
        Piece("same", words),
        Piece("new", "six"),
        Piece("same", words),
    ]
    found = excerpt(pieces)
    assert [piece.kind for piece in found] == [piece.kind for piece in pieces]
    assert (found[1], found[3]) == (pieces[1], pieces[3])
    first, middle, last = found[0].text, found[2].text, found[4].text
    assert re.fullmatch(r"… \w.*here ", first) and len(first) < 90
    assert re.fullmatch(r"all .*\w … \w.*here ", middle) and 120 < len(middle) < 180
    assert re.fullmatch(r"all .*\w …", last) and len(last) < 90


def test_a_short_paragraph_is_shown_whole() -> None:
    pieces = [Piece("same", "Waves of "), Piece("old", "four"), Piece("new", "six"), Piece("same", " metres.")]
    assert excerpt(pieces) == pieces
    assert excerpt([]) == []


def test_an_excerpt_of_a_rewritten_text_ends_somewhere() -> None:
    many = [piece for k in range(200) for piece in (Piece("old", f"old words {k} "), Piece("new", f"new words {k} "))]
    assert 800 < len(text_of(excerpt(many))) < 910
    assert text_of(excerpt(many)).endswith(" …")
    assert len(text_of(excerpt([Piece("new", "word " * 900)]))) < 310
    assert len(text_of(excerpt([Piece("same", WIDE * 90)]))) < 310


def test_several_paragraphs_stand_on_one_line() -> None:
    assert text_of(excerpt([Piece("old", f"One.{BREAK}Two.")])) == "One. ¶ Two."


def test_a_long_text_is_cut_at_a_word() -> None:
    assert apart("", "Correction: An earlier version of this article was wrong", 36)[1] == (
        "Correction: An earlier version of …"
    )
    assert apart("", "Beteiligungsgesellschaft", 8)[1] == "Beteili…", "where there is no other"


def test_two_long_texts_are_cut_where_they_do_not_differ() -> None:
    long = "They have divided up a fish that is not there"
    assert apart(f"{long} any more", f"{long} anymore", 60) == (f"{long} any more", f"{long} anymore")
    assert apart(f"{long} any more", f"{long} anymore", 30) == ("… there any more", "… there anymore")
    assert apart(WIDE * 3, WIDE * 3 + "港", 40)[1].startswith("…")
    for old, new in ((long * 2, "Another"), (long * 2, ""), ("", long * 2)):
        cut_old, cut_new = apart(old, new, 30)
        assert max(cell_len(cut_old), cell_len(cut_new)) <= 30
        assert long.startswith((cut_old or cut_new).rstrip("…")) or new == "Another"
