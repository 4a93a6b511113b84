"""One pass over everything that is due: what cron runs."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsdiff.model.observation import TROUBLE, Outcome
from newsdiff.model.page import Deferred
from newsdiff.model.source import Feed, TrackedArticle
from newsdiff.storage.archive import Archive
from newsdiff.tracking.check import Checker, CheckResult
from newsdiff.tracking.feeds import FeedChecker, FeedResult
from newsdiff.tracking.schedule import by_urgency
from newsdiff.tracking.work import Job, Work, host_of

Result = CheckResult | FeedResult | Deferred


@dataclass(slots=True, kw_only=True)
class SnapshotReport:
    """What one pass did. Filled while it runs; grows with the news, not with the number of looks."""

    started_at: datetime
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    #: versions, gone for the first time, back, warnings
    news: list[CheckResult] = field(default_factory=list)
    failures: list[CheckResult] = field(default_factory=list)
    feeds_checked: int = 0
    new_articles: int = 0
    feed_failures: list[FeedResult] = field(default_factory=list)
    feed_warnings: list[FeedResult] = field(default_factory=list)
    #: looks that were not made, because the host asked for quiet or failed lately
    deferred: int = 0
    #: due and not reached before the pass was told to stop
    left: int = 0
    #: "" | "time" (--max-time) | "signal"
    stopped_by: str = ""
    elapsed_s: float = 0.0

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Deferred):
            self.deferred += 1
        elif isinstance(result, FeedResult):
            self._add_feed(result)
        else:
            self.outcomes[result.observation.outcome] += 1
            if result.is_news or result.warning:
                self.news.append(result)
            if result.observation.outcome in TROUBLE:
                self.failures.append(result)

    def _add_feed(self, result: FeedResult) -> None:
        self.feeds_checked += 1
        self.new_articles += len(result.new_articles)
        if result.observation.error:
            self.feed_failures.append(result)
        if result.warnings:
            self.feed_warnings.append(result)


class Snapshot:
    """One pass. Make a new one for each."""

    def __init__(
        self,
        *,
        archive: Archive,
        checker: Checker,
        feed_checker: FeedChecker,
        now: Callable[[], datetime],
        work: Work,
        on_result: Callable[[Result], None] = lambda _: None,
        on_plan: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._archive = archive
        self._checker = checker
        self._feed_checker = feed_checker
        self._now = now
        self._work = work
        self._on_result = on_result
        self._on_plan = on_plan
        self._report = SnapshotReport(started_at=now())

    async def run(
        self,
        *,
        everything: bool = False,
        source: str | None = None,
        articles: Sequence[TrackedArticle] | None = None,
        max_time_s: float | None = None,
    ) -> SnapshotReport:
        """Due feeds, then due articles. `everything` and named `articles` ignore the schedule."""
        started = time.monotonic()
        patient = not everything and articles is None
        with self._work.heeding_signals(max_time_s):
            if articles is None:
                await self._look_at_feeds(everything=everything, source=source)
                due = await self._work.at_desk(
                    lambda: self._archive.articles.watched(now=None if everything else self._now(), source=source)
                )
            else:
                due = list(articles)
            self._on_plan(len(due))
            await self._work.run([(host_of(a.url), self._check(a, patient)) for a in by_urgency(due, self._now())])
        self._report.left = self._work.left
        self._report.stopped_by = self._work.stopped_by
        self._report.elapsed_s = time.monotonic() - started
        return self._report

    async def _look_at_feeds(self, *, everything: bool, source: str | None) -> None:
        seen: set[int] = set()
        while not self._work.is_stopped:
            due = await self._work.at_desk(
                lambda: self._archive.feeds.due(None if everything else self._now(), source=source)
            )
            feeds = [feed for feed in due if feed.id not in seen]
            if not feeds:
                return
            seen.update(feed.id for feed in feeds)  # sitemaps that an index names are found on the way
            self._on_plan(len(feeds))
            await self._work.run([(host_of(f.url), self._check_feed(f, patient=not everything)) for f in feeds])

    def _count(self, result: Result) -> None:
        self._report.add(result)
        self._on_result(result)

    def _check(self, article: TrackedArticle, patient: bool) -> Job:
        async def job() -> None:
            standing = await self._work.at_desk(lambda: self._checker.standing(article.id))
            answer = await self._checker.look(standing, patient=patient)
            if isinstance(answer, Deferred):
                self._count(answer)
            else:
                self._count(await self._work.at_desk(lambda: self._checker.digest(standing, answer)))

        return job

    def _check_feed(self, feed: Feed, *, patient: bool) -> Job:
        async def job() -> None:
            answer = await self._feed_checker.look(feed, patient=patient)
            if isinstance(answer, Deferred):
                self._count(answer)
            else:
                self._count(await self._work.at_desk(lambda: self._feed_checker.digest(feed, answer)))

        return job
