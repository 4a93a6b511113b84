"""What goes back and forth in a change, and which of its operations says most."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsdiff.diff.articles import diff_articles
from newsdiff.model.article import Article
from newsdiff.model.change import Alternation, Label, LabelName, Op
from newsdiff.tracking.telling import most_telling, swing_of, turns_in
from tests.render.samples import NOON, article

FERRY = "The last ferry to Lundholm was held in port after waves of up to four metres."
NIGHT = "Twelve passengers spent the night aboard, and the crew gave them soup."
CRITICS = "Critics say the company should have warned travellers sooner."
A, B = "Ferry halted by storm", "Storm stops ferry"


def swing(name: Any, a: str, b: str, *versions: int) -> Alternation:
    return Alternation(name, a, b, len(versions) - 1, versions, NOON, NOON + timedelta(hours=1))


def told(old: Article, new: Article, number: int, *swings: Alternation) -> tuple[list[str], int | None]:
    change = diff_articles(old, new)
    turns = turns_in(change, old, new, number, swings)
    return [turn.name for turn in turns], swing_of(change, old, new, turns)


HEADLINE = swing("headline", A, B, 2, 3, 4, 5)


def test_a_change_of_nothing_but_an_alternating_headline_belongs_to_its_back_and_forth() -> None:
    old, new = article(FERRY, headline=A), article(FERRY, headline=B)
    assert told(old, new, 3, HEADLINE) == (["headline"], 2)
    assert told(new, old, 5, HEADLINE) == (["headline"], 2)
    for outside in (2, 6):
        assert told(old, new, outside, HEADLINE) == ([], None)
    assert told(old, new, 3) == ([], None)


def test_a_change_that_does_more_stands_alone() -> None:
    old = article(FERRY, headline=A, captions=["A ferry in port on Sunday."])
    for new in (
        article(FERRY, NIGHT, headline=B, captions=["A ferry in port on Sunday."]),
        article(FERRY, headline=B, byline="By Ola Nord", captions=["A ferry in port on Sunday."]),
        article(FERRY, headline=B, captions=["A ferry in port on Monday."]),
    ):
        assert told(old, new, 3, HEADLINE) == (["headline"], None)


def test_a_third_headline_is_no_turn() -> None:
    assert told(article(FERRY, headline=A), article(FERRY, headline="Storm"), 3, HEADLINE) == ([], None)


def test_what_goes_back_and_forth_together_is_one() -> None:
    standfirst = swing("standfirst", "What is known.", "What was known.", 3, 4, 5, 6)
    old = article(FERRY, headline=A, standfirst="What is known.")
    new = article(FERRY, headline=B, standfirst="What was known.")
    assert told(old, new, 4, HEADLINE, standfirst) == (["headline", "standfirst"], 2)


def test_a_paragraph_goes_back_and_forth_when_one_text_takes_the_other_s_place() -> None:
    paragraph = swing("paragraph", NIGHT, CRITICS, 1, 2, 3, 4)
    old, new = article(FERRY, NIGHT), article(FERRY, CRITICS)
    assert told(old, new, 2, paragraph) == (["paragraph"], 1)
    assert told(new, old, 3, paragraph) == (["paragraph"], 1)
    assert told(old, article(FERRY, CRITICS, "One more paragraph came too."), 2, paragraph) == (["paragraph"], None)
    assert told(old, article(FERRY), 2, paragraph) == ([], None)


def telling(old: Article, new: Article, *labels: Label) -> tuple[Op, tuple[int, ...]] | None:
    change = diff_articles(old, new)
    found = most_telling(change, old, new, labels)
    return None if found is None else (change.operations[found].op, change.operations[found].new)


OLD = article(FERRY, NIGHT, CRITICS)
NEW = article(FERRY.replace("four", "six"), NIGHT, CRITICS.replace("should", "could perhaps well"), "x" * 200)


def test_the_operation_of_the_heaviest_label_is_told() -> None:
    number = Label(name=LabelName.NUMBER, operation=0, old="four", new="six")
    hedge = Label(name=LabelName.HEDGE, operation=2, new="perhaps")
    assert telling(OLD, NEW, hedge, number) == (Op.EDITED, (0,))
    assert telling(OLD, NEW, hedge) == (Op.EDITED, (2,))
    assert telling(OLD, NEW, Label(name=LabelName.NUMBER, field="headline"), hedge) == (Op.EDITED, (2,))


def test_a_quotation_that_hardly_differs_says_less_than_a_number() -> None:
    number = Label(name=LabelName.NUMBER, operation=0, old="four", new="six")
    quotation = Label(name=LabelName.QUOTATION, operation=2, old="there is not any more fish", new="there is no fish")
    spelled = replace(quotation, new="there is not anymore fish")
    assert telling(OLD, NEW, number, quotation) == (Op.EDITED, (2,)), "more of it differs"
    assert telling(OLD, NEW, number, spelled) == (Op.EDITED, (0,))


def test_two_kinds_of_labels_say_more_than_one() -> None:
    more = Label(name=LabelName.NAME, operation=0, old="Berg", new="Borg")
    labels = [Label(name=LabelName.NUMBER, operation=k, old="four", new="six") for k in (0, 2)]
    assert telling(OLD, NEW, *labels) == (Op.EDITED, (2,)), "more of it differs"
    assert telling(OLD, NEW, *labels, more) == (Op.EDITED, (0,))


def test_without_labels_that_matter_the_largest_edit_is_told() -> None:
    assert telling(OLD, NEW) == (Op.ADDED, (3,))
    assert telling(OLD, NEW, Label(name=LabelName.TYPO, operation=0)) == (Op.ADDED, (3,))
    assert telling(OLD, article(*NEW.texts[:3])) == (Op.EDITED, (2,))
    assert telling(article(FERRY, f"“{NIGHT}”"), article(FERRY, f'"{NIGHT}"')) == (Op.COSMETIC, (1,))


def test_nothing_is_told_where_no_paragraph_changed() -> None:
    assert telling(article(FERRY, headline=A), article(FERRY, headline=B)) is None
