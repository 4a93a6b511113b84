"""A search as a feed and as an answer of the API."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import etree

from tests.web.served import Served, served
from tests.web.test_feeds import ATOM, check_atom, check_json_feed, one
from tests.web.test_search import CHINESE, WINCH
from tests.web.told import FILL, Told, page, tell

FERRY = "https://gazette.example.org/ferry"
PHRASE = '"broken winch"'


def feed(site: Served, form: str = "atom", **parameters: str) -> bytes:
    got = site.get(f"/search/feed.{form}?{urlencode(parameters)}")
    assert (got.status, got.headers["x-robots-tag"]) == (200, "noindex")
    return got.body


def entries(site: Served, **parameters: str) -> list[Any]:
    return check_atom(feed(site, **parameters))


@pytest.fixture
def growing(tmp_path: Path) -> str:
    """The archive of one article whose second version says more."""
    db = str(tmp_path / "archive.sqlite")
    tell(db, [Told(FERRY, "Gazette", (page("Ferry late", *FILL), page("Ferry late", *FILL, WINCH)), (0, 30))])
    return db


def see(db: str, minutes: float, *paragraphs: str) -> None:
    tell(db, [Told(FERRY, "Gazette", (page("Ferry late", *paragraphs),), (minutes,))])


@pytest.mark.parametrize(
    ("query", "event"), [("harbour OR minister OR 水門", ""), ("headline:11", "added"), ("headline:11", "removed")]
)
def test_both_forms_are_valid_and_hold_the_same(site: Served, query: str, event: str) -> None:
    asked = {"q": query, "event": event}
    atom, items = entries(site, **asked), check_json_feed(feed(site, "json", **asked))
    assert atom
    assert [one(entry, "id").text for entry in atom] == [item["id"] for item in items]
    assert [one(entry, "content").text for entry in atom] == [item["content_html"] for item in items]


def test_an_entry_tells_where_it_stands(growing: str) -> None:
    with served(growing) as site:
        (entry,) = entries(site, q=PHRASE)
    assert one(entry, "title").text == "Ferry late"
    assert one(entry, "author")[0].text == "Gazette"
    assert one(entry, "summary").text == (
        "Version 2 of 2; appeared between 2026-11-02 07:40 and 08:10 UTC (version 2); in the newest version"
    )
    content = one(entry, "content").text
    assert "¶5 of version 2" in content and "<mark>broken winch</mark>" in content
    assert urlsplit(one(entry, "link").get("href")).path == "/articles/1/2"


def test_a_version_that_still_says_it_makes_no_entry_newer_and_one_that_does_not_does(growing: str) -> None:
    with served(growing) as site:
        (first,) = entries(site, q=PHRASE)
        see(growing, 60, *FILL[:-1], WINCH)
        (still,) = entries(site, q=PHRASE)
        see(growing, 90, *FILL)
        (gone,) = entries(site, q=PHRASE)
    names = [[one(entry, name).text for name in ("id", "published")] for entry in (first, still, gone)]
    assert names[0] == names[1] == names[2]
    assert one(first, "updated").text == one(still, "updated").text < one(gone, "updated").text
    assert "vanished between 2026-11-02 08:40 and 09:10 UTC (version 4)" in one(gone, "summary").text
    assert urlsplit(one(gone, "link").get("href")).path == "/articles/1/3..4"


def test_a_look_that_shows_nothing_new_leaves_the_feed_as_it_was(growing: str) -> None:
    with served(growing) as site:
        before = feed(site, q=PHRASE)
        see(growing, 60, *FILL, WINCH)
        assert feed(site, q=PHRASE) == before


def test_each_removal_is_an_entry_of_its_own(growing: str) -> None:
    see(growing, 60, *FILL)
    with served(growing) as site:
        (first,) = entries(site, q=PHRASE, event="removed")
        see(growing, 90, *FILL, WINCH)
        see(growing, 120, *FILL)
        (second,) = entries(site, q=PHRASE, event="removed")
    assert one(first, "summary").text == "Removed in version 3; between 2026-11-02 08:10 and 08:40 UTC"
    assert one(second, "summary").text == "Removed in version 5; between 2026-11-02 09:10 and 09:40 UTC"
    assert one(first, "id").text != one(second, "id").text


def test_older_entries_follow(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    stories = [
        Told(f"https://gazette.example.org/{k}", "Gazette", (page(f"Winch {k}", *FILL),), (k,)) for k in range(25)
    ]
    tell(db, stories)
    with served(db) as site:
        body = feed(site, q="quay")
        (older,) = [e.get("href") for e in etree.fromstring(body).findall(ATOM + "link") if e.get("rel") == "next"]
        first, rest = check_atom(body), check_atom(site.get(older.removeprefix(site.base)).body)
        answer = json.loads(site.get("/api/v1/search?q=quay").body)
        following = json.loads(site.get(answer["next"].removeprefix(site.base)).body)
    assert len({one(entry, "id").text for entry in (*first, *rest)}) == 25
    assert [len(page["hits"]) for page in (answer, following)] == [20, 5]
    assert following["next"] is None


def test_the_page_of_a_search_names_its_feed(site: Served) -> None:
    text = site.get("/search?q=quay&event=removed&source=Harbour+Gazette").text
    address = "/search/feed.atom?q=quay&amp;source=Harbour+Gazette&amp;event=removed"
    assert f'title="Versions of articles from Harbour Gazette that removed “quay”" href="{address}"' in text
    assert "/search/feed" not in site.get("/search").text
    assert "/search/feed" not in site.get("/search?q=(quay").text


@pytest.mark.parametrize("query", ["", "q=", "q=(x", "q=quay&event=moved", "q=quay&source=x", "q=quay&before=9:99"])
def test_what_cannot_be_searched_is_refused(site: Served, query: str) -> None:
    assert site.get(f"/search/feed.atom?{query}").status == 400
    got = site.get(f"/api/v1/search?{query}")
    assert (got.status, got.headers["content-type"]) == (404 if "source" in query else 400, "application/problem+json")


def test_the_language_of_a_hit_is_told(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    tell(db, [Told("https://haven.example.org/zh", "港口報", (page("北码头关闭", *CHINESE, lang="zh-Hans"),), (10,))])
    with served(db) as site:
        asked = urlencode({"q": "风暴过去"})
        (hit,) = json.loads(site.get(f"/api/v1/search?{asked}").body)["hits"]
        assert (hit["language"], hit["snippets"][0]["paragraph"]) == ("zh-Hans", 0)
        text = site.get(f"/search?{asked}").text
        (item,) = check_json_feed(feed(site, "json", q="风暴过去"))
    assert '<a href="/articles/1/1#p1">¶1 of version 1</a>' in text
    assert '<p dir="auto" lang="zh-Hans">' in text
    assert item["language"] == "zh-Hans" and 'lang="zh-Hans"' in item["content_html"]
