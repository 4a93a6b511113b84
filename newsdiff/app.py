"""The composition root: builds the real parts and puts them together. Entry points call this and nothing below it."""

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.config import Config
from newsdiff.errors import ConfigError, NotFound, Withheld
from newsdiff.interfaces import Extractor, Fetcher
from newsdiff.model.address import address_key, check_url, source_name
from newsdiff.model.knowledge import Learned, Word
from newsdiff.model.search import SearchFilter, SearchPage
from newsdiff.model.source import EntryState, TrackedArticle
from newsdiff.render.phrases import instant, summary
from newsdiff.render.rows import FeedRow, Finding, Reextraction, SnapshotSummary, SourceRow
from newsdiff.storage import schema
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.dialect import Database, database_url, sqlite_path
from newsdiff.storage.lock import runner_lock
from newsdiff.storage.schema import SchemaState
from newsdiff.tracking.by_hand import add_by_hand
from newsdiff.tracking.check import Checker, CheckResult
from newsdiff.tracking.doctor import examine
from newsdiff.tracking.feeds import FeedChecker
from newsdiff.tracking.learner import learn_sources
from newsdiff.tracking.reading import Reader
from newsdiff.tracking.report import snapshot_summary
from newsdiff.tracking.silence import Silent, silent_sources
from newsdiff.tracking.snapshot import Result, Snapshot, SnapshotReport
from newsdiff.tracking.track import Tracked, Tracker, TrackOptions
from newsdiff.tracking.views import Views, policy_sentence
from newsdiff.tracking.work import Job, Work, host_of

if TYPE_CHECKING:
    from newsdiff.cards import Card, NoCard
    from newsdiff.model.version import Version
    from newsdiff.render.view import DiffView
    from newsdiff.tracking.stream import Stream


def utc_now() -> datetime:
    """The clock of everything that is recorded."""
    return datetime.now(UTC)


