"""A comparison on a terminal, in two columns."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.render.side_by_side import LEAST_WIDTH, render_side_by_side
from newsdiff.render.view import DiffView
from newsdiff.render.wrap import width_of
from tests.render.samples import HOSTILE, NEW_TEXTS, OLD_TEXTS, article, file_view, hostile_view, old_article, view

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
LEFT_TO_RIGHT = "\u200e"
ARABIC = "بقيت العبّارة في الميناء مساء {} بعد أن بلغ ارتفاع الأمواج 4 أمتار."
HEBREW = "המעבורת נשארה בנמל ביום {} בערב בגלל הסערה."


def columns(shown: DiffView, width: int = 100, colour: bool = False) -> list[tuple[str, str]]:
    """The lines that have two columns, as (left, right)."""
    text = ESCAPES.sub("", render_side_by_side(shown, width=width, colour=colour, context=99))
    pairs = [line.replace(LEFT_TO_RIGHT, "").split("│") for line in text.splitlines() if "│" in line]
    return [(left, right.removeprefix(" ")) for left, right in pairs]


def side(pairs: list[tuple[str, str]], place: int) -> str:
    return " ".join(" ".join(pair[place] for pair in pairs).split())


def test_both_versions_head_their_columns_with_their_intervals() -> None:
    pairs = columns(view(), width=140)
    assert [pairs[0][0].strip(), pairs[0][1]] == ["- version 2", "+ version 3"]
    assert pairs[1][0].strip() == "between 2026-11-02 11:30 and 12:00 UTC"
    assert pairs[1][1].strip() == "between 2026-11-02 12:40 and 13:05 UTC, 40 to 95 minutes after v2"


def test_every_paragraph_stands_once_in_its_own_column() -> None:
    pairs = columns(view(), width=200)
    left, right = (re.sub(r"\[-|-\]|\{\+|\+\}", "", side(pairs, place)) for place in (0, 1))
    for texts, column in ((OLD_TEXTS, left), (NEW_TEXTS, right)):
        for text in texts:
            assert column.count(text) == 1, text


def test_each_column_reads_from_top_to_bottom() -> None:
    left, right = (re.sub(r"\[-|-\]|\{\+|\+\}", "", side(columns(view(), width=200), place)) for place in (0, 1))
    assert [left.index(text) for text in OLD_TEXTS] == sorted(left.index(text) for text in OLD_TEXTS)
    assert [right.index(text) for text in NEW_TEXTS] == sorted(right.index(text) for text in NEW_TEXTS)


def test_lines_across_both_columns_are_no_longer_than_is_good_to_read() -> None:
    text = render_side_by_side(view(notices=("The source says so again and again " * 9,)), width=200)
    assert max(width_of(line) for line in text.splitlines() if "│" not in line and "─" not in line) <= 96


def test_a_paragraph_faces_what_became_of_it() -> None:
    pairs = [(left.strip(), right.strip()) for left, right in columns(view(), width=120)]
    for row in (
        ("~ ¶1 edited", "~ ¶1 edited · number four metres → six metres"),
        ("", "> ¶3 moved from old ¶10"),
        ("≈ ¶3 cosmetic (typography only)", "≈ ¶4 cosmetic (typography only)"),
        ("< ¶8 split into new ¶9 and ¶10, edited", "< ¶9 and ¶10 split from old ¶8, edited"),
        ("- ¶9 removed", ""),
        ("> ¶10 moved to new ¶3", ""),
        ("Schools on the island will open as usual.", "Schools on the island will open as usual."),
        ("", "+ ¶14 added · correction note"),
    ):
        assert row in pairs


def test_both_ends_of_a_merge_are_named() -> None:
    halves = OLD_TEXTS[7].split(". ")
    merged = file_view(article(f"{halves[0]}.", halves[1]), article(OLD_TEXTS[7]))
    assert ("& ¶1 and ¶2 merged into new ¶1", "& ¶1 merged from old ¶1 and old ¶2") in [
        (left.strip(), right) for left, right in columns(merged)
    ]


def test_marks_have_shapes_without_colour_and_colours_with() -> None:
    plain = columns(view())
    assert "waves of up to [-four-] metres" in side(plain, 0)
    assert "waves of up to {+six+} metres" in side(plain, 1)
    coloured = render_side_by_side(view(), width=100, colour=True)
    assert "\x1b[31;9mfour\x1b[0m" in coloured
    assert "\x1b[32;4msix\x1b[0m" in coloured


def test_fields_stand_before_the_text_and_captions_and_metadata_after() -> None:
    text = render_side_by_side(view())
    places = [text.index(f"── {name} ─") for name in ("Headline", "Byline", "Text", "Captions", "Metadata changed")]
    assert places == sorted(places)


def test_a_field_that_one_side_lacks_is_said_to_be_absent() -> None:
    pairs = columns(view(replace(old_article(), byline=None)))
    assert ("(none)", "{+By Jan Example and Ola Nord+}") in [(left.strip(), right.strip()) for left, right in pairs]


def test_unchanged_paragraphs_are_folded_on_both_sides() -> None:
    text = render_side_by_side(view(), context=0)
    assert re.search(r"^  … 3 unchanged paragraphs … +│   … 3 unchanged paragraphs …$", text, re.MULTILINE)
    assert "founded in 1911" not in text


@pytest.mark.parametrize("width", [20, 60, 61, 80, 200, 400])
@pytest.mark.parametrize("colour", [False, True])
def test_columns_have_one_width_and_lines_fit(width: int, colour: bool) -> None:
    for shown in (view(), hostile_view(), file_view(article(), article())):
        for line in ESCAPES.sub("", render_side_by_side(shown, width=width, colour=colour)).splitlines():
            assert width_of(line) <= max(width, LEAST_WIDTH)
        assert len({width_of(left) for left, _ in columns(shown, width, colour)}) == 1


NASTY = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab é日。が👍👩\u200d🚀\ufe0f❤🇩🇪\u0301\u0e31ประक्षिสাกقالב1,.", max_size=60),
    st.text(max_size=40),
)


@given(st.lists(NASTY, min_size=1, max_size=5), st.lists(NASTY, min_size=1, max_size=5), st.integers(60, 120))
@settings(max_examples=300)
def test_columns_have_one_width_whatever_stands_in_them(old: list[str], new: list[str], width: int) -> None:
    text = render_side_by_side(file_view(article(*old), article(*new)), width=width, context=99)
    for line in text.replace(LEFT_TO_RIGHT, "").partition("── Text ")[2].splitlines()[1:]:
        places = [k for k, character in enumerate(line) if character == "│"]
        assert (width - 3) // 2 + 1 in [width_of(line[:k]) for k in places], line


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_text_from_right_to_left_keeps_its_column(text: str) -> None:
    shown = file_view(article(text.format("1")), article(text.format("2")))
    lines = render_side_by_side(shown, width=80).splitlines()
    written = [line for line in lines if re.search("[\u0590-\u06ff]", line)]
    assert written
    assert all(line.startswith(LEFT_TO_RIGHT) and f"│ {LEFT_TO_RIGHT}" in line for line in written)
    assert LEFT_TO_RIGHT not in render_side_by_side(view())


def test_the_only_direction_characters_are_our_own() -> None:
    text = render_side_by_side(hostile_view(), width=80).replace(LEFT_TO_RIGHT, "")
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", text
    )
