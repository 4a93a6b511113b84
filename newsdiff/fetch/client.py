"""`HttpFetcher`: one look at one address, over its redirects, each hop checked anew.

For every hop: is the address safe, does robots.txt allow it, is it the host's turn, then one request. No
cookies, no scripts, no disguise: a site that wants those is reported, not tricked.
"""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from newsdiff.config import FetchSettings
from newsdiff.errors import (
    BlockedByRobots,
    ConfigError,
    ConnectionFailed,
    FetchError,
    NeedsCookies,
    RedirectLoop,
    Timeout,
    TooLarge,
)
from newsdiff.fetch.address import Address, follow, parse_address, parse_networks, shown
from newsdiff.fetch.connect import Resolver, resolve
from newsdiff.fetch.decode import ACCEPTED
from newsdiff.fetch.exchange import Answer, Budget, Exchange, Headers
from newsdiff.fetch.pace import HostIsQuiet, Pace
from newsdiff.fetch.robots import (
    ROBOTS_LIMIT_BYTES,
    RobotsAnswer,
    crawl_delay_s,
    is_fresh,
    read_robots,
    refusal_by_robots,
    robots_url,
)
from newsdiff.model.page import Deferred, Fetched, HostState, NotModified, Validators

#: The same for pages and feeds, and at every look, so that a site's answers can be compared. "*" is "any
#: language" (RFC 9110, 12.5.4): the page in its own, not in one that we seem to prefer; no header at all looks
#: broken to some.
_NEUTRAL: Headers = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "*"),
    ("Accept-Encoding", ACCEPTED),
)


@dataclass(slots=True, kw_only=True)
class _Look:
    """What one call of `fetch` carries from hop to hop."""

    url: str
    patient: bool
    budget: Budget
    headers: Headers
    #: the hops behind us, each with whether it set cookies
    passed: list[tuple[Address, bool]] = field(default_factory=list)

    @property
    def redirects(self) -> tuple[str, ...]:
        return tuple(address.url for address, _ in self.passed)


