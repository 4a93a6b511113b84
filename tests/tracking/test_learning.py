"""What many pages of one source teach, and what they must not teach."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph, ParagraphKind
from newsdiff.model.knowledge import Tick
from newsdiff.tracking.learning import LEAST_STORIES, is_due, learn
from tests.acceptance.pages import prose

LABEL = "More from the Orle valley"
LINE = (
    "The Orle Gazette keeps to the rules of the Press Trust, and whoever finds a mistake in it may write to the trust."
)


def story(name: str, *more: str, before: tuple[str, ...] = (), kind: ParagraphKind = ParagraphKind.TEXT) -> Article:
    """An article of its own text, with other paragraphs behind or before it."""
    own = [Paragraph(text=text) for text in prose(name, 6)]
    return Article(
        url=f"https://example.org/{name}",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="x"),
        headline=f"All about {name}",
        paragraphs=(
            *(Paragraph(text=t, kind=kind) for t in before),
            *own,
            *(Paragraph(text=t, kind=kind) for t in more),
        ),
    )


def stories(number: int, *more: str, **options: object) -> list[Article]:
    return [story(f"story {at}", *more, **options) for at in range(number)]  # type: ignore[arg-type]


def lines(pages: Sequence[Article]) -> dict[str, int]:
    return {line.text: line.articles for line in learn(pages, ()).lines}


def test_a_line_on_articles_of_enough_stories_is_the_sources() -> None:
    assert lines(stories(LEAST_STORIES, LABEL, LINE)) == {LABEL: LEAST_STORIES, LINE: LEAST_STORIES}
    assert lines(stories(LEAST_STORIES - 1, LABEL, LINE)) == {}


def test_a_line_must_stand_on_a_part_of_all_articles_a_larger_one_for_sentences_and_headings() -> None:
    some = stories(LEAST_STORIES, LABEL, LINE)
    assert lines([*some, *(story(f"other {at}") for at in range(50))]) == {LABEL: LEAST_STORIES}
    assert lines([*some, *(story(f"other {at}") for at in range(60))]) == {}
    headed = stories(LEAST_STORIES, LABEL, kind=ParagraphKind.HEADING)
    assert lines([*headed, *(story(f"other {at}") for at in range(50))]) == {}


def test_one_story_told_many_times_teaches_nothing() -> None:
    again = [replace(story("the flood", LABEL, LINE), headline=f"The flood, day {day}") for day in range(9)]
    assert lines(again) == {}
    named = [replace(story(f"day {day}", LABEL, LINE), headline="The flood") for day in range(9)]
    assert lines(named) == {}


def test_notes_of_the_newsroom_are_never_learned() -> None:
    assert lines(stories(9, "Correction: an earlier form of this text was wrong.", kind=ParagraphKind.NOTE)) == {}


def test_a_sentence_in_the_midst_of_the_text_is_no_publishers_line() -> None:
    pages = stories(9)
    middle = [
        replace(p, paragraphs=(*p.paragraphs[:2], Paragraph(text=LINE), *p.paragraphs[2:], *p.paragraphs))
        for p in pages
    ]
    assert lines(middle) == {}
    assert lines(stories(9, before=(LINE,))) == {LINE: 9}


def test_a_long_paragraph_is_no_line() -> None:
    assert lines(stories(9, " ".join([LINE] * 6))) == {}


def test_what_was_left_out_as_known_is_not_forgotten() -> None:
    assert lines([replace(page, left_out=(LINE,)) for page in stories(9)]) == {LINE: 9}


def test_the_same_pages_teach_the_same_in_any_order() -> None:
    pages = stories(9, LABEL, LINE)
    assert learn(pages, ()) == learn(pages[::-1], ())


@pytest.mark.parametrize(
    ("ticks", "articles", "boxes"),
    [
        ([Tick(box="div.poll", article_id=n, is_count=True) for n in (1, 2)], 9, ["div.poll"]),
        ([Tick(box="div.poll", article_id=1, is_count=True)] * 3, 9, []),
        ([Tick(box="div.more", article_id=n, is_count=False) for n in (1, 2)], 9, []),
        ([Tick(box="div.more", article_id=n, is_count=False) for n in (1, 2, 3)], 9, ["div.more"]),
        ([Tick(box="div.more", article_id=n, is_count=n > 1) for n in (1, 2, 3)], 400, []),
    ],
)
def test_a_box_must_have_ticked_on_several_articles(ticks: list[Tick], articles: int, boxes: list[str]) -> None:
    assert [box.text for box in learn(stories(articles), ticks).boxes] == boxes


def test_a_source_is_learned_anew_when_there_is_more_to_learn_from() -> None:
    assert not is_due((0, 0), (LEAST_STORIES - 1, 0))
    assert is_due((0, 0), (LEAST_STORIES, 0))
    assert is_due((0, 0), (1, 1))
    assert not is_due((10, 2), (14, 2))
    assert is_due((10, 2), (15, 2))
    assert is_due((10, 2), (10, 3))
    assert not is_due((400, 0), (400, 0))
