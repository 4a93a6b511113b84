"""`track`: what is behind an address? Find out by looking, say so, and keep that look as the article's first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newsdiff.config import Config
from newsdiff.discover.kind import Document, autodiscovered_feeds, classify, looks_like_section
from newsdiff.errors import ExtractError, FeedError, FetchError
from newsdiff.interfaces import Fetcher
from newsdiff.model.address import address_key, readable, source_name
from newsdiff.model.article import ExtractionOutcome
from newsdiff.model.feed import Filters, TargetKind
from newsdiff.model.page import Deferred, Fetched
from newsdiff.model.source import Feed, TrackedArticle
from newsdiff.storage.archive import Archive
from newsdiff.tracking.check import Checker, CheckResult
from newsdiff.tracking.decide import REFUSING_STATUSES
from newsdiff.tracking.feeds import FeedChecker, FeedResult, read_listing
from newsdiff.tracking.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackOptions:
    """What the user said beside the address."""

    #: believed without looking; None: find out
    kind: TargetKind | None = None
    #: name of the source; None: the host's name
    source: str | None = None
    filters: Filters | None = None
    backfill: bool = False
    #: None: the configured one
    feed_period_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What became of one address. `error` is set when nothing is tracked."""

    url: str
    kind: TargetKind | None = None
    article: TrackedArticle | None = None
    feed: Feed | None = None
    is_new: bool = False
    #: the first look at an article, where one was made
    check: CheckResult | None = None
    #: the first look at a feed, where one was made
    listing: FeedResult | None = None
    #: what was found behind the address, when it is not what is tracked
    note: str = ""
    error: str = ""


