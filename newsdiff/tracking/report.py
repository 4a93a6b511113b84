"""What a pass, or `track`, tells of what it did: rows and lines for people and programs."""

from collections.abc import Iterator
from datetime import datetime

from newsdiff.model.observation import Outcome
from newsdiff.render.rows import SnapshotChange, SnapshotFailure, SnapshotSummary
from newsdiff.render.tracked import TrackedRow
from newsdiff.tracking.snapshot import SnapshotReport
from newsdiff.tracking.track import Tracked
from newsdiff.tracking.views import Views


def tracked_row(result: Tracked) -> TrackedRow:
    """What `track` says about one address."""
    seen = result.listing.observation if result.listing else None
    look = result.check.observation if result.check else None
    owner = result.article or result.feed
    warnings = result.listing.warnings if result.listing else ()
    if result.check and result.check.warning:
        warnings = (*warnings, result.check.warning)
    return TrackedRow(
        url=result.url,
        kind=result.kind.value if result.kind else None,
        id=owner.id if owner else None,
        source=owner.source if owner else None,
        title=result.article.headline if result.article else result.feed.title if result.feed else None,
        is_new=result.is_new,
        outcome=look.outcome.value if look else seen.outcome if seen else None,
        detail=(look.detail if look else seen.error if seen else "") or "",
        note=result.note,
        entries=seen.entries if seen else 0,
        taken=seen.taken if seen else 0,
        waiting=seen.waiting if seen else 0,
        old=seen.old if seen else 0,
        filtered=seen.filtered if seen else 0,
        warnings=warnings,
        error=result.error,
    )


def snapshot_summary(report: SnapshotReport, views: Views, finished_at: datetime) -> SnapshotSummary:
    """A pass as `snapshot` tells it."""
    return SnapshotSummary(
        started_at=report.started_at,
        finished_at=finished_at,
        articles_checked=sum(report.outcomes.values()),
        feeds_checked=report.feeds_checked,
        outcomes={outcome.value: number for outcome, number in report.outcomes.items()},
        new_articles=report.new_articles,
        deferred=report.deferred,
        not_reached=report.left,
        changes=tuple(_changes(report, views)),
        failures=tuple(_failures(report)),
        warnings=tuple(_warnings(report)),
    )


def _changes(report: SnapshotReport, views: Views) -> Iterator[SnapshotChange]:
    for result in report.news:
        if result.new_version is not None:
            yield SnapshotChange(
                article_id=result.article.id,
                url=result.article.url,
                source=result.article.source,
                headline=views.headline(result.article.id),
                old_version=result.new_version - 1 if result.new_version > 1 else None,
                new_version=result.new_version,
                changed=views.change_words(result.article, result.new_version),
            )


def _failures(report: SnapshotReport) -> Iterator[SnapshotFailure]:
    for result in report.failures:
        yield SnapshotFailure(
            article_id=result.article.id,
            url=result.article.url,
            kind=result.observation.outcome.value,
            message=result.observation.detail or result.observation.reason,
        )
    for feed in report.feed_failures:
        yield SnapshotFailure(
            article_id=None,
            feed_id=feed.feed.id,
            url=feed.feed.url,
            kind=feed.observation.outcome,
            message=feed.observation.error or "",
        )


def _warnings(report: SnapshotReport) -> Iterator[str]:
    for result in report.news:
        if result.warning:
            yield f"article {result.article.id}: {result.warning}"
    # a feed is as malformed today as it was yesterday: it is said once, by the look that first saw it so
    for feed in report.feed_warnings:
        if feed.feed.last_success_at is None:
            yield from (f"feed {feed.feed.id} {feed.feed.url}: {warning}" for warning in feed.warnings)


def news_lines(report: SnapshotReport, summary: SnapshotSummary) -> list[str]:
    """A line for each change, and for each article that went or came back. First versions are no news of a change."""
    words = {(change.article_id, change.new_version): change for change in summary.changes}
    lines = []
    for result in report.news:
        change = words.get((result.article.id, result.new_version or 0))
        if change is not None and change.old_version is None:
            continue
        parts = ", ".join(change.changed) if change else ""
        if result.observation.outcome is not Outcome.CHANGED:
            what = result.observation.outcome.value
            parts = f"{what}, {parts}" if parts else what
        headline = (change.headline if change else result.article.headline) or result.article.url
        version = f"  v{change.new_version}" if change else ""
        lines.append(f"{result.article.id}{version}  {headline}  ({parts})")
    return lines
