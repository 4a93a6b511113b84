"""What every answer carries, whatever was asked: headers, names, methods, validators, errors."""

import pytest

from newsdiff.web.guard import HEADERS, host_name
from tests.web.served import Served

PAGES = (
    *("/", "/?label=number&weight=10", "/articles/1", "/articles/1/1..2", "/articles/1/5..2?layout=inline"),
    *("/articles/1/2", "/articles/7/3/blame", "/articles/10/1..2?unchanged=shown", "/sources", "/lookup"),
    *("/search", "/search?q=the"),
)
ERRORS = (
    *(("/nothing", 404), ("/articles/99", 404), ("/articles/1/99", 404), ("/articles/1/1..99", 404)),
    *(("/articles/0", 404), ("/articles/-1", 404), ("/articles/1x", 404), ("/articles/%D9%A1", 404)),
    *(
        (f"/articles/{'9' * 30}", 404),
        (f"/articles/{'9' * 18}", 404),
        ("/articles/1/", 404),
        ("/articles/1/2/raw", 404),
    ),
    *(("/static/../served.py", 404), ("/static/site.css", 404), ("/static/site.000000000000.css", 404)),
    *(("/?label=nonsense", 400), ("/?weight=-1", 400), ("/?weight=1e9", 400), ("/?since=yesterday", 400)),
    *(("/?since=2026-11-03&until=2026-11-01", 400), ("/?before=x", 400), ("/?before=1:99", 400), ("/?source=x", 400)),
    *(("/?since=2026-W45-1", 400), ("/?until=20261122", 400), ("/?since=9999-12-31&until=9999-12-31", 400)),
    ("/lookup?url=https://example.org/unknown", 404),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_and_guarded(site: Served, path: str) -> None:
    got = site.get(path)
    assert (got.status, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert "<script>" not in got.text
    assert " style=" not in got.text
    assert got.text.count("<h1") == got.text.count("<main") == 1


@pytest.mark.parametrize(("path", "status"), ERRORS)
def test_an_error_is_a_page_like_the_others(site: Served, path: str, status: int) -> None:
    got = site.get(path)
    assert got.status == status
    assert "<main" in got.text
    assert got.headers["x-robots-tag"] == "noindex"
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS


def test_nothing_but_reading_is_allowed(site: Served) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        got = site.get("/articles/1", method=method)
        assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
        assert "<main" in got.text


def test_head_tells_what_get_would_bring(site: Served) -> None:
    asked, brought = site.get("/articles/1", method="HEAD"), site.get("/articles/1")
    assert (asked.status, asked.body) == (200, b"")
    assert asked.headers["etag"] == brought.headers["etag"]
    assert asked.headers["content-length"] == str(len(brought.body))


@pytest.mark.parametrize("path", PAGES)
def test_what_the_browser_has_is_not_sent_again(site: Served, path: str) -> None:
    tag = site.get(path).headers["etag"]
    got = site.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (got.status, got.body, got.headers["etag"]) == (304, b"", tag)
    assert got.headers["x-content-type-options"] == "nosniff"


def test_assets_may_be_kept_for_ever(site: Served) -> None:
    path = site.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    got = site.get(path)
    assert (got.status, got.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in got.headers["cache-control"]
    assert site.get(path, headers={"If-None-Match": got.headers["etag"]}).status == 304


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:8000", "[::1]:1", "news.example.org"])
def test_it_answers_to_its_own_names(site: Served, host: str) -> None:
    assert site.get("/lookup", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a:b", "localhost:8000:1", "[::1"]
)
def test_it_answers_to_no_other_name(site: Served, host: str) -> None:
    got = site.get("/", headers={"Host": host})
    assert got.status == 400
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert "--allow-host" in got.text
    assert "evil" not in got.text


@pytest.mark.parametrize(
    ("host", "name"), [("[::1]:8000", "[::1]"), ("[::1]", "[::1]"), ("A.example:1", "a.example"), ("::1", "::1")]
)
def test_the_name_in_a_host_header(host: str, name: str) -> None:
    assert host_name(host) == name


def test_stored_texts_are_not_for_search_engines(site: Served) -> None:
    for path in ("/articles/1/1", "/articles/1/1..2", "/articles/1/2/blame"):
        got = site.get(path)
        assert got.headers["x-robots-tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in got.text
    assert "x-robots-tag" not in site.get("/articles/1").headers
