"""One feed, sitemap or section page: look, read, sort its entries, record. The counterpart of `check` for feeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdiff.config import Config
from newsdiff.discover.feed import read_feed
from newsdiff.discover.filters import select_first_look, wanted
from newsdiff.discover.section import read_section
from newsdiff.discover.sitemap import read_sitemap
from newsdiff.errors import ConfigError, FeedError, FetchError, NewsdiffError
from newsdiff.interfaces import Fetcher
from newsdiff.model.address import address_key
from newsdiff.model.feed import Entry, Listing, TargetKind
from newsdiff.model.page import Deferred, Fetched, NotModified
from newsdiff.model.source import EntryState, Feed, FeedObservation
from newsdiff.storage.archive import Archive
from newsdiff.tracking.check import Answer
from newsdiff.tracking.decide import REFUSING_STATUSES

#: a failing feed is asked less and less often, down to this
LONGEST_PERIOD_S = 86_400.0
#: sitemaps named by an index are looked at this often unless the index says that they moved
CHILD_PERIOD_S = 86_400.0

Known = dict[str, tuple[EntryState, datetime | None]]
Sorted = list[tuple[str, Entry, EntryState]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """What came of one look at a feed."""

    feed: Feed
    observation: FeedObservation
    #: articles that are new through this look
    new_articles: tuple[int, ...] = ()
    #: known articles whose look was brought forward, because their entry's `updated` moved
    moved: int = 0
    warnings: tuple[str, ...] = ()
    #: sitemaps newly tracked through an index
    children: tuple[Feed, ...] = ()


def read_listing(kind: TargetKind, page: Fetched) -> Listing:
    """Read what a feed's address gave. Raises: FeedError."""
    if kind is TargetKind.SITEMAP:
        return read_sitemap(page.body, page.final_url, page.header("content-type"))
    if kind is TargetKind.SECTION:
        return read_section(page.body, page.final_url)
    return read_feed(page.body, page.final_url, page.header("content-type"))


