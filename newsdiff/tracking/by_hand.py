"""`add`: a page or text that a person saved, recorded as a look with origin *by hand*."""

from datetime import datetime

from newsdiff.errors import ConfigError
from newsdiff.model.observation import Origin
from newsdiff.model.page import Fetched
from newsdiff.model.source import TrackedArticle
from newsdiff.tracking.check import Checker, CheckResult


def add_by_hand(checker: Checker, article: TrackedArticle, payload: bytes, at: datetime, now: datetime) -> CheckResult:
    """Record what a person saved of an article at `at`.

    Raises: ConfigError when `at` lies in the future or before the newest version: versions are numbered in order.
    """
    standing = checker.standing(article.id)
    if at > now:
        raise ConfigError(f"--at {at:%Y-%m-%d %H:%M} UTC lies in the future")
    if standing.last_shown_at is not None and at < standing.last_shown_at:
        raise ConfigError(
            f"--at {at:%Y-%m-%d %H:%M} UTC is before the last look that showed version {article.versions} "
            f"({standing.last_shown_at:%Y-%m-%d %H:%M} UTC): versions are recorded in the order of their times"
        )
    page = Fetched(
        url=article.url,
        final_url=article.url,
        status=200,
        headers=(("content-type", content_type_of(payload)),),
        body=payload,
        at=at,
    )
    return checker.digest(standing, page, origin=Origin.BY_HAND)


def content_type_of(payload: bytes) -> str:
    """What a saved file is, by its beginning: HTML or plain text."""
    head = payload[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_html = head.startswith(b"<") or b"<html" in head or b"<body" in head or b"<p>" in head
    return "text/html" if is_html else "text/plain"
