"""The weight of a change, and what holds for every assessment."""

import time

from hypothesis import given
from hypothesis import strategies as st

from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import RULES, assess
from newsdiff.diff.labels.weight import weigh
from newsdiff.model.change import Label, LabelName
from tests.diff.labels.articles import article, assessed

LABELS = st.lists(st.sampled_from(list(LabelName)).map(lambda name: Label(name=name, operation=0)), max_size=8)
WORDS = [
    "The",
    "pier",
    "not",
    "12",
    "Ann",
    "Poole",
    "said",
    "“it",
    "is”",
    "3.5 %",
    "allegedly",
    "Correction:",
    "。",
    "不",
    "قال",
    "—",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=4)


@given(LABELS, LABELS, st.floats(0, 1), st.floats(0, 1))
def test_more_labels_or_more_text_never_weigh_less(a: list[Label], b: list[Label], x: float, y: float) -> None:
    assert 1 <= weigh(a, min(x, y)) <= weigh([*a, *b], max(x, y)) <= 100


@given(TEXTS, TEXTS)
def test_every_change_has_a_weight_and_the_same_one_each_time(old: list[str], new: list[str]) -> None:
    a, b = article(old), article(new)
    change = diff_articles(a, b)
    first = assess(change, a, b)
    assert first == assess(change, a, b)
    assert first.rules == RULES
    assert 1 <= first.weight <= 100
    places = [label.operation for label in first.labels if label.operation is not None]
    assert places == sorted(places)
    assert len(set(first.labels)) == len(first.labels)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_assessed(old: str, new: str) -> None:
    assert assessed(old, new, None).weight >= 1


def test_a_cosmetic_change_weighs_least_but_is_there() -> None:
    cosmetic = assessed("“Yes,” he said.", '"Yes," he said.')
    assert [label.name for label in cosmetic.labels] == [LabelName.COSMETIC]
    assert cosmetic.weight == 1
    assert assessed("It is a long pier.", "It is an old pier.").weight > 1


def test_a_negation_weighs_more_than_a_headline_and_that_more_than_a_typo() -> None:
    said = {"paragraphs": ["The pier is open to all who come by boat."]}
    denied = {"paragraphs": ["The pier is not open to all who come by boat."]}
    negation = assessed(said, denied).weight
    headline = assessed({**said, "headline": "Pier opens"}, {**said, "headline": "Pier open"}).weight
    typo = assessed("They recieved the boats.", "They received the boats.").weight
    assert negation > headline > typo


def test_a_typical_change_is_assessed_in_a_few_milliseconds() -> None:
    paragraphs = [
        f"On day {n} the harbour master, Ann Poole, counted {n * 7} boats and wrote them down in her book. " * 2
        for n in range(28)
    ]
    edited = [p.replace("counted", "did not count") if n in (3, 9, 20) else p for n, p in enumerate(paragraphs)]
    a, b = article(paragraphs), article(edited)
    change = diff_articles(a, b)
    assess(change, a, b)
    best = min(_seconds(lambda: assess(change, a, b)) for _ in range(9))
    # measured: 2 ms; the bound is for slow machines
    assert best < 0.02


def _seconds(run: object) -> float:
    assert callable(run)
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
