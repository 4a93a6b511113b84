"""The pages, feeds and pictures of one site as files."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus

from newsdiff.app import App
from newsdiff.cards import png
from newsdiff.errors import ExtractError, StorageError
from newsdiff.model.source import TrackedArticle
from newsdiff.web.answers import Press, error_page
from newsdiff.web.asking import Asked, read_asked
from newsdiff.web.assets import assets
from newsdiff.web.failures import failure
from newsdiff.web.feeds import WRITERS, make_feed, subscriptions
from newsdiff.web.files.folder import Folder, Unit
from newsdiff.web.files.keys import Period
from newsdiff.web.files.links import FileLinks, stream_path
from newsdiff.web.links import FeedForm, Form, Layout
from newsdiff.web.page import Page, Subscription
from newsdiff.web.pages.about import about_page
from newsdiff.web.pages.article import LIMIT as LIMIT_VERSIONS
from newsdiff.web.pages.article import article_page
from newsdiff.web.pages.blame import blame_page
from newsdiff.web.pages.diff import comparison_page
from newsdiff.web.pages.front import LIMIT, front_page
from newsdiff.web.pages.sources import sources_page
from newsdiff.web.pages.version import version_page

_FORMS: tuple[FeedForm, FeedForm] = ("atom", "json")
_LAYOUTS: tuple[Layout, Layout] = ("side-by-side", "inline")
#: makes a page from addresses as they are seen from where it lies
Making = Callable[[FileLinks], Page]


class Site:
    """Writes the files of one archive."""

    def __init__(self, app: App, folder: Folder, address: str) -> None:
        """`address`: of the site, "https://example.org/changes/"; "" when it is not known."""
        self._app = app
        self._folder = folder
        self._address = address
        self._press = Press(FileLinks())
        #: pages that could not be made, and stand as errors
        self.failed: list[str] = []

    def about(self) -> None:
        """How to read the pages, and their style sheet, script and icon."""
        unit = self._folder.unit("about", None)
        self._page(unit, "about/", lambda _: about_page())
        for asset in assets().values():
            self._folder.put(unit, f"static/{asset.name}", asset.body)

    def article(self, article: TrackedArticle, key: str) -> None:
        """The page with all looks; of one that is another now, a page that leads there."""
        unit = self._folder.unit(f"article {article.id}", key)
        path, into = f"articles/{article.id}/", article.merged_into
        if into is not None:
            title, to = "Another article", FileLinks("../../").article(into)
            moved = Page(template="moved.html", title=title, values={"to": to}, is_indexed=False)
            self._page(unit, path, lambda _: moved)
            return
        for first in range(article.versions + 1, 1, -LIMIT_VERSIONS) or [1]:
            before = first if first <= article.versions else None
            place = f"{path}before-{before}/" if before is not None else path
            self._page(unit, place, _article(self._app, article.id, before), article=article.id)

    def history(self, article: TrackedArticle, key: str) -> None:
        """Each version, each change in both forms with its card, the first version and the newest, age, feeds."""
        unit, number, last = self._folder.unit(f"history {article.id}", key), article.id, article.versions
        path, told = f"articles/{number}/", article.merged_into or number
        for version in range(1, last + 1):
            self._page(unit, f"{path}{version}/", _version(self._app, number, version), article=told)
        pairs = [(new - 1, new) for new in range(2, last + 1)] + ([(1, last)] if last > 2 else [])
        for old, new in pairs:
            self._comparison(unit, article, old, new)
        if last:
            blame = f"{path}{last}/blame/"
            self._page(unit, blame, lambda links: blame_page(self._app, links, number, last), article=told)
        if article.merged_into is None:
            self._feeds(unit, path, Asked(wanted=read_asked({}).wanted), number)

    def _comparison(self, unit: Unit, article: TrackedArticle, old: int, new: int) -> None:
        path = f"articles/{article.id}/{old}..{new}/"
        try:
            view = self._app.views().difference(article, old, new)
        except (ExtractError, StorageError) as error:
            for place in (path, f"{path}inline/"):
                self._failed(unit, place, error)
            return
        for layout in _LAYOUTS:
            place = f"{path}inline/" if layout == "inline" else path
            links = FileLinks(_way_up(place))
            page = comparison_page(self._app, links, article, view, Form(layout=layout))
            self._print(unit, place, page, links, article=article.merged_into or article.id)
        picture = page.preview.picture if page.preview and self._address else None
        if picture is not None:
            card = picture.card
            self._folder.put_drawn(unit, f"{path[:-1]}.png", card.digest, lambda: png(card))

    def front(self, source: str, periods: list[Period], key: str | None) -> bool:
        """The newest changes, of a source or all ("" for `source`), and their feeds; whether there are more."""
        unit, asked = self._folder.unit(f"front {source}", key), read_asked({"source": [source]})
        more = self._stream(unit, asked, older=periods, period=source)
        self._feeds(unit, stream_path(source), asked)
        return more is not None

    def period(self, source: str, period: Period, older: list[Period]) -> None:
        """All changes of a day, or of a source's month, on as many pages as it takes. `older`: the periods before."""
        start, end = period.start.isoformat(), period.end.isoformat()
        asked = {"since": [start], "until": [end], **({"source": [source]} if source else {})}
        words = f"{source}, seen in {start[:7]} (UTC)" if source else f"Seen on {start} (UTC)"
        unit = self._folder.unit(period_name(source, period), period.key)
        cursor: str | None = ""
        while cursor is not None:
            cursor = self._stream(unit, read_asked({**asked, "before": [cursor]}), older=older, period=words)

    def _stream(self, unit: Unit, asked: Asked, *, older: list[Period], period: str = "") -> str | None:
        """One page of the stream; where the next page begins, None for the last one.

        The newest changes lead on to all changes by time: where those are cut stays the same when new ones come.
        """
        query = dict(asked.query(None if asked.before is None else "{}:{}".format(*asked.before)))
        source, since = query.get("source", ""), query.get("since", "")
        place = stream_path(source, since, query.get("before", ""))
        links = FileLinks(_way_up(place))
        page = self._assessed(links, asked)
        cursor: str | None = page.values["cursor"]
        if since and cursor:
            follows = links.front(asked.query(cursor))
        else:
            follows = links.front(_asked_period(source, older[0])) if older and (since or cursor) else ""
        newest = links.front([("source", source)] if source else []) if since else ""
        values = {**page.values, "older": follows, "newest": newest, "period": period}
        values["older_words"] = (
            values["older_words"] if since else f"All changes, {'month by month' if source else 'day by day'}"
        )
        title = f"Changes: {period}" if period else page.title
        of_source = read_asked({"source": [source]}) if source else None
        self._print(unit, place, replace(page, title=title, values=values), links, asked=of_source)
        if page.values["is_unread"]:
            unit.key = None  # it is tried again
        return cursor

    def _assessed(self, links: FileLinks, asked: Asked) -> Page:
        """A page of the stream, once everything on it is assessed."""
        while True:
            page = front_page(self._app, links, asked, limit=LIMIT)
            if not page.values["is_partial"]:
                return page

    def sources(self) -> None:
        """All sources."""
        unit = self._folder.unit("sources", None)
        self._page(unit, "sources/", lambda links: sources_page(self._app, links))

    def _feeds(self, unit: Unit, path: str, asked: Asked, article: int | None = None) -> None:
        if self._address:
            for form in _FORMS:
                feed = make_feed(self._app, FileLinks(self._address), "", form, asked, article)
                self._folder.put(unit, f"{path}feed.{form}", WRITERS[form](feed))

    def _page(self, unit: Unit, path: str, make: Making, *, article: int | None = None) -> None:
        links = FileLinks(_way_up(path))
        try:
            page = make(links)
        except (ExtractError, StorageError) as error:
            self._failed(unit, path, error)
            return
        self._print(unit, path, page, links, article=article)

    def _failed(self, unit: Unit, path: str, error: Exception) -> None:
        """What `serve` would answer, at the same address; it is tried again next time."""
        found = failure(error)
        unit.key = None
        self.failed.append(f"{path}: {error}")
        self._print(unit, path, error_page(HTTPStatus(found.status), found.words), FileLinks(_way_up(path)))

    def _print(
        self,
        unit: Unit,
        path: str,
        page: Page,
        links: FileLinks,
        *,
        article: int | None = None,
        asked: Asked | None = None,
    ) -> None:
        """The page with what is told of it elsewhere, where whole addresses can be told."""
        named: Iterable[Subscription] = subscriptions(links, asked, article) if self._address else ()
        told = replace(page, feeds=tuple(named), preview=page.preview if self._address else None)
        self._folder.put(unit, f"{path}index.html", self._press.html(told, self._address + path, links))


def _article(app: App, article: int, before: int | None) -> Making:
    return lambda links: article_page(app, links, article, before, limit=LIMIT_VERSIONS)


def _version(app: App, article: int, number: int) -> Making:
    return lambda links: version_page(app, links, article, number)


def _way_up(path: str) -> str:
    return "../" * path.count("/")


def period_name(source: str, period: Period) -> str:
    """The unit of a period."""
    return f"period {source} {period.start.isoformat()}"


def _asked_period(source: str, period: Period) -> list[tuple[str, str]]:
    pairs = [("source", source), ("since", period.start.isoformat()), ("until", period.end.isoformat())]
    return [pair for pair in pairs if pair[1]]
