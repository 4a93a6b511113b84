"""What `--json` prints of settings, knowledge and upkeep.

Their rules are those of `json_shapes`.
"""

from collections.abc import Iterable, Sequence

from newsdiff.model.knowledge import Counted, Learned, Word
from newsdiff.render.json_shapes import Json
from newsdiff.render.rows import Finding, Reextraction, Reread, Setting


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
