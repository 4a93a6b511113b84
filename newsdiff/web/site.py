"""The whole site as one ASGI application: routes, errors, guard."""

import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from newsdiff.app import App
from newsdiff.errors import ExtractError, NotFound, StorageError, Withheld
from newsdiff.web.answers import WORDS, Press, error_page
from newsdiff.web.guard import Guard
from newsdiff.web.links import Links
from newsdiff.web.page import BadRequest, Page
from newsdiff.web.routes import Routes

_LOG = logging.getLogger("uvicorn.error")
_THREADS = 8
_UNREADABLE = "This page cannot be read any more with what the archive holds of it."


def make_site(app: App, *, allowed: Iterable[str] = (), base: str = "") -> ASGIApp:
    """The pages of an archive. `allowed`: names of the server beside those of this machine; `base`: "" or "/x"."""
    links = Links(base)
    press = Press(links)
    handlers: dict[object, Callable[[Request, Exception], Response]] = {
        HTTPException: _handler(press, _of_http),
        BadRequest: _handler(press, lambda error: error_page(HTTPStatus.BAD_REQUEST, str(error))),
        Withheld: _handler(press, _of_withheld),
        NotFound: _handler(press, _of_missing),
        StorageError: _handler(press, _of_storage),
        ExtractError: _handler(press, _of_extract),
        Exception: _handler(press, lambda _: error_page(HTTPStatus.INTERNAL_SERVER_ERROR)),
    }
    site = Starlette(routes=Routes(app, links, press).all(), exception_handlers=handlers, lifespan=_few_threads)
    site.router.redirect_slashes = False  # an address has one form
    return Guard(site, allowed)


@asynccontextmanager
async def _few_threads(_: Starlette) -> AsyncIterator[None]:
    """Pages are made by this many threads at once: they take turns at one interpreter and share a few connections."""
    current_default_thread_limiter().total_tokens = _THREADS
    yield


def _handler(press: Press, page: Callable[[Exception], Page]) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        answer = press.answer(request, page(error))
        for name, value in (getattr(error, "headers", None) or {}).items():
            answer.headers[name] = value  # Allow, with 405
        return answer

    return handle


def _of_http(error: Exception) -> Page:
    return error_page(error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR)


def _of_missing(error: Exception) -> Page:
    """What an archive says of what it does not have; the commands that it recommends are not for readers."""
    words = str(error).partition(";")[0]
    return error_page(HTTPStatus.NOT_FOUND, f"{words[:1].upper()}{words[1:]}.")


def _of_withheld(error: Exception) -> Page:
    return error_page(HTTPStatus.GONE, f"{WORDS[HTTPStatus.GONE]} The reason: {error}")


def _of_storage(error: Exception) -> Page:
    """Its message names files of this machine: that is for the log."""
    _LOG.error("%s", error)
    return error_page(HTTPStatus.SERVICE_UNAVAILABLE)


def _of_extract(error: Exception) -> Page:
    _LOG.error("%s", error)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR, _UNREADABLE)
