"""`newsdiff build`: the archive as files, read as any host would serve them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import sqlalchemy as sa
from lxml import etree, html

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.storage import tables as t
from newsdiff.web.files.folder import JOURNAL, MANIFEST, Folder
from newsdiff.web.files.make import build
from newsdiff.web.files.site import Site
from tests.cards.pixels import size
from tests.command import Newsdiff
from tests.conftest import missing
from tests.web.browser import find_chromium, opened, running
from tests.web.conftest import copied
from tests.web.told import FILL, Told, page, tell

SITE = "https://news.example.org/changes/"
REASON = "Withdrawn at the request of a person named in it."
HARBOUR = "https://gazette.example.org/harbour"
QUAY = "https://gazette.example.org/quay"


@dataclass
class Built:
    """An archive, and a folder with its files."""

    db: str
    folder: Path

    def build(self, folder: Path | None = None, site: str = SITE) -> tuple[int, int, list[str]]:
        """How many files were written and removed, and what failed."""
        with open_app(load_config(db=self.db, environ={})) as app:
            counts, failed = build(app, folder or self.folder, site)
        return counts.written, counts.removed, failed

    def tree(self, folder: Path | None = None) -> dict[str, bytes]:
        """All files but the manifest."""
        root = folder or self.folder
        files = [file for file in root.rglob("*") if file.is_file()]
        return {str(file.relative_to(root)): file.read_bytes() for file in files if file.name != MANIFEST}

    def stamps(self) -> dict[str, int]:
        """When each file was written."""
        return {str(f.relative_to(self.folder)): f.stat().st_mtime_ns for f in self.folder.rglob("*") if f.is_file()}

    def with_app(self, do: Callable[[Any], object]) -> None:
        with open_app(load_config(db=self.db, environ={})) as app:
            do(app)


@pytest.fixture(scope="module")
def samples_site(told_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The samples and more, built once and only read."""
    folder = tmp_path_factory.mktemp("built")
    built = Built(copied(told_file, folder), folder / "site")
    assert built.build()[2] == []
    return built


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """Two stories in three versions and two; two changes or versions on a page, so that there are older ones."""
    monkeypatch.setattr("newsdiff.web.files.site.LIMIT", 2)
    monkeypatch.setattr("newsdiff.web.files.site.LIMIT_VERSIONS", 2)
    built = Built(str(tmp_path / "archive.sqlite"), tmp_path / "site")
    states = tuple(page(f"Harbour {word}", *FILL) for word in ("closed", "reopened", "closed again"))
    tell(
        built.db,
        [
            Told(HARBOUR, "Gazette", states, (0, 30, 60)),
            Told(QUAY, "Post", (page("Quay sinks", *FILL), page("Quay stands", *FILL)), (5, 1500)),
        ],
    )
    built.build()
    return built


def pages(built: Built) -> Iterator[tuple[str, Any]]:
    for file in sorted(built.folder.rglob("*.html")):
        yield str(file.relative_to(built.folder)), html.fromstring(file.read_bytes())


def addresses(tree: Any) -> Iterator[str]:
    """Everything that a page leads to or loads."""
    yield from tree.xpath("//@href | //@src | //@action")
    yield from (content.partition("url=")[2] for content in tree.xpath("//meta[@http-equiv='refresh']/@content"))
    yield from tree.xpath("//meta[@property='og:url' or @property='og:image']/@content")


def target(built: Built, place: str, link: str) -> tuple[Path, str] | None:
    """The file that a link on a page leads to, with its fragment; None for one to another site."""
    address, fragment = urldefrag(urljoin(SITE + place, link))
    if not address.startswith(SITE):
        return None
    path = built.folder / unquote(address.removeprefix(SITE))
    return (path / "index.html" if address.endswith("/") else path), fragment


def test_every_link_leads_to_a_file(samples_site: Built) -> None:
    dead, followed, outside = [], 0, set()
    ids = {place: set(tree.xpath("//@id")) for place, tree in pages(samples_site)}
    for place, tree in pages(samples_site):
        for link in addresses(tree):
            found = target(samples_site, place.removesuffix("index.html"), link)
            if found is None:
                outside.add(".".join(urljoin(SITE, link).split("/")[2].split(".")[-2:]))
                continue
            followed += 1
            file, fragment = found
            there = file.is_file() and (not fragment or fragment in ids[str(file.relative_to(samples_site.folder))])
            dead += [] if there else [(place, link)]
    assert dead == []
    assert followed > 3000
    assert outside == {"example.org"}, "original pages, and nothing else"


