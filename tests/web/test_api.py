"""The API: answers in the published shapes, a document that is true, pages by key, problems."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from starlette.applications import Starlette
from starlette.routing import Route

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import open_archive
from newsdiff.web.api.document import document
from newsdiff.web.api.mount import api_mount
from newsdiff.web.api.operations import OPERATIONS
from newsdiff.web.guard import HEADERS
from newsdiff.web.kept import Kept
from tests.command import Newsdiff
from tests.render.test_json_shapes import SCHEMAS, check
from tests.storage.making import look, track
from tests.web.served import Got, Served, served
from tests.web.told import more, samples, tell

#: (path, path in the document, published schema)
ANSWERS = (
    ("/articles", "/articles", "api-articles"),
    ("/articles?limit=1&source=Harbour+Gazette", "/articles", "api-articles"),
    ("/lookup?url=https://gazette.example.org/storm", "/lookup", "list#/$defs/row"),
    ("/articles/9", "/articles/{article}", "list#/$defs/row"),
    ("/articles/9/versions?limit=4", "/articles/{article}/versions", "api-versions"),
    ("/articles/9/versions/3", "/articles/{article}/versions/{version}", "show"),
    ("/articles/10/diffs/1..2", "/articles/{article}/diffs/{old}..{new}", "change"),
    ("/articles/9/diffs/7..2", "/articles/{article}/diffs/{old}..{new}", "change"),
    ("/changes", "/changes", "api-changes"),
    ("/changes?label=number&label=correction-note&weight=20&limit=2", "/changes", "api-changes"),
    ("/search?q=quay", "/search", "api-search"),
    ("/search?q=quay+OR+minister&event=removed&since=2026-11-01&limit=1", "/search", "api-search"),
    ("/changes?article=8&since=2026-11-01&until=2026-12-01", "/changes", "api-changes"),
)
PROBLEMS = (
    *(("/nothing", 404), ("/", 404), ("/articles/", 404), ("/articles/0", 404), ("/articles/99", 404)),
    *(("/articles/1x", 404), (f"/articles/{'9' * 18}", 404), (f"/articles/{'9' * 40}", 404)),
    *(("/articles/1/versions/99", 404), ("/articles/1/diffs/1..99", 404), ("/articles/1/diffs/1", 404)),
    *(("/lookup", 400), ("/lookup?url=", 400), ("/lookup?url=x", 404), ("/lookup?url=12", 404)),
    *(("/lookup?url=https://example.org/unknown", 404), ("/articles?limit=0", 400), ("/articles?limit=101", 400)),
    *(("/articles?limit=1e1", 400), ("/articles?source=x", 404), ("/articles?sorce=x", 400), ("/articles/1?x=1", 400)),
    *(("/changes?source=x", 404), ("/changes?label=x", 400), ("/changes?weight=101", 400), ("/changes?since=x", 400)),
    *(("/changes?source=", 400), ("/changes?limit=1&limit=2", 400), ("/changes?article=0", 400)),
    *(("/changes?article=99", 404), ("/changes?before=1:2", 400), ("/openapi.json?x", 400)),
)


def ask(site: Served, path: str, **options: Any) -> Got:
    return site.get(f"/api/v1{path}", **options)


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """For a schema of the document: its references are looked for in the whole of that."""
    whole = Resource.from_contents(document(""), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:document", whole)
    relocated = json.loads(json.dumps(schema).replace('"#/', '"urn:document#/'))
    return Draft202012Validator(relocated, registry=registry)


@pytest.mark.parametrize(("path", "place", "schema"), ANSWERS)
def test_an_answer_has_the_published_shape(site: Served, path: str, place: str, schema: str) -> None:
    got = ask(site, path)
    assert (got.status, got.headers["content-type"]) == (200, "application/json")
    told = json.loads(got.body)
    name, _, row = schema.partition("#")
    check(name, [told] if row else told)
    (content,) = document("")["paths"][place]["get"]["responses"]["200"]["content"].items()
    assert content[0] == "application/json"
    validator(content[1]["schema"]).validate(told)


@pytest.mark.parametrize(("path", "status"), PROBLEMS)
def test_what_cannot_be_answered_is_a_problem(site: Served, path: str, status: int) -> None:
    got = ask(site, path)
    assert (got.status, got.headers["content-type"]) == (status, "application/problem+json")
    told = json.loads(got.body)
    check("api-problem", told)
    assert told["status"] == status
    assert told["detail"].endswith(".")
    assert "newsdiff " not in told["detail"], "commands are not for readers"
    assert got.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/articles", "/api/v1"])
def test_outside_of_the_version_there_is_nothing(site: Served, path: str) -> None:
    assert site.get(path).status == 404


def test_the_document_and_the_routes_name_the_same(site: Served, tmp_path: Path) -> None:
    told = json.loads(ask(site, "/openapi.json").body)
    assert told == document("")
    assert told["servers"] == [{"url": "/api/v1"}]
    with open_app(load_config(db=str(tmp_path / "archive.sqlite"), environ={})) as app:
        inner = api_mount(app, "", Kept(app.archive.stamp)).app
    assert isinstance(inner, Starlette)
    routes = {
        (f"/api{route.path.replace(':number', '')}", method.lower())
        for route in inner.routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }
    assert routes == {(f"/api/v1{path}", method) for path, item in told["paths"].items() for method in item}


def test_the_document_is_sound() -> None:
    told = document("")
    OPENAPI_31_VALIDATOR.validate(told)
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = [operation["operationId"] for item in told["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names))
    for reference in set(references(told)):
        found = told
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    for path, item in told["paths"].items():
        for operation in item.values():
            in_path = [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"]
            assert sorted(in_path) == sorted(part.partition("}")[0] for part in path.split("{")[1:])


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "$ref")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(item)


def test_all_statuses_of_answers_are_in_the_document() -> None:
    for path, item in document("")["paths"].items():
        assert {"200", "304", "400", "500", "503"} <= set(item["get"]["responses"])
        assert ("410" in item["get"]["responses"]) == ("{article}" in path or path in ("/lookup", "/changes"))


def walk(site: Served, path: str, name: str) -> list[list[Any]]:
    """All pages of a list."""
    pages = []
    while path:
        got = site.get(path)
        assert got.status == 200
        told = json.loads(got.body)
        pages.append(told[name])
        path = ""
        if told["next"]:
            parts = urlsplit(told["next"])
            assert f"{parts.scheme}://{parts.netloc}" == site.base
            path = f"{parts.path}?{parts.query}"
    return pages


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("/articles", "articles"), ("/articles/9/versions", "versions"), ("/changes", "changes")),
        *(("/changes?label=number&label=name&since=2026-11-01", "changes"), ("/changes?article=1", "changes")),
    ],
)
def test_a_list_is_the_same_page_by_page(site: Served, path: str, name: str) -> None:
    limited = f"/api/v1{path}{'&' if '?' in path else '?'}limit="
    (whole,) = walk(site, f"{limited}100", name)
    pages = walk(site, f"{limited}3", name)
    assert [row for page in pages for row in page] == whole
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)
    assert 0 < len(pages[-1]) <= 3
    assert len(whole) > 3


def test_cursors_of_others_and_damaged_ones_are_refused(site: Served) -> None:
    of_articles = json.loads(ask(site, "/articles?limit=1").body)["next"].split("cursor=")[1]
    assert ask(site, f"/articles?limit=1&cursor={of_articles}").status == 200
    others = ["articles 1:2", "articles x", "articles", "versions 1", "", "articles ٣", "articles -1"]
    encoded = [base64.urlsafe_b64encode(text.encode()).decode().rstrip("=") for text in others]
    for cursor in (*encoded, "é", "%00", "%ff", "=", of_articles + "!", f"{of_articles}x"):
        assert ask(site, f"/articles?cursor={cursor}".replace("é", "%C3%A9")).status == 400, cursor
    assert ask(site, f"/changes?cursor={of_articles}").status == 400
    assert ask(site, f"/articles/9/versions?cursor={of_articles}").status == 400


@pytest.mark.parametrize("path", [path for path, _, _ in ANSWERS] + ["/openapi.json"])
def test_what_the_reader_has_is_not_sent_again(site: Served, path: str) -> None:
    got = ask(site, path)
    assert got.headers["cache-control"] == "no-cache"
    again = ask(site, path, headers={"If-None-Match": got.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", got.headers["etag"])
    head = ask(site, path, method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_allowed(site: Served, method: str) -> None:
    got = ask(site, "/articles/1", method=method, headers={"Origin": "https://evil.example"})
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
    assert got.headers["content-type"] == "application/problem+json"


def test_no_other_site_may_read_it_in_a_browser(site: Served) -> None:
    got = ask(site, "/articles", headers={"Origin": "https://evil.example"})
    assert not [name for name in got.headers if name.startswith("access-control-")]
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert got.headers["x-robots-tag"] == "noindex"
    assert ask(site, "/articles", headers={"Host": "evil.example"}).status == 400


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Served]]:
    """An archive of these tests' own, below a base path; its last article was found to be the first."""
    db = str(tmp_path_factory.mktemp("api") / "archive.sqlite")
    tell(db, [*samples()[:2], *more()])
    with closing(open_archive(db)) as archive:
        double = track(archive, "https://example.org/double")
        look(archive, double.id, Outcome.UNCHANGED, merged_into=1)
    with served(db, base="/x") as site:
        yield db, site


