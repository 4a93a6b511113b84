"""What the next look is told: the same on both databases."""

import pytest

from newsdiff.errors import NotFound
from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import Archive
from tests.storage.making import NOON, URL, after, look, track

METADATA = (("image", "https://example.org/1.jpg"), ("modified", None))


def test_an_article_that_was_never_looked_at_has_nothing_to_compare_with(archive: Archive) -> None:
    standing = archive.history.standing(track(archive).id)
    assert (standing.latest, standing.last_shown_at, standing.since) == (None, None, ())
    assert (standing.validators.etag, standing.validated_url, standing.metadata) == (None, None, None)


@pytest.mark.parametrize(
    "outcome", [Outcome.SUSPECT, Outcome.BLOCKED, Outcome.PAYWALLED, Outcome.NO_ARTICLE, Outcome.FAILED, Outcome.GONE]
)
def test_validators_are_never_those_of_a_look_that_did_not_show_the_version(archive: Archive, outcome: Outcome) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.", etag='"one"')
    look(archive, article.id, outcome, text="Odd.", etag='"odd"', minutes=10)
    standing = archive.history.standing(article.id)
    assert (standing.validators.etag, standing.validated_url) == ('"one"', URL)
    assert [seen.outcome for seen in standing.since] == [outcome]
    assert standing.last_shown_at == NOON


def test_validators_are_those_of_the_newest_look_with_a_body_that_showed_the_newest_version(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.", etag='"1"')
    look(archive, article.id, Outcome.UNCHANGED, text="One. ", etag='"2"', minutes=10)
    look(archive, article.id, Outcome.NOT_MODIFIED, etag='"2, said again"', minutes=20)
    assert archive.history.standing(article.id).validators.etag == '"2"'
    assert archive.history.standing(article.id).last_shown_at == after(20)
    look(archive, article.id, Outcome.CHANGED, text="Two.", minutes=30)
    assert archive.history.standing(article.id).validators.etag is None


def test_looks_since_the_version_was_last_shown_come_newest_first(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    for minutes, outcome in (
        (10, Outcome.FAILED),
        (20, Outcome.NOT_MODIFIED),
        (30, Outcome.SUSPECT),
        (40, Outcome.GONE),
    ):
        look(archive, article.id, outcome, minutes=minutes)
    assert [seen.outcome for seen in archive.history.standing(article.id).since] == [Outcome.GONE, Outcome.SUSPECT]


def test_looks_before_any_version_are_all_told(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FAILED)
    assert [seen.outcome for seen in archive.history.standing(article.id).since] == [Outcome.FAILED]


def test_metadata_is_that_of_the_last_look_that_kept_some(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.", fields={"metadata": METADATA})
    look(archive, article.id, Outcome.UNCHANGED, text="One. ", minutes=10)
    assert archive.history.standing(article.id).metadata == METADATA
    look(archive, article.id, Outcome.UNCHANGED, text="One. ", minutes=20, fields={"metadata": ()})
    assert archive.history.standing(article.id).metadata == ()


def test_an_unknown_article_is_told(archive: Archive) -> None:
    with pytest.raises(NotFound, match="no article 7"):
        archive.history.standing(7)
