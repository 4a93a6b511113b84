"""One look is recorded whole or not at all, and what it showed is never rewritten: the same on both databases."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from newsdiff.errors import Conflict, NotFound
from newsdiff.model.address import address_key
from newsdiff.model.observation import Outcome
from newsdiff.model.page import HostState, Validators
from newsdiff.model.recording import Recording
from newsdiff.model.source import Alias, AliasKind
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive
from tests.storage.making import NOON, URL, after, look, new_version, page, seen, story, track


def payload_count(archive: Archive) -> int:
    with archive.database.read() as conn:
        return conn.scalar(sa.select(sa.func.count()).select_from(t.payloads)) or 0


def is_kept(archive: Archive, text: str) -> bool:
    try:
        return archive.history.payload(hashlib.sha256(page(text)).hexdigest()) == page(text)
    except NotFound:
        return False


def test_a_first_look_makes_version_1_with_its_page_and_text(archive: Archive) -> None:
    article = track(archive)
    stored = look(archive, article.id, Outcome.FIRST, text="One.", etag='"1"')
    (version,) = archive.history.versions(article.id)
    assert (stored.outcome, stored.version, stored.at) == (Outcome.FIRST, 1, NOON)
    assert (version.number, version.after, version.by, version.observation_id) == (1, None, NOON, stored.id)
    assert archive.history.payload(version.payload_sha256) == page("One.")
    assert archive.history.extractions(version.id) == [story("One.")]
    found = archive.articles.by_id(article.id)
    assert (found.versions, found.changes, found.headline) == (1, 0, "Ferry late")
    assert (found.first_seen_at, found.last_checked_at, found.last_changed_at) == (NOON, NOON, None)
    assert (found.next_check_at, found.period_s) == (after(30), 1800.0)


def test_a_change_is_the_next_version_and_appeared_between_two_looks(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    look(archive, article.id, Outcome.UNCHANGED, text="One. ", minutes=10)
    look(archive, article.id, Outcome.CHANGED, text="Two.", minutes=20)
    one, two = archive.history.versions(article.id)
    assert (two.number, two.after, two.by) == (2, after(10), after(20))
    assert one.chain_hash != two.chain_hash
    assert archive.articles.by_id(article.id).last_changed_at == after(20)
    assert archive.history.version(article.id, 2) == two
    with pytest.raises(NotFound, match="it has versions 1 to 2"):
        archive.history.version(article.id, 3)


@pytest.mark.parametrize(
    "outcome", [Outcome.SUSPECT, Outcome.BLOCKED, Outcome.PAYWALLED, Outcome.NO_ARTICLE, Outcome.FAILED, Outcome.GONE]
)
def test_every_other_look_keeps_its_page_and_makes_no_version(archive: Archive, outcome: Outcome) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    stored = look(archive, article.id, outcome, text="Odd.", minutes=10, fields={"reason": "r", "detail": "d"})
    look(archive, article.id, outcome, text="Odder.", minutes=20)
    assert (stored.outcome, stored.reason, stored.detail, stored.version) == (outcome, "r", "d", None)
    assert is_kept(archive, "Odd.")
    assert is_kept(archive, "Odder.")
    assert len(archive.history.versions(article.id)) == 1


def test_of_unchanged_looks_only_the_newest_page_is_kept(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    for minutes, text in ((10, "Same, advert 1."), (20, "Same, advert 2.")):
        look(archive, article.id, Outcome.UNCHANGED, text=text, minutes=minutes)
    assert [is_kept(archive, text) for text in ("One.", "Same, advert 1.", "Same, advert 2.")] == [True, False, True]
    last = archive.history.last_unchanged(article.id)
    assert last is not None
    assert (last.at, last.version) == (after(20), 1)
    digests = [seen.payload_sha256 for seen in archive.history.observations(article.id)]
    assert digests[1] == hashlib.sha256(page("Same, advert 1.")).hexdigest()  # what was seen is still known


def test_a_page_that_something_else_refers_to_survives_its_replacement(archive: Archive) -> None:
    one, two = track(archive), track(archive, URL + "-2")
    look(archive, one.id, Outcome.FIRST, text="One.")
    look(archive, two.id, Outcome.FIRST, text="Two.")
    for article in (one, two):
        look(archive, article.id, Outcome.UNCHANGED, text="Shared.", minutes=10)
    look(archive, one.id, Outcome.UNCHANGED, text="One.", minutes=20)
    assert is_kept(archive, "Shared.")
    look(archive, one.id, Outcome.UNCHANGED, text="Other.", minutes=30)
    assert is_kept(archive, "One.")
    look(archive, two.id, Outcome.SUSPECT, text="Shared.", minutes=30)
    look(archive, two.id, Outcome.UNCHANGED, text="Two.", minutes=40)
    assert is_kept(archive, "Shared.")


def test_identical_pages_are_stored_once(archive: Archive) -> None:
    for number in range(3):
        article = track(archive, f"{URL}-{number}")
        look(archive, article.id, Outcome.FIRST, text="One.")
    assert payload_count(archive) == 1


def test_a_look_without_a_body_keeps_none(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    stored = look(archive, article.id, Outcome.NOT_MODIFIED, minutes=10, fields={"status": 304})
    assert (stored.status, stored.version, stored.payload_sha256) == (304, 1, None)
    assert payload_count(archive) == 1


def test_everything_that_was_seen_is_given_back_as_it_was(archive: Archive) -> None:
    article = track(archive)
    fields: dict[str, Any] = {
        "reason": "shrunk",
        "detail": "9 became 3 – “really”",
        "status": 203,
        "final_url": "https://example.org/é",
        "validators": Validators(etag='W/"é"', last_modified="Mon, 02 Nov 2026 11:00:00 GMT"),
        "headers": (("content-type", "text/html"), ("x-odd", "ÿ"), ("x-odd", "twice")),
        "charset": "windows-1252",
        "content_hash": "c" * 64,
        "metadata": (("image", None), ("modified", "2026-11-02")),
        "elapsed_s": 0.25,
    }
    stored = look(archive, article.id, Outcome.SUSPECT, text="Odd.", minutes=0.000001, fields=fields)
    assert stored == seen(article.id, Outcome.SUSPECT, stored.at, page("Odd."), id=stored.id, **fields)
    assert archive.history.observation(stored.id) == stored
    assert archive.history.observations(article.id) == [stored]


def test_what_no_database_can_hold_becomes_a_replacement_character(archive: Archive) -> None:
    article = track(archive)
    text, shown = "nul \0 and half a pair \ud83d", "nul \ufffd and half a pair \ufffd"
    stored = look(archive, article.id, Outcome.FAILED, fields={"detail": text, "headers": (("x", "a\ud83d"),)})
    assert stored.detail == shown
    assert stored.headers == (("x", "a\ufffd"),)
    version = replace(new_version("", after=None, by=NOON), article=story("a\ud83db", headline=text, published="\0"))
    body = page("One.")
    archive.history.record(
        Recording(
            observation=seen(article.id, Outcome.FIRST, NOON, body), expected_versions=0, payload=body, version=version
        )
    )
    assert archive.articles.by_id(article.id).headline == shown
    (extraction,) = archive.history.extractions(archive.history.versions(article.id)[0].id)
    assert (extraction.texts[0], extraction.published) == ("a\ufffdb", "\0")


def test_a_decision_made_on_an_older_state_is_refused_whole(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    before = archive.articles.by_id(article.id)
    with pytest.raises(Conflict, match="another run"):
        look(archive, article.id, Outcome.FIRST, text="Two.", expected_versions=0)
    assert archive.articles.by_id(article.id) == before
    assert len(archive.history.observations(article.id)) == 1
    assert not is_kept(archive, "Two.")


def test_a_look_that_cannot_be_recorded_leaves_nothing_behind(archive: Archive) -> None:
    article = track(archive)
    alias = Alias(url=URL + "-x", key=address_key(URL + "-x"), kind=AliasKind.REDIRECT)
    body = page("One.")
    naive = HostState(host="example.org", last_request_at=NOON.replace(tzinfo=None))
    recording = Recording(
        observation=seen(article.id, Outcome.FIRST, NOON, body),
        expected_versions=0,
        payload=body,
        version=new_version("One.", after=None, by=NOON),
        aliases=(alias,),
        hosts=(naive,),  # the last thing that is written
    )
    with pytest.raises(sa.exc.StatementError, match="without timezone"):
        archive.history.record(recording)
    assert archive.articles.by_id(article.id) == article
    assert archive.history.observations(article.id) == []
    assert archive.articles.by_key(alias.key) is None
    assert payload_count(archive) == 0


def test_a_version_without_its_page_is_refused(archive: Archive) -> None:
    article = track(archive)
    recording = Recording(
        observation=seen(article.id, Outcome.FIRST, NOON),
        expected_versions=0,
        version=new_version("One.", after=None, by=NOON),
    )
    with pytest.raises(ValueError, match="payload"):
        archive.history.record(recording)
    assert archive.history.observations(article.id) == []


def test_a_look_at_no_article_is_refused(archive: Archive) -> None:
    with pytest.raises(NotFound, match="no article 7"):
        archive.history.record(Recording(observation=seen(7, Outcome.FAILED, NOON), expected_versions=0))
