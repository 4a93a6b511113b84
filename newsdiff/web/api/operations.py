"""What can be asked of the API, told once: the routes and the OpenAPI document are both made of this."""

from dataclasses import dataclass, field
from typing import Any

from newsdiff.model.change import LabelName
from newsdiff.model.search import Event
from newsdiff.search.query import MOST_CHARACTERS
from newsdiff.web.api.asking import DEFAULT, MOST

Json = dict[str, Any]
_NUMBER: Json = {"type": "integer", "minimum": 1, "maximum": 2_147_483_647}
_TEXT: Json = {"type": "string", "minLength": 1}
_DAY: Json = {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a query."""

    name: str
    #: its JSON Schema
    schema: Json
    description: str
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address."""

    #: of its endpoint, and its operationId
    name: str
    #: below /api/v1; what stands in braces is a number
    path: str
    summary: str
    #: of the answer, as a reference into the published schemas: "show", "list#/$defs/row"
    schema: str
    parameters: tuple[Parameter, ...] = ()
    #: statuses beside 200, 304 and those that any request may get
    statuses: tuple[int, ...] = ()
    #: the answer is the same until the archive changes, whatever the hour
    is_kept: bool = True
    #: what the numbers in the path are
    numbers: dict[str, str] = field(default_factory=dict)


PATH_NUMBER = _NUMBER
_LABELS = [name.value.replace(" ", "-") for name in LabelName]
_PAGE = (
    Parameter(
        name="limit",
        schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT},
        description="rows of one page",
    ),
    Parameter(name="cursor", schema=_TEXT, description="where the page begins: follow `next`, and make none yourself"),
)
_DAYS = (
    Parameter(name="since", schema=_DAY, description="seen on this day (UTC) or later"),
    Parameter(name="until", schema=_DAY, description="seen on this day (UTC) or earlier"),
)
_SOURCE = Parameter(name="source", schema=_TEXT, description="of this source alone")
_ARTICLE = {"article": "number of the article"}
_ONE = (404, 410)

OPERATIONS = (
    Operation(
        name="articles",
        path="/articles",
        summary="The articles, oldest first; without those that were found to be another, and those withheld",
        schema="api-articles",
        parameters=(_SOURCE, *_PAGE),
        statuses=(404,),
    ),
    Operation(
        name="lookup",
        path="/lookup",
        summary="The article that an address names",
        schema="list#/$defs/row",
        parameters=(
            Parameter(name="url", schema=_TEXT, description="any of the article's addresses", is_required=True),
        ),
        statuses=_ONE,
    ),
    Operation(
        name="article",
        path="/articles/{article}",
        summary="One article; one that was found to be another leads there",
        schema="list#/$defs/row",
        statuses=(302, *_ONE),
        numbers=_ARTICLE,
    ),
    Operation(
        name="versions",
        path="/articles/{article}/versions",
        summary="The versions of an article, oldest first",
        schema="api-versions",
        parameters=_PAGE,
        statuses=_ONE,
        numbers=_ARTICLE,
    ),
    Operation(
        name="version",
        path="/articles/{article}/versions/{version}",
        summary="What a version says",
        schema="show",
        statuses=_ONE,
        numbers={**_ARTICLE, "version": "number of the version"},
    ),
    Operation(
        name="diff",
        path="/articles/{article}/diffs/{old}..{new}",
        summary="Two versions compared",
        schema="change",
        is_kept=False,
        statuses=_ONE,
        numbers={**_ARTICLE, "old": "number of the version before", "new": "number of the version after"},
    ),
    Operation(
        name="changes",
        path="/changes",
        summary="What changed, newest first; what goes back and forth stands once",
        schema="api-changes",
        parameters=(
            _SOURCE,
            Parameter(name="article", schema=_NUMBER, description="of this article alone"),
            Parameter(
                name="label",
                schema={"type": "array", "items": {"enum": _LABELS}, "minItems": 1},
                description="with one of these labels; may be given several times",
            ),
            Parameter(
                name="weight",
                schema={"type": "integer", "minimum": 0, "maximum": 100},
                description="of so much or more",
            ),
            *_DAYS,
            *_PAGE,
        ),
        statuses=_ONE,
    ),
    Operation(
        name="search",
        path="/search",
        summary="The articles of which a version says something, the most recently seen first",
        schema="api-search",
        parameters=(
            Parameter(
                name="q",
                schema={**_TEXT, "maxLength": MOST_CHARACTERS},
                description="words to look for, as `newsdiff search` reads them",
                is_required=True,
            ),
            _SOURCE,
            Parameter(
                name="event",
                schema={"enum": [event.value for event in Event]},
                description="by the version that added or removed it",
            ),
            *_DAYS,
            *_PAGE,
        ),
        statuses=(404,),
    ),
    Operation(name="document", path="/openapi.json", summary="This document", schema=""),
)
