"""Feeds: what RFC 4287 and JSON Feed 1.1 ask of them, what they hold, and how they are asked for."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from newsdiff.app import open_app
from newsdiff.config import load_config
from tests.web.served import Served, served
from tests.web.told import FILL, HEADED, Told, page, tell

ATOM = "{http://www.w3.org/2005/Atom}"
QUERIES = ("", "?label=number", "?label=number&label=headline&weight=10", "?source=Harbour+Gazette", "?weight=100")
ADDRESSES = tuple(f"/feed.{{}}{query}" for query in QUERIES) + tuple(
    f"/articles/{number}/feed.{{}}" for number in (1, 7, 8, 9, 10)
)


def is_utc(text: str | None) -> bool:
    return bool(
        text and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text) and datetime.fromisoformat(text)
    )


def one(element: Any, name: str) -> Any:
    (found,) = element.findall(ATOM + name)
    return found


def check_person(element: Any) -> None:
    assert one(one(element, "author"), "name").text.strip()


def check_atom(body: bytes) -> list[Any]:
    """What RFC 4287 requires in sections 4.1 and 4.2; the entries."""
    feed = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    assert feed.tag == ATOM + "feed"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(feed, "id").text)
    assert one(feed, "title").text.strip()
    assert is_utc(one(feed, "updated").text)
    check_person(feed)
    entries = feed.findall(ATOM + "entry")
    assert feed[-len(entries) :] == entries or not entries
    for element in (feed, *entries):
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall(ATOM + "link")]
        assert len(links) == len(set(links)), "no two alternates of one type and language"
        assert all(urlsplit(link.get("href")).netloc for link in element.findall(ATOM + "link"))
    assert [link.get("rel") for link in feed.findall(ATOM + "link")][:2] == ["self", "alternate"]
    for entry in entries:
        check_entry(entry)
    ids = [one(entry, "id").text for entry in entries]
    assert len(ids) == len(set(ids))
    return entries


def check_entry(entry: Any) -> None:
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(entry, "id").text)
    assert one(entry, "title").text.strip()
    assert is_utc(one(entry, "updated").text)
    assert is_utc(one(entry, "published").text)
    assert one(entry, "published").text <= one(entry, "updated").text
    assert [link.get("rel") for link in entry.findall(ATOM + "link")] == ["alternate"]
    check_person(entry)
    content = one(entry, "content")
    assert content.get("type") == "html"
    assert len(content) == 0, "markup is escaped"
    assert all(category.get("term") for category in entry.findall(ATOM + "category"))


def check_json_feed(body: bytes) -> list[dict[str, Any]]:
    """The fields that jsonfeed.org publishes for version 1.1, and their types; the items."""
    feed = json.loads(body)
    fields = {"version", "title", "home_page_url", "feed_url", "next_url", "authors", "items"}
    assert set(feed) <= fields
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(isinstance(feed[name], str) and feed[name] for name in ("title", "home_page_url", "feed_url"))
    known = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified", "authors", "tags"}
    for item in feed["items"]:
        assert known <= set(item) <= known | {"language"}
        texts = known - {"authors", "tags"}
        assert all(isinstance(item[name], str) and item[name] for name in texts)
        assert is_utc(item["date_published"])
        assert is_utc(item["date_modified"])
        assert all(set(author) == {"name"} for author in item["authors"])
        assert all(isinstance(tag, str) for tag in item["tags"])
    return list(feed["items"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_atom_is_valid_and_read_without_complaint(site: Served, address: str) -> None:
    got = site.get(address.format("atom"))
    assert (got.status, got.headers["content-type"]) == (200, "application/atom+xml")
    entries = check_atom(got.body)
    read = feedparser.parse(got.body, response_headers={"content-type": got.headers["content-type"]})
    assert not read.bozo, read.get("bozo_exception")
    assert len(read.entries) == len(entries)
    assert all(entry.updated_parsed and entry.content[0].type == "text/html" for entry in read.entries)


@pytest.mark.parametrize("address", ADDRESSES)
def test_json_feed_has_the_same_entries(site: Served, address: str) -> None:
    got = site.get(address.format("json"))
    assert (got.status, got.headers["content-type"]) == (200, "application/feed+json")
    items = check_json_feed(got.body)
    entries = check_atom(site.get(address.format("atom")).body)
    assert [item["id"] for item in items] == [one(entry, "id").text for entry in entries]
    assert [item["content_html"] for item in items] == [one(entry, "content").text for entry in entries]
    assert [item["title"] for item in items] == [one(entry, "title").text for entry in entries]


def test_an_entry_holds_the_marked_words(site: Served) -> None:
    content = one(check_atom(site.get("/articles/9/feed.atom").body)[0], "content").text
    assert "<del>24</del>" in content
    assert "<ins>26</ins>" in content
    assert '<p dir="auto" lang="en">' in content
    assert "/articles/9/13..14" in content


def test_the_words_of_labels_have_words_and_no_marks_that_readers_would_draw(site: Served) -> None:
    item = next(i for i in check_json_feed(site.get("/articles/5/feed.json").body) if "hedge" in i["tags"])
    labels = item["content_html"].split("<ul>")[1].split("</ul>")[0]
    assert re.search(r"<b>hedge</b> <span[^>]*>“probably”</span> removed", labels) and "<del" not in labels
    assert "<li><b>correction note</b></li>" in labels


def test_readers_of_feeds_strike_nothing_that_would_be_another_sign_then(site: Served) -> None:
    said = site.get("/articles/7/feed.atom").text
    assert "[-点検中の-]" in said and "業者「安全ピン入っていなかった」+}" in said
    assert not re.search(r"&lt;del[^&]*&gt;[^&]*[一-鿿]", said)


def test_what_goes_back_and_forth_is_one_entry(site: Served) -> None:
    (entry,) = check_atom(site.get("/articles/8/feed.atom").body)
    assert one(entry, "summary").text.startswith("4 changes back and forth, versions 2 to 5; changed between")
    assert one(entry, "link").get("href").endswith("/articles/8")
    assert one(entry, "published").text < one(entry, "updated").text


def test_a_further_turn_makes_the_entry_newer_and_no_new_one(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    a, b = (page(words, *FILL) for words in ("Harbour gets new lights", "New lights for the harbour: who pays?"))
    tell(db, [Told("https://gazette.example.org/lights", "Gazette", (a, b, a, b), (0, 30, 60, 90))])
    with served(db) as site:
        (before,) = check_atom(site.get("/feed.atom").body)
        tell(db, [Told("https://gazette.example.org/lights", "Gazette", (a,), (120,))])
        (after,) = check_atom(site.get("/feed.atom").body)
    assert one(before, "id").text == one(after, "id").text
    assert one(before, "published").text == one(after, "published").text
    assert one(before, "updated").text < one(after, "updated").text
    assert one(after, "summary").text.startswith("4 changes back and forth")


def test_ids_depend_on_no_host_and_no_form(site: Served) -> None:
    here, there = (
        site.get("/feed.atom", headers={"Host": host, **more}).body
        for host, more in (("localhost:1", {}), ("news.example.org", {"X-Forwarded-Proto": "https"}))
    )
    ids = [[e.text for e in etree.fromstring(body).iter(ATOM + "id")] for body in (here, there)]
    assert ids[0] == ids[1]
    assert b'href="http://localhost:1/feed.atom"' in here
    assert b'href="https://news.example.org/feed.atom"' in there


def test_each_feed_has_an_id_of_its_own(site: Served) -> None:
    ids = {one(etree.fromstring(site.get(address.format("atom")).body), "id").text for address in ADDRESSES}
    assert len(ids) == len(ADDRESSES)


def test_a_feed_is_what_the_front_page_shows(site: Served) -> None:
    # the older changes of an article stand in the card of its newest
    links = re.findall(HEADED, site.get("/?label=number").text)
    entries = check_atom(site.get("/feed.atom?label=number").body)
    told = [urlsplit(one(entry, "link").get("href")).path for entry in entries]
    assert sorted(told) == sorted(links)
    assert all("number" in [c.get("term") for c in entry.findall(ATOM + "category")] for entry in entries)


def test_older_entries_follow_by_key(site: Served) -> None:
    seen: list[str] = []
    path = "/feed.atom"
    while path:
        body = site.get(path).body
        entries = check_atom(body)
        seen += [one(entry, "id").text for entry in entries]
        following = [e.get("href") for e in etree.fromstring(body).findall(ATOM + "link") if e.get("rel") == "next"]
        path = f"/feed.atom?{urlsplit(following[0]).query}" if following else ""
    assert len(seen) == len(set(seen)) > 20


@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_the_reader_has_is_not_sent_again(site: Served, form: str) -> None:
    got = site.get(f"/feed.{form}?label=number")
    assert got.headers["cache-control"] == "no-cache"
    assert got.headers["x-robots-tag"] == "noindex"
    again = site.get(f"/feed.{form}?label=number", headers={"If-None-Match": got.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", got.headers["etag"])
    head = site.get(f"/feed.{form}?label=number", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))
    assert site.get(f"/feed.{form}", method="POST").status == 405


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(
            ("/feed.atom?label=x", 400),
            ("/feed.json?source=x", 400),
            ("/feed.atom?before=9:99", 400),
            ("/feed.rss", 404),
        ),
        *(("/articles/99/feed.atom", 404), ("/articles/0/feed.json", 404)),
    ],
)
def test_what_cannot_be_asked_for(site: Served, path: str, status: int) -> None:
    assert site.get(path).status == status


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/", ["/feed.atom"]),
        ("/sources", ["/feed.atom"]),
        ("/lookup", ["/feed.atom"]),
        ("/?label=number&weight=5&before=", ["/feed.atom?label=number&weight=5", "/feed.atom"]),
        *((f"/articles/1{rest}", ["/articles/1/feed.atom", "/feed.atom"]) for rest in ("", "/1..2", "/2", "/2/blame")),
    ],
)
def test_every_page_names_its_feeds(site: Served, path: str, feeds: list[str]) -> None:
    tree = html.fromstring(site.get(path).body)
    links = tree.xpath('//head/link[@rel="alternate"]')
    atom = [link.get("href") for link in links if link.get("type") == "application/atom+xml"]
    as_json = [link.get("href") for link in links if link.get("type") == "application/feed+json"]
    assert atom == feeds
    assert as_json == [feed.replace("feed.atom", "feed.json") for feed in feeds]
    assert all(link.get("title") for link in links)
    assert [link.get("href") for link in tree.xpath('//footer//p[@class="feeds"]/a')][::2] == feeds
    assert all(site.get(address).status == 200 for address in [*atom, *as_json])


HOSTILE = "]]></content><script>alert(1)</script>\x0b\x1b[31m\ufffe\uffff\u202e&amp;\ud800"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Served]]:
    """A story of hostile texts, below a base path."""
    db = str(tmp_path_factory.mktemp("odd") / "archive.sqlite")
    states = tuple(page(f"{HOSTILE} {k}", *FILL, f"{HOSTILE} {k}") for k in ("one", "two"))
    tell(db, [Told("https://gazette.example.org/odd", f"Gazette <b>&\x0c {HOSTILE[:4]}", states)])
    with served(db, base="/changes") as site:
        yield db, site


def test_hostile_texts_are_text_and_fit_xml(odd: tuple[str, Served]) -> None:
    _, site = odd
    (entry,) = check_atom(site.get("/changes/feed.atom").body)
    (item,) = check_json_feed(site.get("/changes/feed.json").body)
    content = html.fromstring(f"<div>{item['content_html']}</div>")
    assert not content.xpath("//script")
    assert "alert(1)" in content.text_content()
    assert one(entry, "link").get("href").endswith("/changes/articles/1/1..2")
    assert all(link.startswith("http://127.0.0.1") for link in content.xpath("//a/@href"))
    texts = one(entry, "title").text + one(entry, "content").text + one(one(entry, "author"), "name").text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe\uffff]", texts)


def test_a_withheld_article_vanishes_from_feeds(odd: tuple[str, Served]) -> None:
    db, site = odd
    before = site.get("/changes/feed.atom")
    with open_app(load_config(db=db, environ={})) as app:
        app.archive.articles.withhold(1, "Wrong person.")
        got = site.get("/changes/feed.atom", headers={"If-None-Match": before.headers["etag"]})
        assert (got.status, check_atom(got.body)) == (200, [])
        assert check_json_feed(site.get("/changes/feed.json").body) == []
        for form in ("atom", "json"):
            gone = site.get(f"/changes/articles/1/feed.{form}")
            assert gone.status == 410
            assert "Wrong person." in gone.text
        app.archive.articles.withhold(1, None)


def test_an_archive_without_changes_has_a_valid_feed(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    tell(db, [])
    with served(db) as site:
        assert check_atom(site.get("/feed.atom").body) == []
        assert check_json_feed(site.get("/feed.json").body) == []
