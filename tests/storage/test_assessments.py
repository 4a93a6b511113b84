"""What is kept of each change: found by time, source, label and weight, and dropped as soon as it no longer counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newsdiff.model.article import Make
from newsdiff.model.change import Alternation, Assessment, Label, LabelName
from newsdiff.model.observation import Outcome
from newsdiff.model.stream import ChangeFilter, LeftOut, Opinion, RecordedChange
from newsdiff.storage import assessments
from newsdiff.storage.archive import Archive
from newsdiff.storage.assessments import TRY_AGAIN
from tests.storage.making import NOON, after, look, story, track

RULES = "rules-1"
NUMBER = Label(name=LabelName.NUMBER, operation=3, old="12", new="212")
NAME = Label(name=LabelName.NAME, field="headline", new="Oduya\0 “ü”")
NOTE = Label(name=LabelName.CORRECTION_NOTE, operation=0, new="Correction: two, not three.")


def told(archive: Archive, name: str, changes: int, *, start: float = 0, **options: Any) -> list[int]:
    """An article with so many changes, ten minutes apart; the ids of the versions that they led to."""
    article = track(archive, f"https://example.org/{name}", **options)
    for turn in range(changes + 1):
        outcome = Outcome.CHANGED if turn else Outcome.FIRST
        look(archive, article.id, outcome, minutes=start + 10 * turn, text=f"{name} {turn}.")
    return [version.id for version in archive.history.versions(article.id)[1:]]


def opinion(version_id: int, *labels: Label, weight: int = 50, swing: int | None = None) -> Opinion:
    return Opinion(version_id=version_id, assessment=Assessment(labels=labels, weight=weight, rules=RULES), swing=swing)


def save(archive: Archive, article: int, *opinions: Opinion, **options: Any) -> None:
    versions = archive.articles.by_id(article).versions
    archive.assessments.save(article, opinions, **{"of_versions": versions, "rules": RULES, "now": NOON, **options})


def newest(archive: Archive, *, limit: int = 100, **options: Any) -> list[RecordedChange]:
    given = {name: options.pop(name) for name in ("rules", "now", "before") if name in options}
    return archive.assessments.newest(ChangeFilter(**options), limit=limit, **{"rules": RULES, "now": NOON, **given})


def ids(changes: Sequence[RecordedChange]) -> list[int]:
    return [change.version_id for change in changes]


def pending(archive: Archive, **options: Any) -> list[int]:
    return [change.version_id for change in newest(archive, **options) if change.opinion is None]


def test_changes_come_newest_first_over_all_articles_and_first_versions_are_none(archive: Archive) -> None:
    ferry, tunnel = told(archive, "ferry", 2), told(archive, "tunnel", 2, start=5, source="other")
    found = newest(archive)
    assert ids(found) == [tunnel[1], ferry[1], tunnel[0], ferry[0]]
    assert (found[0].article_id, found[0].number, found[0].source, found[0].by) == (2, 3, "other", after(25))
    assert (found[0].url, found[0].headline, found[0].opinion) == ("https://example.org/tunnel", "Ferry late", None)
    assert ids(newest(archive, limit=2)) == [tunnel[1], ferry[1]]


def test_of_changes_seen_at_one_instant_the_later_recorded_is_newer_and_none_is_lost_between_pages(
    archive: Archive,
) -> None:
    everything = [told(archive, name, 2) for name in ("a", "b", "c")]
    whole = newest(archive)
    assert ids(whole)[:3] == sorted((versions[1] for versions in everything), reverse=True)
    walked: list[RecordedChange] = []
    while more := newest(archive, limit=1, before=walked[-1] if walked else None):
        walked += more
    assert walked == whole


def test_an_opinion_is_given_back_as_it_was_kept(archive: Archive) -> None:
    (first, second) = told(archive, "ferry", 2)
    kept = opinion(first, NUMBER, replace(NAME, new="Oduya “ü”"), NOTE, weight=77, swing=2)
    save(archive, 1, kept, Opinion(version_id=second, unread="the page is lost"))
    found = {change.version_id: change.opinion for change in newest(archive)}
    assert found == {first: kept, second: Opinion(version_id=second, unread="the page is lost")}
    assert archive.assessments.of_article(1, rules=RULES) == found
    assert archive.assessments.of_article(1, rules="rules-2") == {}


def test_text_that_no_database_holds_is_kept_all_the_same(archive: Archive) -> None:
    (version,) = told(archive, "ferry", 1)
    save(archive, 1, opinion(version, NAME, Label(name=LabelName.TYPO, old="\ud800")))
    (change,) = newest(archive)
    assert change.opinion and change.opinion.assessment
    assert change.opinion.assessment.labels[0].name is LabelName.NAME


def test_saving_again_replaces_what_was_said(archive: Archive) -> None:
    (version,) = told(archive, "ferry", 1)
    for labels in ((NUMBER, NAME), (NOTE,)):
        save(archive, 1, opinion(version, *labels))
    assert ids(newest(archive, labels=frozenset({LabelName.CORRECTION_NOTE}))) == [version]
    assert newest(archive, labels=frozenset({LabelName.NUMBER})) == []


def test_changes_are_found_by_label_weight_source_and_time(archive: Archive) -> None:
    ferry, tunnel = told(archive, "ferry", 2), told(archive, "tunnel", 2, start=5, source="other")
    save(archive, 1, opinion(ferry[0], NUMBER, NUMBER, weight=60), opinion(ferry[1], NAME, weight=40))
    save(archive, 2, opinion(tunnel[0], NUMBER, NAME, weight=20), opinion(tunnel[1], weight=1))
    for wanted, found in (
        ({"labels": frozenset({LabelName.NUMBER})}, [tunnel[0], ferry[0]]),
        ({"labels": frozenset({LabelName.NUMBER, LabelName.NAME})}, [ferry[1], tunnel[0], ferry[0]]),
        ({"labels": frozenset({LabelName.NUMBER}), "min_weight": 21}, [ferry[0]]),
        ({"min_weight": 40}, [ferry[1], ferry[0]]),
        ({"min_weight": 0}, [tunnel[1], ferry[1], tunnel[0], ferry[0]]),
        ({"source": "other"}, [tunnel[1], tunnel[0]]),
        ({"since": after(15), "until": after(25)}, [ferry[1], tunnel[0]]),
        ({"since": after(10), "until": after(10)}, []),
    ):
        assert ids(newest(archive, **wanted)) == found, wanted


def test_changes_of_one_article_alone_are_found(archive: Archive) -> None:
    ferry, tunnel = told(archive, "ferry", 2), told(archive, "tunnel", 1)
    assert ids(newest(archive, article=1)) == ferry[::-1]
    assert ids(newest(archive, article=2)) == tunnel
    assert newest(archive, article=3) == []


def test_what_is_unknown_or_unreadable_is_never_filtered_out(archive: Archive) -> None:
    (ferry,), (tunnel,) = told(archive, "ferry", 1), told(archive, "tunnel", 1, start=5)
    save(archive, 1, Opinion(version_id=ferry, unread="the page is lost"))
    assert ids(newest(archive, labels=frozenset({LabelName.TYPO}), min_weight=100)) == [tunnel, ferry]
    assert pending(archive, labels=frozenset({LabelName.TYPO})) == [tunnel]


def test_merged_articles_are_not_told_twice(archive: Archive) -> None:
    told(archive, "ferry", 1)
    told(archive, "tunnel", 1, start=5)
    look(archive, 2, Outcome.UNCHANGED, minutes=60, merged_into=1)
    assert [change.article_id for change in newest(archive)] == [1]


def test_other_rules_form_an_opinion_anew(archive: Archive) -> None:
    (version,) = told(archive, "ferry", 1)
    save(archive, 1, opinion(version, NUMBER))
    assert pending(archive) == []
    assert pending(archive, rules="rules-2") == [version]


def test_a_newer_version_puts_all_changes_of_the_article_in_question_until_it_was_looked_at(archive: Archive) -> None:
    first, second = told(archive, "ferry", 2)
    save(archive, 1, opinion(first, NUMBER), opinion(second))
    look(archive, 1, Outcome.CHANGED, minutes=60, text="Another one.")
    third = archive.history.versions(1)[-1].id
    assert pending(archive) == [third, second, first]
    save(archive, 1, opinion(third, NAME))
    assert pending(archive) == []
    assert ids(newest(archive, labels=frozenset({LabelName.NUMBER}))) == [first]


def test_reading_a_version_anew_drops_what_was_said_of_the_changes_to_and_from_it(archive: Archive) -> None:
    versions, others = told(archive, "ferry", 4), told(archive, "tunnel", 1)
    save(archive, 1, *(opinion(version, NUMBER) for version in versions))
    save(archive, 2, opinion(others[0]))
    archive.history.add_extraction(versions[1], story("Read better.", make=Make(extractor="plain-2")), NOON)
    assert pending(archive) == [versions[2], versions[1]]
    assert ids(newest(archive, labels=frozenset({LabelName.NUMBER}))) == versions[::-1]


def test_what_could_not_be_read_is_tried_again_a_day_later(archive: Archive) -> None:
    (version,) = told(archive, "ferry", 1)
    save(archive, 1, Opinion(version_id=version, unread="the extractor broke"))
    assert pending(archive, now=NOON + TRY_AGAIN - timedelta(minutes=1)) == []
    assert pending(archive, now=NOON + TRY_AGAIN) == [version]


@pytest.fixture
def swinging(archive: Archive) -> list[int]:
    """Five changes, of which all but the third are one back and forth; and another article's, between them."""
    versions, (other,) = told(archive, "ferry", 5), told(archive, "tunnel", 1, start=15)
    swings = (1, 1, None, 1, 1)
    save(archive, 1, *(opinion(version, NAME, swing=swing) for version, swing in zip(versions, swings, strict=True)))
    save(archive, 2, opinion(other, NAME, swing=1))
    return [*versions, other]


