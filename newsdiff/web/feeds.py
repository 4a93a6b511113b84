"""Feeds: of all changes, of one article's, of whatever the front page can be narrowed to, and of searches."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsdiff import __version__
from newsdiff.app import App
from newsdiff.model.change import LabelName
from newsdiff.render.clean import clean
from newsdiff.render.entry_html import entry_html, entry_summary
from newsdiff.render.feed import Feed, FeedEntry, atom, json_feed
from newsdiff.render.html_table import language_tag
from newsdiff.render.stream import StreamEntry
from newsdiff.web.answers import answer_bytes, origin, parameters
from newsdiff.web.asking import Asked, narrowed, read_asked
from newsdiff.web.feed_ids import LIMIT, feed_name, urn
from newsdiff.web.links import FeedForm, Links
from newsdiff.web.page import Subscription
from newsdiff.web.search_feed import make_search_feed, searched
from newsdiff.web.seeking import Sought, read_sought
from newsdiff.web.stream import stream_page

TYPES: dict[FeedForm, str] = {"atom": "application/atom+xml", "json": "application/feed+json"}
WRITERS: dict[FeedForm, Callable[[Feed], bytes]] = {"atom": atom, "json": json_feed}
_FORMS: tuple[FeedForm, FeedForm] = ("atom", "json")


class Feeds:
    """The feeds of one archive as endpoints."""

    def __init__(self, app: App, links: Links) -> None:
        self._app = app
        self._links = links

    def routes(self) -> dict[str, Callable[[Request], Response]]:
        """Every address of a feed."""
        paths = (f"{self._links.base}/feed", f"{self._links.base}/articles/{{article:number}}/feed")
        routes = {f"{path}.{form}": self._changes(form) for path in paths for form in _FORMS}
        return routes | {f"{self._links.base}/search/feed.{form}": self._search(form) for form in _FORMS}

    def _search(self, form: FeedForm) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            sought = read_sought(parameters(request))
            return _answer(form, make_search_feed(self._app, self._links, origin(request), form, sought))

        return answer

    def _changes(self, form: FeedForm) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            asked = read_asked(parameters(request))
            number = request.path_params.get("article")
            merged_into = None if number is None else self._app.archive.articles.by_id(number).merged_into
            if merged_into is not None:
                return RedirectResponse(self._links.feed(form, asked.query(), merged_into), HTTPStatus.FOUND)
            return _answer(form, make_feed(self._app, self._links, origin(request), form, asked, number))

        return answer


def _answer(form: FeedForm, feed: Feed) -> Response:
    return answer_bytes(WRITERS[form](feed), TYPES[form], {"X-Robots-Tag": "noindex"})


def make_feed(app: App, links: Links, origin: str, form: FeedForm, asked: Asked, article: int | None) -> Feed:
    """The newest changes that are asked for. `origin`: of this server. Raises: BadRequest, StorageError."""
    found = stream_page(app, asked, limit=LIMIT, article=article)
    name, oldest = feed_name(app, article or "", *asked.query())
    known = [entry.new_version.by for entry in found.entries if entry.new_version.by]
    page = links.front(asked.query()) if article is None else links.article(article)
    return Feed(
        id=name,
        title=_title(app, asked, article),
        page=origin + page,
        address=origin + links.feed(form, asked.query(_cursor(asked)), article),
        older=origin + links.feed(form, asked.query(found.cursor), article) if found.cursor and links.is_live else "",
        updated=max(known, default=oldest),
        release=__version__,
        entries=tuple(_entry(app, links, origin, entry) for entry in found.entries),
    )


def _entry(app: App, links: Links, origin: str, entry: StreamEntry) -> FeedEntry:
    change, swing = entry.change, entry.swing
    history = origin + links.article(change.article_id)
    both = origin + links.diff(change.article_id, change.number - 1, change.number)
    labels = {label.name for label in entry.assessment.labels} if entry.assessment else set()
    return FeedEntry(
        id=_entry_id(app, entry),
        link=history if swing else both,
        title=clean(entry.headline or change.url),
        language=language_tag(entry.new.language) if entry.new else "",
        author=clean(change.source),
        published=(swing[0].by if swing else None) or change.by,
        updated=change.by,
        summary=entry_summary(entry),
        html=entry_html(entry, link=both, history=history),
        labels=tuple(name.value for name in LabelName if name in labels),
    )


def _entry_id(app: App, entry: StreamEntry) -> str:
    """Made of what never changes: the article's address, and when a version was first seen.

    A back and forth is named by the version with which it began: a new turn makes an entry newer, and no new entry.
    """
    change, swing = entry.change, entry.change.opinion.swing if entry.change.opinion else None
    if swing is None:
        return urn(change.url, change.by)
    return urn(change.url, app.archive.history.version(change.article_id, swing).by, "back and forth")


def _cursor(asked: Asked) -> str | None:
    return None if asked.before is None else "{}:{}".format(*asked.before)


def _title(app: App, asked: Asked, article: int | None) -> str:
    if article is None:
        return f"newsdiff: {narrowed(asked)}"
    found = app.archive.articles.by_id(article)
    return clean(f"newsdiff: {found.headline or found.url}")


def subscriptions(links: Links, asked: Asked | None = None, article: int | None = None) -> tuple[Subscription, ...]:
    """The feeds that a page names: its own, and that of everything."""
    everything = _subscription("All changes", links, None, None)
    if article is not None:
        return (_subscription("Changes in this article", links, None, article), everything)
    if asked is not None and asked.query():
        words = narrowed(asked)
        return (_subscription(words[:1].upper() + words[1:], links, asked, None), everything)
    return (everything,)


def search_subscriptions(links: Links, sought: Sought) -> tuple[Subscription, ...]:
    """The feeds that a search's page names: its own, and that of everything."""
    atom, json = (links.search_feed(form, sought.query()) for form in _FORMS)
    words = searched(sought)
    own = Subscription(title=words[:1].upper() + words[1:], atom=atom, json=json)
    return (own, *subscriptions(links))


def _subscription(title: str, links: Links, asked: Asked | None, article: int | None) -> Subscription:
    query = asked.query() if asked else []
    return Subscription(title=title, atom=links.feed("atom", query, article), json=links.feed("json", query, article))
