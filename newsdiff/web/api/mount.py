"""The API as a part of the site: routes made of its operations, answers with validators, problems (RFC 9457)."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from newsdiff.app import App
from newsdiff.web import numbers as numbers  # paths name the convertor that it registers
from newsdiff.web.answers import answer_bytes, validated
from newsdiff.web.api.asking import Parameters, read_parameters
from newsdiff.web.api.document import PROBLEM
from newsdiff.web.api.endpoints import Endpoints
from newsdiff.web.api.operations import OPERATIONS, Operation
from newsdiff.web.failures import KINDS, failure
from newsdiff.web.kept import Kept

_HEADERS = {"X-Robots-Tag": "noindex"}


def api_mount(app: App, base: str, kept: Kept) -> Mount:
    """Everything below /api."""
    endpoints = Endpoints(app, base)
    routes = [
        Route(_path(operation), _endpoint(app, operation, getattr(endpoints, operation.name), kept), methods=["GET"])
        for operation in OPERATIONS
    ]
    api = Starlette(routes=routes, exception_handlers=dict.fromkeys(KINDS, problem))
    api.router.redirect_slashes = False
    return Mount(f"{base}/api", app=api)


def _path(operation: Operation) -> str:
    return "/v1" + re.sub(r"\{(\w+)\}", r"{\1:number}", operation.path)


def _endpoint(
    app: App, operation: Operation, answer: Callable[[Request, Parameters], dict[str, Any] | Response], kept: Kept
) -> Callable[[Request], Response]:
    allowed = [parameter.name for parameter in operation.parameters]
    required = [parameter.name for parameter in operation.parameters if parameter.is_required]

    def endpoint(request: Request) -> Response:
        asked = read_parameters(request, allowed, required)
        if "article" in request.path_params:
            app.shown(request.path_params["article"])

        def made() -> Response:
            """What the operation answers."""
            found = answer(request, asked)
            return found if isinstance(found, Response) else answer_bytes(_json(found), "application/json", _HEADERS)

        return validated(request, kept.answer(request, made) if operation.is_kept else made())

    return endpoint


def problem(request: Request, error: Exception) -> Response:
    """An error as an answer."""
    del request
    found = failure(error)
    told = {"type": "about:blank", "title": HTTPStatus(found.status).phrase, "status": found.status}
    told |= {name: text for name, text in (("detail", found.words), ("reason", found.reason)) if text}
    headers = {**_HEADERS, **found.headers, "Cache-Control": "no-store"}
    return Response(_json(told), found.status, headers, PROBLEM)


def _json(value: dict[str, Any]) -> bytes:
    # a lone half of a character, which a page may hold, can be written in no UTF-8
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
