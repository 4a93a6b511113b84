"""A web site on loopback that says exactly what a test wants, byte for byte, and remembers what it was asked."""

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdiff.config import FetchSettings
from newsdiff.fetch.client import HttpFetcher
from newsdiff.model.page import Deferred, Fetched, NotModified


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    connection: int
    at: float = field(default_factory=time.monotonic)


#: bytes are sent as they are; a generator of bytes is sent piece by piece, then the connection is closed
Reply = bytes | Callable[[Request], bytes | Iterable[bytes]]


def reply(body: bytes | str = b"", status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    """A complete HTTP answer."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in headers)]
    if status != 304:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(location: str, status: int = 302, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    return reply(status=status, headers=[("Location", location), *headers])


class Site:
    """Serves `routes` (path with query -> reply); everything else, robots.txt too, is 404."""

    def __init__(
        self,
        routes: dict[str, Reply] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.routes = {} if routes is None else routes
        self.requests: list[Request] = []
        self.connections = 0
        self.busiest = 0
        self._busy = 0
        self._tls = tls
        self._count = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((host, port), backlog=50)
        self.host, self.port = self._listener.getsockname()[:2]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"{'https' if self._tls else 'http'}://{host or self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    @property
    def pages(self) -> list[str]:
        return [path for path in self.paths if path != "/robots.txt"]

    def __enter__(self) -> "Site":
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        self._open.add(connection)
        try:
            with contextlib.suppress(OSError):
                if self._tls is not None:
                    raw, connection = connection, self._tls.wrap_socket(connection, server_side=True)
                    self._open.discard(raw)
                    self._open.add(connection)
                while self._answer_one(connection, number):
                    pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _answer_one(self, connection: socket.socket, number: int) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return False
            head += more
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        pairs = (line.partition(": ")[::2] for line in lines)
        request = Request(first.split(" ")[1], {name.lower(): value for name, value in pairs}, number)
        with self._count:
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
            self.requests.append(request)
        what = self.routes.get(request.path, reply(status=404))
        try:
            said = what if isinstance(what, bytes) else what(request)
            if not isinstance(said, bytes):
                for piece in said:
                    connection.sendall(piece)
                return False
        finally:
            with self._count:
                self._busy -= 1
        # only now: whoever has the answer may ask again before this thread counts on
        connection.sendall(said)
        return True


def drip(start: bytes, piece: bytes, every_s: float = 0.02, most: int = 500) -> Callable[[Request], Iterator[bytes]]:
    """A server that never gets done, yet is never silent."""

    def pieces(_request: Request) -> Iterator[bytes]:
        yield start
        for _ in range(most):
            time.sleep(every_s)
            yield piece

    return pieces


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def pass_(self, **by: float) -> None:
        self.time += timedelta(**by)


class Names:
    """A resolver: each name has a list of answers, given in turn, the last one for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.answers:
            return [host]
        given = self.answers[host]
        return given.pop(0) if len(given) > 1 else given[0]


def settings(**changes: Any) -> FetchSettings:
    """Settings for tests: the one loopback address is open, no gap."""
    return FetchSettings(**{"host_gap_s": 0.0, "allow_private": ("127.0.0.1/32",), **changes})


def run(work: Callable[[HttpFetcher], Coroutine[Any, Any, Any]], **arguments: Any) -> Any:
    """Let `work` use a fetcher, and close it. `arguments` are settings, or the fetcher's own seams."""
    seams = {name: arguments.pop(name) for name in _SEAMS if name in arguments}

    async def main() -> Any:
        fetcher = HttpFetcher(settings(**arguments), **seams)
        try:
            return await work(fetcher)
        finally:
            await fetcher.aclose()

    return asyncio.run(main())


_SEAMS = ("hosts", "now", "sleep", "jitter", "resolve", "ssl_context")


def look(url: str, *, validators: Any = None, **arguments: Any) -> Fetched | NotModified | Deferred:
    """One fetch by a fetcher of its own."""
    return run(lambda fetcher: fetcher.fetch(url, validators=validators), **arguments)
