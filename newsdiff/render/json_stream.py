"""What `changes --json` prints (changes.v1); its rules are those of `json_shapes`."""

from collections import Counter

from newsdiff.model.change import Op
from newsdiff.render.json_shapes import Json, instant_json, label_json, operation_json
from newsdiff.render.phrases import summary
from newsdiff.render.stream import StreamEntry, StreamPage
from newsdiff.render.view import VersionHeader


def changes_json(page: StreamPage) -> Json:
    """What `changes --json` prints (changes.v1): changes newest first, and what is not among them."""
    return {
        "changes": [entry_json(entry) for entry in page.entries],
        "left_out": {"lighter": page.left_out.lighter, "unlabelled": page.left_out.unlabelled},
        "before": page.cursor,
        "label_rules": page.label_rules,
    }


def entry_json(entry: StreamEntry) -> Json:
    """One change, or the newest of one back and forth."""
    change, assessment, differing = entry.change, entry.assessment, entry.differing
    version = entry.new_version
    operations = Counter(o.op.value for o in differing.operations if o.op is not Op.UNCHANGED) if differing else {}
    return {
        "article": change.article_id,
        "url": change.url,
        "source": change.source,
        "headline": entry.headline,
        "old_headline": entry.old.headline if entry.old else None,
        "old_version": change.number - 1,
        "new_version": change.number,
        "after": instant_json(version.after),
        "by": instant_json(version.by),
        "origin": version.origin,
        "returns_to": version.returns_to,
        "changed": list(summary(differing)) if differing else [],
        "operations": dict(sorted(operations.items())),
        "labels": [label_json(label) for label in assessment.labels] if assessment else [],
        "weight": assessment.weight if assessment else None,
        "telling": _telling_json(entry),
        "swing": [_turn_json(turn) for turn in entry.swing],
        "unread": entry.unread or None,
    }


def _telling_json(entry: StreamEntry) -> Json | None:
    if entry.telling is None or entry.differing is None or entry.old is None or entry.new is None:
        return None
    operation = entry.differing.operations[entry.telling]
    return {
        "index": entry.telling,
        "operation": operation_json(operation),
        "old_texts": [entry.old.texts[i] for i in operation.old],
        "new_texts": [entry.new.texts[j] for j in operation.new],
    }


def _turn_json(turn: VersionHeader) -> Json:
    return {"version": turn.number, "after": instant_json(turn.after), "by": instant_json(turn.by)}
