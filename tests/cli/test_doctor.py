"""`newsdiff doctor`: an archive with one of each fault, each named; and a healthy one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from newsdiff.config import Config, FetchSettings
from newsdiff.model.address import address_key
from newsdiff.model.feed import TargetKind
from newsdiff.model.observation import Outcome
from newsdiff.model.page import HostState
from newsdiff.model.source import FeedObservation
from newsdiff.render.health import render_findings
from newsdiff.render.rows import Finding
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.tracking.doctor import examine
from tests.command import LOOPBACK, Newsdiff
from tests.storage.making import URL, look, track

NOW = datetime.now(UTC)
CONFIG = Config(db="", fetch=FetchSettings(contact="me@example.org"))


@pytest.fixture
def archive(db: str) -> Iterator[Archive]:
    """A healthy archive: one story with two versions, looked at a moment ago."""
    with closing(open_archive(db)) as opened:
        article = track(opened)
        look(opened, article.id, Outcome.FIRST, text="One.")
        look(opened, article.id, Outcome.CHANGED, text="Two.", minutes=10, **soon())
        yield opened


def test_versions_that_search_does_not_know(archive: Archive) -> None:
    with archive.database.write() as conn:
        conn.execute(sa.delete(t.search_readings).where(t.search_readings.c.number == 2))
    finding = only(archive, "search", "warning")
    assert (finding.message, finding.next_step) == (
        "1 article cannot be found by what the newest version says",
        "newsdiff db reindex",
    )
    archive.search.reindex()
    assert found(archive) == []


def soon(minutes: float = 20) -> dict[str, Any]:
    return {"next_check_at": NOW + timedelta(minutes=minutes)}


def minutes_ago(minutes: float) -> float:
    """For `look`, whose times count from its own noon."""
    from tests.storage.making import NOON

    return (NOW - NOON).total_seconds() / 60 - minutes


def found(archive: Archive, config: Config = CONFIG, **options: Any) -> list[Finding]:
    return [f for f in examine(archive, config, NOW, **options) if f.severity != "note"]


def only(archive: Archive, kind: str, severity: str, config: Config = CONFIG, **options: Any) -> Finding:
    (finding,) = found(archive, config, **options)
    assert (finding.kind, finding.severity) == (kind, severity)
    assert finding.next_step
    return finding


def update(archive: Archive, table: sa.Table, row: int, **values: Any) -> None:
    with archive.database.write() as conn:
        conn.execute(sa.update(table).where(table.c.id == row).values(values))


def test_a_healthy_archive_has_no_fault_and_exits_with_0(archive: Archive, db: str, tmp_path: Path) -> None:
    assert found(archive) == []
    told = Newsdiff(db, tmp_path, {**LOOPBACK, "NEWSDIFF_FETCH_CONTACT": "me@example.org"})("doctor")
    assert "1 article, 2 versions, 2 looks" in told.out
    assert told.out.endswith("No fault found.\n")


def test_a_missing_contact_is_noted_and_is_no_fault(archive: Archive, db: str, tmp_path: Path) -> None:
    told = Newsdiff(db, tmp_path)("doctor", "--json").json
    assert told["healthy"]
    assert "fetch.contact" in [finding["subject"] for finding in told["findings"]]


def test_altered_bytes_of_a_page_are_named(archive: Archive) -> None:
    update(archive, t.payloads, 1, data=b"nonsense")
    finding = only(archive, "payload", "error")
    assert finding.subject == "payload 1 (version 1 of article 1)"
    assert "1 that builds on it cannot be read either" in finding.message


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (t.extractions, {"paragraphs": '[["text","Forged."]]'}),
        (t.versions, {"by": NOW}),
        (t.versions, {"chain_hash": "0" * 64}),
        (t.versions, {"payload_id": 1}),
    ],
    ids=["text", "time", "hash", "page"],
)
def test_an_altered_version_is_named(archive: Archive, table: sa.Table, values: dict[str, Any]) -> None:
    update(archive, table, 2, **values)
    assert only(archive, "chain", "error").subject == "version 2 of article 1"


def test_an_altered_address_breaks_the_chain(archive: Archive) -> None:
    update(archive, t.articles, 1, url="https://example.org/forged")
    assert [(f.kind, f.subject) for f in found(archive)] == [
        ("chain", "version 1 of article 1"),
        ("chain", "version 2 of article 1"),
    ]


def test_a_version_that_was_taken_out_is_missed(archive: Archive) -> None:
    with archive.database.write() as conn:
        conn.execute(sa.delete(t.extractions).where(t.extractions.c.version_id == 1))
        conn.execute(sa.delete(t.versions).where(t.versions.c.id == 1))
    findings = found(archive)
    assert [f.subject for f in findings] == ["version 2 of article 1", "article 1"]
    assert "version 1, which comes before it, is missing" in findings[0].message
    assert "counts 2 versions, 1 are there" in findings[1].message


def add_feed(archive: Archive, period_s: float = 900.0) -> int:
    url = "https://feeds.example.org/rss"
    feed, _ = archive.feeds.add(
        url=url, key=address_key(url), kind=TargetKind.FEED, source="example", period_s=period_s, now=NOW
    )
    return feed.id


def test_a_failing_feed_is_named_with_its_last_error(archive: Archive) -> None:
    feed = archive.feeds.by_id(add_feed(archive))
    for error in ("HTTP 500", "HTTP 502 Bad Gateway"):
        seen = FeedObservation(feed_id=feed.id, at=NOW, outcome="failed", error=error)
        archive.feeds.record(feed, seen, next_check_at=NOW + timedelta(hours=1))
    finding = only(archive, "feed", "warning")
    assert finding.subject == "feed 1 https://feeds.example.org/rss"
    assert finding.message == "the newest 2 looks failed, it was never read: HTTP 502 Bad Gateway"


def test_a_failing_host_is_named_with_its_pause(archive: Archive) -> None:
    archive.save_hosts(
        [HostState(host="example.org", failures=4, last_error="timeout", backoff_until=NOW + timedelta(1))]
    )
    assert "4 failures in a row (timeout); it is left alone until" in only(archive, "host", "warning").message


def test_a_host_that_asked_for_quiet_is_named(archive: Archive) -> None:
    archive.save_hosts([HostState(host="example.org", retry_after_until=NOW + timedelta(hours=1))])
    assert "asked for quiet" in only(archive, "host", "warning").message
    archive.save_hosts([HostState(host="example.org", retry_after_until=NOW - timedelta(hours=1))])
    assert found(archive) == []


@pytest.mark.parametrize(
    ("outcome", "reason", "kind", "words"),
    [
        (Outcome.SUSPECT, "shrunk", "suspect", "suspect (shrunk) at the newest look"),
        (Outcome.BLOCKED, "403", "article", "blocked (403)"),
        (Outcome.NO_ARTICLE, "", "article", "no article"),
        (Outcome.FAILED, "timeout", "article", "failed (timeout)"),
    ],
)
def test_an_article_in_trouble_is_named(archive: Archive, outcome: Outcome, reason: str, kind: str, words: str) -> None:
    look(archive, 1, outcome, minutes=20, fields={"reason": reason, "detail": "Why."}, **soon())
    finding = only(archive, kind, "warning")
    assert finding.subject == f"article 1 {URL}"
    assert words in finding.message
    assert finding.message.endswith(": Why.")


def test_only_looks_in_a_row_with_one_outcome_are_counted(archive: Archive) -> None:
    """Whatever other articles showed meanwhile, and whatever came before."""
    look(archive, 1, Outcome.SUSPECT, minutes=20, fields={"reason": "moved"})
    look(archive, 1, Outcome.NO_ARTICLE, minutes=30)
    look(archive, 1, Outcome.NO_ARTICLE, minutes=40)
    look(archive, 1, Outcome.NO_ARTICLE, minutes=50, **soon())
    look(archive, track(archive, URL + "-2").id, Outcome.FIRST, text="Two.", minutes=60, **soon())
    assert only(archive, "article", "warning").message.startswith("no article at the newest 3 looks, 2026")


def test_an_article_that_was_read_before_needs_a_look_and_no_selector(archive: Archive) -> None:
    look(archive, 1, Outcome.NO_ARTICLE, minutes=20, **soon())
    never = track(archive, URL + "-2")
    look(archive, never.id, Outcome.NO_ARTICLE, minutes=30, **soon())
    read, unread = found(archive)
    assert (read.subject, unread.subject) == (f"article 1 {URL}", f"article 2 {URL}-2")
    assert f"the page changed: open {URL} in a browser" in (read.next_step or "")
    assert "CSS SELECTOR" not in (read.next_step or "")
    assert '[sources."example"] article = ["CSS SELECTOR"]' in (unread.next_step or "")
    assert f"`newsdiff track --kind article {URL}-2` takes the page as it is" in (unread.next_step or "")


def test_a_page_that_a_person_vouched_for_is_not_to_be_vouched_for_again(archive: Archive) -> None:
    for number in (2, 3):
        url = f"{URL}-{number}"
        article = track(archive, url)
        if number == 3:
            archive.articles.add(url=url, key=address_key(url), source="example", now=NOW, is_vouched=True)
        look(archive, article.id, Outcome.NO_ARTICLE, minutes=20, **soon())
    asked, vouched = (finding.next_step or "" for finding in found(archive))
    assert ("--kind article" in asked, "--kind article" in vouched) == (True, False)
    assert "CSS SELECTOR" in vouched


def test_articles_with_one_trouble_are_one_finding(archive: Archive) -> None:
    for number in range(9):
        article = track(archive, f"{URL}-{number}")
        look(archive, article.id, Outcome.BLOCKED, fields={"reason": "robots"}, **soon())
    look(archive, 10, Outcome.BLOCKED, minutes=10, fields={"reason": "robots"}, **soon())
    finding = only(archive, "article", "warning")
    assert finding.subject == "9 articles of example"
    assert finding.message.endswith("the newest 2 looks or fewer: articles 2, 3, 4, 5, 6 and 4 more")


def test_trouble_that_is_over_and_articles_that_rest_are_no_fault(archive: Archive) -> None:
    look(archive, 1, Outcome.FAILED, minutes=20)
    look(archive, 1, Outcome.NOT_MODIFIED, minutes=30, **soon())
    untracked = track(archive, URL + "-2")
    look(archive, untracked.id, Outcome.FAILED)
    archive.articles.untrack(untracked.id)
    assert found(archive) == []


def test_overdue_looks_are_named_and_that_nothing_ran(archive: Archive) -> None:
    update(archive, t.articles, 1, next_check_at=NOW - timedelta(days=5))
    overdue, run = found(archive)
    assert (overdue.kind, overdue.subject, overdue.message) == (
        "overdue",
        "1 look",
        "overdue by up to 5 days: article 1",
    )
    assert run.kind == "run"
    assert "nothing was looked at since" in run.message
    assert "schedule install" in (run.next_step or "")


def test_overdue_looks_in_a_running_archive_do_not_blame_cron(archive: Archive) -> None:
    update(archive, t.articles, 1, next_check_at=NOW - timedelta(hours=3))
    look(archive, track(archive, URL + "-2").id, Outcome.FIRST, text="x", minutes=minutes_ago(5), **soon())
    only(archive, "overdue", "warning")


@pytest.mark.parametrize(("late", "period"), [(timedelta(minutes=50), 60.0), (timedelta(days=1), 60_000.0)])
def test_a_look_that_is_a_little_late_is_no_fault(archive: Archive, late: timedelta, period: float) -> None:
    update(archive, t.articles, 1, next_check_at=NOW - late, period_s=period)
    assert found(archive) == []


def test_a_host_with_more_looks_than_its_pace_allows_is_named(archive: Archive) -> None:
    update(archive, t.articles, 1, period_s=10.0)
    config = replace(CONFIG, fetch=replace(CONFIG.fetch, host_gap_s=30.0))
    finding = only(archive, "pace", "warning", config)
    assert finding.subject == "plan for example.org"
    assert "360 looks an hour are planned for 1 page" in finding.message
    assert "room for 120" in finding.message
    assert found(archive, replace(CONFIG, fetch=replace(CONFIG.fetch, host_gap_s=0.0))) == []


def test_too_little_free_space_is_named(tmp_path: Path) -> None:
    with closing(open_archive(str(tmp_path / "archive.sqlite"))) as archive:
        assert "only 1.0 kB are free" in only(archive, "disk", "warning", free_bytes=lambda _: 1000).message


def test_the_command_names_faults_and_exits_with_1(archive: Archive, db: str, tmp_path: Path) -> None:
    update(archive, t.payloads, 1, data=b"nonsense")
    look(archive, track(archive, URL + "-2").id, Outcome.SUSPECT, text="x", fields={"reason": "moved"}, **soon())
    told = Newsdiff(db, tmp_path)("doctor", expect=1)
    assert "error    payload 1" in told.out
    assert "warning  article 2" in told.out
    assert told.out.endswith("Found 1 error, 1 warning and 2 notes.\n")
    first, *_ = Newsdiff(db, tmp_path)("doctor", "--json", expect=1).json["findings"]
    assert first["kind"] == "payload"


def break_reference(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE articles SET source_id = 99")
        conn.commit()


def break_instant(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE observations SET at = 'yesterday'")
        conn.commit()


def break_outcome(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE feeds SET kind = 'telegram'")
        conn.execute("UPDATE extractions SET fields = '{'")
        conn.commit()


def break_pages(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        for offset in range(8192, file.tell(), 4096):
            file.seek(offset)
            file.write(b"\xff" * 512)


@pytest.mark.parametrize("damage", [break_reference, break_instant, break_outcome, break_pages])
def test_a_damaged_file_is_reported_and_never_a_crash(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(open_archive(str(path))) as archive:
        add_feed(archive)
        for number in range(50):
            look(archive, track(archive, f"{URL}-{number}").id, Outcome.FIRST, text=f"{number}", **soon())
    damage(path)
    told = Newsdiff(str(path), tmp_path)("doctor", expect=1)
    assert "error    " in told.out
    assert "restore a backup" in " ".join(told.out.split())


def test_a_file_that_is_no_archive_is_reported(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"no database " * 1000)
    told = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)("doctor", expect=1)
    assert "file is not a database" in " ".join(told.out.split())


def test_without_an_archive_there_is_nothing_to_examine(tmp_path: Path) -> None:
    assert "no archive at" in Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)("doctor", expect=2).err


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_a_readable_measure(width: int) -> None:
    evil = "\x1b[31m" + "long words of a story " * 20 + "https://example.org/" + "x" * 150
    finding = Finding(severity="warning", kind="x", subject=evil, message=evil, next_step=evil)
    told = render_findings([finding, finding], width=width)
    assert "\x1b" not in told
    assert max(len(line) for line in told.splitlines()) <= max(40, min(width, 96))


def test_colour_marks_the_severity_and_changes_no_word() -> None:
    finding = Finding(severity="error", kind="x", subject="s", message="m", next_step="n")
    plain, coloured = render_findings([finding]), render_findings([finding], colour=True)
    assert "\x1b[1;31merror" in coloured
    assert plain == "error    s\n         m\n         → n\n\nFound 1 error.\n"