def test_a_back_and_forth_stands_once_at_its_newest_change(archive: Archive, swinging: list[int]) -> None:
    first, second, single, fourth, fifth, other = swinging
    found = newest(archive)
    assert ids(found) == [fifth, single, other]
    assert ids(archive.assessments.swing(found[0], ChangeFilter(), rules=RULES, now=NOON)) == [
        first,
        second,
        fourth,
        fifth,
    ]
    assert ids(archive.assessments.swing(found[1], ChangeFilter(), rules=RULES, now=NOON)) == [single]
    assert ids(newest(archive, before=found[0])) == [single, other]


def test_two_of_one_article_are_two(archive: Archive) -> None:
    versions = told(archive, "ferry", 4)
    swings = (1, 1, 3, 3)
    save(archive, 1, *(opinion(version, swing=swing) for version, swing in zip(versions, swings, strict=True)))
    found = newest(archive)
    assert ids(found) == [versions[3], versions[1]]
    assert ids(archive.assessments.swing(found[0], ChangeFilter(), rules=RULES, now=NOON)) == versions[2:]


def test_of_a_back_and_forth_that_goes_on_after_the_wanted_time_the_earlier_changes_are_told(
    archive: Archive, swinging: list[int]
) -> None:
    until = after(45)
    found = newest(archive, until=until)
    assert ids(found) == [swinging[3], swinging[2], swinging[5]]
    wanted = ChangeFilter(since=after(15), until=until)
    assert ids(archive.assessments.swing(found[0], wanted, rules=RULES, now=NOON)) == [swinging[1], swinging[3]]


