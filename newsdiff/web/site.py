"""The whole site as one ASGI application: routes, errors, guard."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from newsdiff.app import App
from newsdiff.web.answers import Press, error_page
from newsdiff.web.api import api_mount
from newsdiff.web.failures import KINDS, failure
from newsdiff.web.guard import Guard
from newsdiff.web.kept import Kept
from newsdiff.web.links import Links
from newsdiff.web.routes import Routes

#: more answer no sooner, and each needs memory of its own: a connection with its cache, and what it works with
_THREADS = 4


def make_site(app: App, *, allowed: Iterable[str] = (), base: str = "") -> ASGIApp:
    """The pages of an archive. `allowed`: names of the server beside those of this machine; `base`: "" or "/x"."""
    links = Links(base)
    press = Press(links)

    def fail(request: Request, error: Exception) -> Response:
        found = failure(error)
        del request
        answer = press.answer(error_page(found.status, found.words, reason=found.reason))
        answer.headers.update(found.headers)  # Allow, with 405
        return answer

    kept = Kept(lambda: app.archive.stamp())
    routes = [api_mount(app, base, kept), *Routes(app, links, press, kept).all()]
    site = Starlette(routes=routes, exception_handlers=dict.fromkeys(KINDS, fail), lifespan=_few_threads)
    site.router.redirect_slashes = False  # an address has one form
    return Guard(site, allowed)


@asynccontextmanager
async def _few_threads(_: Starlette) -> AsyncIterator[None]:
    """Pages are made by this many threads at once: they take turns at one interpreter and share a few connections."""
    current_default_thread_limiter().total_tokens = _THREADS
    yield
