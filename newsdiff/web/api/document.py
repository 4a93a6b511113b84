"""The OpenAPI 3.1 document: made of the operations, with the published schemas of all answers inside."""

import json
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from newsdiff import __version__
from newsdiff.web.api.operations import OPERATIONS, PATH_NUMBER, Operation

Json = dict[str, Any]
PROBLEM = "application/problem+json"
_PUBLISHED = "https://newsdiff.example.org/schemas/"
_REFERENCE = re.compile(r"(?P<name>[a-z-]*)(?:\.v1\.json)?(?P<rest>(?:#.*)?)")
_SCHEMAS = (
    "article",
    "list",
    "show",
    "change",
    "operations",
    "changes",
    "search",
    "api-articles",
    "api-versions",
    "api-changes",
    "api-search",
)
_ETAG: Json = {"ETag": {"description": "for If-None-Match", "schema": {"type": "string"}}}


def schemas_folder() -> Path:
    """docs/schemas: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[2]
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "docs" / "schemas"


@cache
def document(base: str) -> Json:
    """The document of an API below a base path."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "newsdiff",
            "version": __version__,
            "summary": "How news articles change after publication",
            "description": "Read-only. Instants are in UTC; a change lies between two looks, `after` and `by`.",
        },
        "servers": [{"url": f"{base}/api/v1"}],
        "paths": {operation.path: {"get": _get(operation), "head": _head(operation)} for operation in OPERATIONS},
        "components": {
            "schemas": {name: _component(name) for name in (*_SCHEMAS, "api-problem")},
            "responses": {str(status): _problem(status) for status in (400, 404, 410, 500, 503)},
        },
    }


def _get(operation: Operation) -> Json:
    responses: Json = {
        "200": {
            "description": operation.summary,
            "headers": _ETAG,
            "content": {"application/json": {"schema": _schema(operation)}},
        },
        "304": {"description": "What If-None-Match names is still so", "headers": _ETAG},
    }
    if HTTPStatus.FOUND in operation.statuses:
        location = {"Location": {"required": True, "schema": {"type": "string"}}}
        responses["302"] = {"description": "It is another article", "headers": location}
    for status in sorted({400, 500, 503, *operation.statuses} - {302}):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": responses,
    }


def _head(operation: Operation) -> Json:
    """As GET, without bodies."""
    get = _get(operation)
    statuses = {status: {"description": "As GET, without its body"} for status in get["responses"]}
    return {**get, "operationId": f"{operation.name}-head", "responses": statuses}


def _parameters(operation: Operation) -> list[Json]:
    in_path = [
        {"name": name, "in": "path", "required": True, "description": words, "schema": PATH_NUMBER}
        for name, words in operation.numbers.items()
    ]
    in_query = [
        {
            "name": parameter.name,
            "in": "query",
            "required": parameter.is_required,
            "description": parameter.description,
            "schema": parameter.schema,
        }
        for parameter in operation.parameters
    ]
    return [*in_path, *in_query]


def _schema(operation: Operation) -> Json:
    return {"$ref": _reference(operation.schema)} if operation.schema else {"type": "object"}


def _problem(status: int) -> Json:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/api-problem"}}}
    return {"description": HTTPStatus(status).phrase, "content": content}


def _component(name: str) -> Json:
    """A published schema, its references turned into those of the document."""
    schema: Json = json.loads((schemas_folder() / f"{name}.v1.json").read_text(encoding="utf-8"))
    del schema["$schema"], schema["$id"]
    return dict(_relocated(schema, name))


def _relocated(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {
            key: _reference(text.removeprefix(_PUBLISHED), name) if key == "$ref" else _relocated(text, name)
            for key, text in value.items()
        }
    return [_relocated(item, name) for item in value] if isinstance(value, list) else value


def _reference(text: str, present: str = "") -> str:
    """ "show", "list#/$defs/row" or, in the schema `present`, "#/$defs/row", as a reference within the document."""
    found = _REFERENCE.fullmatch(text)
    assert found is not None  # the schemas are ours  # noqa: S101
    return f"#/components/schemas/{found['name'] or present}{found['rest'].removeprefix('#')}"
