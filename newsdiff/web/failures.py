"""What went wrong, as a status and words that are fit for readers: for pages and for the API."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.exceptions import HTTPException

from newsdiff.errors import ExtractError, NotFound, StorageError, Withheld
from newsdiff.web.page import BadRequest

_LOG = logging.getLogger("uvicorn.error")
_UNREADABLE = "This page cannot be read any more with what the archive holds of it."
#: what is told where the cause says no more
WORDS = {
    400: "The address holds something that cannot be understood.",
    404: "There is nothing at this address.",
    405: "These pages can only be read.",
    410: "Those who keep this archive do not show this article any more.",
    500: "Something broke here while the page was made. It is written down in the server's log.",
    503: "The archive cannot be read at the moment. Try again in a minute.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An answer that is none."""

    status: int
    words: str
    #: why an article is withheld; "" for all else
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


#: what a handler must be registered for
KINDS: tuple[type[Exception], ...] = (
    *(HTTPException, BadRequest, Withheld, NotFound, StorageError, ExtractError),
    Exception,
)


def failure(error: Exception) -> Failure:
    """The status of an error, and its words."""
    if isinstance(error, HTTPException):
        # the methods of a route are a set, whose order differs from run to run
        headers = {name: ", ".join(sorted(value.split(", "))) for name, value in (error.headers or {}).items()}
        return Failure(status=error.status_code, words=WORDS.get(error.status_code, ""), headers=headers)
    if isinstance(error, BadRequest):
        return Failure(status=HTTPStatus.BAD_REQUEST, words=str(error))
    if isinstance(error, Withheld):
        return Failure(status=HTTPStatus.GONE, words=WORDS[HTTPStatus.GONE], reason=str(error))
    if isinstance(error, NotFound):  # the commands that an archive recommends are not for readers
        words = str(error).partition(";")[0]
        return Failure(status=HTTPStatus.NOT_FOUND, words=f"{words[:1].upper()}{words[1:]}.")
    return _broken(error)


def _broken(error: Exception) -> Failure:
    """Messages that name files of this machine are for the log."""
    if isinstance(error, StorageError):
        _LOG.error("%s", error)
        return Failure(status=HTTPStatus.SERVICE_UNAVAILABLE, words=WORDS[HTTPStatus.SERVICE_UNAVAILABLE])
    if isinstance(error, ExtractError):
        _LOG.error("%s", error)
        return Failure(status=HTTPStatus.INTERNAL_SERVER_ERROR, words=_UNREADABLE)
    return Failure(status=HTTPStatus.INTERNAL_SERVER_ERROR, words=WORDS[HTTPStatus.INTERNAL_SERVER_ERROR])