def test_every_link_in_feeds_leads_to_a_file(samples_site: Built) -> None:
    feeds = sorted(samples_site.folder.rglob("feed.atom"))
    assert len(feeds) == 1 + 10 + 5  # all changes, articles, sources
    for file in feeds:
        links = [element.get("href") for element in etree.parse(str(file)).iter("{*}link")]
        told = json.loads(file.with_suffix(".json").read_bytes())
        own = SITE + str(file.with_suffix(".json").relative_to(samples_site.folder))
        assert told["feed_url"] == own, "a feed says where it is"
        links += [told["home_page_url"], told["feed_url"], *(item["url"] for item in told["items"])]
        for item in told["items"]:
            links += html.fromstring(f"<div>{item['content_html']}</div>").xpath("//@href")
        assert all(link.startswith(SITE) for link in links)
        found = [target(samples_site, "", link) for link in links]
        assert all(one is not None and one[0].is_file() for one in found), file


def test_every_change_is_reached_from_the_front_page(samples_site: Built) -> None:
    trees = dict(pages(samples_site))
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        place = waiting.pop()
        for link in trees[place].xpath("//body//@href"):
            found = target(samples_site, place.removesuffix("index.html"), link)
            name = str(found[0].relative_to(samples_site.folder)) if found else ""
            if name in trees and name not in seen:
                seen.add(name)
                waiting.append(name)
    assert set(trees) == seen
    older, followed = "index.html", []
    while older:
        (*_, tree) = [trees[older]]
        following = tree.xpath("//a[@rel='next' and contains(., 'changes')]/@href")
        found = target(samples_site, older.removesuffix("index.html"), following[0]) if following else None
        older = str(found[0].relative_to(samples_site.folder)) if found else ""
        followed.append(older)
    cards = [trees[place] for place in followed if place]
    links = [link for tree in cards for link in tree.xpath("//section[@class='day']//a/@href")]
    told = {urljoin("https://x/changes/a/", link) for link in links}
    pairs = [link for link in told if ".." in link.rpartition("/articles/")[2]]
    assert len(pairs) > 30


def test_what_needs_a_server_is_left_out_and_that_is_said(samples_site: Built) -> None:
    for place, tree in pages(samples_site):
        assert tree.xpath("//form | //input") == [], place
        words = " ".join(tree.text_content().split())
        assert "These pages are files: searching, filtering" in words
        assert [link.text for link in tree.xpath("//header//nav/a")] == ["Changes", "Sources"]
        for passing in ("next look is", "next look has", "later changes are not known"):
            assert passing not in words, "files do not tell what passes with time"
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'self'")


def test_pages_have_their_cards(samples_site: Built) -> None:
    pictures = sorted(samples_site.folder.rglob("*.png"))
    assert len(pictures) > 40
    assert {size(file.read_bytes()) for file in pictures} == {(1200, 630)}
    tree = dict(pages(samples_site))["articles/1/1..2/index.html"]
    assert tree.xpath("//meta[@property='og:image']/@content") == [f"{SITE}articles/1/1..2.png"]
    assert tree.xpath("//meta[@property='og:url']/@content") == [f"{SITE}articles/1/1..2/"]


def test_without_an_address_there_are_pages_alone(small: Built, tmp_path: Path) -> None:
    small.build(tmp_path / "plain", site="")
    tree = small.tree(tmp_path / "plain")
    assert {Path(name).suffix for name in tree} == {".html", ".css", ".js", ".svg"}
    assert not [name for name, body in tree.items() if b"og:" in body or b"feed." in body]


@pytest.mark.parametrize("states", [(), (page("Ferry late", *FILL),)], ids=["empty", "no change yet"])
def test_an_archive_without_any_change_is_built(tmp_path: Path, states: tuple[str, ...]) -> None:
    built = Built(str(tmp_path / "archive.sqlite"), tmp_path / "site")
    tell(built.db, [Told("https://gazette.example.org/ferry", "Gazette", states)] if states else [])
    assert built.build()[1:] == (0, [])
    assert "No changes yet." in (built.folder / "index.html").read_text(encoding="utf-8")
    assert (built.folder / "articles" / "1" / "index.html").exists() is bool(states)


