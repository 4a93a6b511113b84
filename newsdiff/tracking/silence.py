"""Which sources have fallen silent: looks at them are planned, and for long none of them brought anything.

Either nobody looks (cron has stopped), or the source lets nobody in. Both are easily missed: no change is told.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdiff.storage import signs
from newsdiff.storage.archive import Archive

#: a source may be silent for so long, and for so many of its periods
LEAST = timedelta(days=1)
PERIODS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A source of which nothing was seen."""

    name: str
    #: for longer than this
    longer_than: timedelta


def patience(period_s: float) -> timedelta:
    """How long a source that is looked at so often may be silent."""
    return max(LEAST, PERIODS * timedelta(seconds=period_s))


def silent_sources(archive: Archive, now: datetime) -> list[Silent]:
    """The sources of which no feed was read, and no article gave an answer without trouble, by name."""
    quiet: dict[timedelta, list[signs.Planned]] = defaultdict(list)
    for source in signs.planned(archive.database):
        allowed = patience(source.period_s)
        if max(source.since, source.read_at or source.since) < now - allowed:
            quiet[allowed].append(source)
    found = []
    for allowed, sources in quiet.items():
        alive = signs.answered_since(archive.database, {source.id for source in sources}, now - allowed)
        found += [Silent(name=source.name, longer_than=allowed) for source in sources if source.id not in alive]
    return sorted(found, key=lambda silent: silent.name)
