"""When to look again: both ancestral schedules over years of a simulated clock, and the default, which beats both."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from newsdiff.config import POLICIES
from newsdiff.model.source import ArticleState, TrackedArticle
from newsdiff.tracking.schedule import (
    DAY,
    HOUR,
    MINUTE,
    NEWSDIFFS_TABLE,
    Plan,
    by_urgency,
    doubtful_look,
    next_look,
)
from tests.tracking.samples import NOON, later, tracked


def looks(policy: str, changes: tuple[float, ...] = (), jitter: float = 0.0) -> Iterator[tuple[float, float | None]]:
    """(age in seconds, period after it) of every look at a story first seen at age 0 that changes at these ages.

    A change is seen at the first look after it, as in real life.
    """
    now, changed_at, period_s = NOON, NOON, None
    waiting = list(changes)
    is_first = True
    while True:
        age_s = (now - NOON).total_seconds()
        has_changed = is_first or bool(waiting and age_s >= waiting[0])
        if has_changed and not is_first:
            waiting.pop(0)
            changed_at = now
        plan = next_look(
            policy, now=now, changed_at=changed_at, period_s=period_s, has_changed=has_changed, jitter=jitter
        )
        yield age_s, plan.period_s
        if plan.at is None:
            return
        now, period_s, is_first = plan.at, plan.period_s, False


def test_news_sniffer_looks_42_times_over_220_days_at_a_story_that_never_changes() -> None:
    ages = [age for age, _ in looks("news-sniffer")]
    assert len(ages[1:]) == 42  # after the first
    assert 219 < ages[-1] / DAY < 221
    assert ages[:3] == [0, 30 * MINUTE, 66 * MINUTE]


def test_newsdiffs_table() -> None:
    for (limit, period), start in zip(NEWSDIFFS_TABLE, (0, 3 * HOUR, DAY, 7 * DAY, 30 * DAY), strict=True):
        for age in (start, limit - 1):
            plan = next_look("newsdiffs", now=later(seconds=age), changed_at=NOON, period_s=None)
            assert plan == Plan(at=later(seconds=age + period), period_s=period)
    assert next_look("newsdiffs", now=later(days=360), changed_at=NOON, period_s=1.0) == Plan(at=None, period_s=None)
    assert [p for _, p in NEWSDIFFS_TABLE] == [15 * MINUTE, HOUR, 3 * HOUR, 3 * DAY, 30 * DAY]


def test_newsdiffs_counts_whole_days_and_not_the_seconds_of_the_last_one() -> None:
    """The ancestor took `.seconds` of a difference: a story of 29 days and a minute was one minute old to it."""
    plan = next_look("newsdiffs", now=later(days=29, minutes=1), changed_at=NOON, period_s=None)
    assert plan.period_s == 3 * DAY
    years = next_look("newsdiffs", now=later(days=3 * 365, minutes=1), changed_at=NOON, period_s=None)
    assert years.at is None


@pytest.mark.parametrize("policy", POLICIES)
def test_a_change_at_day_30_starts_the_schedule_anew(policy: str) -> None:
    quiet = [period for _, period in looks(policy)]
    ages = list(looks(policy, changes=(30 * DAY,)))
    seen_at = next(k for k, (age, _) in enumerate(ages) if age >= 30 * DAY)
    assert [period for _, period in ages[seen_at:]] == pytest.approx(quiet)
    assert ages[seen_at][1] in (15 * MINUTE, 30 * MINUTE)


@pytest.mark.parametrize("ancestor", ["news-sniffer", "newsdiffs"])
def test_attentive_looks_at_least_as_often_as_either_ancestor_at_every_age(ancestor: str) -> None:
    ours = [age for age, _ in looks("attentive")]
    theirs = [age for age, _ in looks(ancestor)]
    for age in [*theirs, *(a - 1 for a in theirs[1:])]:
        assert sum(a <= age for a in ours) >= sum(a <= age for a in theirs), f"at {age / DAY:.2f} days"
    assert ours[-1] >= theirs[-1] - 30 * DAY


def test_attentive_never_waits_longer_than_either_ancestor_would() -> None:
    for age, period in looks("attentive"):
        plan = next_look("newsdiffs", now=later(seconds=age), changed_at=NOON, period_s=None)
        if plan.period_s is not None and period is not None:
            assert period <= plan.period_s
        if period is not None and age < 200 * DAY:
            assert period <= 30 * MINUTE + age / 5 + 1e-6


@pytest.mark.parametrize("policy", POLICIES)
def test_jitter_shifts_the_look_and_does_not_grow_the_period(policy: str) -> None:
    for jitter in (-0.05, 0.0, 0.05):
        plan = next_look(policy, now=NOON, changed_at=NOON, period_s=None, has_changed=True, jitter=jitter)
        assert plan.period_s is not None and plan.at is not None
        assert (plan.at - NOON).total_seconds() == pytest.approx(plan.period_s * (1 + jitter))
    count = len(list(looks("news-sniffer")))
    assert len(list(looks("news-sniffer", jitter=0.05))) == count
    assert len(list(looks("news-sniffer", jitter=-0.05))) == count


def test_a_clock_that_went_back_is_no_negative_age() -> None:
    plan = next_look("attentive", now=NOON, changed_at=later(hours=5), period_s=None)
    assert plan.period_s == 15 * MINUTE


def test_a_doubtful_look_is_repeated_after_10_minutes_then_1_hour_and_keeps_the_period() -> None:
    assert doubtful_look(NOON, is_first_doubt=True, period_s=7.0) == Plan(at=later(minutes=10), period_s=7.0)
    assert doubtful_look(NOON, is_first_doubt=False, period_s=7.0) == Plan(at=later(hours=1), period_s=7.0)


def test_urgency_is_overdue_time_by_period_so_that_fresh_stories_win_and_new_ones_come_first() -> None:
    def one(number: int, overdue_s: float, period_s: float | None, checked: datetime | None = NOON) -> TrackedArticle:
        due = NOON - timedelta(seconds=overdue_s)
        return tracked(id=number, next_check_at=due, period_s=period_s, last_checked_at=checked)

    old, fresh, new = one(1, 5 * HOUR, 30 * DAY), one(2, 600, 15 * MINUTE), one(3, 0, None, checked=None)
    resting = tracked(id=4, state=ArticleState.RESTING, last_checked_at=NOON)
    not_due = one(5, -600, 15 * MINUTE)
    assert [a.id for a in by_urgency([not_due, old, resting, fresh, new], NOON)] == [3, 2, 1, 4, 5]
