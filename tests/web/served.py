"""`newsdiff serve` on an archive of a test's own: the real server on loopback, asked over real HTTP."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.web.listen import listening, make_server
from newsdiff.web.site import make_site


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    #: names in lower case
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """A running server."""

    base: str
    headers: dict[str, str] = field(default_factory=dict)
    #: tell it to stop, as a signal does
    stop: Callable[[], None] = lambda: None

    def get(self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Got:
        """One answer, redirects as they are. `path` is sent as it is written."""
        parts = urlsplit(self.base)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.request(method, path, headers={**self.headers, **(headers or {})})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, names, answer.read())
        finally:
            connection.close()


@contextmanager
def served(db: str, *, allowed: tuple[str, ...] = (), base: str = "") -> Iterator[Served]:
    """The pages of an archive on a free port while the block runs."""
    with open_app(load_config(db=db, environ={})) as app, running(make_site(app, allowed=allowed, base=base)) as site:
        yield site


@contextmanager
def running(site: ASGIApp) -> Iterator[Served]:
    """An application on a free port while the block runs."""
    with listening("127.0.0.1", 0) as sock:
        server = make_server(site)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        port = sock.getsockname()[1]
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{port}", stop=lambda: setattr(server, "should_exit", True))
        finally:
            server.should_exit = True
            thread.join(timeout=30)
