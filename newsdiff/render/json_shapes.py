"""Every shape that `--json` prints: plain dicts and lists built from values.

Published as JSON Schemas (docs/schemas/*.v1.json), against which the tests hold these functions. Keys are only
ever added to a published shape. Instants are ISO 8601 in UTC with "Z"; offsets into text are Unicode code points,
end exclusive; indexes of paragraphs count from 0, numbers of versions from 1.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from newsdiff.model.article import Article, Decision
from newsdiff.model.change import FieldChange, Label, Op, Operation, Spans
from newsdiff.model.knowledge import Counted, Learned, Word
from newsdiff.model.lineage import VersionRun
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.lineage import BlameView, LifeView, Unit
from newsdiff.render.rows import FeedRow, Finding, Reextraction, Reread, Setting, SnapshotSummary, SourceRow, VersionRow
from newsdiff.render.tracked import TrackedRow
from newsdiff.render.view import Alternating, DiffView, VersionHeader

Json = dict[str, Any]


def instant_json(at: datetime | None) -> str | None:
    """2026-11-02T13:40:00Z, with microseconds where there are any; None stays None."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def decisions_json(decisions: Sequence[Decision]) -> list[Json]:
    """What `extract --explain --json` prints (explain.v1)."""
    return [{"text": d.text, "kept": d.is_kept, "reason": d.reason} for d in decisions]


def article_json(article: Article) -> Json:
    """What `extract --json` prints (article.v1)."""
    return {
        "url": article.url,
        "outcome": article.outcome.value,
        "headline": article.headline,
        "headlines": {
            "h1": article.headlines.h1,
            "og": article.headlines.og,
            "json_ld": article.headlines.json_ld,
        },
        "standfirst": article.standfirst,
        "byline": article.byline,
        "authors": list(article.authors),
        "source": article.source,
        "published": article.published,
        "modified": article.modified,
        "published_utc": instant_json(article.published_utc),
        "modified_utc": instant_json(article.modified_utc),
        "language": article.language,
        "section": article.section,
        "image": article.image,
        "image_caption": article.image_caption,
        "canonical": article.canonical,
        "amp": article.amp,
        "paywall": article.paywall.value if article.paywall else None,
        "paragraphs": [{"text": p.text, "kind": p.kind.value} for p in article.paragraphs],
        "captions": [{"text": text} for text in article.captions],
        "warnings": list(article.warnings),
        "extractor": article.make.extractor,
    }


def operation_json(operation: Operation) -> Json:
    """One operation of a diff (operations.v1): `edited` where the name does not imply it, spans where marked."""
    shape: Json = {"op": operation.op.value, "old": list(operation.old), "new": list(operation.new)}
    if operation.op in (Op.MOVED, Op.SPLIT, Op.MERGED):
        shape["edited"] = operation.edited
    if operation.spans_old or operation.spans_new:
        shape["spans_old"] = [_spans_json(spans) for spans in operation.spans_old]
        shape["spans_new"] = [_spans_json(spans) for spans in operation.spans_new]
    return shape


def operations_json(operations: Iterable[Operation]) -> list[Json]:
    """What `diff --jsonl` answers per line (operations.v1)."""
    return [operation_json(operation) for operation in operations]


