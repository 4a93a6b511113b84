"""Feeds and their entries, and what is known of hosts: the same on both databases."""

from dataclasses import replace

import pytest

from newsdiff.errors import NotFound
from newsdiff.model.address import address_key
from newsdiff.model.feed import Entry, Filters, TargetKind
from newsdiff.model.page import HostState, Validators
from newsdiff.model.source import EntryState, Feed, FeedObservation
from newsdiff.storage.archive import Archive
from tests.storage.making import NOON, after

FEED = "https://example.org/feed.xml"
LONG = "https://example.org/" + "long/" * 600


def add_feed(archive: Archive, **options: object) -> Feed:
    facts = {"kind": TargetKind.FEED, "source": "example", "period_s": 900.0, "now": NOON}
    feed, _ = archive.feeds.add(url=FEED, key=address_key(FEED), **{**facts, **options})  # type: ignore[arg-type]
    return feed


def read(archive: Archive, feed: Feed, *entries: tuple[str, EntryState], minutes: float = 0) -> list[tuple[int, bool]]:
    items = [(address_key(url), Entry(url=url, title="T", published_at=NOON), state) for url, state in entries]
    observation = FeedObservation(feed_id=feed.id, at=after(minutes), outcome="read", status=200)
    return archive.feeds.record(
        feed, observation, sorted_entries=items, validators=Validators(etag='"1"'), next_check_at=after(minutes + 15)
    )


def fail(archive: Archive, feed: Feed, error: str) -> None:
    observation = FeedObservation(feed_id=feed.id, at=NOON, outcome="failed", error=error)
    archive.feeds.record(feed, observation, next_check_at=after(15))


def test_a_taken_entry_is_a_tracked_article_of_the_feeds_source(archive: Archive) -> None:
    feed = add_feed(archive)
    ((article, is_new),) = read(archive, feed, ("https://example.org/a", EntryState.TAKEN))
    found = archive.articles.by_id(article)
    assert (is_new, found.url, found.source, found.feed_id) == (True, "https://example.org/a", "example", feed.id)


@pytest.mark.parametrize("url", ["https://example.org/a", LONG], ids=["short", "long"])
def test_no_entry_is_there_twice(archive: Archive, url: str) -> None:
    feed = add_feed(archive)
    read(archive, feed, (url, EntryState.TAKEN))
    assert set(archive.feeds.entry_states(feed.id)) == {address_key(url)}
    ((_, is_new),) = read(archive, feed, (url, EntryState.TAKEN), minutes=15)
    assert not is_new
    assert archive.feeds.entry_counts() == {(feed.id, EntryState.TAKEN): 1}
    assert len(archive.articles.all()) == 1


def test_waiting_entries_are_given_until_they_are_taken(archive: Archive) -> None:
    feed = add_feed(archive)
    urls = [f"https://example.org/{n}" for n in range(3)]
    read(archive, feed, *((url, EntryState.WAITING) for url in (*urls[:2], LONG)))
    waiting = archive.feeds.waiting(feed.id, [EntryState.WAITING], 10)
    assert [(key, entry.url) for key, entry in waiting] == [(address_key(u), u) for u in (*urls[:2], LONG)]
    assert len(archive.feeds.waiting(feed.id, [EntryState.WAITING], 1)) == 1
    read(archive, feed, (urls[0], EntryState.TAKEN), (LONG, EntryState.TAKEN))
    assert [entry.url for _, entry in archive.feeds.waiting(feed.id, [EntryState.WAITING], 10)] == [urls[1]]


def test_an_entry_that_was_updated_brings_its_articles_look_forward(archive: Archive) -> None:
    feed = add_feed(archive)
    ((article, _),) = read(archive, feed, (LONG, EntryState.TAKEN))
    observation = FeedObservation(feed_id=feed.id, at=after(-20), outcome="read")
    archive.feeds.record(feed, observation, moved=[(address_key(LONG), after(-25))])
    assert archive.articles.by_id(article).next_check_at == after(-20)
    assert archive.feeds.entry_states(feed.id)[address_key(LONG)] == (EntryState.TAKEN, after(-25))


def test_failures_are_counted_until_a_look_succeeds(archive: Archive) -> None:
    feed = add_feed(archive)
    fail(archive, feed, "HTTP 500")
    fail(archive, feed, "HTTP 502")
    failing = archive.feeds.by_id(feed.id)
    assert (failing.failures, failing.last_error, failing.last_success_at) == (2, "HTTP 502", None)
    assert archive.feeds.failing() == [failing]
    read(archive, failing)
    assert (archive.feeds.by_id(feed.id).failures, archive.feeds.by_id(feed.id).last_error) == (0, None)
    assert archive.feeds.failing() == []


def test_a_failure_keeps_the_validators_and_a_read_replaces_them(archive: Archive) -> None:
    feed = add_feed(archive)
    read(archive, feed)
    fail(archive, feed, "HTTP 500")
    assert archive.feeds.by_id(feed.id).validators == Validators(etag='"1"')


def test_new_patterns_for_a_known_feed_forget_its_validators(archive: Archive) -> None:
    read(archive, add_feed(archive))
    again = add_feed(archive, filters=Filters(exclude=("sport",)))
    assert (again.filters.exclude, again.validators) == (("sport",), Validators())


def test_an_untracked_feed_is_never_due_and_its_sitemaps_neither(archive: Archive) -> None:
    feed = add_feed(archive)
    child, _ = archive.feeds.add(
        url=FEED + "2", key=address_key(FEED + "2"), kind=TargetKind.SITEMAP, source="example", period_s=900.0,
        now=NOON, parent_id=feed.id,
    )  # fmt: skip
    assert [f.id for f in archive.feeds.due(NOON)] == [feed.id, child.id]
    archive.feeds.untrack(feed.id)
    assert archive.feeds.due(after(999)) == []
    read(archive, feed)  # the look that was under way
    assert archive.feeds.by_id(feed.id).next_check_at is None


def test_an_unknown_feed_is_told(archive: Archive) -> None:
    with pytest.raises(NotFound, match="newsdiff feeds"):
        archive.feeds.by_id(7)


def test_what_is_known_of_a_host_is_replaced_by_what_is_known_later(archive: Archive) -> None:
    state = HostState(host="example.org", failures=3, retry_after_until=after(5), last_error="timeout", robots="x\0")
    archive.save_hosts([state, HostState(host="a.example.org")])
    archive.save_hosts([replace(state, failures=0, retry_after_until=None, last_error=None)])
    assert archive.hosts() == [HostState(host="a.example.org"), HostState(host="example.org", robots="x\ufffd")]