@cache
def page_extractor() -> Extractor:
    """The real extractor, made when it is first needed."""
    from newsdiff.extract import PageExtractor

    return PageExtractor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that a run with the network needs, on one archive."""

    fetcher: Fetcher
    checker: Checker
    feed_checker: FeedChecker


class App:
    """newsdiff on one archive with one configuration."""

    def __init__(self, config: Config, archive: Archive) -> None:
        self.config = config
        self.archive = archive
        self.reader = Reader(archive=archive, extractor=page_extractor, config=config)

    def article(self, name: str) -> TrackedArticle:
        """The article that a number or any of its addresses names. Raises: NotFound."""
        if name.isascii() and name.isdigit():
            found = self.archive.articles.by_id(int(name))
        else:
            check_url(name)
            by_key = self.archive.articles.by_key(address_key(name))
            if by_key is None:
                raise NotFound(f"no article {name} in this archive; `newsdiff track {name}` adds it")
            found = by_key
        return found if found.merged_into is None else self.archive.articles.by_id(found.merged_into)

    def shown(self, number: int) -> TrackedArticle:
        """An article for a browser, by its number. Raises: NotFound, Withheld."""
        article = self.archive.articles.by_id(number)
        into = article if article.merged_into is None else self.archive.articles.by_id(article.merged_into)
        reason = article.withheld if article.withheld is not None else into.withheld
        if reason is not None:
            raise Withheld(reason)
        return article

    def now(self) -> datetime:
        """The present instant, UTC."""
        return utc_now()

    def views(self) -> Views:
        """What can be shown of the archive."""
        return Views(archive=self.archive, reader=self.reader, now=utc_now())

    def stream(
        self,
        *,
        most: int | None = None,
        patience: int | None = None,
        on_plan: Callable[[int], None] = lambda _: None,
        on_assessed: Callable[[int], None] = lambda _: None,
    ) -> "Stream":
        """The changes of the whole archive. `most`, `patience`: see `Stream`."""
        from newsdiff.tracking.stream import Stream  # the rules of labels are read from files

        return Stream(
            archive=self.archive,
            reader=self.reader,
            now=utc_now(),
            most=most,
            patience=patience,
            on_plan=on_plan,
            on_assessed=on_assessed,
        )

    def search(
        self,
        query: str,
        wanted: SearchFilter,
        *,
        limit: int,
        before: tuple[int, int] | None = None,
        patience: int | None = None,
    ) -> SearchPage:
        """The articles of which a version fits; see `SearchStore.find`. Raises: QueryError, NotFound."""
        from newsdiff.search.query import parse

        if wanted.source is not None:
            self.require_source(wanted.source)
        return self.archive.search.find(parse(query), wanted, limit=limit, before=before, patience=patience)

    def reindex(
        self, on_plan: Callable[[int], None] = lambda _: None, on_article: Callable[[int], None] = lambda _: None
    ) -> int:
        """Make the search index anew; the number of articles in it. Raises: Locked."""
        done: set[int] = set()

        def indexed(article_id: int) -> None:
            done.add(article_id)
            on_article(article_id)

        with self.archive.runner(utc_now()):
            self.archive.search.reindex(on_plan, indexed)
        return len(done)

    def card(self, view: "DiffView", *, zone: tzinfo = UTC) -> "Card | NoCard":
        """The picture of a comparison, not drawn yet; none where nothing differs."""
        from newsdiff.cards import NoCard, card
        from newsdiff.render.card import card_text
        from newsdiff.tracking.telling import most_telling  # the rules of labels are read from files

        if not summary(view.change):
            return NoCard(f"{view.old_version.label} and {view.new_version.label} say the same")
        telling = most_telling(view.change, view.old, view.new, view.assessment.labels)
        return card(card_text(view, telling, zone=zone))

    def policy(self, article: TrackedArticle, told: Callable[[datetime], str] = instant) -> str:
        """When the next look at an article is, in words. `told`: a time in words."""
        return policy_sentence(article, utc_now(), told)

    def require_source(self, name: str) -> None:
        """Raises: NotFound, naming the sources there are."""
        names = self.archive.articles.source_names()
        if name not in names:
            raise NotFound(f"no source {name!r} in this archive; there are: {', '.join(names) or 'none'}")

    def source_rows(self) -> list[SourceRow]:
        """The sources as `sources` shows them."""
        return [
            SourceRow(
                name=counts.name,
                feeds=counts.feeds,
                articles=counts.articles,
                versions=counts.versions,
                changes=counts.changes,
                last_checked_at=counts.last_checked_at,
                last_changed_at=counts.last_changed_at,
                schedule=self.config.policy(counts.name),
            )
            for counts in self.archive.articles.sources()
        ]

    def learn(self, source: str | None = None) -> dict[str, Learned]:
        """Learn one source or all anew, from what the archive holds; what was learned. Raises: NotFound, Locked."""
        if source is not None:
            self.require_source(source)
        names = self.archive.articles.source_names() if source is None else [source]
        with self.archive.runner(utc_now()):
            return learn_sources(self.archive, utc_now(), only=names)

    def reextract(
        self,
        *,
        source: str | None = None,
        processes: int = 1,
        is_dry: bool = False,
        on_plan: Callable[[int], None] = lambda _: None,
        on_done: "Callable[[Version], None]" = lambda _: None,
    ) -> Reextraction:
        """Read all versions that the present make has not read. Raises: NotFound, StorageError."""
        from newsdiff.tracking.reextract import Rereader  # processes are seldom needed

        if source is not None:
            self.require_source(source)
        articles = self.archive.articles.all(source=source, merged=True)
        on_plan(sum(article.versions for article in articles))
        rereader = Rereader(
            archive=self.archive, reader=self.reader, extractor=page_extractor, now=utc_now, on_done=on_done
        )
        return rereader.run(articles, processes=processes, is_dry=is_dry)

    def known_of(self, source: str) -> Learned:
        """What is known of a source, and what people say of it. Raises: NotFound."""
        self.require_source(source)
        return self.archive.knowledge.learned(source)

    def say_of(self, source: str, texts: Sequence[tuple[str, Word]]) -> None:
        """Keep a person's words on lines or boxes of a source. Raises: NotFound."""
        from newsdiff.extract.text import fold  # lines are compared as pages are read

        self.require_source(source)
        self.archive.knowledge.say(source, [(fold(text), word) for text, word in texts], utc_now())

    def feed_rows(self, source: str | None = None) -> list[FeedRow]:
        """The feeds as `feeds` shows them."""
        counts = self.archive.feeds.entry_counts()
        return [
            FeedRow(
                feed=feed,
                articles=counts.get((feed.id, EntryState.TAKEN), 0),
                waiting=counts.get((feed.id, EntryState.WAITING), 0),
            )
            for feed in self.archive.feeds.all(source=source)
        ]

    def summary(self, report: SnapshotReport) -> SnapshotSummary:
        """A pass as `snapshot` tells it."""
        return snapshot_summary(report, self.views(), utc_now())

    def add_unwatched(self, url: str, source: str | None) -> TrackedArticle:
        """Make an article that is not looked at by itself: what is known of it is recorded by hand."""
        check_url(url)
        article, _ = self.archive.articles.add(
            url=url, key=address_key(url), source=source or source_name(url), now=utc_now()
        )
        self.archive.articles.untrack(article.id)
        return self.archive.articles.by_id(article.id)

    def add_by_hand(self, article: TrackedArticle, payload: bytes, at: datetime | None) -> CheckResult:
        """Record what a person saved of an article. Raises: ConfigError."""
        now = utc_now()
        return add_by_hand(self._parts().checker, article, payload, at or now, now)

    def silent_sources(self) -> list[Silent]:
        """The sources of which nothing was seen for long, although looks are planned."""
        return silent_sources(self.archive, utc_now())

    def doctor(self) -> list[Finding]:
        """Everything that needs attention, and a few facts."""
        return examine(self.archive, self.config, utc_now())

    def snapshot(
        self,
        *,
        everything: bool = False,
        source: str | None = None,
        articles: Sequence[TrackedArticle] | None = None,
        max_time_s: float | None = None,
        on_result: Callable[[Result], None] = lambda _: None,
        on_plan: Callable[[int], None] = lambda _: None,
    ) -> SnapshotReport:
        """Look at everything that is due, or at all, or at these articles. Raises: Locked, StorageError."""

        async def run() -> SnapshotReport:
            parts = self._parts()
            snapshot = Snapshot(
                archive=self.archive,
                checker=parts.checker,
                feed_checker=parts.feed_checker,
                now=utc_now,
                work=Work(concurrency=self.config.fetch.concurrency),
                on_result=on_result,
                on_plan=on_plan,
            )
            try:
                report = await snapshot.run(
                    everything=everything, source=source, articles=articles, max_time_s=max_time_s
                )
                if self.config.knowledge.boilerplate and not report.stopped_by:
                    learn_sources(self.archive, utc_now())
                return report
            finally:
                self.archive.save_hosts(parts.fetcher.changed_hosts())
                await parts.fetcher.aclose()

        with self.archive.runner(utc_now()):
            return asyncio.run(run())

    def track(self, urls: Sequence[str], options: TrackOptions, on_tracked: Callable[[Tracked], None]) -> int:
        """Track addresses, looking at each unless its kind is given; the results come as they are known.

        The number of addresses that were not reached, because it was told to stop.
        """
        if options.kind is None:
            return asyncio.run(self._track(urls, options, on_tracked))
        self._track_unseen(urls, options, on_tracked)
        return 0

    def _track_unseen(self, urls: Sequence[str], options: TrackOptions, on_tracked: Callable[[Tracked], None]) -> None:
        parts = self._parts()
        tracker = self._tracker(parts)
        for url in urls:
            assert options.kind is not None  # noqa: S101 - the caller asked
            on_tracked(tracker.believe(url, options, options.kind))

    async def _track(self, urls: Sequence[str], options: TrackOptions, on_tracked: Callable[[Tracked], None]) -> int:
        parts = self._parts()
        tracker = self._tracker(parts)
        work = Work(concurrency=self.config.fetch.concurrency)

        def job(url: str) -> Job:
            async def run() -> None:
                on_tracked(await tracker.track(url, options, work))

            return run

        with work.heeding_signals():
            try:
                await work.run([(host_of(url), job(url)) for url in urls])
            finally:
                await parts.fetcher.aclose()
        return work.left

    def _tracker(self, parts: Parts) -> Tracker:
        return Tracker(
            archive=self.archive,
            fetcher=parts.fetcher,
            checker=parts.checker,
            feed_checker=parts.feed_checker,
            config=self.config,
            now=utc_now,
        )

    def _parts(self) -> Parts:
        from newsdiff.fetch.client import HttpFetcher  # the HTTP client is slow to import, and reading needs none

        fetcher = HttpFetcher(self.config.fetch, hosts=self.archive.hosts(), now=utc_now)
        share = self.config.schedule.jitter
        checker = Checker(
            archive=self.archive,
            fetcher=fetcher,
            extractor=page_extractor,
            config=self.config,
            now=utc_now,
            jitter=lambda: random.uniform(-share, share),  # noqa: S311 - spreads looks, hides nothing
        )
        feeds = FeedChecker(archive=self.archive, fetcher=fetcher, config=self.config, now=utc_now)
        return Parts(fetcher=fetcher, checker=checker, feed_checker=feeds)