def test_it_says_what_the_commands_say(own: tuple[str, Served], tmp_path: Path) -> None:
    db, site = own
    newsdiff = Newsdiff(db, tmp_path)
    pairs = (
        ("/changes?limit=50", ("changes", "--json", "--limit", "50")),
        ("/articles/4/versions/2", ("show", "4", "2", "--json")),
        ("/articles/4/diffs/3..5", ("diff", "4", "3", "5", "--format", "json")),
    )
    for path, command in pairs:
        told = json.loads(site.get(f"/x/api/v1{path}").body)
        assert told | {"next": None} == newsdiff(*command).json | {"next": None}
    assert json.loads(site.get("/x/api/v1/articles").body)["articles"] == newsdiff("list", "--json").json


def test_links_stand_below_the_base_path(own: tuple[str, Served]) -> None:
    _, site = own
    assert json.loads(site.get("/x/api/v1/openapi.json").body)["servers"] == [{"url": "/x/api/v1"}]
    assert len(walk(site, "/x/api/v1/articles?limit=2", "articles")) == 3
    assert site.get("/api/v1/articles").status == 404


def test_an_article_that_was_found_to_be_another_leads_there(own: tuple[str, Served]) -> None:
    _, site = own
    got = site.get("/x/api/v1/articles/6")
    assert (got.status, got.headers["location"]) == (302, "/x/api/v1/articles/1")
    assert 6 not in [row["id"] for row in json.loads(site.get("/x/api/v1/articles").body)["articles"]]


