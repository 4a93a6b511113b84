"""From rows to model types, for everything that was seen of articles."""

import json
from typing import Any

import sqlalchemy as sa

from newsdiff.model.article import Article, Make, says_vouched
from newsdiff.model.observation import Observation, Origin, Outcome
from newsdiff.model.page import Validators
from newsdiff.model.version import Version
from newsdiff.storage import chain
from newsdiff.storage import tables as t

#: versions with what `version` needs of their payload, observation and first extraction
VERSIONS = sa.select(
    t.versions,
    t.payloads.c.sha256.label("payload_sha256"),
    t.observations.c.origin,
    t.observations.c.final_url,
    t.observations.c.url,
    t.observations.c.headers,
    t.observations.c.charset,
    t.extractions.c.knowledge,
).select_from(
    t.versions.join(t.payloads, t.payloads.c.id == t.versions.c.payload_id)
    .join(t.observations, t.observations.c.id == t.versions.c.observation_id)
    # a damaged archive may lack it; the version is shown all the same
    .outerjoin(t.extractions, sa.and_(t.extractions.c.version_id == t.versions.c.id, t.extractions.c.is_first))
)


def is_older(versions: Any, by: Any, version_id: Any) -> sa.ColumnElement[bool]:
    """Of these versions, those seen before that, or recorded earlier of those seen at one instant.

    The first condition says nothing new, and lets an index be entered there instead of at the newest version.
    """
    version = versions.c
    return sa.and_(version.by <= by, sa.or_(version.by < by, version.id < version_id))


def _headers(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text)) if text else ()


def version(row: Any) -> Version:
    """A row of `VERSIONS`."""
    headers = _headers(row.headers)
    return Version(
        id=row.id,
        article_id=row.article_id,
        number=row.number,
        after=row.after,
        by=row.by,
        observation_id=row.observation_id,
        origin=Origin(row.origin),
        payload_sha256=row.payload_sha256,
        content_hash=row.content_hash,
        chain_hash=row.chain_hash,
        returns_to=row.returns_to,
        final_url=row.final_url or row.url,
        content_type=next((value for name, value in headers if name == "content-type"), None),
        charset=row.charset,
        is_vouched=says_vouched(row.knowledge or ""),
    )


def observation(row: Any) -> Observation:
    """A row of `observations`."""
    known = json.loads(row.metadata) if row.metadata else None
    return Observation(
        id=row.id,
        article_id=row.article_id,
        at=row.at,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        detail=row.detail,
        origin=Origin(row.origin),
        status=row.status,
        url=row.url,
        final_url=row.final_url,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        headers=_headers(row.headers),
        charset=row.charset,
        payload_sha256=row.payload_sha256,
        version=row.version,
        content_hash=row.content_hash,
        metadata=tuple(sorted(known.items())) if known is not None else None,
        elapsed_s=row.elapsed_s,
    )


def extraction(row: Any) -> Article:
    """A row of `extractions`."""
    make = Make(extractor=row.extractor, knowledge=row.knowledge, selectors=row.selectors)
    return chain.read_article(row.fields, row.paragraphs, make)
