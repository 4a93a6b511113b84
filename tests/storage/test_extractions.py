"""What a version says, read by one make after the other; and the pages they are read from."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
import sqlalchemy as sa

from newsdiff.errors import NotFound, StorageError
from newsdiff.model.article import VOUCHED, ExtractionOutcome, Headlines, Make, PaywallMark, Wall
from newsdiff.model.knowledge import Hint
from newsdiff.model.observation import Outcome
from newsdiff.storage import health, payloads
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive
from tests.storage.making import MAKE, after, look, new_version, page, story, track

NEWER = Make(extractor="plain-2", knowledge="k7", selectors="ab" * 32)
NOISE = Random(1).randbytes(2_000).hex()


def test_the_first_extraction_stays_and_others_are_added(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    (version,) = archive.history.versions(article.id)
    again = story("One, read better.", make=NEWER)
    for _ in range(2):
        archive.history.add_extraction(version.id, again, after(10))
    archive.history.add_extraction(version.id, story("An impostor."), after(20))
    assert archive.history.extractions(version.id) == [story("One."), again]
    assert archive.history.extraction(version.id, NEWER) == again
    assert archive.history.extraction(version.id, MAKE) == story("One.")
    assert archive.history.extraction(version.id, replace(NEWER, knowledge="k8")) is None
    assert archive.history.versions(article.id) == [version]


def test_changes_and_their_texts_are_read_at_once(archive: Archive) -> None:
    one, other = track(archive), track(archive, "https://example.org/other")
    for minutes, article in ((0, one), (1, other), (10, one), (20, one)):
        outcome = Outcome.CHANGED if minutes > 5 else Outcome.FIRST
        look(archive, article.id, outcome, minutes=minutes, text=f"{minutes}.")
    first, second, third = archive.history.versions(one.id)
    (alone,) = archive.history.versions(other.id)
    found = archive.history.changes([third.id, second.id, first.id, alone.id, 99])
    assert found == {third.id: (second, third), second.id: (first, second)}
    assert archive.history.changes([]) == {}
    archive.history.add_extraction(first.id, story("0.", make=NEWER), after(30))
    texts = archive.history.extractions_of([first.id, alone.id, 99])
    assert texts == {version.id: archive.history.extractions(version.id) for version in (first, alone)}


def test_every_field_of_an_extraction_is_given_back(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    (version,) = archive.history.versions(article.id)
    full = replace(
        story("Ünïcödé 🛳 “quoted”\u2028"),
        make=NEWER,
        outcome=ExtractionOutcome.BLOCKED,
        headlines=Headlines(h1="a", og="b", json_ld=None),
        standfirst="s",
        byline="By A",
        authors=("A", "B"),
        published="2026-11-02T10:00+01:00",
        modified="2026-11-02",
        published_utc=datetime(2026, 11, 2, 9, tzinfo=UTC),
        modified_utc=datetime(1, 1, 1, tzinfo=UTC),  # what some sites write for "unknown"
        captions=("c",),
        warnings=("w",),
        wall=Wall.CAPTCHA,
        paywall=PaywallMark.MARKED,
        container="div.body",
        hint=Hint(container="main", keys=("0" * 16,)),
        left_out=("A line.",),
    )
    archive.history.add_extraction(version.id, full, after(10))
    assert archive.history.extraction(version.id, NEWER) == full


def test_a_version_says_whether_it_was_first_read_on_a_persons_word(archive: Archive) -> None:
    vouched = replace(MAKE, knowledge=VOUCHED)
    for first, later in ((vouched, MAKE), (MAKE, vouched)):
        article = track(archive, f"https://example.org/{first.knowledge}")
        new = new_version("One.", after=None, by=after(0), article=story("One.", make=first))
        look(archive, article.id, Outcome.FIRST, text="One.", version=new)
        (version,) = archive.history.versions(article.id)
        archive.history.add_extraction(version.id, story("One.", make=later), after(10))
        assert archive.history.version(article.id, 1).is_vouched == first.is_vouched
        latest = archive.history.standing(article.id).latest
        assert latest is not None
        assert latest.is_vouched == first.is_vouched
    assert list(health.broken_chains(archive.database)) == []


def changes(archive: Archive, number: int) -> int:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text=NOISE)
    for turn in range(1, number):
        look(archive, article.id, Outcome.CHANGED, text=f"{NOISE} turn {turn}", minutes=turn)
    return article.id


def test_versions_build_on_each_other_and_all_can_be_read(archive: Archive) -> None:
    article = changes(archive, 2 * payloads.MAX_DEPTH + 4)
    for version in archive.history.versions(article):
        assert f"turn {version.number - 1}".encode() in archive.history.payload(version.payload_sha256) + b"turn 0"
    with archive.database.read() as conn:
        rows = conn.execute(sa.select(t.payloads.c.depth, sa.func.length(t.payloads.c.data).label("n"))).all()
    assert {row.depth for row in rows} == set(range(payloads.MAX_DEPTH + 1))
    assert max(row.n for row in rows if row.depth) < min(row.n for row in rows if not row.depth) / 10


def test_no_page_that_another_builds_on_is_deleted(archive: Archive) -> None:
    article = changes(archive, 2)
    for turn in range(5):
        look(archive, article, Outcome.UNCHANGED, text=f"{NOISE} turn 1, advert {turn}", minutes=10 + turn)
    with archive.database.read() as conn:
        ids = set(conn.scalars(sa.select(t.payloads.c.id)))
        bases = set(conn.scalars(sa.select(t.payloads.c.base_id).where(t.payloads.c.base_id.is_not(None))))
    assert bases <= ids
    assert len(ids) == 3


@pytest.mark.parametrize(
    "damage",
    [
        {"data": b"nonsense"},
        {"data": payloads._pack(page("Forged."), None), "base_id": None},
        {"data": payloads._pack(b"x" * 50_000_000, None), "base_id": None},
        {"base_id": 2},
        {"size": 3},
    ],
    ids=["garbage", "other-bytes", "bomb", "circle", "size"],
)
def test_damaged_bytes_are_found_and_never_given(archive: Archive, damage: dict[str, object]) -> None:
    article = changes(archive, 2)
    version = archive.history.version(article, 2)
    with archive.database.write() as conn:
        conn.execute(sa.update(t.payloads).where(t.payloads.c.sha256 == version.payload_sha256).values(damage))
    with pytest.raises(StorageError, match="newsdiff doctor"):
        archive.history.payload(version.payload_sha256)


def test_a_page_that_is_not_kept_is_told(archive: Archive) -> None:
    with pytest.raises(NotFound, match="not kept"):
        archive.history.payload("0" * 64)


@pytest.mark.parametrize("data", [b"", b"\0" * 10, bytes(range(256)) * 1000], ids=["empty", "zeros", "binary"])
def test_any_bytes_are_kept(archive: Archive, data: bytes) -> None:
    with archive.database.write() as conn:
        first = payloads.put(conn, data)
        second = payloads.put(conn, data + b"!", first)
        assert (payloads.get(conn, first), payloads.get(conn, second)) == (data, data + b"!")
