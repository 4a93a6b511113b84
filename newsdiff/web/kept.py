"""Answers that were just given, kept while nothing in the archive has changed: asked for again they need no work.

Whoever withholds an article, and every look that records something, changes the archive's stamp; what was made before
is then never given again. A page that says anything about the present hour is not kept; only that nobody has
looked for a day, which the front page and ages of paragraphs say, may be told an hour late.
"""

from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from time import monotonic
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

#: of all bodies, some hundred pages; and what else an answer takes
_MOST_BYTES, _OVERHEAD = 8_000_000, 2_000
#: seconds: versions that could not be read are tried again in time, though nothing has changed
_KEPT_S = 3_600.0

_Key = tuple[str, str, str, str]


class _Answer(NamedTuple):
    made_at: float
    body: bytes
    headers: list[tuple[bytes, bytes]]


class Kept:
    """The answers of one server, by address."""

    def __init__(self, stamp: Callable[[], str]) -> None:
        """`stamp`: the archive's, see `Archive.stamp`."""
        self._stamp = stamp
        self._lock = Lock()
        #: least recently asked for first; all of one stamp
        self._answers: dict[_Key, _Answer] = {}
        self._size = 0
        self._of = ""

    def answer(self, request: Request, make: Callable[[], Response]) -> Response:
        """The answer that was made since the archive last changed, or a new one."""
        stamp, key = self._stamp(), _key(request)  # before anything is read: what comes later has another stamp
        if (known := self._known(stamp, key)) is not None:
            response = Response(known.body)
            response.raw_headers = list(known.headers)
            return response
        response = make()
        if response.status_code == HTTPStatus.OK:
            self._keep(stamp, key, _Answer(monotonic(), bytes(response.body), list(response.raw_headers)))
        return response

    def _known(self, stamp: str, key: _Key) -> _Answer | None:
        with self._lock:
            if stamp != self._of:
                self._of, self._size = stamp, 0
                self._answers.clear()
            known = self._drop(key)
            if known is None or known.made_at + _KEPT_S < monotonic():
                return None
            self._add(key, known)
            return known

    def _keep(self, stamp: str, key: _Key, answer: _Answer) -> None:
        with self._lock:
            if stamp == self._of:
                self._drop(key)
                self._add(key, answer)
                while self._size > _MOST_BYTES:
                    self._drop(next(iter(self._answers)))

    def _add(self, key: _Key, answer: _Answer) -> None:
        self._answers[key] = answer
        self._size += _size(key, answer)

    def _drop(self, key: _Key) -> _Answer | None:
        known = self._answers.pop(key, None)
        if known is not None:
            self._size -= _size(key, known)
        return known


def _key(request: Request) -> _Key:
    """What decides an answer beside the archive: the address, and by which name the server was asked (see `origin`)."""
    headers = request.headers
    return request.url.path, request.url.query, headers.get("host", ""), headers.get("x-forwarded-proto", "")


def _size(key: _Key, answer: _Answer) -> int:
    return len(answer.body) + sum(map(len, key)) + _OVERHEAD
