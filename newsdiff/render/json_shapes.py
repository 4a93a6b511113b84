"""What `--json` prints: plain dicts and lists built from values. Here: what a page says, and what a change is.

Published as JSON Schemas (docs/schemas/*.v1.json), against which the tests hold these functions. Keys are only
ever added to a published shape. Instants are ISO 8601 in UTC with "Z"; offsets into text are Unicode code points,
end exclusive; indexes of paragraphs count from 0, numbers of versions from 1.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from newsdiff.model.article import Article, Decision
from newsdiff.model.change import FieldChange, Label, Op, Operation, Spans
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