class FeedChecker:
    """Checks the feeds of one archive."""

    def __init__(self, *, archive: Archive, fetcher: Fetcher, config: Config, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._config = config
        self._now = now

    async def look(self, feed: Feed, *, patient: bool = True) -> Answer | Deferred:
        """Go and see, conditionally."""
        try:
            return await self._fetcher.fetch(feed.url, validators=feed.validators, patient=patient)
        except FetchError as error:
            return error

    def digest(self, feed: Feed, answer: Answer) -> FeedResult:
        """Read, sort, record: one transaction. Never raises for what the feed says."""
        if isinstance(answer, FetchError):
            return self._fail(feed, answer, at=self._now())
        if isinstance(answer, NotModified):
            return self._read(feed, Listing(kind=feed.kind), "not_modified", answer.at)
        if answer.status in REFUSING_STATUSES:
            message = f"{feed.url} refuses automatic readers ({answer.status})"
            return self._fail(feed, FetchError(feed.url, message), answer.at, answer.status, outcome="blocked")
        if not 200 <= answer.status < 300:
            error = FetchError(feed.url, f"{feed.url} answered HTTP {answer.status}")
            return self._fail(feed, error, answer.at, answer.status)
        try:
            listing = read_listing(feed.kind, answer)
            return self._read(feed, listing, "read", answer.at, answer)
        except (FeedError, ConfigError) as error:
            return self._fail(feed, error, answer.at, answer.status)

    def _read(
        self, feed: Feed, listing: Listing, outcome: str, at: datetime, page: Fetched | None = None
    ) -> FeedResult:
        known = self._archive.feeds.entry_states(feed.id)
        entries = [(address_key(entry.url), entry) for entry in listing.entries]
        moved = _moved(entries, known)
        cap = self._config.discover.entries_per_look
        items = self._sort(feed, entries, known, at, cap)
        items += self._waiting(feed, items, cap)
        children = self._children(feed, listing.children, at)
        counts = {state: sum(1 for _, _, s in items if s is state) for state in EntryState}
        seen = FeedObservation(
            feed_id=feed.id,
            at=at,
            outcome=outcome,
            status=page.status if page else 304,
            entries=len(listing.entries) + len(listing.children),
            taken=counts[EntryState.TAKEN],
            waiting=counts[EntryState.WAITING],
            old=counts[EntryState.OLD],
            filtered=counts[EntryState.FILTERED],
        )
        taken = self._archive.feeds.record(
            feed,
            seen,
            sorted_entries=items,
            moved=moved,
            validators=page.validators if page else None,
            title=listing.title,
            next_check_at=at + timedelta(seconds=feed.period_s),
            hosts=self._fetcher.changed_hosts(),
        )
        return FeedResult(
            feed=feed,
            observation=seen,
            new_articles=tuple(article for article, is_new in taken if is_new),
            moved=len(moved),
            warnings=listing.warnings,
            children=children,
        )

    def _sort(self, feed: Feed, entries: Sequence[tuple[str, Entry]], known: Known, at: datetime, cap: int) -> Sorted:
        """What becomes of each entry that is not settled yet."""
        settled = {EntryState.TAKEN, EntryState.WAITING} | (set() if feed.backfill else {EntryState.OLD})
        fresh = {key: entry for key, entry in entries if key not in known or known[key][0] not in settled}
        items: Sorted = []
        for key, entry in list(fresh.items()):
            if not wanted(entry, feed.filters):
                del fresh[key]
                if key not in known:
                    items.append((key, entry, EntryState.FILTERED))
        if feed.last_success_at is None and not feed.backfill:
            return items + self._first_look(fresh, at, cap)
        for place, (key, entry) in enumerate(fresh.items()):
            items.append((key, entry, EntryState.TAKEN if place < cap else EntryState.WAITING))
        return items

    def _first_look(self, fresh: dict[str, Entry], at: datetime, cap: int) -> Sorted:
        settings = self._config.discover
        chosen = select_first_look(
            list(fresh.values()), at, days=settings.first_look_days, undated=settings.first_look_undated, cap=cap
        )
        keys = {id(entry): key for key, entry in fresh.items()}
        groups = (
            (chosen.take, EntryState.TAKEN),
            (chosen.waiting, EntryState.WAITING),
            (chosen.old, EntryState.OLD),
        )
        return [(keys[id(entry)], entry, state) for group, state in groups for entry in group]

    def _waiting(self, feed: Feed, items: Sorted, cap: int) -> Sorted:
        """Entries of earlier looks that fit under this look's cap; with backfill the old ones too."""
        room = cap - sum(1 for _, _, state in items if state is EntryState.TAKEN)
        if room <= 0:
            return []
        states = [EntryState.WAITING, *([EntryState.OLD] if feed.backfill else [])]
        taken = {key for key, _, _ in items}
        waiting = self._archive.feeds.waiting(feed.id, states, cap)
        return [(key, entry, EntryState.TAKEN) for key, entry in waiting if key not in taken][:room]

    def _children(self, feed: Feed, children: Sequence[Entry], at: datetime) -> tuple[Feed, ...]:
        """Track the sitemaps that an index names: on a first look the recent ones, later every one that moved."""
        added = []
        named = {address_key(child.url): child for child in children}
        recent = _recent_children(list(named.values()), at, self._config.discover.first_look_days)
        for key, child in named.items():
            former = self._archive.feeds.by_key(key)
            if former is None and (feed.backfill or child in recent):
                made, _ = self._archive.feeds.add(
                    url=child.url,
                    key=key,
                    kind=TargetKind.SITEMAP,
                    source=feed.source,
                    period_s=max(feed.period_s, CHILD_PERIOD_S),
                    now=at,
                    filters=feed.filters,
                    backfill=feed.backfill,
                    parent_id=feed.id,
                )
                added.append(made)
            elif former is not None and former.is_tracked and _is_newer(child.updated_at, former.last_checked_at):
                self._archive.feeds.bring_forward(former.id, at)
        return tuple(added)

    def _fail(
        self, feed: Feed, error: NewsdiffError, at: datetime, status: int | None = None, outcome: str = "failed"
    ) -> FeedResult:
        seen = FeedObservation(feed_id=feed.id, at=at, outcome=outcome, status=status, error=str(error))
        wait_s = min(feed.period_s * 2 ** min(feed.failures, 10), max(LONGEST_PERIOD_S, feed.period_s))
        self._archive.feeds.record(
            feed, seen, next_check_at=at + timedelta(seconds=wait_s), hosts=self._fetcher.changed_hosts()
        )
        return FeedResult(feed=feed, observation=seen)


def _moved(entries: Sequence[tuple[str, Entry]], known: Known) -> list[tuple[str, datetime]]:
    """Known entries whose `updated` is newer than it was."""
    return [
        (key, entry.updated_at)
        for key, entry in entries
        if key in known and entry.updated_at is not None and _is_newer(entry.updated_at, known[key][1])
    ]


def _is_newer(updated_at: datetime | None, than: datetime | None) -> bool:
    return updated_at is not None and than is not None and updated_at > than


def _recent_children(children: Sequence[Entry], now: datetime, days: int) -> list[Entry]:
    """The sitemaps of an index that a first look reads: touched in the last days, or undated (the last ten)."""
    dated = [child for child in children if child.updated_at is not None]
    newest = min(max((child.updated_at or now for child in dated), default=now), now)
    recent = [child for child in dated if child.updated_at and child.updated_at >= newest - timedelta(days=days)]
    return recent + [child for child in children if child.updated_at is None][-10:]
