"""Where article addresses come from, and what they name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TargetKind(StrEnum):
    """What stands behind an address given to `track`."""

    ARTICLE = "article"
    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article named by a feed, sitemap or section page."""

    #: absolute address
    url: str
    #: the feed's own id of the entry (guid, atom:id), or None
    id: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    #: updated or lastmod
    updated_at: datetime | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one look at a feed, sitemap or section page gave."""

    kind: TargetKind
    title: str | None = None
    #: in the document's order, each address once
    entries: tuple[Entry, ...] = ()
    #: sitemaps named by a sitemap index, with their lastmod
    children: tuple[Entry, ...] = ()
    #: what was wrong but did not stop us (a malformed document that could still be read)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which entries of a feed are taken: a pattern is a regular expression searched in URL, title or category."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
