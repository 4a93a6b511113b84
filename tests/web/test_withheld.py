"""A withheld article is shown to no browser, by no address, and nothing of it is lost."""

import re
from collections.abc import Iterator

import pytest

from newsdiff.app import open_app
from newsdiff.config import load_config
from tests.web.served import Served, served
from tests.web.told import FILL, Told, page, tell

REASON = "Withdrawn at the request of <b>a person</b> named in it."
URL = "https://gazette.example.org/harbour"
STORIES = [
    Told(URL, "Gazette", (page("Harbour closed", *FILL), page("Harbour reopened", *FILL)), (0, 30)),
    Told("https://gazette.example.org/quay", "Gazette", (page("Quay", *FILL), page("Quay sinks", *FILL)), (5, 40)),
]
ADDRESSES = ("", "/1", "/1..2", "/2/blame", "/99", "/1..99", "/2..1?layout=inline")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("withheld") / "archive.sqlite")
    tell(db, STORIES)
    return db


@pytest.fixture
def site(archive: str) -> Iterator[Served]:
    """The archive with its first article withheld."""
    with open_app(load_config(db=archive, environ={})) as app:
        app.archive.articles.withhold(1, REASON)
        app.archive.articles.withhold(2, None)
    with served(archive) as site:
        yield site


@pytest.mark.parametrize("rest", ADDRESSES)
def test_every_page_of_it_is_gone_with_the_reason(site: Served, rest: str) -> None:
    got = site.get(f"/articles/1{rest}")
    assert (got.status, got.headers["cache-control"], got.headers["x-robots-tag"]) == (410, "no-store", "noindex")
    assert "<h1>Withheld</h1>" in got.text, "it is not gone"
    (quoted,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", got.text)
    assert quoted == "Withdrawn at the request of &lt;b&gt;a person&lt;/b&gt; named in it.", "and no word of ours"
    assert got.text.index("The reason given by those who keep this archive:") < got.text.index("<blockquote")
    assert "<p>This concerns this archive alone: the publisher’s page may still be there.</p>" in got.text
    assert "Harbour" not in got.text


def test_the_stream_is_without_it(site: Served) -> None:
    got = site.get("/").text
    assert "<ins>sinks</ins>" in got
    assert "Harbour" not in got
    assert "<ins>sinks</ins>" not in site.get("/?before=2:2").text, "an older page begins where it began"


def test_a_page_that_begins_at_its_change_goes_on_from_there(site: Served) -> None:
    assert site.get("/?before=1:2").status == 200


def test_looking_it_up_leads_to_the_reason(site: Served) -> None:
    assert site.get(site.get(f"/lookup?url={URL}").headers["location"]).status == 410


def test_an_article_that_was_found_to_be_it_is_withheld_too(site: Served, archive: str) -> None:
    with open_app(load_config(db=archive, environ={})) as app:
        app.archive.articles.withhold(2, "Another reason.")
        assert site.get("/articles/2").status == 410
        app.archive.articles.withhold(2, None)
        assert site.get("/articles/2").status == 200, "and is shown again at once"