def test_a_withheld_article_is_gone_with_the_reason(own: tuple[str, Served]) -> None:
    db, site = own
    url = json.loads(site.get("/x/api/v1/articles/1").body)["url"]
    with open_app(load_config(db=db, environ={})) as app:
        app.archive.articles.withhold(1, "Wrong person.")
        paths = ("articles/1", "articles/6", f"lookup?url={url}", "changes?article=1")
        for path in (*paths, "articles/1/versions", "articles/1/versions/1", "articles/1/diffs/1..2"):
            got = site.get(f"/x/api/v1/{path}")
            assert (got.status, got.headers["content-type"]) == (410, "application/problem+json")
            assert json.loads(got.body)["reason"] == "Wrong person."
            check("api-problem", json.loads(got.body))
        assert [row["id"] for row in json.loads(site.get("/x/api/v1/articles").body)["articles"]] == [2, 3, 4, 5]
        assert 1 not in [row["article"] for row in json.loads(site.get("/x/api/v1/changes").body)["changes"]]
        app.archive.articles.withhold(1, None)


def test_the_api_has_no_schema_of_its_own_for_rows() -> None:
    for name in ("api-articles", "api-versions", "api-changes"):
        assert all(ref.startswith("https://newsdiff.example.org/") for ref in references(SCHEMAS[name]))
        assert "$defs" not in SCHEMAS[name]


def test_schemathesis_finds_nothing(site: Served, tmp_path: Path, soak: bool) -> None:
    """Whatever the document allows, and what it does not. That a cursor must be one of ours, no schema can say."""
    options = ("--phases", "coverage,fuzzing", "--exclude-checks", "positive_data_acceptance", "--no-color")
    examples = ("--max-examples", "200" if soak else "4", "--generation-deterministic")
    command = [Path(sys.executable).with_name("schemathesis"), "run", *options, *examples]
    done = subprocess.run(
        [*command, f"{site.base}/api/v1/openapi.json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    most = 2 * len(OPERATIONS)
    assert f"Tested: {most - 1}" in done.stdout or f"Tested: {most}" in done.stdout
