"""What makes a version and what does not, and how alike two pages are."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.model.article import Headlines, Make, ParagraphKind
from newsdiff.tracking.content import (
    agree,
    body_length,
    content_hash,
    is_beginning,
    is_same_story,
    metadata_of,
    shared_part,
)
from tests.tracking.samples import OTHER_TEXTS, TEXTS, article


def test_headline_standfirst_byline_and_paragraphs_make_a_version() -> None:
    plain = article()
    others = [
        article(headline="Another"),
        article(standfirst="Below it"),
        article(byline="By Ann Leeson"),
        article(*TEXTS[:-1]),
        article(*TEXTS[:-2], TEXTS[-1], TEXTS[-2]),
    ]
    assert len({content_hash(one) for one in [plain, *others]}) == 6


def test_what_only_machines_or_we_read_makes_none() -> None:
    plain = article()
    same = article(
        headlines=Headlines(h1="A headline", og="Click here", json_ld="Search for it"),
        published="2031-05-04",
        modified="2031-05-04T12:00:00Z",
        image="https://example.org/a.jpg",
        captions=("A bridge",),
        canonical="https://example.org/x",
        warnings=("odd",),
        make=Make(extractor="tests-2"),
        url="https://example.org/amp",
    )
    assert content_hash(plain) == content_hash(same)
    assert metadata_of(plain) != metadata_of(same)


def test_a_paragraph_that_becomes_a_field_is_a_change() -> None:
    assert content_hash(article("a", "b", standfirst=None)) != content_hash(article("b", standfirst="a"))
    assert content_hash(article("a b")) != content_hash(article("a", "b"))


def test_stamps_are_instants_where_the_page_gives_them() -> None:
    berlin = datetime(2031, 5, 4, 14, tzinfo=timezone(timedelta(hours=2)))
    one = article(published="2031-05-04T14:00+02:00", published_utc=berlin.astimezone(UTC))
    two = article(published="2031-05-04T12:00:00Z", published_utc=datetime(2031, 5, 4, 12, tzinfo=UTC))
    assert metadata_of(one) == metadata_of(two)
    assert dict(metadata_of(article(published="2031-05-04")))["published"] == "2031-05-04"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Bridge reopens", "BRIDGE REOPENS!", True),
        ("Bridge reopens", "Bridge closes", False),
        (None, None, False),
        ("", "", False),
        ("Bridge", None, False),
    ],
)
def test_headlines_agree_letter_case_and_punctuation_aside(one: str | None, two: str | None, expected: bool) -> None:
    assert agree(one, two) is expected


def test_one_story_by_headline_or_by_a_third_of_its_text() -> None:
    assert is_same_story(article(), article(*OTHER_TEXTS))
    assert is_same_story(article(), article(*TEXTS[:3], *OTHER_TEXTS[:5], headline="Another"))
    assert not is_same_story(article(), article(*TEXTS[:1], *OTHER_TEXTS, headline="Another"))
    assert shared_part(article(), article()) == 1


def test_a_beginning_may_be_cut_in_its_last_paragraph() -> None:
    whole = article()
    assert is_beginning(article(*TEXTS[:3]), whole)
    assert is_beginning(article(*TEXTS[:3], TEXTS[3][:40] + "…"), whole)
    assert is_beginning(article(*TEXTS[:3], TEXTS[3][:40] + " ..."), whole)
    assert not is_beginning(whole, whole)
    assert not is_beginning(article(*TEXTS[1:4]), whole)
    assert not is_beginning(article(*TEXTS[:3], "Something new."), whole)
    assert not is_beginning(article(*TEXTS, "And more."), whole)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5), st.text())
def test_any_text_has_a_hash_that_depends_on_it(texts: list[str], more: str) -> None:
    one = article(*texts)
    assert content_hash(one) == content_hash(article(*texts))
    assert content_hash(one) != content_hash(article(*texts, more or "x"))
    assert body_length(one) == sum(map(len, texts))


def test_kinds_of_paragraphs_do_not_count() -> None:
    """A text that becomes a heading says what it said; only its looks have changed."""
    one = article("a text", "another")
    two = article("a text", "another")
    kinds = tuple(type(p)(text=p.text, kind=ParagraphKind.HEADING) for p in two.paragraphs)
    assert content_hash(one) == content_hash(article("a text", "another", paragraphs=kinds))
