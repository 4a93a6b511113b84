"""The language of searches: what each form means, and what is said of those that mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.model.search import Field
from newsdiff.search.query import And, Not, Or, Phrase, Query, QueryError, parse, phrases, wanted_phrases


def word(*texts: str, begins: bool = False, field: Field | None = None) -> Phrase:
    return Phrase(texts, is_prefix=begins, field=field)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a", A),
        ("Ähre", word("ahre")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, word("and"), B))),
        ('"a  b"', word("a", "b")),
        ("“a b”", word("a", "b")),
        ("„a b“", word("a", "b")),
        ("a-b", word("a", "b")),
        ("10:30", word("10", "30")),
        ("https://example.org", word("https", "example", "org")),
        ("harb*", word("harb", begins=True)),
        ('"a harb"*', word("a", "harb", begins=True)),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT (b OR c)", And((A, Not(Or((B, C)))))),
        ("-a b", And((Not(A), B))),
        ("NOT NOT a", A),
        ("body:a", word("a", field=Field.BODY)),
        ("Headline:(a OR b)", Or((word("a", field=Field.HEADLINE), word("b", field=Field.HEADLINE)))),
        ("-byline:a b", And((Not(word("a", field=Field.BYLINE)), B))),
        ('standfirst:"a b"', word("a", "b", field=Field.STANDFIRST)),
        ("headline:(a byline:b)", And((word("a", field=Field.HEADLINE), word("b", field=Field.BYLINE)))),
        ("東京都", word("東京", "京都")),
        ("京", word("京", begins=True)),
        ("東京*", word("東京")),
        ("第3天", word("第", "3", "天", begins=True)),
        ('"東京 abc"', word("東京", "京", "abc")),
    ],
)
def test_what_a_search_means(text: str, wanted: Query) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing to look for"),
        ("  ", "nothing to look for"),
        ('a "b c', "the quotation mark before 'b c' is never closed"),
        ("(a", r"a \( without its \)"),
        ("a)", r"a \) without its \("),
        ("()", r"missing behind \("),
        ("a OR", "missing behind OR"),
        ("OR a", "missing at the beginning"),
        ("a AND AND b", "missing behind AND"),
        ("a NOT", "missing behind NOT"),
        ("-a", "only take away"),
        ("a OR -b", "only take away"),
        ("*", r"\* stands behind"),
        ("f*o", r"\* stands behind"),
        ("a*", "write at least 2 letters"),
        ("!!!", "holds no letter or digit"),
        ('""', "holds no letter or digit"),
        ("titel:a", "titel: is no place to look in; there are headline:"),
        ("a" * 2_001, "2,000 are the most"),
        ("a " * 61, "more than 60 words"),
        ("(" * 21 + "a" + ")" * 21, "more than 20 parentheses"),
    ],
)
def test_what_is_said_of_a_search_that_means_nothing(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(text)


def test_a_long_phrase_is_looked_for_in_pieces_that_share_a_word() -> None:
    said = [f"w{k}" for k in range(130)]
    found = parse(f'"{" ".join(said)}"*')
    assert isinstance(found, And)
    pieces = list(phrases(found))
    assert [len(piece.words) for piece in pieces] == [64, 64, 4]
    assert [piece.words[0] for piece in pieces] == ["w0", "w63", "w126"]
    assert [piece.is_prefix for piece in pieces] == [False, False, True]


def test_wanted_are_the_phrases_that_make_a_version_fit() -> None:
    assert list(wanted_phrases(parse("a -(b c) (b OR c)"))) == [A, B, C]


@given(st.text() | st.text(alphabet='ab"*()-: ORNTAD“”„京', max_size=30))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except QueryError as error:
        assert str(error)
    else:
        assert all(phrase.words and all(phrase.words) for phrase in phrases(found))
        assert any(True for _ in wanted_phrases(found))