class Tracker:
    """Tracks addresses in one archive."""

    def __init__(
        self,
        *,
        archive: Archive,
        fetcher: Fetcher,
        checker: Checker,
        feed_checker: FeedChecker,
        config: Config,
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._checker = checker
        self._feed_checker = feed_checker
        self._config = config
        self._now = now

    def believe(self, url: str, options: TrackOptions, kind: TargetKind) -> Tracked:
        """Track without looking. Who names an article as one vouches for it."""
        if kind is TargetKind.ARTICLE:
            known = self._archive.articles.by_key(address_key(url))
            article, is_new = self._add_article(url, options, is_vouched=True)
            note = _word(known, article) if known is not None else ""
            return Tracked(url=url, kind=kind, article=article, is_new=is_new, note=note)
        feed, is_new = self._add_feed(url, kind, options)
        return Tracked(url=url, kind=kind, feed=feed, is_new=is_new)

    def known(self, url: str, options: TrackOptions) -> Tracked | None:
        """What is tracked under this address already; taken up again when it was untracked.

        None: it must be looked at, because nothing is, or because something else is wanted of a feed.
        """
        key = address_key(url)
        feed = self._archive.feeds.by_key(key)
        if feed is not None and (options.backfill or options.filters):
            return None
        if feed is not None:
            feed, _ = self._add_feed(url, feed.kind, options)
            return Tracked(url=url, kind=feed.kind, feed=feed)
        if self._archive.articles.by_key(key) is None:
            return None
        article, _ = self._add_article(url, options)
        return Tracked(url=url, kind=TargetKind.ARTICLE, article=article)

    async def track(self, url: str, options: TrackOptions, work: Work) -> Tracked:
        """Find out what is behind an address, and track it."""
        known = await work.at_desk(lambda: self.known(url, options))
        if known is not None:
            return known
        page = await self._look(url)
        if isinstance(page, Tracked):
            return page
        found = await work.at_desk(lambda: self._digest(url, page, options))
        if isinstance(found, Tracked):
            return found
        return await self._follow(url, page, found, options, work)

    async def _follow(self, url: str, page: Fetched, feed: str, options: TrackOptions, work: Work) -> Tracked:
        """Track the feed that a page of lists names; the page itself where that is none."""
        answer = await self._look(feed)
        if isinstance(answer, Fetched):
            kind = classify(answer.body, answer.header("content-type"), answer.final_url)
            if kind is Document.FEED:
                return await work.at_desk(lambda: self._digest_feed(url, TargetKind.FEED, answer, options))
        note = f"it names {readable(feed)} as its feed, which cannot be read"
        tracked = await work.at_desk(lambda: self._digest_feed(url, TargetKind.SECTION, page, options))
        return replace(tracked, note=note)

    async def _look(self, url: str) -> Fetched | Tracked:
        """Go and see; a `Tracked` with its error when there is nothing to be seen."""
        try:
            answer = await self._fetcher.fetch(url, patient=False)
        except FetchError as error:
            return Tracked(url=url, error=str(error))
        if isinstance(answer, Deferred):
            until = f"{answer.until:%Y-%m-%d %H:%M} UTC"
            return Tracked(url=url, error=f"{answer.host} asked for quiet until {until}: try again then")
        if not isinstance(answer, Fetched) or not 200 <= answer.status < 300:
            return Tracked(url=url, error=_refusal(url, getattr(answer, "status", 304)))
        return answer

    def _digest(self, url: str, page: Fetched, options: TrackOptions) -> Tracked | str:
        """Say what the page is, track it, and keep the look. A text is the address of the feed that it names."""
        self._archive.save_hosts(self._fetcher.changed_hosts())
        content_type = page.header("content-type")
        kind = classify(page.body, content_type, page.final_url)
        if kind is Document.FEED or kind is Document.SITEMAP:
            return self._digest_feed(url, TargetKind(kind.value), page, options)
        is_list, why_not = self._judge(page, content_type, options)
        if why_not:
            return Tracked(url=url, error=why_not)
        if not is_list:
            return self._digest_article(url, page, options)
        feeds = autodiscovered_feeds(page.body, page.final_url)
        return feeds[0].url if feeds else self._digest_feed(url, TargetKind.SECTION, page, options)

    def _judge(self, page: Fetched, content_type: str | None, options: TrackOptions) -> tuple[bool, str]:
        """(it is a page that lists articles, why it is neither that nor an article)."""
        source = options.source or source_name(page.url)
        try:
            article = self._checker.reader.read(
                page.body, page.final_url, source, content_type=content_type, charset=None
            )
        except ExtractError as error:
            return False, str(error)
        is_root = urlsplit(page.final_url).path in {"", "/"}
        if article.outcome is ExtractionOutcome.ARTICLE and not is_root:
            return False, ""
        if article.outcome is ExtractionOutcome.BLOCKED:
            return False, ""  # tracked: its look says that a wall stands there
        if looks_like_section(page.body, page.final_url).is_section:
            return True, ""
        hint = "--kind article tracks it all the same"
        return False, f"{page.url} is neither an article nor a feed, sitemap or page that lists articles; {hint}"

    def _digest_article(self, url: str, page: Fetched, options: TrackOptions) -> Tracked:
        article, is_new = self._add_article(url, options)
        result = self._checker.digest(self._checker.standing(article.id), page)
        key = address_key(url)
        article = self._archive.articles.by_key(key) or article
        return Tracked(url=url, kind=TargetKind.ARTICLE, article=article, is_new=is_new, check=result)

    def _digest_feed(self, url: str, kind: TargetKind, page: Fetched, options: TrackOptions) -> Tracked:
        try:
            read_listing(kind, page)
        except FeedError as error:  # tracking what cannot be read helps nobody
            return Tracked(url=url, error=str(error))
        feed, is_new = self._add_feed(url, kind, options, url_found=page.url)
        result = self._feed_checker.digest(feed, page)
        feed = self._archive.feeds.by_id(feed.id)
        note = "" if page.url == url else f"{url} is a page that names this feed"
        return Tracked(url=url, kind=kind, feed=feed, is_new=is_new, listing=result, note=note)

    def _add_article(self, url: str, options: TrackOptions, *, is_vouched: bool = False) -> tuple[TrackedArticle, bool]:
        return self._archive.articles.add(
            url=url,
            key=address_key(url),
            source=options.source or source_name(url),
            now=self._now(),
            is_vouched=is_vouched,
        )

    def _add_feed(
        self, url: str, kind: TargetKind, options: TrackOptions, url_found: str | None = None
    ) -> tuple[Feed, bool]:
        address = url_found or url
        return self._archive.feeds.add(
            url=address,
            key=address_key(address),
            kind=kind,
            source=options.source or source_name(address),
            period_s=options.feed_period_s or self._config.discover.feed_period_s,
            keeps_period=options.feed_period_s is None,
            now=self._now(),
            filters=options.filters,
            backfill=options.backfill,
        )


def _word(known: TrackedArticle, article: TrackedArticle) -> str:
    """What a person's word does to an article that was tracked already; `known` is the article before."""
    if article.versions:
        return "" if known.is_vouched else "it has versions from before you vouched for it, and is read as they were"
    if known.is_vouched:
        return f"no article was found yet, although you vouched for it; `newsdiff snapshot {article.id}` looks now"
    return "taken for an article from now on; `newsdiff snapshot` looks at it next"


def _refusal(url: str, status: int) -> str:
    if status in REFUSING_STATUSES:
        return f"{url} refuses automatic readers ({status}); `newsdiff add {url} FILE` records a page saved by hand"
    return f"{url} answered HTTP {status}; check the address (--kind article tracks it all the same)"
