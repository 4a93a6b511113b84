"""`/healthz`: whether the archive answers, and which sources have fallen silent, for programs that watch over it."""

import json
import logging
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from newsdiff.app import App
from newsdiff.errors import SchemaOutOfDate, StorageError
from newsdiff.web.silence import Silence

_LOG = logging.getLogger("uvicorn.error")
#: sources that are named; where more are silent, the looks have stopped altogether
_MOST = 100
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class Health:
    """The state of one archive as an endpoint."""

    def __init__(self, app: App, silence: Silence) -> None:
        self._app = app
        self._silence = silence

    def __call__(self, request: Request) -> Response:
        """200 with what is silent, or 503 with the reason; the log says more."""
        del request
        try:
            self._app.archive.check()
            silent, as_of = self._silence.sources()
        except StorageError as error:
            _LOG.error("%s", error)
            is_schema = isinstance(error, SchemaOutOfDate)
            reason = "the archive has another schema" if is_schema else "the archive cannot be read"
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE, {"status": "unavailable", "reason": reason})
        told = {
            "status": "ok",
            "silent": len(silent),
            "silent_as_of": f"{as_of:%Y-%m-%dT%H:%M:%SZ}",
            "sources": [
                {"source": one.name, "longer_than_s": int(one.longer_than.total_seconds())} for one in silent[:_MOST]
            ],
        }
        return _answer(HTTPStatus.OK, told)


def _answer(status: int, told: dict[str, Any]) -> Response:
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, _HEADERS, "application/json")
