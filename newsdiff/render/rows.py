"""Rows of logs, lists and findings beyond the model's own types. The caller fills them; renderings only read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from newsdiff.model.change import Change
from newsdiff.model.source import Feed
from newsdiff.model.version import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version as `log` shows it."""

    version: Version
    headline: str | None = None
    #: what differs from the version before, in words ("headline", "2 paragraphs edited"); see `phrases.summary`
    changed: tuple[str, ...] = ()
    #: the change from the version before; None for the first
    differing: Change | None = None
    #: how many paragraphs it has
    paragraphs: int = 0
    #: this version takes part in something that alternates
    alternating: bool = False
    #: which extractor read it
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A version that was read anew and says something else, or could not be read."""

    article_id: int
    url: str
    version: int
    #: what differs from the reading before, or why it could not be read
    words: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Reextraction:
    """What reading anew did, or would do."""

    is_dry: bool
    #: versions that were read by this make before
    current: int = 0
    #: versions of which the text stays what it was, and of which it differs
    same: int = 0
    different: int = 0
    #: articles with a version of which the text differs
    articles: set[int] = field(default_factory=set)
    #: the first versions that differ, with what differs
    told: list[Reread] = field(default_factory=list)
    #: versions that cannot be read, with the reason
    unread: list[Reread] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A feed as `feeds` shows it."""

    feed: Feed
    #: articles taken from it that are tracked
    articles: int = 0
    #: entries of its last look that wait for a later one
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source as `sources` shows it."""

    name: str
    feeds: int = 0
    articles: int = 0
    versions: int = 0
    changes: int = 0
    last_checked_at: datetime | None = None
    last_changed_at: datetime | None = None
    #: name of its schedule
    schedule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting as `config show` shows it."""

    #: "fetch.host_gap_s"
    name: str
    value: str | float | bool | tuple[str, ...]
    #: "default", a file's name, an environment variable or a flag
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChange:
    """A version that a run found."""

    article_id: int
    url: str
    source: str
    headline: str | None
    #: None when it is the first version
    old_version: int | None
    new_version: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFailure:
    """An article or feed that could not be looked at."""

    #: None for a feed
    article_id: int | None
    #: None for an article
    feed_id: int | None = None
    url: str
    #: the outcome or kind of error ("timeout", "blocked", ...)
    kind: str
    #: one sentence for a person
    message: str
    next_check_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotSummary:
    """What one run of `snapshot` did."""

    started_at: datetime
    finished_at: datetime
    articles_checked: int = 0
    feeds_checked: int = 0
    #: outcome -> number of articles
    outcomes: Mapping[str, int] = field(default_factory=dict)
    new_articles: int = 0
    #: looks not made because a host asked for quiet or failed lately
    deferred: int = 0
    #: due, but not reached before the run had to end
    not_reached: int = 0
    changes: tuple[SnapshotChange, ...] = ()
    failures: tuple[SnapshotFailure, ...] = ()
    #: one sentence each
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that `doctor` found."""

    severity: Literal["error", "warning", "note"]
    #: stable word for programs: integrity, schema, feed, host, suspect, overdue, pace, disk, contact, ...
    kind: str
    #: what it is about: an address, a host, a table
    subject: str
    #: one sentence for a person
    message: str
    #: what to try next; None when nothing need be done
    next_step: str | None = None
