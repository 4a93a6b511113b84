"""Canonical JSON and the hashes built on it. Written down byte for byte in docs/formats.md."""

import hashlib
import json
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from typing import Any

from newsdiff.model.article import (
    Article,
    ExtractionOutcome,
    Headlines,
    Make,
    Paragraph,
    ParagraphKind,
    PaywallMark,
    Wall,
)
from newsdiff.model.knowledge import Hint
from newsdiff.storage.tables import storable

#: fields that came later: left out where there is nothing, as they always were
_ADDED = ("container", "hint", "left_out")
#: stands in for the hash before the first version's
NO_HASH = "0" * 64


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no white space, no escapes beyond what JSON requires, storable text only."""
    return storable(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def sha256(data: bytes | str) -> str:
    """SHA-256 in lower-case hex; text is taken as UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def instant(value: datetime | None) -> str:
    """An instant as the hashes write it: UTC, microseconds, `Z`; "-" for none."""
    if value is None:
        return "-"
    # not strftime: it writes the year 1, which some sites give for "unknown", without its zeros
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def fields_json(article: Article) -> str:
    """Everything of an extraction but its make and paragraphs, as canonical JSON."""
    values = asdict(article)
    for name in ("make", "paragraphs", "outcome", "places"):
        del values[name]
    for name in _ADDED:
        if not values[name]:
            del values[name]
    values["outcome"] = article.outcome.value
    values["wall"] = article.wall.value if article.wall else None
    values["paywall"] = article.paywall.value if article.paywall else None
    values["published_utc"] = instant(article.published_utc)
    values["modified_utc"] = instant(article.modified_utc)
    return canonical_json(values)


def paragraphs_json(article: Article) -> str:
    """The paragraphs as canonical JSON: a list of [kind, text]."""
    return canonical_json([[p.kind.value, p.text] for p in article.paragraphs])


def extraction_hash(make: Make, fields: str, paragraphs: str) -> str:
    """SHA-256 of the canonical JSON of an extraction, from its stored parts."""
    head = canonical_json({"extractor": make.extractor, "knowledge": make.knowledge, "selectors": make.selectors})
    return sha256(f'{{"fields":{fields},"make":{head},"paragraphs":{paragraphs}}}')


def chain_hash(
    *,
    previous: str | None,
    url: str,
    number: int,
    payload_sha256: str,
    extraction_sha256: str,
    after: datetime | None,
    by: datetime,
) -> str:
    """The hash of one version, over everything before it."""
    lines = [
        "newsdiff version 1",
        previous or NO_HASH,
        storable(url),
        str(number),
        payload_sha256,
        extraction_sha256,
        instant(after),
        instant(by),
    ]
    return sha256("\n".join(lines) + "\n")


#: looked up for each paragraph of each version: to call the class takes five times as long
_KINDS = {kind.value: kind for kind in ParagraphKind}


def read_article(fields: str, paragraphs: str, make: Make) -> Article:
    """The extraction that `fields_json` and `paragraphs_json` wrote; fields that are no longer known are left out."""
    known = {field.name for field in dataclass_fields(Article)}
    values = {name: value for name, value in json.loads(fields).items() if name in known}
    return Article(
        **{
            **values,
            "make": make,
            "outcome": ExtractionOutcome(values["outcome"]),
            "headlines": Headlines(**values["headlines"]),
            "authors": tuple(values["authors"]),
            "captions": tuple(values["captions"]),
            "warnings": tuple(values["warnings"]),
            "wall": Wall(values["wall"]) if values["wall"] else None,
            "paywall": PaywallMark(values["paywall"]) if values["paywall"] else None,
            "left_out": tuple(values.get("left_out", ())),
            "hint": _hint_of(values.get("hint")),
            "published_utc": _instant_of(values["published_utc"]),
            "modified_utc": _instant_of(values["modified_utc"]),
            "paragraphs": tuple(Paragraph(text=text, kind=_KINDS[kind]) for kind, text in json.loads(paragraphs)),
        }
    )


def _hint_of(value: dict[str, Any] | None) -> Hint | None:
    return None if value is None else Hint(container=value["container"], keys=tuple(value["keys"]))


def _instant_of(text: str) -> datetime | None:
    return None if text == "-" else datetime.fromisoformat(text)
