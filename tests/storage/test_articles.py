"""Articles, and the addresses by which they are found: the same on both databases."""

import pytest

from newsdiff.errors import NotFound
from newsdiff.model.address import address_key
from newsdiff.model.observation import Outcome
from newsdiff.model.source import Alias, AliasKind, ArticleState, SourceCounts
from newsdiff.storage.archive import Archive
from tests.storage.making import NOON, URL, after, look, track

LONG = "https://example.org/news/" + "very-long-" * 400 + "?id=7"


def alias(url: str, kind: AliasKind = AliasKind.REDIRECT) -> Alias:
    return Alias(url=url, key=address_key(url), kind=kind)


def named_by(archive: Archive, url: str) -> int | None:
    found = archive.articles.by_key(address_key(url))
    return found.id if found else None


@pytest.mark.parametrize(
    "url",
    ["HTTPS://www.Example.org:443/a?utm_source=x#top", "https://münchen.example.org/straße?q=%C3%A9", LONG],
    ids=["odd-spelling", "not-ascii", "long"],
)
def test_the_tracked_address_is_kept_byte_for_byte_and_found_again(archive: Archive, url: str) -> None:
    article = track(archive, url)
    assert archive.articles.by_id(article.id).url == url
    assert named_by(archive, url) == article.id


def test_two_long_addresses_that_differ_at_their_end_are_two_articles(archive: Archive) -> None:
    assert track(archive, LONG).id != track(archive, LONG + "8").id


def test_a_long_address_is_known_as_the_articles_own(archive: Archive) -> None:
    article = track(archive, LONG)
    assert address_key(LONG) in archive.history.standing(article.id).keys


def test_another_spelling_of_a_known_address_is_one_more_address_of_its_article(archive: Archive) -> None:
    article = track(archive)
    again, is_new = archive.articles.add(url=URL + "#top", key=address_key(URL), source="other", now=NOON)
    assert (again.id, is_new, again.aliases, again.source) == (article.id, False, (URL + "#top",), "example")
    for _ in range(2):
        archive.articles.add(url=URL, key=address_key(URL), source="example", now=NOON)
    assert archive.articles.by_id(article.id).aliases == (URL + "#top",)


def test_an_article_is_found_by_every_address_that_a_look_taught(archive: Archive) -> None:
    article = track(archive)
    amp, short = "https://amp.example.org/news/ferry", "https://example.org/s/1"
    look(archive, article.id, Outcome.FIRST, text="One.", aliases=(alias(amp), alias(short), alias(amp)))
    assert [named_by(archive, url) for url in (URL, amp, short)] == [article.id] * 3
    assert archive.articles.by_id(article.id).aliases == (amp, short)
    assert archive.history.standing(article.id).keys == {address_key(url) for url in (URL, amp, short)}


def test_an_address_of_another_article_is_not_taken_from_it(archive: Archive) -> None:
    one, two = track(archive), track(archive, URL + "-2")
    look(archive, two.id, Outcome.FIRST, text="Two.", aliases=(alias(URL),))
    assert named_by(archive, URL) == one.id


def test_a_merged_article_is_found_as_the_one_it_turned_out_to_be(archive: Archive) -> None:
    known, double = track(archive), track(archive, URL + "?page=1")
    look(archive, double.id, Outcome.UNCHANGED, aliases=(alias(URL + "?page=1"),), merged_into=known.id)
    assert named_by(archive, URL + "?page=1") == known.id
    assert archive.articles.by_id(double.id).state is ArticleState.MERGED
    assert [a.id for a in archive.articles.all()] == [known.id]
    assert [a.id for a in archive.articles.all(merged=True)] == [known.id, double.id]
    assert [a.id for a in archive.articles.watched()] == [known.id]


def test_what_was_withheld_stays_so_under_the_article_that_it_turned_out_to_be(archive: Archive) -> None:
    known, double = track(archive), track(archive, URL + "?page=1")
    archive.articles.withhold(double.id, "Wrong person.")
    look(archive, double.id, Outcome.UNCHANGED, aliases=(alias(URL + "?page=1"),), merged_into=known.id)
    assert archive.articles.by_id(known.id).withheld == "Wrong person."
    archive.articles.withhold(known.id, None)
    assert archive.articles.by_id(known.id).withheld is None


