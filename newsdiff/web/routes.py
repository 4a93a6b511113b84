"""Which address shows which page: reads paths and parameters, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdiff.app import App
from newsdiff.cards import NoCard
from newsdiff.web import numbers as numbers  # paths name the convertor that it registers
from newsdiff.web.answers import Press, answer_card, asset_answer, error_page, origin, parameters, validated
from newsdiff.web.asking import read_asked, version_number
from newsdiff.web.assets import asset_of
from newsdiff.web.feeds import Feeds, search_subscriptions, subscriptions
from newsdiff.web.health import Health
from newsdiff.web.kept import Kept
from newsdiff.web.links import Form, Links
from newsdiff.web.page import Page
from newsdiff.web.pages.about import about_page
from newsdiff.web.pages.article import article_page
from newsdiff.web.pages.blame import blame_page
from newsdiff.web.pages.diff import diff_page
from newsdiff.web.pages.front import front_page
from newsdiff.web.pages.lookup import found_article, lookup_page
from newsdiff.web.pages.search import search_page
from newsdiff.web.pages.sources import sources_page
from newsdiff.web.pages.version import version_page
from newsdiff.web.seeking import read_sought
from newsdiff.web.silence import Silence


class Routes:
    """The pages of one archive as endpoints. They are plain functions: Starlette gives each a thread of its pool."""

    def __init__(self, app: App, links: Links, press: Press, kept: Kept) -> None:
        self._app = app
        self._kept = kept
        self._silence = Silence(app)
        self._links = links
        self._press = press

    def all(self) -> list[Route]:
        """Every address there is."""
        article = f"{self._links.base}/articles/{{article:number}}"
        kept = {
            f"{self._links.base}/": self.front,
            article + "/{version:number}": self.version,
            article + "/{version:number}/blame": self.blame,
            article + "/{old:number}..{new:number}": self.diff,
            self._links.search(): self.search,
            self._links.about(): self.about,
            **Feeds(self._app, self._links).routes(),
        }
        routes = {
            **{path: self._keeping(endpoint) for path, endpoint in kept.items()},
            # these say when the next look is, whether it is due now, and who is silent
            article: self.article,
            self._links.sources(): self.sources,
            # these are kept by whoever draws them
            article + "/{old:number}..{new:number}.png": self.picture,
            self._links.lookup(): self.lookup,
            self._links.health(): Health(self._app, self._silence).__call__,
            f"{self._links.base}/static/{{name}}": self.static,
        }
        if self._links.base:
            routes[self._links.base] = self.base
        return [Route(path, self._shown(endpoint), methods=["GET"]) for path, endpoint in routes.items()]

    def _shown(self, endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """The endpoint; nothing that is about one article is reached while that is withheld."""

        def answer(request: Request) -> Response:
            if "article" in request.path_params:
                self._app.shown(request.path_params["article"])
            return validated(request, endpoint(request))

        return answer

    def _keeping(self, endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """The endpoint, asked once for what is the same until the archive changes."""
        return lambda request: self._kept.answer(request, lambda: endpoint(request))

    def front(self, request: Request) -> Response:
        """The stream of changes."""
        asked = read_asked(parameters(request))
        page = front_page(self._app, self._links, asked)
        return self._press.answer(replace(page, feeds=subscriptions(self._links, asked)))

    def article(self, request: Request) -> Response:
        """One article; one that was found to be another leads there."""
        number = request.path_params["article"]
        merged_into = self._app.archive.articles.by_id(number).merged_into
        if merged_into is not None:
            return RedirectResponse(self._links.article(merged_into), HTTPStatus.FOUND)
        before = version_number(request.query_params.get("before", ""))
        return self._answer(request, lambda: article_page(self._app, self._links, number, before))

    def diff(self, request: Request) -> Response:
        """Two versions."""
        path, query = request.path_params, request.query_params
        form = Form(
            layout="inline" if query.get("layout") == "inline" else "side-by-side",
            is_whole=query.get("unchanged") == "shown",
        )
        return self._answer(
            request, lambda: diff_page(self._app, self._links, path["article"], path["old"], path["new"], form)
        )

    def picture(self, request: Request) -> Response:
        """The card of two versions."""
        path = request.path_params
        article = self._app.archive.articles.by_id(path["article"])
        found = self._app.card(self._app.views().difference(article, path["old"], path["new"]))
        if isinstance(found, NoCard):
            return self._press.answer(error_page(HTTPStatus.NOT_FOUND, f"There is no card: {found.reason}."))
        return answer_card(request, found)

    def version(self, request: Request) -> Response:
        """One version."""
        path = request.path_params
        return self._answer(request, lambda: version_page(self._app, self._links, path["article"], path["version"]))

    def blame(self, request: Request) -> Response:
        """The age of each paragraph."""
        path = request.path_params
        return self._answer(request, lambda: blame_page(self._app, self._links, path["article"], path["version"]))

    def search(self, request: Request) -> Response:
        """What was said in all versions, or the form."""
        sought = read_sought(parameters(request))
        page = search_page(self._app, self._links, sought)
        is_found = sought.text and page.status == HTTPStatus.OK
        feeds = search_subscriptions(self._links, sought) if is_found else subscriptions(self._links)
        return self._press.answer(replace(page, feeds=feeds))

    def sources(self, request: Request) -> Response:
        """All sources."""
        return self._answer(request, lambda: sources_page(self._app, self._links, self._silence.sources()[0]))

    def about(self, request: Request) -> Response:
        """How the pages are to be read."""
        return self._answer(request, about_page)

    def lookup(self, request: Request) -> Response:
        """The article that an address names, or the form."""
        url = request.query_params.get("url", "").strip()
        found = found_article(self._app, url) if url else None
        if found is not None:
            return RedirectResponse(self._links.article(found), HTTPStatus.FOUND)
        return self._answer(request, lambda: lookup_page(self._links, url, origin(request)))

    def static(self, request: Request) -> Response:
        """A style sheet, script or picture."""
        asset = asset_of(request.path_params["name"])
        if asset is None:
            return self._press.answer(error_page(HTTPStatus.NOT_FOUND))
        return asset_answer(asset)

    def base(self, request: Request) -> Response:
        """The base path without its slash: its query is a mistake too, and is left out."""
        del request
        return RedirectResponse(self._links.front(), HTTPStatus.FOUND)

    def _answer(self, request: Request, page: Callable[[], Page]) -> Response:
        feeds = subscriptions(self._links, article=request.path_params.get("article"))
        return self._press.answer(replace(page(), feeds=feeds), origin(request))
