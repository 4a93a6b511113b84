"""When to look again. Pure: times in, times out.

Both ancestral schedules, and the default, which is at least as attentive as either at every age of a story:

* `news-sniffer`: 30 minutes at first and after each change, then x 1.2 after each look without a change; no more looks
  once the period has reached 40 days (42 looks in 220 days for a story that never changes).
* `newsdiffs`, by the time since the last change: < 3 h every 15 min, < 1 day hourly, < 7 days 3-hourly, < 30 days every
  3 days, < 360 days every 30 days, then never.
* `attentive`: the shorter of the two. News Sniffer's period after a time `t` without a change is 30 min + t / 5
  (the sum of its growing periods), which needs no count of looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdiff.model.source import TrackedArticle

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
SNIFFER_FIRST_S = 30 * MINUTE
SNIFFER_FACTOR = 1.2
SNIFFER_LAST_S = 40 * DAY
#: (time since the last change below which, period)
NEWSDIFFS_TABLE = (
    (3 * HOUR, 15 * MINUTE),
    (1 * DAY, 1 * HOUR),
    (7 * DAY, 3 * HOUR),
    (30 * DAY, 3 * DAY),
    (360 * DAY, 30 * DAY),
)
#: a suspect look is repeated after this, and when it is still suspect after that
DOUBT_FIRST_S = 10 * MINUTE
DOUBT_NEXT_S = 1 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The next look at an article; both None when no more looks are planned."""

    at: datetime | None
    period_s: float | None


def next_look(
    policy: str,
    *,
    now: datetime,
    changed_at: datetime,
    period_s: float | None,
    has_changed: bool = False,
    jitter: float = 0.0,
) -> Plan:
    """The look after one made at `now`.

    `changed_at` is the last change, or the first look of a story that never changed; `period_s` the period before
    this look; `jitter` the fraction of the period by which the look is shifted (-0.05 to 0.05 by default), drawn by
    the caller.
    """
    age_s = 0.0 if has_changed else max(0.0, (now - changed_at).total_seconds())
    period = _period(policy, age_s, None if has_changed else period_s)
    if period is None:
        return Plan(at=None, period_s=None)
    return Plan(at=now + timedelta(seconds=period * (1 + jitter)), period_s=period)


def _period(policy: str, age_s: float, former_s: float | None) -> float | None:
    if policy == "news-sniffer":
        return _sniffer(former_s)
    table = next((period for limit, period in NEWSDIFFS_TABLE if age_s < limit), None)
    if policy == "newsdiffs":
        return table
    grown = SNIFFER_FIRST_S + age_s * (SNIFFER_FACTOR - 1)
    periods = [p for p in (table, grown if grown < SNIFFER_LAST_S else None) if p is not None]
    return min(periods, default=None)


def _sniffer(former_s: float | None) -> float | None:
    if former_s is None:
        return SNIFFER_FIRST_S
    period = former_s * SNIFFER_FACTOR
    return period if period < SNIFFER_LAST_S else None


def doubtful_look(now: datetime, *, is_first_doubt: bool, period_s: float | None) -> Plan:
    """The look after a suspect one (or a first 404): 10 minutes later, then 1 hour. The period stays as it was."""
    wait = DOUBT_FIRST_S if is_first_doubt else DOUBT_NEXT_S
    return Plan(at=now + timedelta(seconds=wait), period_s=period_s)


def by_urgency(articles: Iterable[TrackedArticle], now: datetime) -> list[TrackedArticle]:
    """Most urgent first: overdue time divided by period, so that fresh stories win. New articles come before all."""

    def urgency(article: TrackedArticle) -> tuple[float, int]:
        if article.next_check_at is None:
            return (0.0, article.id)
        overdue_s = (now - article.next_check_at).total_seconds()
        if article.last_checked_at is None:
            return (-float("inf"), article.id)
        return (-overdue_s / (article.period_s or SNIFFER_FIRST_S), article.id)

    return sorted(articles, key=urgency)
