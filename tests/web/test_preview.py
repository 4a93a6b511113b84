"""What is told of a page where its link is passed on, and the picture that goes with it."""

import sys
from collections.abc import Iterator

import pytest
from lxml import html

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.web.guard import HEADERS
from tests.cards.pixels import size
from tests.web.served import Served, served
from tests.web.told import FILL, Told, page, tell

REASON = "Withdrawn at the request of a person named in it."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("preview") / "archive.sqlite")
    closed = tuple(page(f'Harbour "{word}" <b>', *FILL) for word in ("closed", "reopened", "closed again"))
    gate = tuple(page(f"The gate {sign}", *FILL) for sign in ("opens", "\U0010fffd"))
    tell(
        db,
        [
            Told("https://gazette.example.org/harbour", "Gazette", closed),
            Told("https://gazette.example.org/gate", "Gazette", gate),
            Told("https://gazette.example.org/quay", "Gazette", (page("Quay", *FILL),)),
        ],
    )
    return db


@pytest.fixture(scope="module")
def site(archive: str) -> Iterator[Served]:
    with served(archive, base="/changes", allowed=("news.example.org",)) as site:
        yield site


def told(site: Served, path: str, **headers: str) -> dict[str, str]:
    """The properties that a page tells, by name."""
    got = site.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    metas = html.fromstring(got.body).xpath("//head/meta[@property or starts-with(@name, 'twitter')]")
    found = {meta.get("property") or meta.get("name"): meta.get("content") for meta in metas}
    assert len(found) == len(metas), "each is told once"
    return found


def test_a_comparison_tells_what_changed_and_has_a_picture(site: Served) -> None:
    found = told(site, "/changes/articles/1/1..2?layout=inline", Host="news.example.org", X_Forwarded_Proto="https")
    assert found == {
        "og:type": "article",
        "og:site_name": "newsdiff",
        "og:title": 'Harbour "reopened" <b> – Gazette',
        "og:description": "Version 1 to 2: headline",
        "og:url": "https://news.example.org/changes/articles/1/1..2",
        "og:image": "https://news.example.org/changes/articles/1/1..2.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": found["og:image:alt"],
        "twitter:card": "summary_large_image",
    }
    assert found["og:image:alt"].startswith(
        'Gazette: “Harbour "[removed: closed] [added: reopened]" <b>”. Version 1 to 2'
    )


def test_a_history_shows_its_last_change(site: Served) -> None:
    found, change = told(site, "/changes/articles/1"), told(site, "/changes/articles/1/2..3")
    assert found["og:description"] == "3 versions, 2 changes seen"
    assert found["og:url"].endswith("/changes/articles/1")
    pictures = [name for name in change if name.startswith("og:image")]
    assert {name: found[name] for name in pictures} == {name: change[name] for name in pictures}
    assert found["og:image"].endswith("/changes/articles/1/2..3.png")


@pytest.mark.parametrize("pair", ["1..2", "2..3", "1..3", "3..1"])
def test_the_picture_is_there_and_is_not_sent_again(site: Served, pair: str) -> None:
    path = f"/changes/articles/1/{pair}.png"
    got = site.get(path)
    assert (got.status, got.headers["content-type"]) == (200, "image/png")
    assert size(got.body) == (1200, 630)
    assert (got.headers["cache-control"], got.headers["x-robots-tag"]) == ("no-cache", "noindex")
    assert {name: got.headers.get(name.lower()) for name in HEADERS} == HEADERS
    again = site.get(path, headers={"If-None-Match": got.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", got.headers["etag"])
    head = site.get(path, method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))


def test_each_pair_has_a_picture_of_its_own(site: Served) -> None:
    tags = {site.get(f"/changes/articles/1/{pair}.png").headers["etag"] for pair in ("1..2", "2..3", "1..3", "2..1")}
    assert len(tags) == 4


@pytest.mark.parametrize(
    "path",
    ["/articles/1/1..9.png", "/articles/9/1..2.png", "/articles/1/0..1.png", "/1..2.png", "/articles/1/2..2.png"],
)
def test_what_is_not_there_has_none(site: Served, path: str) -> None:
    assert site.get(f"/changes{path}").status == 404


def test_without_a_font_no_page_names_a_picture_and_its_address_says_why(site: Served) -> None:
    for path in ("/changes/articles/2/1..2", "/changes/articles/2"):
        found = told(site, path)
        assert found["twitter:card"] == "summary"
        assert not [name for name in found if "image" in name]
    got = site.get("/changes/articles/2/1..2.png")
    assert got.status == 404
    assert "There is no card: no font on this machine has U+10FFFD" in got.text


def test_one_version_has_no_picture(site: Served) -> None:
    found = told(site, "/changes/articles/3")
    assert (found["twitter:card"], found["og:description"]) == ("summary", "1 version, 0 changes seen")


def test_other_pages_tell_nothing(site: Served) -> None:
    for path in ("/", "/sources", "/search", "/lookup", "/articles/1/1", "/articles/1/1/blame", "/articles/99"):
        assert told(site, f"/changes{path}") == {}


def test_without_the_extra_nothing_links_to_pictures(archive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)  # an import fails as for a library that is not installed
    with served(archive) as site:
        for path in ("/articles/1", "/articles/1/1..2"):
            assert ".png" not in site.get(path).text
            assert told(site, path)["twitter:card"] == "summary"
        got = site.get("/articles/1/1..2.png")
        assert got.status == 404
        assert "pictures need two more libraries" in got.text


def test_a_withheld_article_has_no_picture_any_more(archive: str, site: Served) -> None:
    tag = site.get("/changes/articles/1/1..2.png").headers["etag"]
    with open_app(load_config(db=archive, environ={})) as app:
        app.archive.articles.withhold(1, REASON)
        for pair in ("1..2", "2..3", "1..9"):
            got = site.get(f"/changes/articles/1/{pair}.png", headers={"If-None-Match": tag})
            assert (got.status, got.headers["cache-control"]) == (410, "no-store")
            assert REASON in got.text
            assert "og:" not in got.text
        app.archive.articles.withhold(1, None)
    assert site.get("/changes/articles/1/1..2.png").status == 200