@contextmanager
def open_app(config: Config, *, must_exist: bool = False) -> Iterator[App]:
    """newsdiff on the configured archive, closed at the end.

    Raises: ConfigError when `must_exist` and there is no archive; SchemaOutOfDate; StorageError.
    """
    _check_selectors(config)
    path = sqlite_path(database_url(config.db))
    if must_exist and path is not None and not _has_content(path):
        raise ConfigError(f"no archive at {path}: `newsdiff track URL` makes one; --db or NEWSDIFF_DB names another")
    archive = open_archive(config.db)
    try:
        yield App(config, archive)
    finally:
        archive.close()


def _check_selectors(config: Config) -> None:
    """Raises: ConfigError naming the source and the selector that is no CSS."""
    written = [(name, css) for name, s in config.sources.items() for css in (*s.selectors.article, *s.selectors.remove)]
    if not written:
        return
    from newsdiff.extract.selectors import is_understood

    for name, css in written:
        if not is_understood(css):
            raise ConfigError(f"{config.file}: [sources.{name}] {css!r} is no CSS selector: mend it or take it out")


def schema_state(config: Config) -> tuple[str, SchemaState]:
    """The archive's name, and where its schema stands."""
    path = sqlite_path(database_url(config.db))
    if path is not None and not _has_content(path):
        return str(path), SchemaState(current=None, needed="")
    with closing(Database(database_url(config.db))) as database:
        return database.name, schema.state(database)


def upgrade(
    config: Config,
    *,
    backup: bool,
    on_plan: Callable[[int], None] = lambda _: None,
    on_article: Callable[[int], None] = lambda _: None,
) -> tuple[str, Path | None, str]:
    """Bring the archive to the present schema: its name, the backup's path, the schema."""
    with closing(Database(database_url(config.db))) as database, runner_lock(database, utc_now()):
        saved = schema.upgrade(database, utc_now(), backup=backup, on_plan=on_plan, on_article=on_article)
        return database.name, saved, schema.state(database).needed


def backup(config: Config) -> Path:
    """Make a backup of the archive. Raises: StorageError."""
    path = sqlite_path(database_url(config.db))
    if path is not None and not _has_content(path):
        raise ConfigError(f"no archive at {path}: there is nothing to save")
    with closing(Database(database_url(config.db))) as database:
        return schema.make_backup(database, utc_now())


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
