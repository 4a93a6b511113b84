"""Recording one look: observation, payload, version, plan, addresses and hosts, in the caller's one transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.errors import Conflict, NotFound
from newsdiff.model.article import Article
from newsdiff.model.observation import Observation
from newsdiff.model.recording import Recording
from newsdiff.model.version import NewVersion
from newsdiff.storage import aliases, chain, indexing, payloads
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import insert_row
from newsdiff.storage.hosts import save_host


def record(conn: sa.Connection, recording: Recording) -> int:
    """Write one look; the observation's id.

    Raises: Conflict when another run recorded a version since the look was prepared; NotFound; ValueError for a
    version without the payload that shows it.
    """
    seen = recording.observation
    _check(conn, recording)
    payload_id = _store_payload(conn, recording)
    number = recording.expected_versions + 1 if recording.version else seen.version
    kept = payload_id if recording.keeps_payload else None
    observation_id = _insert_observation(conn, seen, payload_id=kept, version=number)
    if payload_id is not None and not recording.keeps_payload:
        _replace_unchanged(conn, seen.article_id, observation_id, payload_id)
    if recording.version is not None and payload_id is not None and number is not None:
        _insert_version(conn, seen, observation_id, payload_id, number, recording.version)
    _update_article(conn, recording)
    _add_aliases(conn, recording, observation_id)
    _add_ticks(conn, recording, observation_id)
    for host in recording.hosts:
        save_host(conn, host)
    return observation_id


def insert_extraction(conn: sa.Connection, version_id: int, article: Article, now: datetime, *, is_first: bool) -> int:
    """Add one extraction of a version; its id."""
    return insert_row(
        conn,
        t.extractions,
        version_id=version_id,
        is_first=is_first,
        extractor=article.make.extractor,
        knowledge=article.make.knowledge,
        selectors=article.make.selectors,
        fields=chain.fields_json(article),
        paragraphs=chain.paragraphs_json(article),
        added_at=now,
    )


def _check(conn: sa.Connection, recording: Recording) -> None:
    article_id = recording.observation.article_id
    known = conn.scalar(sa.select(t.articles.c.versions).where(t.articles.c.id == article_id))
    if known is None:
        raise NotFound(f"no article {article_id} in this archive; `newsdiff list` shows what there is")
    if known != recording.expected_versions:
        raise Conflict(f"article {article_id} got a version from another run in the meantime; look at it again")
    if recording.version is not None and (recording.payload is None or not recording.keeps_payload):
        raise ValueError("a version is recorded together with the payload that shows it")


def _store_payload(conn: sa.Connection, recording: Recording) -> int | None:
    if recording.payload is None:
        return None
    newest = (
        sa.select(t.versions.c.payload_id)
        .where(t.versions.c.article_id == recording.observation.article_id)
        .order_by(t.versions.c.number.desc())
        .limit(1)
    )
    return payloads.put(conn, recording.payload, conn.scalar(newest))


def _insert_observation(conn: sa.Connection, seen: Observation, *, payload_id: int | None, version: int | None) -> int:
    return insert_row(
        conn,
        t.observations,
        article_id=seen.article_id,
        payload_id=payload_id,
        at=seen.at,
        outcome=seen.outcome.value,
        reason=seen.reason,
        detail=seen.detail,
        origin=seen.origin.value,
        status=seen.status,
        url=seen.url,
        final_url=seen.final_url,
        etag=seen.validators.etag,
        last_modified=seen.validators.last_modified,
        headers=chain.canonical_json(seen.headers) if seen.headers else None,
        charset=seen.charset,
        payload_sha256=seen.payload_sha256,
        version=version,
        content_hash=seen.content_hash,
        metadata=chain.canonical_json(dict(seen.metadata)) if seen.metadata is not None else None,
        elapsed_s=seen.elapsed_s,
    )


def _replace_unchanged(conn: sa.Connection, article_id: int, observation_id: int, payload_id: int) -> None:
    mine = t.unchanged_payloads.c.article_id == article_id
    former = conn.scalar(sa.select(t.unchanged_payloads.c.payload_id).where(mine))
    conn.execute(sa.delete(t.unchanged_payloads).where(mine))
    row = {"article_id": article_id, "observation_id": observation_id, "payload_id": payload_id}
    conn.execute(sa.insert(t.unchanged_payloads).values(row))
    if former is not None and former != payload_id:
        payloads.drop_unused(conn, former)


def _insert_version(
    conn: sa.Connection, seen: Observation, observation_id: int, payload_id: int, number: int, new: NewVersion
) -> None:
    version_id = insert_row(
        conn,
        t.versions,
        article_id=seen.article_id,
        observation_id=observation_id,
        payload_id=payload_id,
        number=number,
        after=new.after,
        by=new.by,
        content_hash=new.content_hash,
        chain_hash=_chain_hash(conn, seen.article_id, payload_id, number, new),
        returns_to=new.returns_to,
    )
    extraction_id = insert_extraction(conn, version_id, new.article, seen.at, is_first=True)
    read = indexing.Read(extraction_id=extraction_id, number=number, make=new.article.make)
    indexing.add_version(conn, seen.article_id, read, new.article)


def _chain_hash(conn: sa.Connection, article_id: int, payload_id: int, number: int, new: NewVersion) -> str:
    before = sa.select(t.versions.c.chain_hash).where(
        t.versions.c.article_id == article_id, t.versions.c.number == number - 1
    )
    return chain.chain_hash(
        previous=conn.scalar(before),
        url=str(conn.scalar(sa.select(t.articles.c.url).where(t.articles.c.id == article_id))),
        number=number,
        payload_sha256=str(conn.scalar(sa.select(t.payloads.c.sha256).where(t.payloads.c.id == payload_id))),
        extraction_sha256=chain.extraction_hash(
            new.article.make, chain.fields_json(new.article), chain.paragraphs_json(new.article)
        ),
        after=new.after,
        by=new.by,
    )


def _update_article(conn: sa.Connection, recording: Recording) -> None:
    seen, new = recording.observation, recording.version
    planned = sa.literal(recording.next_check_at, t.Utc)
    values: dict[str, Any] = {
        "last_checked_at": seen.at,
        # untracked while the look was under way, or only recorded by hand: no look is planned
        "next_check_at": sa.case((t.articles.c.is_tracked, planned), else_=None),
        "period_s": recording.period_s,
        "gone_at": recording.gone_at,
    }
    if recording.merged_into is not None:
        values["merged_into"] = recording.merged_into
        _withhold_too(conn, seen.article_id, recording.merged_into)
    if new is not None:
        values["versions"] = recording.expected_versions + 1
        values["headline"] = new.article.headline
        values["first_seen_at"] = sa.func.coalesce(t.articles.c.first_seen_at, sa.literal(new.by, t.Utc))
        if new.after is not None:
            values["last_changed_at"] = new.by
    conn.execute(sa.update(t.articles).where(t.articles.c.id == seen.article_id).values(values))


def _withhold_too(conn: sa.Connection, article_id: int, into: int) -> None:
    """What was withheld under one of its addresses is withheld as the article that it turned out to be."""
    reason = sa.select(t.articles.c.withheld).where(t.articles.c.id == article_id).scalar_subquery()
    change = sa.update(t.articles).where(t.articles.c.id == into, t.articles.c.withheld.is_(None))
    conn.execute(change.values(withheld=reason))


def _add_ticks(conn: sa.Connection, recording: Recording, observation_id: int) -> None:
    """Add what was seen to tick, each once for each article."""
    article_id = recording.observation.article_id
    if not recording.ticks:
        return
    known = {(r.box, r.is_count) for r in conn.execute(sa.select(t.ticks).where(t.ticks.c.article_id == article_id))}
    for tick in recording.ticks:
        if (tick.box, tick.is_count) not in known:
            row = {"article_id": article_id, "observation_id": observation_id}
            insert_row(conn, t.ticks, **row, box=tick.box, is_count=tick.is_count)


def _add_aliases(conn: sa.Connection, recording: Recording, observation_id: int) -> None:
    """Add what was learned of addresses; one that names a third article stays that article's."""
    seen = recording.observation
    target = recording.merged_into or seen.article_id
    for alias in recording.aliases:
        if aliases.article_by_key(conn, alias.key) in {None, seen.article_id, target}:
            aliases.add_alias(conn, target, alias, seen.at, observation_id)
