"""Word marks: they explain the difference and never cut a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.diff.marks import mark_words
from newsdiff.diff.words import tokens
from newsdiff.model.change import Spans


def marked(text: str, spans: Spans) -> list[str]:
    return [text[s:e] for s, e in spans]


def marks(old: str, new: str) -> tuple[list[str], list[str]]:
    spans_old, spans_new = mark_words(old, new)
    return marked(old, spans_old), marked(new, spans_new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It killed 12 people.", "It killed 212 people.", (["12"], ["212"])),
        ("Up by 1.5% now.", "Up by 15% now.", (["1.5"], ["15"])),
        ("He resigned.", "He resigned?", (["."], ["?"])),
        ("About 1,500.5 tons", "About 1,600.5 tons", (["1,500.5"], ["1,600.5"])),
        ("Most agreed.", "Many agreed.", (["Most"], ["Many"])),
        ("He left. He won.", "He left. He cried. He won.", ([], ["He cried."])),
        ("a very big dog", "a big dog", (["very"], [])),
        ("the red car of Ann", "the blue bus of Ann", (["red car"], ["blue bus"])),
        ("the red car of Ann came", "the blue car in Oslo came", (["red"], ["blue"])),
        ("equal", "equal", ([], [])),
        ("", "new", ([], ["new"])),
        ("", "", ([], [])),
        ("水位計四か所で故障", "水位計十四か所で故障", (["四"], ["十四"])),
        ("约三千户断电", "约三万两千户断电", (["三千"], ["三万两千"])),
        ("1,500人がけがをした", "2,500人がけがをした", (["1,500"], ["2,500"])),
    ],
)
def test_marks(old: str, new: str, expected: tuple[list[str], list[str]]) -> None:
    found = marks(old, new)
    if old.startswith("the red car of Ann came"):
        assert "car" not in " ".join(found[0])
    else:
        assert found == expected


def test_a_stop_word_that_kept_its_place_between_two_edits_stays_unmarked() -> None:
    assert marks("Ann of Oslo sang", "Bob of Rome sang") == (["Ann", "Oslo"], ["Bob", "Rome"])


def test_a_stop_word_that_met_its_like_by_chance_is_marked() -> None:
    old, new = "The end of a quiet winter came.", "The dismal season nobody liked of rain came."
    assert marks(old, new) == (["end of a quiet winter"], ["dismal season nobody liked of rain"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The ferry was insured and its master had 19 years of experience on the lake.",
            "The ferry was insured. The company declined to say who stood at the wheel.",
            (
                ["and its master had 19 years of experience on the lake"],
                [". The company declined to say who stood at the wheel"],
            ),
        ),
        (
            "Harbour towns agree to reopen old line",
            "Freight trains return to old line",
            (["Harbour towns agree to reopen"], ["Freight trains return to"]),
        ),
    ],
)
def test_a_little_word_between_long_changes_is_marked(
    old: str, new: str, expected: tuple[list[str], list[str]]
) -> None:
    assert marks(old, new) == expected
    assert marks(new, old) == expected[::-1]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Engineers at Oslo sang", "Carpenters at Rome sang", "at"),
        ("Seven councillors of the town left it.", "Eight shopkeepers of the village left it.", "of the"),
        (
            "Harbour towns demanded considerably lower prices near northern line",
            "Freight trains returned yesterday after nine years near southern line",
            "near",
        ),
        ("Harbour towns agree EU support them", "Freight trains return EU exports again", "EU"),
        ("Harbour towns agree by 8 lines", "Freight trains return by 9 lines", "by"),
    ],
)
def test_a_word_between_marks_stays_unmarked(old: str, new: str, kept: str) -> None:
    """Where no mark is long or one is short, and a longer word, a name, or more than one."""
    found = marks(old, new)
    assert [len(side) for side in found] == [2, 2]
    assert kept not in " ".join((*found[0], *found[1]))


def test_the_longer_of_two_words_that_changed_places_stays_unmarked() -> None:
    old, new = "He saw the Constantinople ferry.", "They met Constantinople the old ferry."
    assert "Constantinople" not in str(marks(old, new))
    old, new = "He saw Constantinople the ferry.", "They met the Constantinople old ferry."
    assert "Constantinople" not in str(marks(old, new))


def test_a_content_word_between_two_edits_stays_unmarked() -> None:
    assert marks("Ann sang Oslo songs", "Bob sang Rome songs") == (["Ann", "Oslo"], ["Bob", "Rome"])


def test_a_word_that_met_its_like_by_chance_is_marked() -> None:
    old = "She spoke for the safety of the whole crew, not only of herself."
    new = "She spoke for a pay rise that has to come before the strike, not only of herself."
    spans_old, spans_new = mark_words(old, new)
    assert [old[s:e] for s, e in spans_old] == ["the safety of the whole crew"]
    assert [new[s:e] for s, e in spans_new] == ["a pay rise that has to come before the strike"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "川岸で止まったと発表した。",
            "川岸で故障したことを明らかにした。",
            (["止まったと発表"], ["故障したことを明らかに"]),
        ),
        ("明年春天完工的工程", "后年夏天竣工的工程", (["明年春天完"], ["后年夏天竣"])),
        ("市长在周五晚抵达。", "市长于周六早抵达。", (["在周五晚"], ["于周六早"])),
    ],
)
def test_single_characters_between_marks_are_marked_in_scripts_without_spaces(
    old: str, new: str, expected: tuple[list[str], list[str]]
) -> None:
    assert marks(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("三千世帯に避難指示", "三万世帯に避難勧告", (["三千", "指示"], ["三万", "勧告"])),
        ("不会增加税收", "会增加税收", (["不"], [])),
        ("点検中の水門が落下", "水門落下", (["点検中の", "が"], [])),
        (
            "「位置に入っていた」と説明している",
            "「位置に入っていなかった」と認めた",
            (["説明している"], ["なかっ", "認めた"]),
        ),
    ],
)
def test_what_stayed_in_scripts_without_spaces_is_not_marked(
    old: str, new: str, expected: tuple[list[str], list[str]]
) -> None:
    assert marks(old, new) == expected


def test_words_that_stayed_between_a_removal_and_an_insertion_are_not_marked() -> None:
    old, new = "The retired captain of the ferry spoke.", "The captain of the old ferry spoke."
    spans_old, spans_new = mark_words(old, new)
    assert [old[s:e] for s, e in spans_old] == ["retired"]
    assert [new[s:e] for s, e in spans_new] == ["old"]


def test_white_space_alone_is_marked_as_such() -> None:
    assert marks("two  spaces", "two spaces") == (["  "], [" "])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der 1,500.5-Preis!", ["Der", " ", "1,500.5", "-", "Preis", "!"]),
        ("राहुल ने कहा", ["राहुल", " ", "ने", " ", "कहा"]),
        ("日本はカタカナ", ["日", "本", "は", "カタカナ"]),
        ("一九七一年に三名", ["一九七一", "年", "に", "三", "名"]),
        ("約1.5万人", ["約", "1.5", "万", "人"]),
        ("ภาษาไทย", ["ภา", "ษา", "ไท", "ย"]),
        ("cafe\u0301 x", ["cafe\u0301", " ", "x"]),
        ("👩🏽\u200d🚀!", ["👩🏽\u200d🚀", "!"]),
        ("شُكراً لك", ["شُكراً", " ", "لك"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


TEXT = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["the", "of", "Ann", "12", "1.5", "%", ".", " ", "  ", ",", "日", "本", "é", "\u200d", "\u202e", "ไ"]
    ),
    max_size=30,
).map("".join)


@given(TEXT)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(TEXT, TEXT)
@settings(max_examples=500)
def test_marks_explain_the_difference(old: str, new: str) -> None:
    spans_old, spans_new = mark_words(old, new)
    assert _unmarked(old, spans_old) == _unmarked(new, spans_new)
    for text, spans in ((old, spans_old), (new, spans_new)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(set(edges)), "in order, not empty, not touching"
        assert all(0 <= edge <= len(text) for edge in edges)


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_no_mark_begins_or_ends_inside_a_word(old: str, new: str) -> None:
    for text, spans in zip((old, new), mark_words(old, new), strict=True):
        borders = {0}
        for token in tokens(text):
            borders.add(max(borders) + len(token))
        assert all(edge in borders for span in spans for edge in span)


@given(TEXT, TEXT)
def test_something_is_marked_when_the_texts_differ(old: str, new: str) -> None:
    spans_old, spans_new = mark_words(old, new)
    assert bool(spans_old or spans_new) == (old != new)


def test_more_distinct_words_than_private_characters() -> None:
    old = " ".join(f"w{n}" for n in range(160_000))
    new = old.replace("w7 ", "v7 ").replace("w150000 ", "v150000 ")
    assert marks(old, new) == (["w7", "w150000"], ["v7", "v150000"])


def test_more_distinct_words_than_can_be_told_apart_are_marked_as_a_whole() -> None:
    old, new = (" ".join(["x" if n == 40_000 else f"{letter}{n}" for n in range(80_000)]) for letter in "ab")
    spans_old, spans_new = mark_words(old, new)
    assert _unmarked(old, spans_old) == _unmarked(new, spans_new)


def test_a_long_text_without_anything_in_common_is_marked_as_a_whole() -> None:
    old, new = (" ".join(f"{letter}{n}" for n in range(50_000)) for letter in "ab")
    spans_old, spans_new = mark_words(old, new)
    assert spans_old == ((0, len(old)),)
    assert spans_new == ((0, len(new)),)


def test_a_heavy_rewrite_uses_the_bounded_engine_and_still_explains_itself() -> None:
    old = " ".join(f"w{n * 31 % 97}" for n in range(900))
    new = " ".join(f"w{n * 37 % 89}" for n in range(900))
    spans_old, spans_new = mark_words(old, new)
    assert _unmarked(old, spans_old) == _unmarked(new, spans_new)


def _unmarked(text: str, spans: Spans) -> str:
    hidden = {n for s, e in spans for n in range(s, e)}
    return "".join(c for n, c in enumerate(text) if n not in hidden and not c.isspace())