class HttpFetcher:
    """The `Fetcher` (newsdiff/interfaces.py) of the real network. One per process, within one event loop.

    `hosts` is what is known from earlier runs. The other arguments are seams: `now` gives aware UTC, `sleep`
    takes seconds, `jitter` gives a number in [0, 1), `resolve` gives the IP addresses of (host, port),
    `ssl_context` replaces the system's trusted certificates.

    Raises: ConfigError for settings that cannot be meant.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        hosts: Iterable[HostState] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        resolve: Resolver = resolve,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        _require_sense(settings)
        self._settings = settings
        self._now = now
        self._pace = Pace(
            gap_s=settings.host_gap_s,
            concurrency=settings.concurrency,
            hosts=hosts,
            now=now,
            sleep=sleep,
            jitter=jitter,
        )
        self._exchange = Exchange(
            settings,
            allowed=parse_networks(settings.allow_private),
            resolve=resolve,
            now=now,
            ssl_context=ssl_context,
        )
        self._robots_locks: dict[str, asyncio.Lock] = {}
        self._headers = (("User-Agent", user_agent(settings.contact)), *_NEUTRAL)

    async def fetch(
        self, url: str, *, validators: Validators | None = None, patient: bool = True
    ) -> Fetched | NotModified | Deferred:
        """One look; see `Fetcher.fetch`.

        Validators go with every hop, because which one will answer is not known before. A 304 of any hop
        counts; `NotModified.final_url` says which address gave it, and is to be compared with the one that
        the validators came from: a Last-Modified date means nothing to another page. `Deferred` may also come
        from a host on the way, which it names.

        `Fetched.headers` leave out Set-Cookie, and describe the answer before its content encoding was
        undone. `elapsed_s` is network time; waiting for turns is not in it.
        """
        look = _Look(
            url=url,
            patient=patient,
            budget=Budget(self._settings.timeout_s),
            headers=(*self._headers, *_conditions(validators)),
        )
        try:
            return await self._follow(look, is_conditional=bool(_conditions(validators)))
        except HostIsQuiet as quiet:
            return Deferred(url=url, host=quiet.host, until=quiet.until, reason=quiet.reason)

    def changed_hosts(self) -> Sequence[HostState]:
        """States of the hosts that changed since the last call, ordered by host."""
        return self._pace.changed()

    def deferred_until(self, host: str) -> datetime | None:
        """Until when a patient fetch from `host` ("name" or "name:port") is deferred; None when it is not."""
        return self._pace.quiet_until(host)

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._exchange.aclose()

    async def _follow(self, look: _Look, *, is_conditional: bool) -> Fetched | NotModified:
        address = parse_address(look.url)
        while True:
            await self._require_robots(address, look)
            answer = await self._ask(address, look, look.headers, self._settings.limit_bytes)
            if answer.location is not None:
                address = self._next(address, answer, look)
                continue
            if answer.status != 304:
                return _fetched(address, answer, look)
            if not is_conditional:
                message = f"{address.key} answered 304 (not modified) to a request without conditions"
                raise ConnectionFailed(look.url, message, "protocol")
            return _not_modified(address, answer, look)

    def _next(self, address: Address, answer: Answer, look: _Look) -> Address:
        """Where the redirect leads.

        Raises: UnsafeAddress; RedirectLoop for a circle or too many; NeedsCookies for a circle that set
        cookies.
        """
        look.passed.append((address, answer.sets_cookies))
        target = follow(address, answer.location or "", asked=look.url, allow_downgrade=self._settings.allow_downgrade)
        identities = [hop.identity for hop, _ in look.passed]
        if target.identity in identities:
            circle = look.passed[identities.index(target.identity) :]
            raise _circle(look.url, target, sets_cookies=any(cookies for _, cookies in circle))
        if len(look.passed) > self._settings.max_redirects:
            message = (
                f"{shown(look.url)} redirects more than {self._settings.max_redirects} times, last to "
                f"{shown(target.url)}; open it in a browser and track the address where it ends"
            )
            raise RedirectLoop(look.url, message)
        return target

    async def _ask(
        self, address: Address, look: _Look, headers: Headers, limit_bytes: int, *, cut: bool = False
    ) -> Answer:
        """One request in the host's turn; the host's state learns from it."""
        host = address.key
        gap_s = crawl_delay_s(self._pace.state(host)) if self._settings.obey_robots else 0.0
        async with self._pace.turn(host, gap_s=gap_s, patient=look.patient):
            try:
                answer = await self._exchange.get(
                    address, headers, asked=look.url, budget=look.budget, limit_bytes=limit_bytes, cut=cut
                )
            except (Timeout, ConnectionFailed) as error:
                self._pace.failed(host, f"{error.kind}: {error}")
                raise
            except TooLarge:
                self._pace.answered(host, 200)
                raise
            self._pace.answered(host, answer.status, answer.header("retry-after"))
            return answer

    async def _require_robots(self, address: Address, look: _Look) -> None:
        """Raises: BlockedByRobots, or what went wrong when robots.txt was asked for."""
        if not self._settings.obey_robots:
            return
        host = address.key
        self._pace.require_talk(host, patient=look.patient)
        # a lock apart from the turn: robots.txt may redirect to another host, whose turn is then needed
        async with self._robots_locks.setdefault(host, asyncio.Lock()):
            if not is_fresh(self._pace.state(host), self._now()):
                await self._read_robots(address, look)
                self._pace.require_talk(host, patient=look.patient)
        why = refusal_by_robots(self._pace.state(host), address)
        if why is not None:
            raise BlockedByRobots(look.url, f"{shown(address.url)} is not fetched: {why}")

    async def _read_robots(self, address: Address, look: _Look) -> None:
        async def ask(where: Address) -> RobotsAnswer:
            answer = await self._ask(where, look, self._headers, ROBOTS_LIMIT_BYTES, cut=True)
            return RobotsAnswer(status=answer.status, location=answer.location, body=answer.body)

        first = parse_address(robots_url(address), asked=look.url)
        robots = await read_robots(first, ask, asked=look.url, allow_downgrade=self._settings.allow_downgrade)
        self._pace.update(address.key, robots=robots.text, robots_status=robots.status, robots_fetched_at=self._now())


def user_agent(contact: str = "") -> str:
    """Who we say we are: "newsdiff/1.0 (+https://example.org/bot)".

    Raises: ConfigError for a contact that cannot stand in a header.
    """
    try:
        product = f"newsdiff/{version('newsdiff')}"
    except PackageNotFoundError:
        product = "newsdiff"
    contact = contact.strip()
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()\\"):
        raise ConfigError(f"[fetch] contact: {shown(contact)} must be a plain web or mail address in ASCII")
    return f"{product} (+{contact})" if contact else product


def _require_sense(settings: FetchSettings) -> None:
    least = {"concurrency": 1, "limit_bytes": 1, "max_redirects": 0, "host_gap_s": 0.0}
    least |= {"timeout_s": 0.001, "connect_timeout_s": 0.001}
    for name, minimum in least.items():
        value = getattr(settings, name)
        if not value >= minimum:
            raise ConfigError(f"[fetch] {name} = {value}: must be at least {minimum}")


def _conditions(validators: Validators | None) -> Headers:
    """RFC 9110, 13.1: both, so that a server that knows only dates can answer too."""
    if validators is None:
        return ()
    pairs = (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified))
    return tuple((name, value) for name, value in pairs if value and value.isascii() and value.isprintable())


def _circle(url: str, target: Address, *, sets_cookies: bool) -> FetchError:
    if sets_cookies:
        message = (
            f"{shown(url)} sends readers without cookies round in a circle; newsdiff keeps none. Save the "
            "page by hand and use newsdiff add"
        )
        return NeedsCookies(url, message)
    return RedirectLoop(url, f"{shown(url)} redirects in a circle, back to {shown(target.url)}; check it in a browser")


def _fetched(address: Address, answer: Answer, look: _Look) -> Fetched:
    return Fetched(
        url=look.url,
        final_url=address.url,
        redirects=look.redirects,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        at=answer.at,
        elapsed_s=look.budget.spent_s,
    )


def _not_modified(address: Address, answer: Answer, look: _Look) -> NotModified:
    return NotModified(
        url=look.url,
        final_url=address.url,
        redirects=look.redirects,
        headers=answer.headers,
        at=answer.at,
        elapsed_s=look.budget.spent_s,
    )