def _spans_json(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def change_json(view: DiffView) -> Json:
    """What `diff --format json` prints (change.v1): both sides' texts, and everything that differs."""
    change = view.change
    return {
        "article": view.article_id,
        "url": view.url,
        "source": view.source,
        "versions": view.versions,
        "changes": view.changes,
        "first_seen_at": instant_json(view.first_seen_at),
        "policy": view.policy,
        "notices": list(view.notices),
        "alternations": [alternation_json(alternation) for alternation in view.alternations],
        "old": _side_json(view.old_version, view.old),
        "new": _side_json(view.new_version, view.new),
        "differs": not change.is_empty,
        "unit": view.unit,
        "fields": [_field_json(field) for field in change.fields],
        "operations": operations_json(change.operations),
        "captions": operations_json(change.captions),
        "metadata": [_field_json(field) for field in change.metadata],
        "labels": [label_json(label) for label in view.assessment.labels],
        "weight": view.assessment.weight,
        "label_rules": view.assessment.rules,
    }


def label_json(label: Label) -> Json:
    """One thing that a change is, with the words that say so."""
    return {
        "name": label.name.value,
        "operation": label.operation,
        "field": label.field,
        "old": label.old,
        "new": label.new,
    }


def _side_json(header: VersionHeader, article: Article) -> Json:
    return {
        "label": header.label,
        "version": header.number,
        "after": instant_json(header.after),
        "by": instant_json(header.by),
        "origin": None if header.origin is None else header.origin.value,
        "returns_to": header.returns_to,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "paragraphs": [{"text": p.text, "kind": p.kind.value} for p in article.paragraphs],
        "captions": [{"text": text} for text in article.captions],
        "extractor": article.make.extractor,
    }


def _field_json(field: FieldChange) -> Json:
    return {
        "name": field.name,
        "old": field.old,
        "new": field.new,
        "spans_old": _spans_json(field.spans_old),
        "spans_new": _spans_json(field.spans_new),
    }


def alternation_json(alternation: Alternating) -> Json:
    """One thing that goes back and forth (part of change.v1 and log.v1)."""
    return {
        "name": alternation.name,
        "a": alternation.a,
        "b": alternation.b,
        "turns": alternation.turns,
        "versions": list(alternation.versions),
        "since": instant_json(alternation.since),
        "until": instant_json(alternation.until),
    }


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


def blame_json(view: BlameView) -> Json:
    """What `blame --json` prints (blame.v1): units in reading order, versions by number."""
    return {
        "article": view.article.id,
        "url": view.article.url,
        "source": view.article.source,
        "headline": view.headline,
        "version": view.versions[-1].number,
        "unit": "sentence" if view.by_sentence else "paragraph",
        "units": [_unit_json(unit) for unit in view.units],
        "versions": [version_json(version) for version in view.versions],
    }


def _unit_json(unit: Unit) -> Json:
    lineage = unit.lineage
    return {
        "paragraph": unit.paragraph,
        "text": unit.text,
        "brought": lineage.brought,
        "edited": lineage.edited if lineage.is_edited else None,
        "op": lineage.op.value if lineage.is_edited else None,
        "cosmetic": lineage.cosmetic,
        "origins": [
            {"version": origin.version, "index": origin.index, "stood_before": _runs_json(origin.stood_before)}
            for origin in lineage.origins
        ],
    }


def history_json(view: LifeView) -> Json:
    """What `history --json` prints (history.v1): events by version."""
    stages = ((), *view.bodies)
    return {
        "article": view.article.id,
        "url": view.article.url,
        "source": view.article.source,
        "headline": view.headline,
        "version": view.version,
        "paragraph": view.index,
        "until": view.life.until,
        "events": [
            {
                "version": event.version,
                "after": instant_json(view.versions[event.version - 1].after),
                "by": instant_json(view.versions[event.version - 1].by),
                "operation": operation_json(event.operation),
                "old_texts": [stages[event.version - 1][i] for i in event.operation.old],
                "new_texts": [stages[event.version][j] for j in event.operation.new],
                "also_stood": _runs_json(event.also_stood),
            }
            for event in view.life.events
        ],
    }


def _runs_json(runs: Sequence[VersionRun]) -> list[list[int]]:
    return [[first, last] for first, last in runs]


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


def boilerplate_json(source: str, learned: Learned) -> Json:
    """`sources boilerplate --json` (boilerplate.v1)."""
    return {
        "source": source,
        "articles": learned.articles,
        "lines": [_counted_json(line) for line in learned.lines],
        "boxes": [_counted_json(box) for box in learned.boxes],
    }


def _counted_json(known: Counted) -> Json:
    is_left_out = known.word is not Word.KEEP and (known.articles > 0 or known.word is Word.BAN)
    return {
        "text": known.text,
        "articles": known.articles,
        "word": known.word.value if known.word else None,
        "left_out": is_left_out,
    }


def reextract_json(report: Reextraction) -> Json:
    """`reextract --json` (reextract.v1)."""
    return {
        "dry_run": report.is_dry,
        "current": report.current,
        "same": report.same,
        "different": report.different,
        "articles": len(report.articles),
        "differences": [_reread_json(row) for row in report.told],
        "unread": [_reread_json(row) for row in report.unread],
    }


def _reread_json(row: Reread) -> Json:
    return {"article": row.article_id, "url": row.url, "version": row.version, "words": list(row.words)}


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


def config_json(settings: Iterable[Setting]) -> Json:
    """What `config show --json` prints (config.v1): each setting's value and where it came from, by its name."""
    return {
        setting.name: {
            "value": list(setting.value) if isinstance(setting.value, tuple) else setting.value,
            "origin": setting.origin,
        }
        for setting in settings
    }


def doctor_json(findings: Sequence[Finding]) -> Json:
    """What `doctor --json` prints (doctor.v1). `healthy` is False when any finding is an error or a warning."""
    return {
        "healthy": all(finding.severity == "note" for finding in findings),
        "findings": [
            {
                "severity": finding.severity,
                "kind": finding.kind,
                "subject": finding.subject,
                "message": finding.message,
                "next_step": finding.next_step,
            }
            for finding in findings
        ],
    }
