"""Finding articles: feeds, sitemaps, section pages and addresses given by hand, through the real command line."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside
from tests.site import Answer, Site, serving

NOW = datetime.now(UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def newsdiff(db: str, tmp_path: Path) -> Inside:
    return Inside(db, tmp_path)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def rss(site: Site, entries: list[tuple[str, datetime | None]]) -> Answer:
    items = "".join(
        f"<item><title>Story {path}</title><link>{site.url(path)}</link>"
        f"{f'<pubDate>{format_datetime(at)}</pubDate>' if at else ''}</item>"
        for path, at in entries
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Orle News</title>{items}</channel></rss>'
    return Answer(body=text.encode(), type="application/rss+xml")


def atom(site: Site, entries: list[tuple[str, datetime]]) -> Answer:
    items = "".join(
        f"<entry><id>{path}</id><title>Story {path}</title><link href='{site.url(path)}'/>"
        f"<updated>{at.isoformat()}</updated></entry>"
        for path, at in entries
    )
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Orle News</title>{items}</feed>'
    return Answer(body=text.encode(), type="application/atom+xml")


def sitemap(site: Site, paths: list[str], lastmod: datetime | None = None) -> bytes:
    stamp = f"<lastmod>{lastmod.isoformat()}</lastmod>" if lastmod else ""
    urls = "".join(f"<url><loc>{site.url(path)}</loc>{stamp}</url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def paths(newsdiff: Inside, site: Site) -> list[str]:
    return sorted(row["url"].removeprefix(site.base) for row in newsdiff("list", "--json").json)


def test_a_feed_is_recognised_and_its_last_week_is_taken(newsdiff: Inside, site: Site) -> None:
    entries: list[tuple[str, datetime | None]] = [("/a", ago(1)), ("/b", ago(6)), ("/c", ago(12)), ("/d", ago(40))]
    site.answers["/feed"] = rss(site, entries)
    told = newsdiff("track", site.url("/feed")).out
    assert "feed 1" in told
    assert "Orle News" in told
    assert "4 entries, 2 taken, 2 older (--backfill takes them)" in told
    assert paths(newsdiff, site) == ["/a", "/b"]
    assert "4 entries, 2 taken" in newsdiff("track", site.url("/feed"), "--backfill").out
    assert paths(newsdiff, site) == ["/a", "/b", "/c", "/d"]


def test_of_entries_without_dates_the_newest_fifty_are_taken(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(site, [(f"/story-{n:03}", None) for n in range(80)])
    assert "80 entries, 50 taken, 30 older" in newsdiff("track", site.url("/feed")).out
    assert paths(newsdiff, site) == [f"/story-{n:03}" for n in range(50)]


def test_entries_above_a_looks_cap_wait_and_none_is_lost(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(site, [(f"/story-{n}", ago(0.01 * n)) for n in range(7)])
    config = newsdiff.folder / "few.toml"
    config.write_text('[fetch]\nallow_private = ["127.0.0.0/8"]\nhost_gap_s = 0\n[discover]\nentries_per_look = 3\n')
    few = ("--config", str(config))
    assert "7 entries, 3 taken, 4 waiting for the next looks" in newsdiff("track", *few, site.url("/feed")).out
    for seen in (6, 7):
        newsdiff("snapshot", "--all", *few, expect=None)
        assert len(paths(newsdiff, site)) == seen


def test_a_known_entry_whose_updated_moved_brings_its_articles_look_forward(newsdiff: Inside, site: Site) -> None:
    site.answers["/a"] = page("The bridge", prose("bridge"))
    site.answers["/feed"] = atom(site, [("/a", ago(1))])
    newsdiff("track", site.url("/feed"))
    newsdiff("snapshot")
    before = len(site.asked("/a"))
    newsdiff("snapshot")
    assert len(site.asked("/a")) == before
    site.answers["/feed"] = atom(site, [("/a", ago(0))])
    newsdiff("snapshot", "--all")
    assert len(site.asked("/a")) == before + 1


def test_no_entry_is_tracked_twice_under_spellings_of_one_address(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(
        site, [("/a?id=1&utm_source=rss", ago(1)), ("/a?id=1#top", ago(1)), ("/a?id=2", ago(1))]
    )
    newsdiff("track", site.url("/feed"))
    assert len(paths(newsdiff, site)) == 2


def test_patterns_say_which_entries_are_taken(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(site, [("/town/a", ago(1)), ("/sport/b", ago(1)), ("/town/quiz", ago(1))])
    told = newsdiff("track", site.url("/feed"), "--include", "/town/", "--exclude", "quiz").out
    assert "1 taken, 2 filtered out" in told
    assert paths(newsdiff, site) == ["/town/a"]


def test_a_known_feeds_period_changes_only_when_it_is_given(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(site, [("/a", ago(1))])
    periods = []
    for options in (["--every", "20"], [], ["--every", "45"]):
        newsdiff("track", site.url("/feed"), *options)
        periods.append(newsdiff("feeds", "--json").json[0]["period_s"])
    assert periods == [1200, 1200, 2700]


def test_a_feed_is_asked_conditionally(newsdiff: Inside, site: Site) -> None:
    answer = rss(site, [("/a", ago(1))])
    site.answers["/feed"] = Answer(body=answer.body, type=answer.type, headers=(("ETag", '"f1"'),))
    newsdiff("track", site.url("/feed"))
    newsdiff("snapshot", "--all", expect=None)
    assert site.asked("/feed")[-1].headers.get("if-none-match") == '"f1"'
    (feed,) = newsdiff("feeds", "--json").json
    assert feed["failures"] == 0


def test_a_failing_feed_is_told_and_asked_less_often(newsdiff: Inside, site: Site) -> None:
    site.answers["/feed"] = rss(site, [("/a", ago(1))])
    newsdiff("track", site.url("/feed"))
    site.answers["/feed"] = Answer(status=500)
    done = newsdiff("snapshot", "--all", expect=1)
    assert "feed 1" in done.err
    assert "500" in done.err
    (feed,) = newsdiff("feeds", "--json").json
    assert (feed["failures"], "500" in feed["last_error"]) == (1, True)


def test_a_sitemap_index_leads_to_its_sitemaps_gzipped_too(newsdiff: Inside, site: Site) -> None:
    def child(name: str, lastmod: datetime) -> str:
        return f"<sitemap><loc>{site.url(name)}</loc><lastmod>{lastmod.isoformat()}</lastmod></sitemap>"

    children = child("/new.xml.gz", ago(1)) + child("/old.xml", ago(300))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'
    site.answers["/sitemap.xml"] = Answer(body=index.encode(), type="application/xml")
    packed = gzip.compress(sitemap(site, ["/2031/05/a-story", "/2031/05/b-story"], ago(1)))
    site.answers["/new.xml.gz"] = Answer(body=packed, type="application/gzip")
    site.answers["/old.xml"] = Answer(body=sitemap(site, ["/2030/01/c-story"], ago(300)), type="application/xml")
    assert "sitemap 1" in newsdiff("track", site.url("/sitemap.xml")).out
    newsdiff("snapshot", expect=None)
    assert paths(newsdiff, site) == ["/2031/05/a-story", "/2031/05/b-story"]
    assert site.asked("/old.xml") == []


def front(links: str, head: str = "") -> str:
    title = "<title>The Orle Gazette</title>"
    return f"<!doctype html><html><head>{title}{head}</head><body><main>{links}</main></body></html>"


def teasers(number: int) -> str:
    return "".join(
        f'<article><h2><a href="/2031/05/04/what-became-of-{n}">What became of the old pier no {n}</a></h2></article>'
        for n in range(number)
    )


def test_a_section_page_is_taken_for_what_it_is(newsdiff: Inside, site: Site) -> None:
    menu = '<nav><a href="/sport/">Sport</a><a href="/about/">About the Gazette and its people</a></nav>'
    site.answers["/town/"] = front(menu + teasers(12))
    told = newsdiff("track", site.url("/town/")).out
    assert "section 1" in told
    assert "12 entries, 12 taken" in told
    assert len(paths(newsdiff, site)) == 12


def test_a_page_that_is_neither_is_not_tracked_and_says_why(newsdiff: Inside, site: Site) -> None:
    site.answers["/empty"] = "<!doctype html><title>Nothing</title><p>Soon.</p>"
    told = newsdiff("track", site.url("/empty"), expect=1).err
    assert "neither an article nor a feed" in told
    assert "--kind article" in told
    assert paths(newsdiff, site) == []


def test_a_page_that_names_its_feed_is_tracked_by_the_feed(newsdiff: Inside, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Orle News" href="/feed">'
    site.answers["/"] = front(teasers(12), link)
    site.answers["/feed"] = rss(site, [("/a", ago(1))])
    told = newsdiff("track", site.url("/")).out
    assert "feed 1" in told
    assert "names this feed" in told
    assert paths(newsdiff, site) == ["/a"]


def test_a_page_whose_feed_is_none_is_tracked_itself(newsdiff: Inside, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Orle News" href="/town/">'
    site.answers["/town/"] = front(teasers(12), link)
    told = newsdiff("track", site.url("/town/")).out
    assert "section 1" in told
    assert "cannot be read" in told


def test_the_look_by_which_an_article_was_recognised_is_its_first(newsdiff: Inside, site: Site) -> None:
    site.answers["/2031/05/a-story"] = page("The bridge", prose("bridge"))
    assert "The bridge" in newsdiff("track", site.url("/2031/05/a-story")).out
    (row,) = newsdiff("list", "--json").json
    assert row["versions"] == 1
    assert len(site.asked("/2031/05/a-story")) == 1


def test_with_a_kind_nothing_is_fetched(newsdiff: Inside, site: Site) -> None:
    for kind in ("article", "feed", "sitemap", "section"):
        newsdiff("track", site.url(f"/{kind}"), "--kind", kind)
    assert site.requests == []


def test_a_site_that_refuses_is_told_at_once(newsdiff: Inside, site: Site) -> None:
    site.answers["/a"] = Answer(status=403)
    assert "refuses automatic readers (403)" in newsdiff("track", site.url("/a"), expect=1).err


def test_a_tracked_address_is_named_again_not_tracked_again(newsdiff: Inside, site: Site) -> None:
    site.answers["/2031/05/a-story"] = page("The bridge", prose("bridge"))
    newsdiff("track", site.url("/2031/05/a-story"))
    assert "tracked already" in newsdiff("track", site.url("/2031/05/a-story?utm_source=x")).out
    assert len(newsdiff("list", "--json").json) == 1


def test_addresses_come_from_a_file_with_comments(newsdiff: Inside, site: Site) -> None:
    listing = newsdiff.folder / "addresses.txt"
    listing.write_text(f"# ours\n{site.url('/a')}\n\n{site.url('/b')} # the second\n{site.url('/a')}\n")
    newsdiff("track", "--kind", "article", "--from-file", str(listing))
    assert paths(newsdiff, site) == ["/a", "/b"]


def test_an_untracked_feed_is_left_alone_and_its_articles_are_not(newsdiff: Inside, site: Site) -> None:
    site.answers["/a"] = page("The bridge", prose("bridge"))
    site.answers["/feed"] = rss(site, [("/a", ago(1))])
    newsdiff("track", site.url("/feed"))
    newsdiff("untrack", site.url("/feed"))
    asked = len(site.asked("/feed"))
    newsdiff("snapshot", "--all")
    assert len(site.asked("/feed")) == asked
    assert len(site.asked("/a")) == 1


def test_an_article_at_an_address_like_a_front_pages_is_tracked(newsdiff: Inside, site: Site) -> None:
    site.answers["/ru"] = page("The bridge", prose("bridge"))
    assert "article 1" in newsdiff("track", site.url("/ru")).out
