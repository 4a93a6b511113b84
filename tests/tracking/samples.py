"""Articles, looks and standings for the pure parts, made with few words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph
from newsdiff.model.observation import Observation, Origin, Outcome
from newsdiff.model.recording import Standing
from newsdiff.model.source import ArticleState, TrackedArticle
from newsdiff.model.version import Version
from newsdiff.tracking.content import content_hash
from newsdiff.tracking.decide import Seen

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
URL = "https://example.org/2031/05/04/story.html"
ELSEWHERE = "https://example.org/2031/05/04/elsewhere.html"
MAKE = Make(extractor="tests-1")
TEXTS = tuple(f"Paragraph {k} of the story, which is long enough to be one: {'word ' * 20}{k}." for k in range(8))
OTHER_TEXTS = tuple(
    f"Here {k} is something that has nothing to do with it at all: {'thing ' * 20}{k}." for k in range(8)
)


def later(**by: float) -> datetime:
    return NOON + timedelta(**by)


def article(*texts: str, headline: str | None = "A headline", **more: Any) -> Article:
    """An article with these paragraphs (eight of its own when none are given)."""
    paragraphs = tuple(Paragraph(text=text) for text in texts or TEXTS)
    known = {"url": URL, "outcome": ExtractionOutcome.ARTICLE, "make": MAKE, "headline": headline}
    return Article(**{**known, "paragraphs": paragraphs, **more})


def tracked(**more: Any) -> TrackedArticle:
    known = {"id": 1, "url": URL, "source": "example", "state": ArticleState.WATCHED, "added_at": NOON}
    return TrackedArticle(**{**known, **more})


def look(outcome: Outcome, reason: str = "", at: datetime = NOON, **more: Any) -> Observation:
    known = {"article_id": 1, "at": at, "outcome": outcome, "reason": reason, "url": URL, "final_url": URL}
    return Observation(**{**known, **more})


def version(number: int, said: Article, by: datetime = NOON) -> Version:
    return Version(
        id=number,
        article_id=1,
        number=number,
        after=None,
        by=by,
        observation_id=number,
        origin=Origin.FETCHED,
        payload_sha256="00" * 32,
        content_hash=content_hash(said),
        chain_hash="11" * 32,
        returns_to=None,
        final_url=URL,
        content_type="text/html",
        charset="utf-8",
    )


def standing(*said: Article, since: tuple[Observation, ...] = (), **more: Any) -> Standing:
    """What is known of an article whose versions said this; `since`: looks after the newest was seen, newest first."""
    return Standing(
        article=tracked(versions=len(said), **more),
        latest=version(len(said), said[-1]) if said else None,
        last_shown_at=NOON if said else None,
        since=since,
        keys=frozenset({"example.org/2031/05/04/story.html"}),
    )


def seen(shown: Article, previous: Article | None, at: datetime | None = None, **more: Any) -> Seen:
    """What a look showed, compared with the newest version."""
    known = {
        "article": shown,
        "observation": look(Outcome.FAILED, at=at or later(hours=1)),
        "previous": previous,
        "is_same": previous is not None and content_hash(previous) == content_hash(shown),
    }
    return Seen(**{**known, **more})


def elsewhere(what: Seen, final_url: str = ELSEWHERE) -> Seen:
    """The same look, ended at another address."""
    return replace(what, is_elsewhere=True, observation=replace(what.observation, final_url=final_url))
