"""Sources, feeds, tracked articles and the addresses by which they are found."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsdiff.model.feed import Filters, TargetKind
from newsdiff.model.page import Validators


class ArticleState(StrEnum):
    """What we do about an article, and what became of it."""

    #: added, not looked at yet
    NEW = "new"
    #: looked at by its schedule
    WATCHED = "watched"
    #: its schedule has ended: looked at only when asked
    RESTING = "resting"
    #: 404 or 410 at two looks or more; still looked at by its schedule
    GONE = "gone"
    #: untracked by the user; its history stays
    UNTRACKED = "untracked"
    #: found to be another article under a second address
    MERGED = "merged"
    #: not shown to browsers, whatever else is done about it
    WITHHELD = "withheld"


class AliasKind(StrEnum):
    """How an address came to name an article."""

    TRACKED = "tracked"
    FEED = "feed"
    REDIRECT = "redirect"
    CANONICAL = "canonical"
    #: claimed by two different stories: from here on it names neither
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One more address of an article. Rows are only added: of two with the same key the newer one counts."""

    url: str
    key: str
    kind: AliasKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedArticle:
    """One story as the archive holds it."""

    id: int
    #: byte for byte as given to `track` or named by a feed
    url: str
    source: str
    state: ArticleState
    feed_id: int | None = None
    #: of the newest version
    headline: str | None = None
    versions: int = 0
    added_at: datetime
    first_seen_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_changed_at: datetime | None = None
    #: None: no look is planned
    next_check_at: datetime | None = None
    #: the present distance between looks
    period_s: float | None = None
    #: when the second 404 or 410 was seen; None while the page is there
    gone_at: datetime | None = None
    #: the article that this one turned out to be
    merged_into: int | None = None
    #: a person vouches that the address is an article (`track --kind article`)
    is_vouched: bool = False
    #: looked at by its schedule; False: untracked
    is_tracked: bool = True
    #: why a person withholds it from browsers; None: it is shown
    withheld: str | None = None
    #: other addresses, oldest first; the tracked one is left out
    aliases: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """Eight versions are seven changes."""
        return max(0, self.versions - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """How much there is of a source."""

    name: str
    articles: int = 0
    versions: int = 0
    #: of all its articles: eight versions of one are seven
    changes: int = 0
    #: those that are tracked
    feeds: int = 0
    last_checked_at: datetime | None = None
    last_changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, sitemap or section page that is looked at for new articles."""

    id: int
    url: str
    kind: TargetKind
    source: str
    title: str | None = None
    filters: Filters = field(default_factory=Filters)
    period_s: float
    is_tracked: bool = True
    #: take old entries too
    backfill: bool = False
    validators: Validators = field(default_factory=Validators)
    added_at: datetime
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    next_check_at: datetime | None = None
    #: looks without success in a row
    failures: int = 0
    last_error: str | None = None
    #: the sitemap index that names this sitemap
    parent_id: int | None = None


class EntryState(StrEnum):
    """What became of an entry of a feed."""

    #: its article is tracked
    TAKEN = "taken"
    #: above a look's cap: taken at a later look
    WAITING = "waiting"
    #: older than the first look reaches; `--backfill` takes it
    OLD = "old"
    #: not wanted by the feed's patterns
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedObservation:
    """One look at a feed. Append-only."""

    feed_id: int
    at: datetime
    #: read | not_modified | failed | blocked | deferred
    outcome: str
    status: int | None = None
    error: str | None = None
    entries: int = 0
    taken: int = 0
    waiting: int = 0
    old: int = 0
    filtered: int = 0
