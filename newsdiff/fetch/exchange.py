"""One request and its answer: pinned connection, whole deadline, bounded body, errors in our words.

httpcore2 is used without httpx2's client, which would add what must not be here: its own decoding, cookies,
redirects and environment. Each request has a connection of its own. On a kept one, bytes that a server sends
beyond its Content-Length would be read as the answer to the next request: one article's text under another's
address (tried: it happens). With seconds between two requests to a host, a handshake more costs nobody anything.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import httpcore2
import httpx2

from newsdiff.config import FetchSettings
from newsdiff.errors import ConnectionFailed, FetchError, Timeout, TooLarge, UnsafeAddress
from newsdiff.fetch.address import Address, IPNetwork, shown
from newsdiff.fetch.connect import AddressRefused, ConnectFailed, DnsFailed, PinnedBackend, Resolver
from newsdiff.fetch.decode import BadEncoding, Body

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_HTTP_ERRORS = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError)

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request gave."""

    status: int
    #: names in lower case; without set-cookie, which is neither stored nor sent back
    headers: tuple[tuple[str, str], ...]
    #: decoded; empty for redirects, whose bodies are not read
    body: bytes = field(repr=False)
    #: when the answer began
    at: datetime
    sets_cookies: bool

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def location(self) -> str | None:
        """Where to go instead, as the server wrote it."""
        return self.header("location") if self.status in REDIRECTS else None


class Budget:
    """The network time of one look, in seconds, used up bit by bit; waiting between the bits is free."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.spent_s = 0.0

    @asynccontextmanager
    async def spending(self) -> AsyncIterator[None]:
        """Raises: TimeoutError when the budget ends inside."""
        clock = asyncio.get_running_loop().time
        begin = clock()
        try:
            async with asyncio.timeout(self.seconds - self.spent_s):
                yield
        finally:
            self.spent_s += clock() - begin


class Exchange:
    """The one place that sends requests. It belongs to one event loop."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        allowed: Sequence[IPNetwork],
        resolve: Resolver,
        now: Callable[[], datetime],
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl_context or httpx2.create_ssl_context(trust_env=False),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=PinnedBackend(
                resolve=resolve, allowed=allowed, connect_timeout_s=settings.connect_timeout_s
            ),
        )

    async def get(
        self,
        address: Address,
        headers: Headers,
        *,
        asked: str,
        budget: Budget,
        limit_bytes: int,
        cut: bool = False,
    ) -> Answer:
        """Ask `address` once. A body beyond `limit_bytes` is an error, or is cut there when `cut`.

        Raises: Timeout, ConnectionFailed, TooLarge, UnsafeAddress, all for the address `asked`.
        """
        try:
            async with budget.spending():
                return await self._get(address, headers, asked=asked, limit_bytes=limit_bytes, cut=cut)
        except (TimeoutError, AddressRefused, BadEncoding, *_HTTP_ERRORS) as error:
            raise _translated(error, address, asked, budget) from error

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def _get(self, address: Address, headers: Headers, *, asked: str, limit_bytes: int, cut: bool) -> Answer:
        response = await self._pool.handle_async_request(self._request(address, headers))
        async with aclosing(response):
            answer = self._head(response)
            if answer.location is not None:
                return answer
            encodings = (value for name, value in answer.headers if name == "content-encoding")
            body = Body(encodings, limit_bytes=limit_bytes)
            async with aclosing(response.aiter_stream()) as stream:
                async for raw in stream:
                    body.feed(raw)
                    if body.is_over:
                        break
            whole = body.finish()
            if body.is_over and not cut:
                raise _too_large(address, asked, limit_bytes)
            return replace(answer, body=whole)

    def _head(self, response: httpcore2.Response) -> Answer:
        received = [(_text(name).lower(), _text(value)) for name, value in response.headers]
        kept = tuple(pair for pair in received if pair[0] != "set-cookie")
        return Answer(
            status=response.status,
            headers=kept,
            body=b"",
            at=self._now(),
            sets_cookies=len(kept) < len(received),
        )

    def _request(self, address: Address, headers: Headers) -> httpcore2.Request:
        return httpcore2.Request(
            method="GET",
            url=httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target),
            headers=[("Host", address.authority), ("Connection", "close"), *headers],
            extensions={
                "timeout": {"connect": self._settings.connect_timeout_s},
                "sni_hostname": address.host.rstrip("."),
            },
        )


def _text(value: bytes) -> str:
    """Header bytes as text: UTF-8 where it is (raw Location headers), otherwise Latin-1 (RFC 9110, 5.5)."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_large(address: Address, asked: str, limit_bytes: int) -> TooLarge:
    return TooLarge(
        asked,
        f"{shown(address.url)} is larger than {limit_bytes:,} bytes when unpacked; nothing of it was kept. "
        "If it is a real article, raise [fetch] limit_bytes",
    )


def _translated(error: Exception, address: Address, asked: str, budget: Budget) -> FetchError:
    """The same failure in our words: what, why, what next."""
    host, words = address.key, shown(str(error)) or type(error).__name__
    match error:
        case TimeoutError():
            return Timeout(
                asked,
                f"{shown(address.url)} was not complete within {budget.seconds:g} s and was cut off; the "
                "next look tries again, [fetch] timeout_s gives it longer",
            )
        case AddressRefused():
            return UnsafeAddress(asked, f"{shown(asked)} is not fetched: {error}")
        case DnsFailed():
            message, kind = (
                f"{host} was not found ({words}); check its spelling and this machine's DNS",
                "dns",
            )
        case ConnectFailed():
            message, kind = f"{host} takes no connection ({words}); the next look tries again", "connect"
        case httpcore2.ConnectError() | httpcore2.ConnectTimeout():
            message = (
                f"no secure connection to {host} ({words}); open it in a browser: a site whose "
                "certificate cannot be verified is not read"
            )
            kind = "tls"
        case BadEncoding():
            message, kind = f"the answer of {host} cannot be unpacked: {words}", "protocol"
        case _:
            message, kind = (
                f"the answer of {host} broke off or is no HTTP ({words}); the next look tries again",
                "protocol",
            )
    return ConnectionFailed(asked, message, kind)
