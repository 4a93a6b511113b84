"""Each host's turn: one request at a time, a gap between two, quiet when asked for or after failures.

What is known of a host is a `HostState`, which survives restarts. There is one clock, the wall clock, because
the state must be compared with it anyway; a clock that jumps can lengthen no gap beyond its length, and a
pause that lies further ahead than any we would make is taken for the trace of a wrong clock and ignored.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from newsdiff.errors import UnsafeAddress
from newsdiff.model.page import HostState

#: Retry-After beyond this is cut
LONGEST_RETRY_AFTER = timedelta(days=1)
#: the first pause of our own making, and the longest
FIRST_BACKOFF = timedelta(minutes=1)
LONGEST_BACKOFF = timedelta(hours=1)
#: failures in a row that are put up with before the first pause
FAILURES_BEFORE_BACKOFF = 3

_MOST_DIGITS = 9


class HostIsQuiet(Exception):
    """The host must be left alone until `until`; `reason` is "retry_after" or "backoff"."""

    def __init__(self, host: str, until: datetime, reason: str) -> None:
        super().__init__(f"{host} is left alone until {until:%Y-%m-%d %H:%M:%S} UTC ({reason})")
        self.host = host
        self.until = until
        self.reason = reason


class Pace:
    """The turns of all hosts, and what is known of each.

    `now` gives aware UTC, `sleep` takes seconds, `jitter` gives a number in [0, 1).
    """

    def __init__(
        self,
        *,
        gap_s: float,
        concurrency: int,
        hosts: Iterable[HostState],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        jitter: Callable[[], float],
    ) -> None:
        self._gap_s = gap_s
        self._states = {state.host: state for state in hosts}
        self._changed: set[str] = set()
        self._locks: dict[str, asyncio.Lock] = {}
        self._slots = asyncio.Semaphore(concurrency)
        self._now = now
        self._sleep = sleep
        self._jitter = jitter

    @asynccontextmanager
    async def turn(self, host: str, *, gap_s: float = 0.0, patient: bool = True) -> AsyncIterator[None]:
        """The host's only turn, taken after its gap (the longer of ours and `gap_s`), as one of the global
        slots.

        Never take another host's turn inside: two that wait for each other's would wait for ever.

        Raises: HostIsQuiet, without waiting for the gap; `patient=False` disregards our own back-off.
        """
        async with self._locks.setdefault(host, asyncio.Lock()):
            self.require_talk(host, patient=patient)
            await self._wait(host, timedelta(seconds=max(self._gap_s, gap_s)))
            async with self._slots:
                try:
                    yield
                except UnsafeAddress:
                    raise  # nothing was sent
                except BaseException:
                    self.update(host, last_request_at=self._now())
                    raise
                self.update(host, last_request_at=self._now())

    def require_talk(self, host: str, *, patient: bool = True) -> None:
        """Raises: HostIsQuiet when the host must be left alone now."""
        state = self.state(host)
        until = self._pending(state.retry_after_until, LONGEST_RETRY_AFTER)
        if until is not None:
            raise HostIsQuiet(host, until, "retry_after")
        until = self._pending(state.backoff_until, LONGEST_BACKOFF)
        if patient and until is not None:
            raise HostIsQuiet(host, until, "backoff")

    def quiet_until(self, host: str) -> datetime | None:
        """When a patient request may be made again; None when it may now."""
        try:
            self.require_talk(host)
        except HostIsQuiet as quiet:
            return quiet.until
        return None

    def answered(self, host: str, status: int, retry_after: str | None = None) -> None:
        """Note an answer: 5xx and 429 are failures of the host, all others reset its back-off."""
        if status in (429, 503) and retry_after is not None:
            until = parse_retry_after(retry_after, self._now())
            if until is not None:
                self.update(host, retry_after_until=until)
        if status >= 500 or status == 429:
            self.failed(host, f"HTTP {status}")
        else:
            self.update(host, failures=0, backoff_until=None, last_error=None)

    def failed(self, host: str, error: str) -> None:
        """Note a failure; from the third in a row on the host gets a pause, doubled each time, up to an hour."""
        failures = self.state(host).failures + 1
        backoff_until = None
        if failures >= FAILURES_BEFORE_BACKOFF:
            backoff_until = self._now() + backoff(failures, self._jitter())
        self.update(host, failures=failures, backoff_until=backoff_until, last_error=error)

    def state(self, host: str) -> HostState:
        """What is known of a host; an empty state when nothing is."""
        return self._states.get(host) or HostState(host=host)

    def update(self, host: str, **changes: Any) -> None:
        """Replace fields of a host's state, and count it as changed."""
        self._states[host] = replace(self.state(host), **changes)
        self._changed.add(host)

    def changed(self) -> list[HostState]:
        """The states that changed since the last call, ordered by host.

        May be called from the thread that writes while looks go on: each host is taken out before its state is read,
        so a change in between is told again by the next call, never lost.
        """
        taken = []
        while self._changed:
            taken.append(self._changed.pop())
        return [self._states[host] for host in sorted(taken)]

    async def _wait(self, host: str, gap: timedelta) -> None:
        last = self.state(host).last_request_at
        if last is None:
            return
        left = min(gap, last + gap - self._now())
        if left > timedelta(0):
            await self._sleep(left.total_seconds())

    def _pending(self, until: datetime | None, longest: timedelta) -> datetime | None:
        now = self._now()
        return until if until is not None and now < until <= now + longest else None


def backoff(failures: int, jitter: float) -> timedelta:
    """The pause after so many failures in a row: a minute from the third on, doubled each time, at most an
    hour.

    `jitter` in [0, 1) makes it up to a quarter shorter, so that hosts that failed together do not return
    together.
    """
    doublings = min(failures - FAILURES_BEFORE_BACKOFF, 10)
    return min(LONGEST_BACKOFF, FIRST_BACKOFF * (1 << doublings)) * (1 - jitter / 4)


def parse_retry_after(text: str, now: datetime) -> datetime | None:
    """When a Retry-After header lets us come back (RFC 9110, 10.2.3: seconds or an HTTP date), at most a day
    ahead.

    None when it is neither, or not in the future.
    """
    text = text.strip()
    if re.fullmatch("[0-9]+", text):
        seconds = int(text) if len(text) <= _MOST_DIGITS else 10**_MOST_DIGITS
        until = now + min(timedelta(seconds=seconds), LONGEST_RETRY_AFTER)
    else:
        try:
            date = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        until = min(date, now + LONGEST_RETRY_AFTER).astimezone(UTC)
    return until if until > now else None
