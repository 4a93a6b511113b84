"""Small stories and looks for tests of the archive."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdiff.model.address import address_key
from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Make, Paragraph, ParagraphKind
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.page import Validators
from newsdiff.model.recording import Recording
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import NewVersion
from newsdiff.storage.archive import Archive

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
URL = "https://example.org/news/ferry"
MAKE = Make(extractor="plain-1", knowledge="", selectors="")


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def story(text: str, *, make: Make = MAKE, headline: str | None = "Ferry late", **fields: Any) -> Article:
    return Article(
        url=URL,
        outcome=ExtractionOutcome.ARTICLE,
        make=make,
        headline=headline,
        headlines=Headlines(h1=headline),
        paragraphs=(Paragraph(text=text), Paragraph(text="A second one.", kind=ParagraphKind.QUOTE)),
        **fields,
    )


def page(text: str) -> bytes:
    return f"<html><body><h1>Ferry late</h1>{'<p>Filling.</p>' * 50}<p>{text}</p></body></html>".encode()


def track(archive: Archive, url: str = URL, *, source: str = "example", **options: Any) -> TrackedArticle:
    article, _ = archive.articles.add(url=url, key=address_key(url), source=source, now=NOON, **options)
    return article


def seen(article_id: int, outcome: Outcome, at: datetime, body: bytes | None = None, **fields: Any) -> Observation:
    facts: dict[str, Any] = {
        "status": 200 if body else None,
        "url": URL,
        "final_url": URL if body else None,
        "headers": (("content-type", "text/html"),) if body else (),
        "payload_sha256": hashlib.sha256(body).hexdigest() if body else None,
    }
    return Observation(article_id=article_id, at=at, outcome=outcome, **{**facts, **fields})


def look(
    archive: Archive,
    article_id: int,
    outcome: Outcome,
    *,
    minutes: float = 0,
    text: str | None = None,
    etag: str | None = None,
    fields: dict[str, Any] | None = None,
    **options: Any,
) -> Observation:
    """Record one look; a first or changed one makes a version that says `text`."""
    standing = archive.history.standing(article_id)
    body = page(text) if text is not None else None
    version = None
    if outcome in {Outcome.FIRST, Outcome.CHANGED}:
        version = new_version(text or "", after=standing.last_shown_at, by=after(minutes))
    shows = outcome in {Outcome.UNCHANGED, Outcome.NOT_MODIFIED, Outcome.BACK}
    number = standing.article.versions if shows else None
    facts = {"validators": Validators(etag=etag), "version": number, **(fields or {})}
    return archive.history.record(
        Recording(
            observation=seen(article_id, outcome, after(minutes), body, **facts),
            payload=body,
            keeps_payload=outcome is not Outcome.UNCHANGED,
            **{
                "version": version,
                "expected_versions": standing.article.versions,
                "next_check_at": after(minutes + 30),
                "period_s": 1800.0,
                **options,
            },
        )
    )


def new_version(text: str, *, after: datetime | None, by: datetime, article: Article | None = None) -> NewVersion:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return NewVersion(article=article or story(text), content_hash=digest, after=after, by=by)
