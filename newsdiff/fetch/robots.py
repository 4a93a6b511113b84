"""What robots.txt allows (RFC 9309), read with protego. Knows nothing of connections: it is given a way to
ask.

Kept in the host's state for a day; an answer of 5xx, which disallows everything, for ten minutes only. A host
that cannot be reached at all is no matter of robots.txt: that failure is reported as what it is.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from protego import Protego

from newsdiff.fetch.address import Address, follow
from newsdiff.model.page import HostState

#: how robots.txt calls us (RFC 9309, 2.2.1)
PRODUCT_TOKEN = "newsdiff"  # noqa: S105 - a name, no secret
#: read at most this much (RFC 9309, 2.5: at least 500 KiB)
ROBOTS_LIMIT_BYTES = 500 * 1024
#: Crawl-delay beyond this is not believed
LONGEST_CRAWL_DELAY_S = 30.0
#: redirects of robots.txt itself (RFC 9309, 2.3.1.2)
MOST_REDIRECTS = 5

_KEPT_FOR = timedelta(hours=24)
_KEPT_FOR_AFTER_5XX = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsAnswer:
    """What one request for robots.txt gave; `location` is None unless it redirects."""

    status: int
    location: str | None
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """robots.txt as kept: `text` is None unless the status is 2xx."""

    status: int
    text: str | None


Ask = Callable[[Address], Awaitable[RobotsAnswer]]


async def read_robots(first: Address, ask: Ask, *, asked: str, allow_downgrade: bool) -> RobotsFile:
    """robots.txt at `first`, over up to five redirects, also to other hosts; more count as "there is none".

    Raises: whatever `ask` raises; UnsafeAddress when it redirects to where we don't go.
    """
    address = first
    answer = await ask(address)
    for _ in range(MOST_REDIRECTS):
        if answer.location is None:
            break
        address = follow(address, answer.location, asked=asked, allow_downgrade=allow_downgrade)
        answer = await ask(address)
    if answer.location is not None or not 200 <= answer.status < 300:
        return RobotsFile(status=answer.status, text=None)
    return RobotsFile(status=answer.status, text=_decoded(answer.body))


def robots_url(address: Address) -> str:
    """Where the rules for `address` lie."""
    return f"{address.scheme}://{address.authority}/robots.txt"


def is_fresh(state: HostState, now: datetime) -> bool:
    """Whether the rules in `state` may still be used."""
    if state.robots_status is None or state.robots_fetched_at is None:
        return False
    kept_for = _KEPT_FOR_AFTER_5XX if state.robots_status >= 500 else _KEPT_FOR
    return timedelta(0) <= now - state.robots_fetched_at < kept_for


def refusal_by_robots(state: HostState, address: Address) -> str | None:
    """Why `address` may not be looked at by the rules in `state`, and what next; None when it may."""
    if state.robots_status is not None and state.robots_status >= 500:
        return (
            f"robots.txt of {state.host} answers {state.robots_status}, by which nothing may be fetched (RFC 9309); "
            "it is asked again after ten minutes"
        )
    if state.robots is None:
        return None
    path = address.target.decode("ascii")
    if _rules(state.robots).can_fetch(f"{address.scheme}://{address.authority}{path}", PRODUCT_TOKEN):
        return None
    return (
        f"robots.txt of {state.host} does not allow it; ask the publisher, or set [fetch] obey_robots = false if "
        "they agreed"
    )


def crawl_delay_s(state: HostState) -> float:
    """The gap that the rules in `state` ask for, in seconds, at most 30; 0 when they ask for none."""
    if state.robots is None:
        return 0.0
    return min(_rules(state.robots).crawl_delay(PRODUCT_TOKEN) or 0.0, LONGEST_CRAWL_DELAY_S)


def _decoded(body: bytes) -> str:
    """UTF-8 by RFC 9309; a NUL means nothing there and cannot be stored by every database."""
    if len(body) >= ROBOTS_LIMIT_BYTES:
        body = body[: body.rfind(b"\n") + 1]  # the last line may be half a rule
    return body.decode("utf-8-sig", errors="replace").replace("\0", "")


@lru_cache(maxsize=64)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
