"""What `--json` prints of what the archive holds: articles, versions, looks, sources, feeds, runs.

Their rules are those of `json_shapes`.
"""

from collections.abc import Sequence

from newsdiff.model.article import Article
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.json_shapes import Json, alternation_json, article_json, instant_json
from newsdiff.render.rows import FeedRow, SnapshotSummary, SourceRow, VersionRow
from newsdiff.render.tracked import TrackedRow
from newsdiff.render.view import Alternating


def tracked_json(row: TrackedRow) -> Json:
    """One row of `track --json` (track.v1 is an array of these)."""
    return {
        "url": row.url,
        "kind": row.kind,
        "id": row.id,
        "source": row.source,
        "title": row.title,
        "new": row.is_new,
        "outcome": row.outcome,
        "detail": row.detail,
        "note": row.note,
        "entries": row.entries,
        "taken": row.taken,
        "waiting": row.waiting,
        "old": row.old,
        "filtered": row.filtered,
        "warnings": list(row.warnings),
        "error": row.error,
    }


def list_row_json(article: TrackedArticle, last_outcome: Outcome | None) -> Json:
    """One row of `list --json` (list.v1 is an array of these). `last_outcome`: of its newest look, None before it."""
    return {
        "id": article.id,
        "url": article.url,
        "aliases": list(article.aliases),
        "source": article.source,
        "headline": article.headline,
        "state": article.state.value,
        "withheld": article.withheld,
        "last_outcome": None if last_outcome is None else last_outcome.value,
        "versions": article.versions,
        "changes": article.changes,
        "first_seen_at": instant_json(article.first_seen_at),
        "last_checked_at": instant_json(article.last_checked_at),
        "last_changed_at": instant_json(article.last_changed_at),
        "next_check_at": instant_json(article.next_check_at),
    }


def version_json(version: Version) -> Json:
    """The facts about one version (part of show.v1 and log.v1)."""
    return {
        "version": version.number,
        "after": instant_json(version.after),
        "by": instant_json(version.by),
        "origin": version.origin.value,
        "returns_to": version.returns_to,
        "final_url": version.final_url,
        "payload_sha256": version.payload_sha256,
        "chain_hash": version.chain_hash,
    }


def show_json(article: TrackedArticle, version: Version, extraction: Article, last_outcome: Outcome | None) -> Json:
    """What `show --json` prints (show.v1): the article's row, the version's facts, and what it says."""
    return {
        "article": list_row_json(article, last_outcome),
        "version": version_json(version),
        "extraction": article_json(extraction),
    }


def log_json(
    article: TrackedArticle,
    versions: Sequence[VersionRow],
    observations: Sequence[Observation],
    alternations: Sequence[Alternating] = (),
) -> Json:
    """What `log --json` prints (log.v1): versions by number, looks oldest first."""
    return {
        "article": list_row_json(article, observations[-1].outcome if observations else None),
        "versions": [
            {
                **version_json(row.version),
                "headline": row.headline,
                "changed": list(row.changed),
                "alternating": row.alternating,
                "extractor": row.extractor,
            }
            for row in versions
        ],
        "alternations": [alternation_json(alternation) for alternation in alternations],
        "observations": [observation_json(observation) for observation in observations],
    }


def observation_json(observation: Observation) -> Json:
    """One look (part of log.v1)."""
    metadata = observation.metadata
    return {
        "at": instant_json(observation.at),
        "outcome": observation.outcome.value,
        "reason": observation.reason,
        "detail": observation.detail,
        "origin": observation.origin.value,
        "status": observation.status,
        "url": observation.url,
        "final_url": observation.final_url,
        "version": observation.version,
        "payload_sha256": observation.payload_sha256,
        "metadata": None if metadata is None else dict(metadata),
    }


def source_json(row: SourceRow) -> Json:
    """One row of `sources --json` (sources.v1 is an array of these)."""
    return {
        "name": row.name,
        "feeds": row.feeds,
        "articles": row.articles,
        "versions": row.versions,
        "changes": row.changes,
        "last_checked_at": instant_json(row.last_checked_at),
        "last_changed_at": instant_json(row.last_changed_at),
        "schedule": row.schedule,
    }


def feed_json(row: FeedRow) -> Json:
    """One row of `feeds --json` (feeds.v1 is an array of these)."""
    feed = row.feed
    return {
        "id": feed.id,
        "url": feed.url,
        "kind": feed.kind.value,
        "source": feed.source,
        "title": feed.title,
        "tracked": feed.is_tracked,
        "period_s": feed.period_s,
        "articles": row.articles,
        "waiting": row.waiting,
        "include": list(feed.filters.include),
        "exclude": list(feed.filters.exclude),
        "last_checked_at": instant_json(feed.last_checked_at),
        "last_success_at": instant_json(feed.last_success_at),
        "next_check_at": instant_json(feed.next_check_at),
        "failures": feed.failures,
        "last_error": feed.last_error,
    }


def snapshot_json(summary: SnapshotSummary) -> Json:
    """What `snapshot --json` prints (snapshot.v1)."""
    return {
        "started_at": instant_json(summary.started_at),
        "finished_at": instant_json(summary.finished_at),
        "articles_checked": summary.articles_checked,
        "feeds_checked": summary.feeds_checked,
        "new_articles": summary.new_articles,
        "deferred": summary.deferred,
        "not_reached": summary.not_reached,
        "outcomes": dict(sorted(summary.outcomes.items())),
        "changes": [
            {
                "article": change.article_id,
                "url": change.url,
                "source": change.source,
                "headline": change.headline,
                "old_version": change.old_version,
                "new_version": change.new_version,
                "changed": list(change.changed),
            }
            for change in summary.changes
        ],
        "failures": [
            {
                "article": failure.article_id,
                "feed": failure.feed_id,
                "url": failure.url,
                "kind": failure.kind,
                "message": failure.message,
                "next_check_at": instant_json(failure.next_check_at),
            }
            for failure in summary.failures
        ],
        "warnings": list(summary.warnings),
    }