def test_a_second_build_makes_and_writes_nothing(small: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    before, made = small.stamps(), []
    printed = Site._print
    monkeypatch.setattr(
        Site,
        "_print",
        lambda self, unit, path, *rest, **more: made.append(path) or printed(self, unit, path, *rest, **more),
    )
    assert small.build() == (0, 0, [])
    assert small.stamps() == before
    assert made == ["", "sources/", "about/"], "these are cheap, and always made"


def test_a_look_that_shows_nothing_new_touches_the_history_alone(small: Built) -> None:
    before = small.stamps()
    tell(small.db, [Told(HARBOUR, "Gazette", (page("Harbour closed again", *FILL),), (120,))])
    small.build()
    after = small.stamps()
    changed = {name for name, stamp in after.items() if stamp != before.get(name)}
    history = {"articles/1/index.html", "articles/1/before-2/index.html"}
    assert changed == {*history, "sources/index.html", MANIFEST}, "which tell the number of looks, and the last one"


def test_a_new_version_leaves_other_articles_and_days_alone(small: Built) -> None:
    before = small.stamps()
    tell(small.db, [Told(QUAY, "Post", (page("Quay falls", *FILL),), (3000,))])
    small.build()
    after = small.stamps()
    changed = {name for name, stamp in after.items() if stamp != before.get(name)}
    assert {"index.html", "feed.atom", "articles/2/2..3/index.html", "articles/2/2..3.png"} <= changed
    assert not [name for name in changed if name.startswith("articles/1/")]
    assert "changes/2026-11-04/index.html" in changed
    assert "articles/2/1..2.png" not in changed, "the same picture is not drawn again"


def test_after_whatever_happened_the_files_are_those_of_a_build_from_nothing(
    small: Built, tmp_path: Path, soak: bool
) -> None:
    """What is kept without being made anew is what would be made; the short form looks twice."""

    def told(url: str, source: str, states: tuple[str | int, ...], *looks: float) -> Callable[[], object]:
        return lambda: tell(small.db, [Told(url, source, states, looks)])

    def withheld(reason: str | None) -> Callable[[], object]:
        return lambda: small.with_app(lambda app: app.archive.articles.withhold(2, reason))

    def merged() -> None:
        with sa.create_engine(f"sqlite:///{small.db}").begin() as conn:
            conn.execute(t.articles.update().where(t.articles.c.id == 3).values(merged_into=1))

    steps = (
        told(HARBOUR, "Gazette", (page("Harbour closed again", *FILL),), 120),
        told(QUAY, "Post", (page("Quay falls", *FILL),), 3000),
        told(HARBOUR, "Gazette", (404, 404), 4000, 4100),
        told("https://gazette.example.org/lights", "Gazette", (page("Lights", *FILL), page("Lamps", *FILL)), 10, 2000),
        withheld(REASON),
        told(HARBOUR, "Gazette", (page("Harbour reopened", *FILL),), 5000),
        withheld(None),
        merged,
        told(
            "https://other.example.org/a", "Third", (page("A", *FILL), page("B", *FILL), page("A", *FILL)), 20, 50, 90
        ),
        told("https://other.example.org/a", "Third", (page("B", *FILL), page("A", *FILL)), 120, 6000),
    )
    for number, step in enumerate(steps):
        step()
        small.build()
        if not soak and number not in (5, len(steps) - 1):
            continue
        fresh = tmp_path / f"fresh{number}"
        small.build(fresh)
        assert small.tree() == small.tree(fresh), f"step {number}"
        dead = [
            (place, link)
            for place, tree in pages(small)
            for link in addresses(tree)
            if (found := target(small, place.removesuffix("index.html"), link)) and not found[0].is_file()
        ]
        assert dead == [], f"step {number}"


def test_a_withheld_article_is_removed_and_foreign_files_stay(small: Built) -> None:
    own = small.folder / "articles" / "1" / "own.txt"
    own.write_text("mine")
    edited = small.folder / "articles" / "1" / "2" / "index.html"
    small.with_app(lambda app: app.archive.articles.withhold(1, REASON))
    edited.write_text("edited by hand")
    _, removed, _ = small.build()
    assert removed > 10
    assert {str(f.relative_to(small.folder)) for f in (small.folder / "articles" / "1").rglob("*") if f.is_file()} == {
        "articles/1/own.txt",
        "articles/1/2/index.html",
    }
    assert not [place for place in small.folder.rglob("*") if place.is_dir() and not any(place.iterdir())]
    assert not [name for name, body in small.tree().items() if b"Harbour closed" in body or b"Harbour reopened" in body]


def test_a_file_that_was_there_before_is_not_written_over(small: Built, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "index.html").write_text("my own page")
    (folder / "CNAME").write_text("news.example.org")
    done = Newsdiff(small.db, tmp_path)("build", str(folder), expect=2)
    assert f"{folder}/index.html is not newsdiff's: it was there before; move it" in done.err
    assert (folder / "index.html").read_text() == "my own page"
    (folder / "index.html").unlink()
    assert small.build(folder)[2] == []
    assert (folder / "CNAME").read_text() == "news.example.org"
    assert {k: v for k, v in small.tree(folder).items() if k != "CNAME"} == small.tree()


@pytest.mark.parametrize("step", ["front", "sources", "about"])
def test_a_build_that_was_broken_off_is_taken_up(
    small: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    tell(small.db, [Told(HARBOUR, "Gazette", (page("Harbour gone", *FILL),), (200,))])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Site, step, killed)
        with pytest.raises(KeyboardInterrupt):
            small.build()
    assert (small.folder / JOURNAL).exists()
    half = small.folder / "articles" / "1" / "index.html.newsdiff-new"
    half.write_bytes(b"half a page")
    small.with_app(lambda app: app.archive.articles.withhold(1, REASON))
    small.build()
    small.build(tmp_path / "fresh")
    assert small.tree() == small.tree(tmp_path / "fresh")
    assert not (small.folder / JOURNAL).exists()


def test_what_a_broken_off_build_wrote_is_not_taken_for_what_was_there_before(tmp_path: Path) -> None:
    first = Folder(tmp_path)
    with first.building():
        first.put(first.unit("page", "one"), "index.html", b"one")
    broken = Folder(tmp_path)
    with pytest.raises(KeyboardInterrupt), broken.building():
        broken.put(broken.unit("page", "two"), "index.html", b"two")
        raise KeyboardInterrupt
    again = Folder(tmp_path)
    with again.building():
        assert not again.is_fresh("page", "one"), "the archive is as it was, and the file of the same size is not"
        again.put(again.unit("page", "one"), "index.html", b"one")
    assert (tmp_path / "index.html").read_bytes() == b"one"


def test_a_file_that_is_gone_is_written_again(small: Built) -> None:
    whole = small.tree()
    (small.folder / "articles" / "1" / "2" / "index.html").unlink()
    (small.folder / "articles" / "1" / "1..2.png").write_bytes(b"cut")
    assert small.build()[0] == 2
    assert small.tree() == whole


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt"])
def test_a_manifest_has_nothing_removed_outside_the_folder(small: Built, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.txt").write_text("mine")
    file = small.folder / MANIFEST
    told = json.loads(file.read_bytes())
    told["units"]["about"]["files"][name] = {"sha256": "", "size": 4, "made_of": ""}
    file.write_text(json.dumps(told))
    done = Newsdiff(small.db, tmp_path)("build", str(small.folder), expect=2)
    assert "leaves the folder" in done.err
    assert (tmp_path / "outside.txt").read_text() == "mine"


def test_a_second_build_of_a_folder_leaves_it_to_the_first(small: Built, tmp_path: Path) -> None:
    before = small.tree()
    first = Folder(small.folder)
    with first.building():
        done = Newsdiff(small.db, tmp_path)("build", str(small.folder), expect=3)
        assert f"another build writes to {small.folder}: wait until it has finished" in done.err
        assert {name: body for name, body in small.tree().items() if name != JOURNAL} == before


@pytest.mark.parametrize("list_of", [MANIFEST, JOURNAL])
def test_nothing_is_removed_through_a_link_out_of_the_folder(small: Built, tmp_path: Path, list_of: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (small.folder / "linked").symlink_to(outside)
    if list_of == JOURNAL:
        (small.folder / JOURNAL).write_text("linked/mine.txt\n")
    else:
        told = json.loads((small.folder / MANIFEST).read_bytes())
        digest = sha256(b"mine").hexdigest()
        told["units"]["gone"] = {"key": "", "files": {"linked/mine.txt": {"sha256": digest, "size": 4, "made_of": ""}}}
        (small.folder / MANIFEST).write_text(json.dumps(told))
    done = Newsdiff(small.db, tmp_path)("build", str(small.folder), expect=2)
    assert f"{small.folder}/linked leads out of {small.folder} by a link" in done.err
    assert (outside / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["articles", "index.html", "index.html.newsdiff-new", JOURNAL, f"{MANIFEST}.newsdiff-new"]
)
def test_nothing_is_written_through_a_link_out_of_the_folder(small: Built, tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "linked", tmp_path / "outside"
    folder.mkdir()
    if name == "articles":
        outside.mkdir()
    elif name != "index.html":
        outside.write_text("mine")
    (folder / name).symlink_to(outside)
    Newsdiff(small.db, tmp_path)("build", str(folder), expect=2)
    assert (folder / name).is_symlink()
    assert list(outside.iterdir()) == [] if outside.is_dir() else not outside.exists() or outside.read_text() == "mine"


def test_what_cannot_be_read_stands_as_an_error_and_is_told(small: Built, tmp_path: Path) -> None:
    with sa.create_engine(f"sqlite:///{small.db}").begin() as conn:
        conn.execute(
            sa.text("DELETE FROM extractions WHERE version_id IN (SELECT id FROM versions WHERE article_id = 2)")
        )
        conn.execute(
            sa.text(
                "UPDATE payloads SET data = x'00' WHERE id IN (SELECT payload_id FROM versions WHERE article_id = 2)"
            )
        )
    newsdiff = Newsdiff(small.db, tmp_path)
    done = newsdiff("build", str(small.folder), "--site-url", SITE, expect=1)
    assert "a page says that it cannot be made: articles/2/" in done.err
    for place in ("articles/2/1/", "articles/2/1..2/", "articles/2/1..2/inline/"):
        text = (small.folder / place / "index.html").read_text()
        assert "<main" in text
        assert 'href="../' in text
    newsdiff("build", str(small.folder), "--site-url", SITE, expect=1)


@pytest.mark.parametrize(
    "address",
    [
        "news.example.org",
        "ftp://example.org/",
        "https://",
        "https://example.org/?a",
        "https://example.org/#x",
        "https://[",
        "https://a b/",
        "https://me:secret@example.org/",
        'https://example.org/"><script>',
        "https://example.org/\x1b[31m",
    ],
)
def test_a_wrong_address_is_told(small: Built, tmp_path: Path, address: str) -> None:
    done = Newsdiff(small.db, tmp_path)("build", "site", "--site-url", address, expect=2)
    assert "write it as https://example.org/changes" in done.err
    assert not (tmp_path / "site" / JOURNAL).exists()


def test_the_command_tells_what_it_did(small: Built, tmp_path: Path) -> None:
    newsdiff = Newsdiff(small.db, tmp_path)
    done = newsdiff("build", "new", "--site-url", "https://news.example.org/changes")
    assert re.fullmatch(r"new: (\d+) files, \1 written, 0 removed\n", done.out)
    assert done.err == ""
    assert "without --site-url there are no feeds and no pictures" in newsdiff("build", "plain").err
    (tmp_path / "file").write_text("")
    assert "cannot be written" in newsdiff("build", "file/site", expect=2).err


def test_nothing_is_said_where_nothing_was_written(small: Built, tmp_path: Path) -> None:
    newsdiff = Newsdiff(small.db, tmp_path)
    for arguments in (("build", "new", "--site-url", SITE), ("build", "plain")):
        assert newsdiff(*arguments).out != ""
        done = newsdiff(*arguments)
        assert (done.out, done.err) == ("", "")


def test_a_folder_without_a_name_is_not_the_present_one(small: Built, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    done = Newsdiff(small.db, tmp_path / "here")("build", "", expect=2)
    assert "say in which folder the files go: newsdiff build DIR" in done.err
    assert list((tmp_path / "here").iterdir()) == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_in_a_browser_below_any_path_a_reader_walks_the_versions(samples_site: Built) -> None:
    program = find_chromium()
    if program is None:
        missing("Chromium (Debian: apt-get install chromium)")
        return
    handler = partial(_Quiet, directory=str(samples_site.folder.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        with running(program) as browser, opened(browser, base) as watched:
            read = watched.page
            read.goto("/site/")
            read.get_by_role("link", name="Sources").click()
            read.get_by_role("link", name="Harbour Gazette").click()
            read.get_by_role("link", name="history of this article").first.click()
            read.get_by_role("link", name="Version 14", exact=True).click()
            assert read.url == f"{base}/site/articles/9/13..14/"
            read.get_by_role("link", name="Inline").click()
            read.get_by_role("link", name="← Previous change").first.click()
            assert read.url == f"{base}/site/articles/9/12..13/inline/"
            read.wait_for_load_state()  # the script is deferred
            read.keyboard.press("j")
            assert read.evaluate("document.activeElement.classList.contains('changed')")
            assert read.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
            assert watched.faults == []
    finally:
        server.shutdown()
        server.server_close()
