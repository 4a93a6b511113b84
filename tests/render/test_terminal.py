"""A comparison on a terminal."""

import re
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from rich.cells import cell_len

from newsdiff.render.clean import clean, visible
from newsdiff.render.terminal import render_terminal
from tests.render.samples import article, file_view, hostile_view, new_article, old_article, view

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def test_marks_have_shapes_without_colour() -> None:
    text = render_terminal(view(), width=80)
    assert "waves of up to [-four-] {+six+} metres" in " ".join(text.split())
    assert "\x1b" not in text


def test_marks_have_colour_and_line_style_with_colour() -> None:
    text = render_terminal(view(), width=80, colour=True)
    assert "\x1b[31;9mfour\x1b[0m" in text
    assert "\x1b[32;4msix\x1b[0m" in text
    assert "[-four-]" not in text


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    wide = article("港口在星期日关闭，" * 30, "x" * 300, "👩🏽\u200d🚀 " * 40, headline="渡轮停在港口" * 9)
    for one in (view(), view(wide, new_article()), hostile_view()):
        for line in render_terminal(one, width=width, colour=colour).splitlines():
            assert cell_len(ESCAPES.sub("", line)) <= width


def test_fields_stand_before_the_text_and_captions_and_metadata_after() -> None:
    text = render_terminal(view())
    places = [text.index(f"── {name} ─") for name in ("Headline", "Byline", "Text", "Captions", "Metadata changed")]
    assert places == sorted(places)
    assert "── Standfirst" not in text


def test_each_operation_is_named() -> None:
    text = render_terminal(view())
    for line in (
        "~ ¶1 edited · number four metres → six metres",
        "> ¶3 moved from old ¶10",
        "≈ ¶4 cosmetic (typography only)",
        "< ¶9 and ¶10 split from old ¶8, edited",
        "- old ¶9 removed",
        "+ ¶14 added · correction note",
    ):
        assert f"\n{line}\n" in text


def test_unchanged_paragraphs_are_folded_and_counted() -> None:
    text = render_terminal(view(), context=0)
    assert "… 3 unchanged paragraphs …" in text
    assert "founded in 1911" not in text
    assert "founded in 1911" in render_terminal(view(), context=9)


def test_context_keeps_paragraphs_around_changes() -> None:
    text = render_terminal(view(), context=1)
    assert "… 1 unchanged paragraph …" in text
    assert "Background" in text


def test_times_are_intervals_with_the_distance() -> None:
    text = render_terminal(view(), width=100)
    assert "between 2026-11-02 12:40 and 13:05 UTC, 40 to 95 minutes after v2" in text


def test_local_times_carry_their_offset() -> None:
    text = render_terminal(view(), width=100, zone=timezone(timedelta(hours=5, minutes=30)))
    assert "between 2026-11-02 18:10 and 18:35 +05:30" in text


def test_versions_and_changes_are_both_counted() -> None:
    assert "8 versions, 7 changes" in render_terminal(view())
    assert "1 version, 0 changes" in render_terminal(view(versions=1))


def test_returns_by_hand_notes_and_alternations_are_told() -> None:
    text = " ".join(render_terminal(view()).split())
    assert "! Version 3 was recorded by hand" in text
    assert "! Version 3 returns to version 1" in text
    assert "! ¶14 Correction: An earlier version" in text
    assert "! Headline alternates: 4 turns in versions 2–5" in text
    assert "“Storm stops ferry”" in text


def test_files_are_named_and_need_no_archive() -> None:
    text = render_terminal(file_view(article("One."), article("Two.")))
    assert "- ./old.html\n+ ./new.html\n" in text


def test_equal_articles_say_so_by_folding() -> None:
    assert "… 13 unchanged paragraphs …" in render_terminal(file_view(old_article(), old_article()))


def test_an_article_without_text_is_shown() -> None:
    assert "(no text)" in render_terminal(file_view(article(), article()))


def test_control_and_direction_characters_never_reach_the_terminal() -> None:
    text = render_terminal(hostile_view(), width=60)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", text
    )
    coloured = ESCAPES.sub("", render_terminal(hostile_view(), width=60, colour=True))
    assert "\x1b" not in coloured


def test_an_added_direction_character_stays_visible_as_its_name() -> None:
    old, new = article("He said yes to it."), article("He said \u202eyes to it.")
    assert "{+<U+202E>+}" in render_terminal(file_view(old, new))


def test_a_field_that_appears_is_marked_whole() -> None:
    old = replace(old_article(), byline=None)
    assert "{+By Jan Example and Ola Nord+}" in render_terminal(view(old))


def test_clean_keeps_joiners_and_turns_breaks_into_spaces() -> None:
    assert clean("می\u200cخواهم\nنه\x07") == "می\u200cخواهم نه"
    assert visible(" \u200f") == "␣<U+200F>"


def test_a_note_that_says_nothing_of_the_text_is_no_notice() -> None:
    new = new_article()
    said = replace(new.paragraphs[-1], text="Ann Example contributed reporting.")
    text = render_terminal(view(new=replace(new, paragraphs=(*new.paragraphs[:-1], said))))
    assert "contributed reporting" in text
    assert "! ¶14" not in text


def test_a_note_that_begins_with_a_word_and_a_colon_is_told_in_any_language() -> None:
    new = new_article()
    said = replace(new.paragraphs[-1], text="Rättelse: I en tidigare version stod fel namn.")
    text = render_terminal(view(new=replace(new, paragraphs=(*new.paragraphs[:-1], said))))
    assert "! ¶14 Rättelse" in text
