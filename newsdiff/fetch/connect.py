"""Connections to addresses that were checked, and to no others.

The name is looked up once for each connection, here, where the connection is made: every address it has must
be allowed, and only those very addresses are tried. Between check and use there is nothing that a changed DNS
answer could slip through (DNS rebinding). The HTTP layer above keeps the original name for Host and SNI.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain, zip_longest

import httpcore2

from newsdiff.fetch.address import IPNetwork, refusal, shown

#: (host, port) -> IP addresses, best first; raises OSError when there are none
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

#: an address with others behind it must not use up the time of all
_FIRST_TRIES_S = 3.0
_MOST_TRIES = 6


class DnsFailed(httpcore2.ConnectError):
    """The name has no address."""


class ConnectFailed(httpcore2.ConnectError):
    """No address of the host took the connection."""


class AddressRefused(Exception):
    """An address of the host is not public. The message is complete but for the thing asked."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` in the system's order (RFC 6724), without repetition."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PinnedBackend(httpcore2.AsyncNetworkBackend):
    """A network backend for httpcore2 that looks names up itself and connects to checked addresses only."""

    def __init__(self, *, resolve: Resolver, allowed: Sequence[IPNetwork], connect_timeout_s: float) -> None:
        self._resolve = resolve
        self._allowed = tuple(allowed)
        self._connect_timeout_s = connect_timeout_s
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - each address gets its own
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first checked address that takes one.

        Raises: AddressRefused, DnsFailed, ConnectFailed.
        """
        addresses = await self._checked(host, port)
        failures = []
        for tried, address in enumerate(addresses, start=1):
            patience_s = self._connect_timeout_s
            if tried < len(addresses):
                patience_s = min(patience_s, _FIRST_TRIES_S)
            try:
                return await self._network.connect_tcp(address, port, patience_s, local_address, socket_options)
            except httpcore2.ConnectTimeout:
                failures.append(f"{address}: no answer within {patience_s:g} s")
            except httpcore2.ConnectError as error:
                failures.append(f"{address}: {_cause(error)}")
        raise ConnectFailed("; ".join(failures))

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """Never: a page is not behind a local socket."""
        raise AddressRefused("a local socket")

    async def sleep(self, seconds: float) -> None:
        """Asked for by httpcore2 between its own retries, which are off."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise DnsFailed(getattr(error, "strerror", None) or str(error)) from error
        if not found:
            raise DnsFailed("the name has no address")
        for address in found:
            why = refusal(address, self._allowed)
            if why is not None:
                raise AddressRefused(
                    f"{host} is at {shown(address)}, which is not public ({why}); if that is intended, name "
                    "its network in [fetch] allow_private"
                )
        return _families_in_turn(found)[:_MOST_TRIES]


def _families_in_turn(addresses: Sequence[str]) -> list[str]:
    """IPv6 and IPv4 by turns, the first one first (RFC 8305, 4), so that a broken family costs one try."""
    is_first = [(":" in address) == (":" in addresses[0]) for address in addresses]
    first = [address for address, same in zip(addresses, is_first, strict=True) if same]
    other = [address for address, same in zip(addresses, is_first, strict=True) if not same]
    return [address for address in chain(*zip_longest(first, other)) if address is not None]


def _cause(error: BaseException) -> str:
    """The operating system's words, from below the layers that wrapped them."""
    below: BaseException | None = error
    while below is not None:
        if isinstance(below, OSError) and below.strerror:
            return below.strerror
        below = below.__cause__ or below.__context__
    return str(error) or "refused"
