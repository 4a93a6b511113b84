"""Both sides as one text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdiff.diff.marks import mark_words
from newsdiff.render.html_table import pieces_html
from newsdiff.render.pieces import BREAK, Piece, inline, one_side, runs_together
from newsdiff.render.wrap import Run, cut, width_of, wrapped


def together(old: str, new: str) -> str:
    spans_old, spans_new = mark_words(old, new)
    signs = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[p.kind].format(p.text) for p in inline([old], [new], [spans_old], [spans_new]))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It killed 12 people.", "It killed 212 people.", "It killed [-12-] {+212+} people."),
        ("He resigned.", "He resigned?", "He resigned[-.-]{+?+}"),
        ("a very big dog", "a big dog", "a [-very-] big dog"),
        ("a big dog", "a very big dog", "a {+very+} big dog"),
        ("one, two", "one two", "one[-,-] two"),
        ("the end", "the", "the [-end-]"),
        ("now the", "the", "[-now-] the"),
        ("same", "same", "same"),
        ("He waits for an answer.", "He waits.", "He waits[- for an answer-]."),
        ("one two, three", "one three", "one [-two,-] three"),
        ("one (two) three", "one three", "one [-(two)-] three"),
        ("नौका ने कहा कि", "नौका सर्दियों कि", "नौका [-ने कहा-] {+सर्दियों+} कि"),
        ("He left. Then it rained.", "He left? Then it rained.", "He left[-.-]{+?+} Then it rained."),
        ("Foo", "Bar", "[-Foo-] {+Bar+}"),
        ("Sie haben“, sagte", "Sie hat“, sagte", "Sie [-haben-] {+hat+}“, sagte"),
        ("“Foo left”", "“Bar left”", "“[-Foo-] {+Bar+} left”"),
    ],
)
def test_old_words_stand_where_they_stood(old: str, new: str, expected: str) -> None:
    assert together(old, new) == expected


def test_breaks_of_the_new_side_stay() -> None:
    pieces = inline(["a b"], ["a", "b"], [()], [(), ()])
    assert "".join(p.text for p in pieces) == f"a{BREAK}b"


WORDS = st.lists(st.sampled_from(["a", "b", "c", ".", ",", " ", "  ", "日", "12"]), max_size=14).map("".join)


@given(WORDS, WORDS)
def test_each_side_can_be_read_out_of_the_pieces(old: str, new: str) -> None:
    spans_old, spans_new = mark_words(old, new)
    pieces = inline([old], [new], [spans_old], [spans_new])

    def side(without: str) -> str:
        return "".join("".join(p.text for p in pieces if p.kind != without).split())

    assert side("new") == "".join(old.split())
    assert side("old") == "".join(new.split())


#: punctuation touches its word, and words are parted: white space is the same on both sides but for marked words
PROSE = st.lists(st.sampled_from(["a", "b", "c", "b,", "c.", "(a", "(b)", "12", "कि", "é?"]), max_size=10).map(" ".join)


@given(PROSE, PROSE)
def test_the_words_of_the_new_side_stay_as_they_are_among_the_marks(old: str, new: str) -> None:
    spans_old, spans_new = mark_words(old, new)
    pieces = inline([old], [new], [spans_old], [spans_new])
    shown = "".join(f" {p.text}" if p.kind == "new" else p.text for p in pieces if p.kind != "old")
    assert (
        shown.split()
        == "".join(f" {p.text}" if p.kind == "new" else p.text for p in one_side(new, spans_new, "new")).split()
    )


@given(PROSE, PROSE)
@example("He waits for it.", "He waits.")
def test_old_words_are_parted_from_what_they_were_parted_from(old: str, new: str) -> None:
    spans_old, spans_new = mark_words(old, new)
    pieces = inline([old], [new], [spans_old], [spans_new])
    marked = [k for k, piece in enumerate(pieces) if piece.kind == "old"]
    assert len(marked) == len(spans_old)
    for k, (start, end) in zip(marked, spans_old, strict=True):
        before, after = "".join(p.text for p in pieces[:k]), "".join(p.text for p in pieces[k + 1 :])
        without_new = "".join(p.text for p in pieces[k + 1 :] if p.kind != "new")
        text = pieces[k].text
        assert text.strip() == old[start:end]
        assert start == 0 or old[start - 1].isspace() == (text[0] == " " or before[-1].isspace())
        if old[end : end + 1].isspace():
            assert text[-1] == " " or " " in (after[0], without_new[0])


@given(WORDS, WORDS)
def test_one_side_is_its_text(old: str, new: str) -> None:
    spans_old, _ = mark_words(old, new)
    assert "".join(p.text for p in one_side(old, spans_old, "old")) == old


@given(st.text(alphabet="ab 日é。👍", max_size=60), st.integers(8, 30))
def test_wrapped_lines_fit_and_keep_every_visible_character(text: str, width: int) -> None:
    lines = ["".join(run.text for run in line) for line in wrapped([Run(text)], width)]
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_are_not_broken_while_they_fit() -> None:
    lines = wrapped([Run("alpha beta"), Run("gamma", "new"), Run(" delta")], 10)
    assert ["".join(run.text for run in line) for line in lines] == ["alpha", "betagamma", "delta"]


def test_a_word_with_marks_and_joiners_is_not_broken_while_it_fits() -> None:
    lines = wrapped([Run("कीकी पक्‍षी की")], 8)
    assert ["".join(run.text for run in line) for line in lines] == ["कीकी", "पक्‍षी की"]


def test_cut_counts_wide_characters() -> None:
    assert cut("渡轮停在港口", 7) == "渡轮停…"
    assert cut("short", 7) == "short"


def test_a_joiner_joins_emoji_and_nothing_else() -> None:
    assert width_of("👩\u200d🚀") == 2
    assert width_of("سال ۱۴۰۲ ه\u200d ق") == 12


@pytest.mark.parametrize(
    ("text", "cells"), [("हिन्दी", 5), ("বাংলা", 5), ("தமிழ்", 4), ("မြန်မာ", 5), ("พำนัก", 4), ("é", 1)]
)
def test_marks_beside_their_letter_take_a_cell(text: str, cells: int) -> None:
    assert width_of(text) == cells


def test_old_words_get_no_space_in_scripts_that_have_none() -> None:
    assert together("水門が落下", "水門は落下") == "水門[-が-]{+は+}落下"


def test_spaces_at_the_ends_of_marks_are_not_coloured() -> None:
    pieces = [
        Piece("same", "He waits"),
        Piece("old", " for an answer"),
        Piece("new", ", he says "),
        Piece("same", "on."),
    ]
    assert pieces_html(pieces) == "He waits <del>for an answer</del><ins>, he says</ins> on."
    assert pieces_html([Piece("same", "a"), Piece("old", "  "), Piece("same", "b")]) == "a<del>␣␣</del>b"


@pytest.mark.parametrize(
    ("old", "new", "is_apart"),
    [
        ("四", "十四", True),
        ("四", "10", True),
        ("ก", "ข", True),
        (".", ",", False),
        ("四 ", "十", False),
        ("4", "5", False),
    ],
)
def test_old_and_new_words_without_a_space_between_them_are_told_in_scripts_without_spaces(
    old: str, new: str, is_apart: bool
) -> None:
    assert runs_together(Piece("old", old), Piece("new", new)) == is_apart
    assert not runs_together(Piece("same", old), Piece("new", new))
    html = pieces_html([Piece("old", old), Piece("new", new), Piece("old", old), Piece("same", new)])
    assert re.findall(r"<(\w+)[^>]*apart", html) == ["del"] * is_apart
