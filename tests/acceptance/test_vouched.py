"""`track --kind article`: pages that only a person takes for articles, through the real command line."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsdiff.storage.archive import open_archive
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside
from tests.site import Answer, Site, serving

TOPIC = "/topics/tannery"
STORIES = ("The old tannery", "A bridge over the Orle", "Trams at night", "The fish market", "Library hours")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def newsdiff(db: str, tmp_path: Path) -> Inside:
    return Inside(db, tmp_path)


def topic(*headlines: str, note: str = "") -> str:
    """A list of stories; `note` is shown above them."""
    cards = "".join(
        f'<div class="card"><h3><a href="/s/{at}">{headline} in the winter to come</a></h3>'
        f"<p>{prose(headline, 1)[0]}</p></div>"
        for at, headline in enumerate(headlines)
    )
    return (
        "<!doctype html><html><head><title>Tannery</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>All about the tannery</h1>{note}{cards}</main><footer><p>© The Orle News</p></footer></body></html>"
    )


def vouch(newsdiff: Inside, site: Site, path: str = TOPIC) -> None:
    newsdiff("track", "--kind", "article", site.url(path))


def track_by_feed(newsdiff: Inside, site: Site) -> None:
    """Track a feed that names the topic page."""
    item = f"<item><title>Tannery</title><link>{site.url(TOPIC)}</link></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Orle News</title>{item}</channel></rss>'
    site.answers["/feed"] = Answer(body=feed.encode(), type="application/rss+xml")
    newsdiff("track", site.url("/feed"))


def outcomes(newsdiff: Inside, site: Site, path: str = TOPIC) -> list[str]:
    return [seen["outcome"] for seen in newsdiff("log", site.url(path), "--json").json["observations"]]


def show(newsdiff: Inside, site: Site, state: str | Answer, path: str = TOPIC) -> None:
    """Let the page look so, and look at it."""
    site.answers[path] = state
    newsdiff("snapshot", "--all", expect=None)


def knowledge(newsdiff: Inside) -> list[str]:
    """What the extractor knew when it first read each version of the only article."""
    with closing(open_archive(newsdiff.db)) as archive:
        return [archive.history.extractions(v.id)[0].make.knowledge for v in archive.history.versions(1)]


def test_a_list_that_a_person_vouches_for_gets_versions(newsdiff: Inside, site: Site) -> None:
    vouch(newsdiff, site)
    show(newsdiff, site, topic(*STORIES))
    show(newsdiff, site, topic(*STORIES).replace("<footer>", "<footer><p>Seen by 12 readers</p>"))
    show(newsdiff, site, topic(*STORIES[:2], "A strike of the ferrymen", *STORIES[3:]))
    assert outcomes(newsdiff, site) == ["first", "unchanged", "changed"]
    (paragraph,) = prose("A strike of the ferrymen", 1)
    for number, is_there in (("1", False), ("2", True)):
        said = newsdiff("show", site.url(TOPIC), number, "--json").json["extraction"]["paragraphs"]
        assert (paragraph in [p["text"] for p in said]) == is_there
    assert knowledge(newsdiff) == ["vouched", "vouched"]
    newsdiff("doctor")


def test_a_list_that_a_feed_names_is_no_article(newsdiff: Inside, site: Site) -> None:
    track_by_feed(newsdiff, site)
    show(newsdiff, site, topic(*STORIES))
    assert outcomes(newsdiff, site) == ["no_article"]
    vouch(newsdiff, site)
    show(newsdiff, site, topic(*STORIES))
    assert outcomes(newsdiff, site) == ["no_article", "first"]


def test_an_article_that_was_read_without_a_persons_word_is_never_read_with_it(newsdiff: Inside, site: Site) -> None:
    vouch(newsdiff, site)
    show(newsdiff, site, page("The tannery reopens", prose("tannery")))
    vouch(newsdiff, site)
    show(newsdiff, site, topic(*STORIES))
    assert outcomes(newsdiff, site) == ["first", "no_article"]
    assert knowledge(newsdiff) == [""]


def test_a_short_page_that_grows_into_an_article_and_shrinks_again_keeps_its_reading(
    newsdiff: Inside, site: Site
) -> None:
    short = "<p>The old tannery opens its gates again on the first day of May.</p>"
    grown = short + "".join(f"<p>{text}</p>" for text in prose("tannery", 3))
    vouch(newsdiff, site)
    for note in (short, grown, short, short):
        show(newsdiff, site, topic(note=note))
    assert outcomes(newsdiff, site) == ["first", "changed", "suspect", "changed"]
    versions = newsdiff("log", site.url(TOPIC), "--json").json["versions"]
    assert [version["returns_to"] for version in versions] == [None, None, 1]
    assert knowledge(newsdiff) == ["vouched", "vouched", "vouched"]


def test_versions_that_are_read_again_by_a_later_make_are_read_as_before(newsdiff: Inside, site: Site) -> None:
    advert = '<p class="ad">Boats at half the price, only this week.</p>'
    newsdiff("track", "--kind", "article", "--source", "gazette", site.url(TOPIC))
    show(newsdiff, site, topic(*STORIES, note=advert))
    newsdiff.config += '[sources.gazette]\nremove = [".ad"]\n'
    show(newsdiff, site, topic(*STORIES, note=advert))
    show(newsdiff, site, topic(*STORIES[1:], note=advert))
    assert outcomes(newsdiff, site) == ["first", "unchanged", "changed"]


def test_a_wall_in_front_of_a_vouched_page_is_no_version(newsdiff: Inside, site: Site) -> None:
    vouch(newsdiff, site)
    show(newsdiff, site, "<!doctype html><title>Orle News</title><h1>Orle News</h1><p>Please verify you are human.</p>")
    show(newsdiff, site, "<!doctype html><title>Orle News</title><div id='app'></div>")
    assert outcomes(newsdiff, site) == ["blocked", "no_article"]


def test_a_page_that_is_vouched_for_later_is_looked_at_by_the_next_snapshot(newsdiff: Inside, site: Site) -> None:
    track_by_feed(newsdiff, site)
    show(newsdiff, site, topic(*STORIES))
    newsdiff("snapshot")
    assert outcomes(newsdiff, site) == ["no_article"]
    vouch(newsdiff, site)
    newsdiff("snapshot")
    assert outcomes(newsdiff, site) == ["no_article", "first"]


def test_a_word_that_was_given_before_brings_no_look_forward(newsdiff: Inside, site: Site) -> None:
    vouch(newsdiff, site)
    show(newsdiff, site, "<!doctype html><title>Orle News</title><div id='app'></div>")
    vouch(newsdiff, site)
    newsdiff("snapshot")
    assert outcomes(newsdiff, site) == ["no_article"]


def test_track_says_what_a_word_does_to_an_article_that_is_tracked_already(newsdiff: Inside, site: Site) -> None:
    def said(path: str) -> str:
        return newsdiff("track", "--kind", "article", site.url(path)).out

    site.answers |= {"/plain": page("The tannery reopens", prose("tannery")), "/empty": "<title>Orle</title>"}
    newsdiff("track", site.url("/plain"))
    assert "tracked already" not in said("/empty")
    newsdiff("snapshot", expect=1)
    before, again = said("/plain"), said("/plain")
    assert "it has versions from before you vouched for it, and is read as they were" in before
    assert again.splitlines() == before.splitlines()[:1]
    assert "no article was found yet, although you vouched for it; `newsdiff snapshot 2` looks now" in said("/empty")


def test_track_says_that_a_page_is_taken_for_an_article_from_now_on(newsdiff: Inside, site: Site) -> None:
    track_by_feed(newsdiff, site)
    said = newsdiff("track", "--kind", "article", site.url(TOPIC)).out
    assert "tracked already" in said
    assert "taken for an article from now on; `newsdiff snapshot` looks at it next" in said
