"""`doctor`: what needs attention in an archive. Each check is one function that gives findings; a check that cannot be
made on a damaged archive is a finding itself."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from shlex import quote

from newsdiff.config import Config
from newsdiff.errors import SchemaOutOfDate, StorageError
from newsdiff.model.observation import TROUBLE, Outcome
from newsdiff.model.source import Feed, TrackedArticle
from newsdiff.render.health import amount_of_time, byte_count, enumeration
from newsdiff.render.phrases import count, instant
from newsdiff.render.rows import Finding
from newsdiff.storage import health
from newsdiff.storage.archive import Archive
from newsdiff.storage.dialect import sqlite_path
from newsdiff.tracking.work import host_of

#: findings of one kind that are listed one by one
MOST_LISTED = 10
#: a look this late, and later than two of its periods, is overdue
LATE = timedelta(hours=1)
#: less free space than this, or than the archive takes (a backup needs as much), is too little
LEAST_FREE_BYTES = 200_000_000

RESTORE = "restore a backup (`newsdiff db backup` makes them), or keep this archive and report what is named here"
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patient:
    """What all checks are given."""

    archive: Archive
    config: Config
    now: datetime
    free_bytes: Callable[[Path], int]


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def examine(
    archive: Archive, config: Config, now: datetime, *, free_bytes: Callable[[Path], int] = _free_bytes
) -> list[Finding]:
    """All findings, worst first. `free_bytes`: the free space where a folder is."""
    patient = _Patient(archive=archive, config=config, now=now, free_bytes=free_bytes)
    findings: list[Finding] = []
    for check in _CHECKS:
        try:
            findings += check(patient)
        except (StorageError, ValueError, KeyError, TypeError) as error:  # stored values that are none: damage
            findings.append(damaged(str(error), archive.name))
    unique = {(f.kind, f.subject, f.message): f for f in findings}
    return sorted(unique.values(), key=lambda finding: _ORDER[finding.severity])


def damaged(message: str, name: str) -> Finding:
    """An archive, or a part of it, that cannot be read at all."""
    return Finding(severity="error", kind="integrity", subject=name, message=message, next_step=RESTORE)


def unusable(error: StorageError, name: str) -> Finding:
    """An archive that cannot be opened."""
    if isinstance(error, SchemaOutOfDate):
        return Finding(severity="error", kind="schema", subject=name, message=str(error))
    return damaged(str(error), name)


def _damage(kind: str, found: Iterable[health.Damage]) -> Iterator[Finding]:
    rest = iter(found)
    for damage in islice(rest, MOST_LISTED):
        yield Finding(severity="error", kind=kind, subject=damage.subject, message=damage.message, next_step=RESTORE)
    more = sum(1 for _ in rest)
    if more:
        message = f"there {'is' if more == 1 else 'are'} {more:,} more of this kind"
        yield Finding(severity="error", kind=kind, subject="and more", message=message, next_step=RESTORE)


def _integrity(patient: _Patient) -> Iterator[Finding]:
    yield from _damage("integrity", health.damaged_tables(patient.archive.database))


def _payloads(patient: _Patient) -> Iterator[Finding]:
    yield from _damage("payload", health.damaged_payloads(patient.archive.database))


def _chains(patient: _Patient) -> Iterator[Finding]:
    yield from _damage("chain", health.broken_chains(patient.archive.database))


def _search(patient: _Patient) -> Iterator[Finding]:
    if missing := patient.archive.search.missing():
        yield Finding(
            severity="warning",
            kind="search",
            subject="search index",
            message=f"{count(missing, 'article')} cannot be found by what the newest version says",
            next_step="newsdiff db reindex",
        )


def _feeds(patient: _Patient) -> Iterator[Finding]:
    for feed in patient.archive.feeds.all():
        if not feed.is_tracked or not feed.failures:
            continue
        read = f"last read {instant(feed.last_success_at)}" if feed.last_success_at else "it was never read"
        yield Finding(
            severity="warning",
            kind="feed",
            subject=f"feed {feed.id} {feed.url}",
            message=f"{_in_a_row(feed.failures)} failed, {read}: {feed.last_error}",
            next_step=f"open the address in a browser; `newsdiff untrack {feed.url}` if it is no more",
        )


def _in_a_row(looks: int) -> str:
    return "the newest look" if looks == 1 else f"the newest {looks:,} looks"


def _hosts(patient: _Patient) -> Iterator[Finding]:
    for host in patient.archive.hosts():
        pauses = [at for at in (host.retry_after_until, host.backoff_until) if at is not None and at > patient.now]
        if not host.failures and not pauses:
            continue
        parts = [f"{count(host.failures, 'failure')} in a row ({host.last_error})"] if host.failures else []
        if host.retry_after_until in pauses:
            parts.append(f"it asked for quiet until {instant(max(pauses))} (Retry-After)")
        elif pauses:
            parts.append(f"it is left alone until {instant(max(pauses))}")
        yield Finding(
            severity="warning",
            kind="host",
            subject=f"host {host.host}",
            message="; ".join(parts),
            next_step="nothing, if the site is down for a while; else open it in a browser",
        )


def _articles(patient: _Patient) -> Iterator[Finding]:
    groups: dict[tuple[Outcome, str, str, bool, bool], list[health.Trouble]] = defaultdict(list)
    for trouble in health.troubled_articles(patient.archive.database, TROUBLE | {Outcome.SUSPECT}):
        is_unread = trouble.outcome is Outcome.NO_ARTICLE  # these need other advice
        was_read, is_vouched = is_unread and trouble.versions > 0, is_unread and trouble.is_vouched
        groups[trouble.outcome, trouble.reason, trouble.source, was_read, is_vouched].append(trouble)
    for (outcome, reason, source, *_), group in groups.items():
        yield _group_finding(outcome, reason, source, group)


def _group_finding(outcome: Outcome, reason: str, source: str, group: Sequence[health.Trouble]) -> Finding:
    what = outcome.value.replace("_", " ") + (f" ({reason.replace('_', ' ')})" if reason else "")
    first, ids = group[0], enumeration([str(trouble.article_id) for trouble in group])
    if len(group) == 1:
        subject = f"article {first.article_id} {first.url}"
        message = f"{what} at {_in_a_row(first.looks)}, {instant(first.at)}"
        message += f": {first.detail}" if first.detail else ""
    else:
        worst = max(trouble.looks for trouble in group)
        subject = f"{len(group):,} articles of {source}"
        message = f"{what} at {_in_a_row(worst)}{' or fewer' if worst > 1 else ''}: articles {ids}"
    return Finding(
        severity="warning",
        kind="suspect" if outcome is Outcome.SUSPECT else "article",
        subject=subject,
        message=message,
        next_step=_advice(outcome, first),
    )


def _advice(outcome: Outcome, first: health.Trouble) -> str:
    if outcome is Outcome.SUSPECT:
        when = f" at {instant(first.next_check_at)}" if first.next_check_at else ""
        return f"the next look{when} decides; `newsdiff snapshot {first.article_id}` looks now"
    if outcome is Outcome.BLOCKED:
        return f"`newsdiff add {first.article_id} FILE` records a page that you saved in a browser"
    if outcome is Outcome.NO_ARTICLE and first.versions:
        shown = f"`newsdiff show {first.article_id}` shows what was read before"
        return f"the text was read before, so the page changed: open {first.url} in a browser; {shown}"
    if outcome is Outcome.NO_ARTICLE:
        name_it = f'name the text\'s element in newsdiff.toml: [sources."{first.source}"] article = ["CSS SELECTOR"]'
        if first.is_vouched:
            return name_it
        return f"`newsdiff track --kind article {quote(first.url)}` takes the page as it is; or {name_it}"
    return f"`newsdiff log {first.article_id} --all` shows every look"


def _overdue(patient: _Patient) -> Iterator[Finding]:
    articles = patient.archive.articles.watched(now=patient.now)
    feeds = patient.archive.feeds.due(patient.now)
    late = [(name, wait) for name, item in _named(articles, feeds) if (wait := _lateness(item, patient.now))]
    if not late:
        return
    names = enumeration([name for name, _ in sorted(late, key=lambda pair: -pair[1])])
    longest = amount_of_time(max(wait for _, wait in late))
    yield Finding(
        severity="warning",
        kind="overdue",
        subject=count(len(late), "look"),
        message=f"overdue by up to {longest}: {names}",
        next_step="`newsdiff snapshot -v` makes them now, and tells what it could not do",
    )
    yield from _no_run(patient)


def _no_run(patient: _Patient) -> Iterator[Finding]:
    last = health.last_look(patient.archive.database)
    if last is not None and patient.now - last <= LATE:
        return
    since = f"since {instant(last)}, {amount_of_time(patient.now - last)} ago" if last else "so far"
    yield Finding(
        severity="warning",
        kind="run",
        subject="no run lately",
        message=f"nothing was looked at {since}, although looks are due",
        next_step="`newsdiff schedule install --cron` has it done; if it is installed, check that cron runs",
    )


def _named(articles: Iterable[TrackedArticle], feeds: Iterable[Feed]) -> Iterator[tuple[str, TrackedArticle | Feed]]:
    yield from ((f"feed {feed.id}", feed) for feed in feeds)
    yield from ((f"article {article.id}", article) for article in articles)


def _lateness(item: TrackedArticle | Feed, now: datetime) -> timedelta | None:
    """By how much a look is overdue, None when it is not, or not by much."""
    if item.next_check_at is None:
        return None
    wait = now - item.next_check_at
    return wait if wait > max(LATE, 2 * timedelta(seconds=item.period_s or 0)) else None


def _pace(patient: _Patient) -> Iterator[Finding]:
    gap_s = patient.config.fetch.host_gap_s
    planned: list[TrackedArticle | Feed] = [*patient.archive.articles.watched(), *patient.archive.feeds.due(None)]
    busy: dict[str, list[float]] = defaultdict(list)
    for item in planned:
        if item.next_check_at is not None and item.period_s:
            busy[host_of(item.url)].append(item.period_s)
    for host, periods in sorted(busy.items()):
        hourly = sum(3600 / period for period in periods)
        if hourly * gap_s > 3600:
            yield Finding(
                severity="warning",
                kind="pace",
                subject=f"plan for {host}",
                message=f"{hourly:,.0f} looks an hour are planned for {count(len(periods), 'page')}, but one every "
                f"{gap_s:g} s leaves room for {3600 / gap_s:,.0f}: looks will be late",
                next_step="untrack some, choose a calmer [schedule] policy, or, if the site agrees, lower [fetch] "
                "host_gap_s",
            )


def _disk(patient: _Patient) -> Iterator[Finding]:
    database = patient.archive.database
    held = health.contents(database)
    yield Finding(
        severity="note",
        kind="archive",
        subject=database.name,
        message=f"{count(held.articles, 'article')}, {count(held.versions, 'version')}, "
        f"{count(held.observations, 'look')}; {byte_count(held.size_bytes)}, of which {count(held.payloads, 'page')} "
        f"take {byte_count(held.stored_bytes)} ({byte_count(held.received_bytes)} as received)",
    )
    path = sqlite_path(database.url)
    if path is None:
        return
    free = patient.free_bytes(path.parent)
    if free < max(LEAST_FREE_BYTES, held.size_bytes):
        yield Finding(
            severity="warning",
            kind="disk",
            subject=str(path.parent),
            message=f"only {byte_count(free)} are free; a backup needs {byte_count(held.size_bytes)}",
            next_step="free some space, or move the archive and name its new place with --db",
        )


def _contact(patient: _Patient) -> Iterator[Finding]:
    if not patient.config.fetch.contact:
        yield Finding(
            severity="note",
            kind="contact",
            subject="fetch.contact",
            message="it is empty: sites cannot tell who is looking, and may block what they cannot ask",
            next_step='write into newsdiff.toml: [fetch] contact = "you@example.org"',
        )


_CHECKS: tuple[Callable[[_Patient], Iterable[Finding]], ...] = (
    _integrity,
    _payloads,
    _chains,
    _search,
    _feeds,
    _hosts,
    _articles,
    _overdue,
    _pace,
    _disk,
    _contact,
)
