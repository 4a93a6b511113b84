"""What the API answers: shapes of `newsdiff.render`, asked of the archive. Plain functions, each in a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsdiff.app import App
from newsdiff.errors import NotFound
from newsdiff.model.source import TrackedArticle
from newsdiff.render.json_archive import list_row_json, show_json, version_json
from newsdiff.render.json_search import hit_json
from newsdiff.render.json_shapes import change_json
from newsdiff.render.json_stream import changes_json
from newsdiff.render.stream import StreamPage
from newsdiff.web.answers import origin
from newsdiff.web.api.asking import Parameters, make_cursor
from newsdiff.web.api.document import document
from newsdiff.web.asking import read_asked
from newsdiff.web.hits import search_hits
from newsdiff.web.pages.lookup import found_article
from newsdiff.web.seeking import read_sought
from newsdiff.web.stream import stream_page

Json = dict[str, Any]
_UNREAD = "these versions cannot be compared any more"


class Endpoints:
    """One method for each operation, under its name. Articles in paths have been found to be shown before."""

    def __init__(self, app: App, base: str) -> None:
        self._app = app
        self._base = base

    def articles(self, request: Request, asked: Parameters) -> Json:
        """A page of the list of articles."""
        source, limit = asked.get("source"), asked.limit()
        if source is not None:
            self._app.require_source(source)
        (after,) = asked.cursor("articles") or (0,)
        found = self._app.archive.articles.all(source=source, limit=limit + 1, after=after, is_public=True)
        shown = found[:limit]
        following = make_cursor("articles", shown[-1].id) if len(found) > limit else None
        return {"articles": self._rows(shown), "next": _next(request, asked, following)}

    def lookup(self, request: Request, asked: Parameters) -> Json:
        """The row of the article that an address names."""
        del request
        number = found_article(self._app, asked.get("url") or "")
        if number is None:
            raise NotFound("no article with this address is in the archive")
        return self._row(self._app.shown(number))

    def article(self, request: Request, asked: Parameters) -> Json | Response:
        """The row of one article."""
        del asked
        article = self._app.archive.articles.by_id(request.path_params["article"])
        if article.merged_into is not None:
            return RedirectResponse(f"{self._base}/api/v1/articles/{article.merged_into}", HTTPStatus.FOUND)
        return self._row(article)

    def versions(self, request: Request, asked: Parameters) -> Json:
        """A page of the facts about an article's versions."""
        number, limit = request.path_params["article"], asked.limit()
        (after,) = asked.cursor("versions") or (0,)
        found = self._app.archive.history.versions(number, after=after, limit=limit + 1)
        shown = found[:limit]
        following = make_cursor("versions", shown[-1].number) if len(found) > limit else None
        return {
            "article": number,
            "versions": [version_json(version) for version in shown],
            "next": _next(request, asked, following),
        }

    def version(self, request: Request, asked: Parameters) -> Json:
        """What a version says, with its facts."""
        del asked
        app, path = self._app, request.path_params
        article = app.archive.articles.by_id(path["article"])
        version = app.archive.history.version(article.id, path["version"])
        outcome, _ = app.archive.history.last_outcomes([article.id]).get(article.id, (None, ""))
        return show_json(article, version, app.reader.version(version, article.source, app.now()), outcome)

    def diff(self, request: Request, asked: Parameters) -> Json:
        """Two versions compared."""
        del asked
        path = request.path_params
        article = self._app.archive.articles.by_id(path["article"])
        return change_json(self._app.views().difference(article, path["old"], path["new"]))

    def changes(self, request: Request, asked: Parameters) -> Json:
        """A page of the stream of changes."""
        if source := asked.get("source"):
            self._app.require_source(source)
        article = self._app.shown(asked.number("article")).id if "article" in asked.values else None
        before = asked.cursor("changes", 2)
        filters = {name: texts for name, texts in asked.values.items() if name not in ("limit", "cursor", "article")}
        if before is not None:
            filters["before"] = [f"{before[0]}:{before[1]}"]
        page = stream_page(self._app, read_asked(filters), limit=asked.limit(), article=article)
        following = _following(page, before)
        # why two versions cannot be compared may name files of this machine
        entries = tuple(entry.with_reason(_UNREAD) if entry.unread else entry for entry in page.entries)
        told = changes_json(replace(page, entries=entries))
        if page.is_partial and following is None:  # nothing is known yet: the same again
            return {**told, "next": f"{origin(request)}{_path(request, asked)}"}
        return {**told, "next": _next(request, asked, following)}

    def search(self, request: Request, asked: Parameters) -> Json:
        """A page of the articles that a search finds."""
        if source := asked.get("source"):
            self._app.require_source(source)
        before = asked.cursor("search", 2)
        given = {name: texts for name, texts in asked.values.items() if name not in ("limit", "cursor")}
        if before is not None:
            given["before"] = [f"{before[0]}:{before[1]}"]
        found = search_hits(self._app, read_sought(given), limit=asked.limit())
        following = make_cursor("search", *found.cursor) if found.cursor else None
        return {"hits": [hit_json(hit) for hit in found.hits], "next": _next(request, asked, following)}

    def document(self, request: Request, asked: Parameters) -> Json:
        """The OpenAPI document."""
        del request, asked
        return document(self._base)

    def _row(self, article: TrackedArticle) -> Json:
        return self._rows([article])[0]

    def _rows(self, articles: Sequence[TrackedArticle]) -> list[Json]:
        seen: Mapping[int, Any] = self._app.archive.history.last_outcomes([article.id for article in articles])
        return [list_row_json(article, seen.get(article.id, (None, ""))[0]) for article in articles]


def _following(page: StreamPage, before: tuple[int, ...] | None) -> str | None:
    """Where the following page begins: behind the last change of this one, or of those that were looked through.

    Of changes that were not assessed yet the following page knows more than this one did.
    """
    if page.cursor is not None:
        return make_cursor("changes", *map(int, page.cursor.split(":")))
    if page.is_partial and page.entries:
        last = page.entries[-1].change
        return make_cursor("changes", last.article_id, last.number)
    return make_cursor("changes", *before) if page.is_partial and before is not None else None


def _path(request: Request, asked: Parameters) -> str:
    query = urlencode([(name, text) for name, texts in asked.values.items() for text in texts])
    return f"{request.url.path}?{query}" if query else request.url.path


def _next(request: Request, asked: Parameters, cursor: str | None) -> str | None:
    """The address of the following page."""
    if cursor is None:
        return None
    kept = [(name, text) for name, texts in asked.values.items() if name != "cursor" for text in texts]
    return f"{origin(request)}{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"
