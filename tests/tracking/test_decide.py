"""What a look means: every outcome and reason, without network or archive."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdiff.model.article import Article, ExtractionOutcome, PaywallMark, Wall
from newsdiff.model.observation import Observation, Origin, Outcome
from newsdiff.tracking.content import content_hash
from newsdiff.tracking.decide import (
    Verdict,
    decide,
    decide_missing,
    decide_not_modified,
    is_cut_by_wall,
    shows_same,
)
from tests.tracking.samples import (
    ELSEWHERE,
    NOON,
    OTHER_TEXTS,
    TEXTS,
    URL,
    article,
    elsewhere,
    later,
    look,
    seen,
    standing,
)

V1 = article()
EDITED = article(*TEXTS[:2], "A paragraph that is new in this place.", *TEXTS[3:])
SHRUNK = article(*TEXTS[:3])
OTHER = article(*OTHER_TEXTS, headline="Another story")
NOTHING = article("", outcome=ExtractionOutcome.NO_ARTICLE, headline=None, paragraphs=())


def doubt(shown: Article, at: int = 10, url: str = URL) -> tuple[Observation, Article]:
    """A suspect look, `at` minutes after noon."""
    return look(Outcome.SUSPECT, "shrunk", later(minutes=at), final_url=url), shown


def meaning(verdict: Verdict) -> tuple[str, str, bool, bool]:
    """(outcome and reason, made a version, is news, is doubtful)."""
    return f"{verdict.outcome} {verdict.reason}".strip(), bool(verdict.version), verdict.is_news, verdict.is_doubtful


# --- the plain cases


def test_a_first_look_makes_the_first_version() -> None:
    verdict = decide(standing(), seen(V1, None))
    assert meaning(verdict) == ("first", True, True, False)
    assert verdict.version is not None and verdict.version.after is None


def test_the_same_text_is_unchanged_and_another_one_is_a_version_with_both_ends_of_its_interval() -> None:
    assert meaning(decide(standing(V1), seen(V1, V1))) == ("unchanged", False, False, False)
    verdict = decide(standing(V1), seen(EDITED, V1, at=later(hours=3)))
    assert meaning(verdict) == ("changed", True, True, False)
    assert verdict.version is not None
    assert (verdict.version.after, verdict.version.by) == (NOON, later(hours=3))


def test_a_return_names_the_newest_earlier_version_that_said_the_same() -> None:
    one, two = content_hash(V1), content_hash(EDITED)
    verdict = decide(standing(V1, EDITED), seen(V1, EDITED, earlier=[(1, one)]))
    assert verdict.version is not None and verdict.version.returns_to == 1
    again = decide(standing(V1, EDITED, V1, EDITED), seen(V1, EDITED, earlier=[(1, one), (2, two), (3, one)]))
    assert again.version is not None and again.version.returns_to == 3
    fresh = decide(standing(V1), seen(EDITED, V1))
    assert fresh.version is not None and fresh.version.returns_to is None


@pytest.mark.parametrize("wall", list(Wall))
def test_a_recognised_wall_is_blocked_however_often_it_is_seen(wall: Wall) -> None:
    shown = article("Are you human?", outcome=ExtractionOutcome.BLOCKED, wall=wall)
    blocked = tuple(look(Outcome.BLOCKED, wall.value) for _ in range(40))
    for known in (standing(), standing(V1), standing(V1, since=blocked)):
        previous = V1 if known.latest else None
        assert meaning(decide(known, seen(shown, previous))) == (f"blocked {wall}", False, False, False)
    assert meaning(decide(standing(V1), elsewhere(seen(shown, V1))))[0] == f"blocked {wall}"


def test_a_page_without_article_is_an_outcome_of_its_own() -> None:
    for known, previous in ((standing(), None), (standing(V1), V1)):
        assert meaning(decide(known, seen(NOTHING, previous))) == ("no_article", False, False, False)


# --- gone and back


def test_the_first_404_is_a_failure_the_second_is_gone_told_once_and_then_back_told_once() -> None:
    first = decide_missing(standing(V1), 404)
    assert meaning(first) == ("failed 404", False, False, True)
    since = (look(Outcome.FAILED, "404"),)
    assert meaning(decide_missing(standing(V1, since=since), 410)) == ("gone 410", False, True, False)
    told = standing(V1, since=(look(Outcome.GONE, "410"), *since), gone_at=later(hours=1))
    assert meaning(decide_missing(told, 404)) == ("gone 404", False, False, False)
    assert meaning(decide(told, seen(V1, V1))) == ("back", False, True, False)
    assert meaning(decide_not_modified(told)) == ("back", False, True, False)
    assert meaning(decide_not_modified(standing(V1))) == ("not_modified", False, False, False)


def test_other_failures_between_two_404s_do_not_count() -> None:
    since = (look(Outcome.FAILED, "timeout"), look(Outcome.BLOCKED, "captcha"), look(Outcome.FAILED, "404"))
    assert decide_missing(standing(V1, since=since), 404).outcome is Outcome.GONE
    assert decide_missing(standing(V1, since=since[:2]), 404).outcome is Outcome.FAILED


def test_what_returns_with_another_text_is_back_changed_and_a_version() -> None:
    gone = standing(V1, since=(look(Outcome.GONE, "404"),), gone_at=later(hours=1))
    assert meaning(decide(gone, seen(EDITED, V1))) == ("back changed", True, True, False)


def test_what_returns_shrunk_is_suspect_first() -> None:
    gone = standing(V1, since=(look(Outcome.GONE, "404"),), gone_at=later(hours=1))
    assert meaning(decide(gone, seen(SHRUNK, V1))) == ("suspect shrunk", False, False, True)


# --- suspects


def test_half_of_the_text_may_go_and_more_is_suspect() -> None:
    assert decide(standing(V1), seen(article(*TEXTS[:4]), V1)).outcome is Outcome.CHANGED
    assert meaning(decide(standing(V1), seen(SHRUNK, V1))) == ("suspect shrunk", False, False, True)


@pytest.mark.parametrize("minutes", [0, 1, 600])
def test_a_suspect_is_believed_when_the_next_look_shows_the_same_however_soon(minutes: int) -> None:
    known = standing(V1, since=(look(Outcome.SUSPECT, "shrunk", later(minutes=10)),))
    verdict = decide(known, seen(SHRUNK, V1, at=later(minutes=10 + minutes), doubts=[doubt(SHRUNK)]))
    assert meaning(verdict) == ("changed", True, True, False)
    assert verdict.version is not None
    assert (verdict.version.after, verdict.version.by) == (NOON, later(minutes=10))


def test_a_suspect_is_believed_from_the_first_of_the_looks_that_showed_it() -> None:
    doubts = [doubt(SHRUNK, 70), doubt(SHRUNK, 10), doubt(article("Only this."), 5)]
    verdict = decide(standing(V1), seen(SHRUNK, V1, at=later(minutes=80), doubts=doubts))
    assert verdict.version is not None and verdict.version.by == later(minutes=10)


def test_a_suspect_is_not_confirmed_by_another_loss() -> None:
    one, two = article(*TEXTS[:3]), article(*TEXTS[5:])
    verdict = decide(standing(V1), seen(two, V1, doubts=[doubt(one)]))
    assert meaning(verdict) == ("suspect shrunk", False, False, True)
    back_and_forth = [doubt(two, 20), doubt(one, 10)]
    assert decide(standing(V1), seen(one, V1, doubts=back_and_forth)).outcome is Outcome.SUSPECT


def test_a_suspect_is_confirmed_by_nearly_the_same_text() -> None:
    nearly = article(*TEXTS[:3], headline="A headline, corrected")
    assert shows_same(SHRUNK, nearly)
    assert decide(standing(V1), seen(nearly, V1, doubts=[doubt(SHRUNK)])).outcome is Outcome.CHANGED
    assert not shows_same(SHRUNK, article(*TEXTS[:2]))


def test_an_article_that_leads_to_another_story_is_suspect_and_then_believed() -> None:
    moved = elsewhere(seen(OTHER, V1))
    assert meaning(decide(standing(V1), moved)) == ("suspect moved", False, False, True)
    again = replace(moved, doubts=[doubt(OTHER, url=ELSEWHERE)])
    assert meaning(decide(standing(V1), again)) == ("changed", True, True, False)
    other_place = replace(moved, doubts=[doubt(OTHER, url=ELSEWHERE + "?again")])
    assert decide(standing(V1), other_place).outcome is Outcome.SUSPECT


def test_a_new_address_with_the_same_story_is_no_suspect() -> None:
    assert decide(standing(V1), elsewhere(seen(EDITED, V1))).outcome is Outcome.CHANGED
    assert decide(standing(V1), elsewhere(seen(V1, V1))).outcome is Outcome.UNCHANGED


def test_another_story_at_the_known_address_is_a_version() -> None:
    """An address that is used again: the site itself says that this is what stands there now."""
    assert decide(standing(V1), seen(OTHER, V1)).outcome is Outcome.CHANGED


def test_a_front_page_is_suspect_then_gone_told_once() -> None:
    front = replace(elsewhere(seen(NOTHING, V1), "https://example.org/"), is_front_page=True)
    assert meaning(decide(standing(V1), front)) == ("suspect moved", False, False, True)
    since = (look(Outcome.SUSPECT, "moved"),)
    assert meaning(decide(standing(V1, since=since), front)) == ("gone moved", False, True, False)
    told = standing(V1, since=(look(Outcome.GONE, "moved"), *since), gone_at=later(hours=1))
    assert meaning(decide(told, front)) == ("gone moved", False, False, False)


def test_a_redirect_to_a_page_without_article_is_suspect_once_and_then_no_article() -> None:
    nowhere = elsewhere(seen(NOTHING, V1))
    assert meaning(decide(standing(V1), nowhere)) == ("suspect moved", False, False, True)
    again = replace(nowhere, doubts=[doubt(NOTHING, url=ELSEWHERE)])
    assert meaning(decide(standing(V1), again)) == ("no_article", False, False, False)


# --- paywalls


def paid(*texts: str, mark: PaywallMark = PaywallMark.MARKED) -> Article:
    return article(*texts, paywall=mark)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (paid(*TEXTS[:3]), "paywalled"),
        (paid(*TEXTS[:6]), "paywalled"),
        (paid(*TEXTS[:3], TEXTS[3][:40] + "…"), "paywalled"),
        (paid(*TEXTS[:7], mark=PaywallMark.ELEMENT), "paywalled"),
        # an editor's cut at the end of a page that is always marked as paid
        (paid(*TEXTS[:7]), "changed"),
        # not a beginning: somebody wrote something else
        (paid(*TEXTS[:5], "A new end."), "changed"),
        (paid(*TEXTS[:2], "A new end."), "suspect shrunk"),
        # no sign of a wall
        (article(*TEXTS[:5]), "changed"),
    ],
)
def test_only_a_beginning_behind_a_wall_that_the_page_shows_is_paywalled(shown: Article, expected: str) -> None:
    assert meaning(decide(standing(V1), seen(shown, V1)))[0] == expected


def test_a_cut_by_a_wall_is_never_believed_however_often_it_is_seen() -> None:
    shown = paid(*TEXTS[:3])
    since = tuple(look(Outcome.PAYWALLED) for _ in range(20))
    assert decide(standing(V1, since=since), seen(shown, V1, doubts=[doubt(shown)])).outcome is Outcome.PAYWALLED


def test_a_page_that_was_paid_from_the_start_is_what_it_shows() -> None:
    short = paid(*TEXTS[:2], mark=PaywallMark.ELEMENT)
    assert decide(standing(), seen(short, None)).outcome is Outcome.FIRST
    assert not is_cut_by_wall(short, short)


# --- by hand


@pytest.mark.parametrize("shown", [SHRUNK, paid(*TEXTS[:3]), EDITED])
def test_what_a_person_recorded_is_believed_at_once(shown: Article) -> None:
    what = seen(shown, V1)
    what = replace(what, observation=replace(what.observation, origin=Origin.BY_HAND))
    assert meaning(decide(standing(V1), what)) == ("changed", True, True, False)


def test_the_hash_of_a_version_is_that_of_its_content() -> None:
    verdict = decide(standing(V1), seen(EDITED, V1, at=NOON + timedelta(hours=1)))
    assert verdict.version is not None and verdict.version.content_hash == content_hash(EDITED)


def test_a_copy_saved_by_hand_does_not_bring_a_story_back_that_its_site_took_away() -> None:
    told = standing(V1, since=(look(Outcome.GONE, "410"),), gone_at=later(hours=1))
    saved = seen(V1, V1)
    saved = replace(saved, observation=replace(saved.observation, origin=Origin.BY_HAND))
    assert decide(told, saved).outcome is Outcome.UNCHANGED
    assert decide(told, replace(saved, article=EDITED, is_same=False)).outcome is Outcome.CHANGED


def test_a_page_that_breaks_off_is_believed_only_when_it_breaks_off_at_the_same_place() -> None:
    cut = article(*TEXTS[:5], TEXTS[5][:40])
    broken = replace(seen(cut, V1), breaks_off=True)
    assert meaning(decide(standing(V1), broken)) == ("suspect shrunk", False, False, True)
    elsewhere_cut = replace(broken, doubts=[doubt(article(*TEXTS[:5], TEXTS[5][:60]))])
    assert decide(standing(V1), elsewhere_cut).outcome is Outcome.SUSPECT
    assert decide(standing(V1), replace(broken, doubts=[doubt(cut)])).outcome is Outcome.CHANGED
