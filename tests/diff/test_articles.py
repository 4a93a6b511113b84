"""Two articles -> Change."""

from datetime import UTC, datetime
from typing import Any

from newsdiff.diff.articles import diff_articles
from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Make, Paragraph
from newsdiff.model.change import Op


def article(*texts: str, **fields: Any) -> Article:
    return Article(
        url="https://news.example.org/1",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="test 1"),
        paragraphs=tuple(Paragraph(text=text) for text in texts),
        **fields,
    )


def test_equal_articles_are_an_empty_change() -> None:
    one = article("It rains.", headline="Rain", captions=("A cloud",))
    change = diff_articles(one, one)
    assert change.is_empty
    assert not change.metadata
    assert [o.op for o in change.captions] == [Op.UNCHANGED]


def test_changed_headline_is_a_field_with_its_words_marked() -> None:
    (field,) = diff_articles(article(headline="Ferry sinks"), article(headline="Ferry sank")).fields
    assert (field.name, field.spans_old, field.spans_new) == ("headline", ((6, 11),), ((6, 10),))


def test_fields_stand_in_reading_order() -> None:
    old = article(headline="a", standfirst="b", byline="c")
    change = diff_articles(old, article(headline="x", standfirst="y", byline=None))
    assert [field.name for field in change.fields] == ["headline", "standfirst", "byline"]
    assert change.fields[2].new is None


def test_an_empty_field_is_the_same_as_none() -> None:
    assert not diff_articles(article(byline=""), article(byline=None)).fields


def test_the_same_instant_written_in_two_ways_is_no_difference() -> None:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    old = article(modified="2026-03-04T12:00:00Z", modified_utc=at)
    new = article(modified="2026-03-04T13:00:00+01:00", modified_utc=at)
    assert not diff_articles(old, new).metadata


def test_stamps_that_are_no_instants_are_compared_as_written() -> None:
    (field,) = diff_articles(article(published="2026-03-04"), article(published="2026-03-05")).metadata
    assert (field.name, field.old, field.new) == ("published", "2026-03-04", "2026-03-05")


def test_a_stamp_that_appears_is_metadata() -> None:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    change = diff_articles(article(), article(modified="2026-03-04T12:00:00Z", modified_utc=at))
    assert [field.name for field in change.metadata] == ["modified"]


def test_metadata_alone_makes_no_version() -> None:
    change = diff_articles(
        article("It rains.", image="https://img.example.org/a.jpg", headlines=Headlines(og="Rain", json_ld="Rain")),
        article("It rains.", image="https://img.example.org/b.jpg", headlines=Headlines(og="Rain!", json_ld="R")),
    )
    assert change.is_empty
    assert [field.name for field in change.metadata] == ["image", "og_headline", "json_ld_headline"]


def test_captions_are_aligned_like_paragraphs() -> None:
    change = diff_articles(article(captions=("A boat",)), article(captions=("A house", "A boat")))
    assert [(o.op, o.old, o.new) for o in change.captions] == [
        (Op.ADDED, (), (0,)),
        (Op.UNCHANGED, (0,), (1,)),
    ]
    assert change.is_empty
