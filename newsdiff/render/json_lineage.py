"""What `blame --json` and `history --json` print.

Their rules are those of `json_shapes`.
"""

from collections.abc import Sequence

from newsdiff.model.lineage import VersionRun
from newsdiff.render.json_archive import version_json
from newsdiff.render.json_shapes import Json, instant_json, operation_json
from newsdiff.render.lineage import BlameView, LifeView, Unit


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