def test_a_wrong_merge_is_undone_by_a_newer_row(archive: Archive) -> None:
    known, double = track(archive), track(archive, LONG)
    look(archive, double.id, Outcome.UNCHANGED, aliases=(alias(LONG),), merged_into=known.id)
    archive.articles.unmerge(double.id, after(5))
    assert (named_by(archive, LONG), named_by(archive, URL)) == (double.id, known.id)
    assert archive.articles.by_id(known.id).aliases == ()
    assert archive.articles.by_id(double.id).aliases == ()
    assert archive.articles.by_id(double.id).next_check_at == after(5)


def test_a_dropped_claim_names_no_article_any_more(archive: Archive) -> None:
    article = track(archive)
    claim = alias("https://example.org/live", AliasKind.CANONICAL)
    look(archive, article.id, Outcome.FIRST, text="One.", aliases=(claim,))
    archive.articles.drop_alias(claim, NOON)
    assert named_by(archive, claim.url) is None
    assert archive.articles.is_dropped(claim.key)
    assert archive.articles.by_id(article.id).aliases == ()
    assert claim.key not in archive.history.standing(article.id).keys


def test_a_claim_dropped_on_an_articles_own_address_leaves_it_to_that_article(archive: Archive) -> None:
    article = track(archive)
    archive.articles.drop_alias(alias(URL, AliasKind.CANONICAL), NOON)
    assert named_by(archive, URL) == article.id


def test_an_untracked_article_keeps_its_history_and_can_be_taken_up_again(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    archive.articles.untrack(article.id)
    assert archive.articles.watched() == []
    assert len(archive.history.versions(article.id)) == 1
    again = track(archive)
    assert (again.id, again.state, again.next_check_at) == (article.id, ArticleState.WATCHED, NOON)


def test_a_look_that_ends_after_untracking_plans_no_next_one(archive: Archive) -> None:
    article = track(archive)
    archive.articles.untrack(article.id)
    look(archive, article.id, Outcome.FIRST, text="One.")
    assert archive.articles.by_id(article.id).next_check_at is None


def test_only_articles_whose_look_is_due_are_due(archive: Archive) -> None:
    due, later = track(archive), track(archive, URL + "-2", next_check_at=after(10))
    assert [a.id for a in archive.articles.watched(now=NOON)] == [due.id]
    assert [a.id for a in archive.articles.watched(now=after(10))] == [due.id, later.id]
    assert archive.articles.watched(now=NOON, source="nobody") == []


def test_a_look_is_brought_forward_and_never_put_back(archive: Archive) -> None:
    article = track(archive, next_check_at=after(60))
    archive.articles.bring_forward(article.id, after(10))
    archive.articles.bring_forward(article.id, after(30))
    assert archive.articles.by_id(article.id).next_check_at == after(10)


def test_sources_count_what_they_hold(archive: Archive) -> None:
    one = track(archive)
    track(archive, URL + "-2")
    track(archive, "https://example.net/a", source="other")
    look(archive, one.id, Outcome.FIRST, text="One.")
    assert archive.articles.sources() == [
        SourceCounts(name="example", articles=2, versions=1, last_checked_at=after(0)),
        SourceCounts(name="other", articles=1),
    ]
    assert archive.articles.source_names() == ["example", "other"]


@pytest.mark.parametrize("number", [0, 99, 10**10, 10**30])
def test_an_unknown_number_is_told_and_nothing_breaks(archive: Archive, number: int) -> None:
    with pytest.raises(NotFound, match="newsdiff list"):
        archive.articles.by_id(number)
    with pytest.raises(NotFound):
        archive.history.version(track(archive).id, number)


def test_many_addresses_are_tracked_in_one_go_each_once(archive: Archive) -> None:
    urls = [URL, URL + "-2", URL]
    added = archive.articles.add_many([(url, address_key(url), "example") for url in urls], NOON)
    assert [is_new for _, is_new in added] == [True, True, False]
    assert added[0][0] == added[2][0]


def test_vouching_for_an_address_is_kept_and_never_taken_back(archive: Archive) -> None:
    article = track(archive)
    assert not article.is_vouched
    assert track(archive, is_vouched=True).is_vouched
    assert track(archive).is_vouched
    assert [found.is_vouched for found in archive.articles.all()] == [True]
    assert track(archive, f"{URL}/2", is_vouched=True).is_vouched


def test_who_vouches_for_another_address_vouches_for_its_article(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.", aliases=(alias(f"{URL}?p=1"),))
    assert track(archive, f"{URL}?p=1", is_vouched=True).id == article.id
    assert archive.articles.by_id(article.id).is_vouched
