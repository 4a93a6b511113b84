"""The server itself: a socket that listens, uvicorn on it, and a clean end. Opens no connection to anywhere."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from newsdiff.errors import ConfigError

#: seconds that requests under way are given when the server is told to stop
_GRACE_S = 5
_LOG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(message)s"}},
    "handlers": {"words": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "uvicorn": {"handlers": ["words"], "level": "WARNING", "propagate": False},
        "uvicorn.access": {"handlers": ["words"], "level": "INFO", "propagate": False},
    },
}


def listening(host: str, port: int) -> socket.socket:
    """A socket that is bound and listens; port 0 takes a free one. Raises: ConfigError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        sock = socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"cannot listen at {shown(host)}:{port}: {_cause(error)}; choose another --host or --port"
        ) from error
    # head and body are sent one after the other, and the body would wait 40 ms for the head to be acknowledged.
    # Connections inherit it; asyncio sets it only on those whose listening socket was made as one of TCP by name
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _cause(error: Exception) -> str:
    """The system's own words: `create_server` adds the address, which we name already."""
    number = getattr(error, "errno", None) or 0
    words = os.strerror(number) if number > 0 else getattr(error, "strerror", None) or str(error)
    return words.partition(" (while")[0]  # a name that is not known has a number of another kind


def shown(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def make_server(app: ASGIApp, *, access_log: bool = True) -> uvicorn.Server:
    """uvicorn, told as little as it needs. Nobody's X-Forwarded headers are believed."""
    config = uvicorn.Config(
        app,
        ws="none",
        lifespan="on",
        log_config=_LOG,
        access_log=access_log,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    return uvicorn.Server(config)


def serve(app: ASGIApp, sock: socket.socket, on_ready: Callable[[], None], *, access_log: bool = True) -> None:
    """Answer until SIGINT or SIGTERM comes; requests under way are finished first."""
    server = make_server(app, access_log=access_log)
    with sock, _ending(server):
        on_ready()
        server.run(sockets=[sock])


@contextmanager
def _ending(server: uvicorn.Server) -> Iterator[None]:
    """Let the signals that end the server end it, and nothing else.

    uvicorn takes them while it runs, and sends them again afterwards to whoever had them before: to us.
    """

    def end(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
