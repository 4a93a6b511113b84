"""Which entries are taken: people's patterns, and how much of a feed a first look takes. Pure.

People's regular expressions run with a time limit (the `regex` module has one, the standard library has
none): a pattern like `(a+)+$` may take years on a long title.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from newsdiff.errors import ConfigError
from newsdiff.model.feed import Entry, Filters

#: for one pattern on one text
TIME_LIMIT_S = 0.1
_MAX_PATTERN_CHARS = 1000
_MAX_TEXT_CHARS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """How the entries of a first look are divided. Every entry stands in exactly one of the three."""

    #: looked at now
    take: tuple[Entry, ...] = ()
    #: fresh too, but above the cap of one look; newest first
    waiting: tuple[Entry, ...] = ()
    #: older: taken only when asked for (`--backfill`); newest first
    old: tuple[Entry, ...] = ()


def wanted(entry: Entry, filters: Filters) -> bool:
    """True when an include pattern (if there are any) and no exclude pattern is found in URL, title or
    categories.

    Patterns tell upper from lower case; `(?i)` in front of one makes it blind to that.

    Raises: ConfigError for a bad pattern, or one that passes its time limit.
    """
    texts = [text[:_MAX_TEXT_CHARS] for text in (entry.url, entry.title, *entry.categories) if text]
    included = not filters.include or any(_found(pattern, texts) for pattern in filters.include)
    return included and not any(_found(pattern, texts) for pattern in filters.exclude)


def check_filters(filters: Filters) -> None:
    """Raises: ConfigError naming the first pattern that is no regular expression, and where it goes wrong."""
    for pattern in (*filters.include, *filters.exclude):
        _compiled(pattern)


def select_first_look(
    entries: Iterable[Entry], now: datetime, *, days: int = 7, undated: int = 50, cap: int
) -> FirstLook:
    """Divide the entries of a feed that is looked at for the first time.

    Taken: those of the last `days` days, and the first `undated` in the document among those without a date.
    The days are counted back from the newest entry's date, or from `now` when that lies in the future, so
    that a feed that has been silent for a year still gives its last week. An entry's date is the later of
    published and updated. Of what is taken the newest `cap` come first, the undated after the dated; the
    others wait.
    """
    dated: list[tuple[datetime, Entry]] = []
    floating: list[Entry] = []
    for entry in entries:
        at = _date(entry, now)
        if at is None:
            floating.append(entry)
        else:
            dated.append((at, entry))
    dated.sort(key=itemgetter(0), reverse=True)
    since = dated[0][0] - timedelta(days=days) if dated else now
    fresh = [entry for at, entry in dated if at >= since] + floating[:undated]
    old = [entry for at, entry in dated if at < since] + floating[undated:]
    return FirstLook(take=tuple(fresh[:cap]), waiting=tuple(fresh[cap:]), old=tuple(old))


def _date(entry: Entry, now: datetime) -> datetime | None:
    dates = [at for at in (entry.published_at, entry.updated_at) if at is not None]
    return min(max(dates), now) if dates else None


def _found(pattern: str, texts: Sequence[str]) -> bool:
    compiled = _compiled(pattern)
    try:
        return any(compiled.search(text, timeout=TIME_LIMIT_S) for text in texts)
    except TimeoutError as error:
        hint = "Repetitions inside repetitions, as in (a+)+, are the usual cause."
        raise ConfigError(f"the pattern {pattern!r} took more than {TIME_LIMIT_S} s on one text. {hint}") from error


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    import regex

    if len(pattern) > _MAX_PATTERN_CHARS:
        raise ConfigError(f"a pattern of {len(pattern)} characters is too long: {pattern[:60]!r}...")
    try:
        return regex.compile(pattern)
    except regex.error as error:
        where = f" at position {error.pos}" if error.pos is not None else ""
        raise ConfigError(f"the pattern {pattern!r} is no regular expression: {error.msg}{where}") from error
