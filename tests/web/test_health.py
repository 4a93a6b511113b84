"""What `/healthz` tells whoever watches over a server: whether the archive answers, and which sources are silent."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from newsdiff import app as composition
from newsdiff.model.address import address_key
from newsdiff.model.feed import TargetKind
from newsdiff.model.observation import Outcome
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.tracking.silence import silent_sources
from tests.storage.making import NOON, after, look, track
from tests.web.served import Served, served
from tests.web.told import FILL, MORNING, Told, page, tell

HOUR = 60


def asked(site: Served, path: str = "/healthz") -> tuple[int, dict[str, object]]:
    got = site.get(path)
    assert (got.headers["content-type"], got.headers["cache-control"]) == ("application/json", "no-store")
    return got.status, json.loads(got.body)


@pytest.fixture
def told(db: str) -> str:
    tell(db, [Told("https://example.org/a", "Gazette", (page("Ferry late", *FILL), 200), (0, 60))])
    return db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda at: monkeypatch.setattr(composition, "utc_now", lambda: at)


def test_an_archive_that_answers_is_healthy(told: str, clock: Callable[[datetime], None]) -> None:
    clock(MORNING + timedelta(hours=3))
    with served(told) as site:
        assert asked(site) == (
            200,
            {"status": "ok", "silent": 0, "silent_as_of": "2026-11-02T10:40:00Z", "sources": []},
        )


def test_a_silent_source_is_named(told: str, clock: Callable[[datetime], None]) -> None:
    clock(MORNING + timedelta(days=3))
    with served(told, base="/x") as site:
        status, found = asked(site, "/x/healthz")
    assert (status, found["status"], found["silent"]) == (200, "ok", 1)
    assert found["sources"] == [{"source": "Gazette", "longer_than_s": 86400}]


def test_the_page_of_sources_says_who_is_silent(told: str, clock: Callable[[datetime], None]) -> None:
    for days, is_silent in ((0.1, False), (3, True)):
        clock(MORNING + timedelta(days=days))
        with served(told) as site:
            assert ("not looked at for" in site.get("/sources").text) is is_silent
            assert ("The newest look at any article was on" in site.get("/").text) is is_silent
            for path in ("/articles/1", "/articles/1/1/blame"):
                said = re.search(
                    r'<p class="notice">The last look at this article was on <time .+?>(.+?)</time>; later',
                    site.get(path).text,
                )
                assert (said[1].replace("\xa0", " ") if said else "") == (
                    "2 Nov 2026, 08:40 UTC" if is_silent else ""
                ), path


def test_who_is_silent_is_looked_up_once_a_minute(told: str, clock: Callable[[datetime], None]) -> None:
    with served(told) as site:
        clock(MORNING + timedelta(hours=3))
        first = asked(site)
        clock(MORNING + timedelta(days=3))
        assert asked(site) == first


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "the archive has another schema"),
        ("ALTER TABLE articles RENAME TO elsewhere", "the archive cannot be read"),
    ],
)
def test_an_archive_that_does_not_answer_is_told(told: str, damage: str, reason: str) -> None:
    with closing(open_archive(told)) as archive, served(told) as site:
        with archive.database.write() as conn:
            conn.exec_driver_sql(damage)
        assert asked(site) == (503, {"status": "unavailable", "reason": reason})


def test_it_answers_to_the_names_of_the_server_alone(told: str) -> None:
    with served(told, allowed=("news.example.org",)) as site:
        assert site.get("/healthz", headers={"Host": "news.example.org"}).status == 200
        assert site.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status == 400
        assert site.get("/healthz", method="POST").status == 405
        assert site.get("/healthz", method="HEAD").body == b""


@pytest.fixture
def archive(db: str) -> Iterator[Archive]:
    with closing(open_archive(db)) as opened:
        yield opened


def silent(archive: Archive, minutes: float) -> list[str]:
    return [one.name for one in silent_sources(archive, after(minutes))]


def test_a_source_is_silent_when_for_a_day_no_article_of_it_answered(archive: Archive) -> None:
    ferry = track(archive, "https://example.org/ferry", source="Gazette")
    look(archive, ferry.id, Outcome.FIRST, minutes=0, text="Late.")
    look(archive, ferry.id, Outcome.NOT_MODIFIED, minutes=5 * HOUR)
    for hour in range(6, 40):
        look(archive, ferry.id, Outcome.FAILED, minutes=hour * HOUR)
    assert silent(archive, 28 * HOUR) == []
    assert silent(archive, 30 * HOUR) == ["Gazette"]
    look(archive, ferry.id, Outcome.GONE, minutes=41 * HOUR)
    assert silent(archive, 42 * HOUR) == [], "a site that says that a page is gone has answered"


def test_a_source_whose_feed_is_read_is_not_silent(archive: Archive) -> None:
    url = "https://example.org/feed"
    archive.feeds.add(
        url=url, key=address_key(url), kind=TargetKind.FEED, source="Gazette", period_s=36 * 3600.0, now=NOON
    )
    assert silent(archive, 107 * HOUR) == [], "three of its periods are more than a day"
    assert silent(archive, 109 * HOUR) == ["Gazette"]
    with archive.database.write() as conn:
        conn.execute(t.feeds.update().values(last_success_at=after(108 * HOUR)))
    assert silent(archive, 200 * HOUR) == []


def test_a_source_at_which_no_look_is_planned_is_not_silent(archive: Archive) -> None:
    ferry = track(archive, "https://example.org/ferry", source="Gazette")
    look(archive, ferry.id, Outcome.FIRST, minutes=0, text="Late.", next_check_at=None)
    assert silent(archive, 1000 * HOUR) == []


def test_an_empty_archive_is_healthy(db: str) -> None:
    open_archive(db).close()
    with served(db) as site:
        assert asked(site)[1]["silent"] == 0
