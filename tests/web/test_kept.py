"""Answers are kept while the archive does not change, and never a moment longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from newsdiff.app import App, open_app
from newsdiff.config import load_config
from newsdiff.web import kept
from newsdiff.web.kept import Kept
from tests.web.served import Served, served
from tests.web.told import FILL, Told, page, tell

KEPT = (
    *("/", "/?label=headline", "/search?q=ferry", "/feed.atom", "/feed.json", "/sources", "/api/v1/changes"),
    *("/api/v1/articles", "/api/v1/articles/1", "/articles/1/2", "/articles/1/2/blame", "/articles/1/feed.atom"),
)


@pytest.fixture
def archive(db: str) -> str:
    states = tuple(page(f"The ferry is {words}", *FILL) for words in ("late", "lost"))
    tell(db, [Told(f"https://example.org/{k}", "Gazette", states, (k, k + 30)) for k in range(2)])
    return db


@pytest.fixture
def site(archive: str) -> Iterator[Served]:
    with served(archive) as site:
        yield site


def test_what_is_withheld_vanishes_at_once_from_all_that_was_shown_before(site: Served, archive: str) -> None:
    before = {path: [site.get(path) for _ in range(3)][-1] for path in KEPT}
    assert {got.status for got in before.values()} == {200}
    with open_app(load_config(db=archive, environ={})) as app:
        app.archive.articles.withhold(1, "by order of a court")
    for path, former in before.items():
        got = site.get(path)
        if "/1" in path.replace("/v1", ""):
            assert (got.status, "ferry is" in got.text) == (410, False), path
        elif path != "/sources":
            assert (former.text != got.text, "/articles/1/1..2" in got.text) == (True, False), path
    with open_app(load_config(db=archive, environ={})) as app:
        app.archive.articles.withhold(1, None)
    assert {path: site.get(path).headers["etag"] for path in KEPT} == {
        path: got.headers["etag"] for path, got in before.items()
    }


def test_an_unchanged_archive_is_asked_once_and_a_changed_one_again(
    site: Served, archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.get("/")  # what is assessed now changes the archive
    first = site.get("/")
    monkeypatch.setattr("newsdiff.web.routes.front_page", lambda *_: 1 / 0)
    assert site.get("/").body == first.body
    assert site.get("/", headers={"If-None-Match": first.headers["etag"]}).status == 304
    assert site.get("/?since=2026-01-01").status == 500
    tell(archive, [Told("https://example.org/9", "Gazette", (page("New", *FILL),), (500,))])
    assert site.get("/").status == 500


def test_a_feed_asked_by_another_name_is_another_one(archive: str) -> None:
    with served(archive, allowed=("news.example.org",)) as site:
        for _ in range(2):
            assert f"{site.base}/articles/1/1..2" in site.get("/feed.atom").text
            named = site.get("/feed.atom", headers={"Host": "news.example.org", "X-Forwarded-Proto": "https"}).text
            assert "https://news.example.org/articles/1/1..2" in named


def test_pages_that_speak_of_the_hour_are_made_anew(
    site: Served, archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/articles/1", "/api/v1/articles/1/diffs/1..2"):
        site.get(path)
        before = site.get(path).text
        with monkeypatch.context() as patch:
            patch.setattr("newsdiff.tracking.views.policy_sentence", lambda *_: "It was looked at just now")
            patch.setattr(App, "policy", lambda *_: "It was looked at just now")
            changed = site.get(path).text != before
        assert changed == ("It " in before or "next look" in before), path


def request(path: str) -> Request:
    return Request(
        {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [], "server": ("localhost", 80)}
    )


def test_no_more_is_kept_than_fits_and_what_was_asked_for_last_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST_BYTES", 40_000)
    answers, made = Kept(lambda: "same"), []

    def ask(path: str, size: int = 10_000) -> None:
        answers.answer(request(path), lambda: made.append(path) or Response(b"x" * size))  # type: ignore[func-returns-value]

    for path in ("/1", "/2", "/3", "/1", "/4", "/1", "/3", "/2"):
        ask(path)
    assert made == ["/1", "/2", "/3", "/4", "/2"]
    ask("/large", 1_000_000)
    ask("/large", 1_000_000)
    assert made[-2:] == ["/large", "/large"], "what is larger than all is not kept"


def test_an_answer_that_was_begun_before_a_change_is_not_kept(tmp_path: Path) -> None:
    now = ["a"]
    answers, made = Kept(lambda: now[0]), []

    def make() -> Response:
        made.append(now[0])
        now[0] = "b"  # another writes while this is made
        return Response(made[-1])

    assert [bytes(answers.answer(request("/"), make).body) for _ in range(3)] == [b"a", b"b", b"b"]


def test_what_is_no_answer_is_not_kept() -> None:
    answers, made = Kept(lambda: "same"), []
    for _ in range(2):
        answers.answer(request("/"), lambda: made.append(1) or Response(status_code=302))  # type: ignore[func-returns-value]
    assert made == [1, 1]
