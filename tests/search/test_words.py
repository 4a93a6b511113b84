"""Text cut into words: what counts as one, what is folded, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.search.words import folded, words


def cut(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The “Möwe”, well-known: 1,500 m!", ["the", "mowe", "well", "known", "1", "500", "m"]),
        ("don't d’Artagnan", ["don", "t", "d", "artagnan"]),
        ("ЁЖИК Ελλάδα", ["ежик", "ελλαδα"]),
        ("STRASSE Straße ﬁnal ２０２６ ½", ["strasse", "strasse", "final", "2026", "12"]),
        ("Łódź Ørsted ıstanbul İzmir", ["łodz", "ørsted", "ıstanbul", "izmir"]),
        ("שָׁלוֹם مُحَمَّد مـحمد", ["שלום", "محمد", "محمد"]),
        ("समुद्र में", ["समुद्र", "में"]),
        ("부산항 페리", ["부산항", "페리"]),
        ("", []),
        ("— … ⁂ 🛳", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_words_of_scripts_with_spaces(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渡船停航。", ["渡船", "船停", "停航", "航"]),
        ("フェリーが", ["フェ", "ェリ", "リー", "ーが", "が"]),
        ("がか", ["がか", "か"]),
        ("เรือ", ["เร", "รื", "ือ", "อ"]),
        ("第3天 iPhone发布", ["第", "3", "天", "iphone", "发布", "布"]),
    ],
)
def test_each_character_of_scripts_without_spaces_stands_with_the_next(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_words_know_their_places() -> None:
    text = "A “Möwe” 渡船停"
    assert [text[word.start : word.end] for word in words(text)] == ["A", "Möwe", "渡船", "船停", "停"]
    assert [word.is_last for word in words(text)] == [False, False, False, False, True]


@given(st.text())
def test_words_hold_nothing_that_a_database_might_take_for_its_own(text: str) -> None:
    at = 0
    for word in words(text):
        assert word.text and len(word.text) <= 64
        assert all(c.isalnum() for c in word.text if c.isascii())
        assert "\0" not in word.text and not any("\ud800" <= c <= "\udfff" for c in word.text)
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= at
        assert word.text in folded(text)
        at = word.start


@given(st.text(), st.text())
def test_two_texts_with_a_space_between_are_cut_as_each_for_itself(one: str, other: str) -> None:
    assert cut(f"{one} {other}") == cut(one) + cut(other)
