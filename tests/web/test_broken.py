"""What a reader sees when the archive, a page, or newsdiff itself is broken."""

from typing import NoReturn, cast

import pytest

from newsdiff.app import App
from newsdiff.errors import ExtractorFailed, StorageError
from newsdiff.web.answers import Press, error_page
from newsdiff.web.guard import HEADERS
from newsdiff.web.links import Links
from newsdiff.web.site import make_site
from tests.web.served import running, served
from tests.web.told import FILL, Told, page, tell


class _Broken:
    """In place of an App: whatever is asked of it fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _: str) -> NoReturn:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StorageError("archive /home/someone/secret.sqlite: the disk failed"), 503),
        (ExtractorFailed("https://example.org/", "the extractor broke: /home/someone/secret"), 500),
        (RuntimeError("/home/someone/secret"), 500),
    ],
)
def test_a_fault_is_told_without_its_details(error: Exception, status: int) -> None:
    with running(make_site(cast(App, _Broken(error)))) as site:
        for path in ("/", "/articles/1", "/articles/1/1..2", "/articles/1/1", "/articles/1/1/blame", "/sources"):
            got = site.get(path)
            assert got.status == status, path
            assert "secret" not in got.text
            assert "<main" in got.text
            assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
            assert got.headers["cache-control"] == "no-store"


def test_a_withheld_article_has_a_page_with_its_reason() -> None:
    html = Press(Links("/x")).html(error_page(410, "Withheld by order of a court."), "http://localhost").decode()
    assert "410" in html
    assert "Withheld by order of a court." in html
    assert 'href="/x/"' in html


def test_an_article_without_a_version_has_a_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    db = str(tmp_path_factory.mktemp("none") / "archive.sqlite")
    tell(db, [Told("https://example.org/a", "Gazette", (503, "<p>nothing</p>"))])
    with served(db) as site:
        got = site.get("/articles/1")
        assert got.status == 200
        assert "No version yet" in got.text
        assert "0 versions, 0 changes" in got.text
        assert site.get("/articles/1/1").status == 404
        assert "No changes yet" in site.get("/").text


def test_an_article_of_one_version_has_a_page_without_changes(tmp_path_factory: pytest.TempPathFactory) -> None:
    db = str(tmp_path_factory.mktemp("one") / "archive.sqlite")
    tell(db, [Told("https://example.org/a", "Gazette", (page("Ferry late", *FILL),))])
    with served(db) as site:
        assert "1 version, 0 changes" in site.get("/articles/1").text
        assert "This is the only version so far" in site.get("/articles/1/1..1").text
        assert site.get("/articles/1/1/blame").status == 200


def test_an_article_that_became_another_leads_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    db = str(tmp_path_factory.mktemp("merged") / "archive.sqlite")
    text, url = page("Ferry late", *FILL), "https://example.org/a"
    other = Told("https://example.org/b", "Gazette", (text,), (30,), final_url=url)
    tell(db, [Told(url, "Gazette", (text,)), other])
    with served(db) as site:
        assert site.get("/articles/2").headers["location"] == "/articles/1"
        assert "https://example.org/b" in site.get("/articles/1").text
