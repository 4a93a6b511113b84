"""All sources: how much there is of each, and which feeds fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.address import readable
from newsdiff.model.source import Feed
from newsdiff.render.health import amount_of_time
from newsdiff.render.phrases import count
from newsdiff.render.rows import SourceRow
from newsdiff.tracking.silence import Silent
from newsdiff.web.links import Links
from newsdiff.web.page import Page
from newsdiff.web.times import Above, moment

#: how often articles are looked at, by the name of the schedule
_SCHEDULES = {
    "attentive": (
        "a look is due every 15 minutes at first and after each change, and less and less often while nothing changes."
    ),
    "news-sniffer": (
        "a look is due every 30 minutes at first and after each change, then each time a fifth later, until two are"
        " 40 days apart."
    ),
    "newsdiffs": (
        "a look is due every 15 minutes for three hours after a change, hourly for a day, every three hours for a week,"
        " then every 3 and every 30 days, until nothing has changed for 360 days."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source."""

    name: str
    link: str
    articles: int
    changes: int
    schedule: str
    checked: Markup | str
    changed: Markup | str
    #: what is wrong with its feeds, one sentence each
    faults: tuple[str, ...]
    feeds: int
    #: that nothing was seen of it for too long; "" else
    silent: str


def sources_page(app: App, links: Links, silent: Sequence[Silent] = ()) -> Page:
    """Every source by name. `silent`: those that are to be called so."""
    failing: dict[str, list[Feed]] = {}
    for feed in app.archive.feeds.failing():
        failing.setdefault(feed.source, []).append(feed)
    quiet, now = {one.name: one.longer_than for one in silent}, app.now()
    lines = [
        _line(row, failing.get(row.name, []), _silence(row, quiet[row.name], now) if row.name in quiet else "", links)
        for row in app.source_rows()
    ]
    met = {line.schedule for line in lines}
    values = {"lines": lines, "schedules": [(name, words) for name, words in _SCHEDULES.items() if name in met]}
    return Page(template="sources.html", title="Sources", values=values, section="sources", is_wide=True)


def _line(row: SourceRow, failing: list[Feed], silent: str, links: Links) -> SourceLine:
    return SourceLine(
        name=row.name,
        link=links.front([("source", row.name)]),
        articles=row.articles,
        changes=row.changes,
        schedule=row.schedule or "",
        checked=moment(row.last_checked_at, Above(zone=True)) if row.last_checked_at else "never",
        changed=moment(row.last_changed_at, Above(zone=True)) if row.last_changed_at else "never",
        faults=tuple(_fault(feed) for feed in failing),
        feeds=row.feeds,
        silent=silent,
    )


def _silence(row: SourceRow, longer_than: timedelta, now: datetime) -> str:
    """Whether nobody looked, or whoever looked saw nothing."""
    if row.last_checked_at is None:
        return "not looked at yet"
    if row.last_checked_at < now - longer_than:
        return f"not looked at for {amount_of_time(now - row.last_checked_at)}"
    return f"no look has succeeded for over {amount_of_time(longer_than)}"


def _fault(feed: Feed) -> str:
    failed = count(feed.failures, "look")
    return f"{readable(feed.url)}: failed at the last {failed} ({feed.last_error or 'no reason known'})"