def test_what_a_filter_left_out_is_counted_between_two_changes(archive: Archive) -> None:
    versions = told(archive, "ferry", 6)
    weights = (10, 60, 20, 60, 5, 60)
    labels = ((), (NUMBER,), (NUMBER,), (NUMBER,), (NUMBER,), (NAME,))
    save(archive, 1, *(opinion(v, *of, weight=w) for v, of, w in zip(versions, labels, weights, strict=True)))
    changes = {change.version_id: change for change in newest(archive)}
    wanted = ChangeFilter(labels=frozenset({LabelName.NUMBER}), min_weight=30)

    def left_out(wanted: ChangeFilter, **between: RecordedChange) -> LeftOut:
        return archive.assessments.left_out(wanted, rules=RULES, now=NOON, **between)

    assert left_out(wanted) == LeftOut(lighter=3, unlabelled=1)
    assert left_out(wanted, until=changes[versions[3]]) == LeftOut(lighter=1, unlabelled=1)
    assert left_out(wanted, before=changes[versions[3]]) == LeftOut(lighter=2)
    assert left_out(replace(wanted, since=after(35), labels=frozenset())) == LeftOut(lighter=1)
    assert left_out(ChangeFilter(since=after(35))) == LeftOut()


def test_the_change_to_a_version_is_found_and_a_first_version_has_none(archive: Archive) -> None:
    (second,) = told(archive, "ferry", 1)
    first = archive.history.versions(1)[0].id
    found = archive.assessments.change(second, rules=RULES, now=NOON)
    assert found == newest(archive)[0]
    assert archive.assessments.change(first, rules=RULES, now=NOON) is None


def test_as_many_changes_are_kept_as_an_article_has(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessments, "_BATCH", 2)
    versions = told(archive, "live", 5)
    for label in (NUMBER, NAME):
        save(archive, 1, *(opinion(version, label) for version in versions))
    assert ids(newest(archive, labels=frozenset({LabelName.NAME}))) == versions[::-1]


SWINGS = (
    Alternation(
        name="headline", a="Ferry \0late", b="“Ferry” late", turns=3, versions=(2, 3, 4), since=after(1), until=after(3)
    ),
    Alternation(name="paragraph", a="", b="ü", turns=4, versions=(1, 2, 3, 4, 5), since=after(0), until=after(4)),
)


def test_what_goes_back_and_forth_is_kept_for_the_release_that_found_it(archive: Archive) -> None:
    told(archive, "ferry", 4)
    assert archive.assessments.alternations(1, release="1.0") is None
    for found in ((), SWINGS):
        archive.assessments.save_alternations(1, found, of_versions=5, release="1.0")
        assert archive.assessments.alternations(1, release="1.0") == found
    assert archive.assessments.alternations(1, release="1.1") is None


def test_what_goes_back_and_forth_must_be_worked_out_anew_after_a_version_or_reading(archive: Archive) -> None:
    versions = told(archive, "ferry", 4)
    archive.assessments.save_alternations(1, SWINGS, of_versions=5, release="1.0")
    look(archive, 1, Outcome.CHANGED, minutes=90, text="A new version.")
    assert archive.assessments.alternations(1, release="1.0") is None
    archive.assessments.save_alternations(1, SWINGS, of_versions=6, release="1.0")
    archive.history.add_extraction(versions[0], story("The same, read anew.", make=Make(extractor="plain-2")), NOON)
    assert archive.assessments.alternations(1, release="1.0") is None
