"""A web site on loopback that answers what a test wants, look after look, and remembers what it was asked."""

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: stands for other bytes at each request, as real pages have them
NONCE = "@@nonce@@"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer. `pieces` is sent bit by bit instead of `body`, and the connection closed after it."""

    body: bytes = b""
    status: int = 200
    type: str | None = HTML
    headers: tuple[tuple[str, str], ...] = ()
    delay_s: float = 0.0
    pieces: Callable[[], Iterable[bytes]] | None = None

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def html(text: str, *, status: int = 200, etag: str | None = None, modified: str | None = None) -> Answer:
    """A page in UTF-8."""
    validators = (("ETag", etag), ("Last-Modified", modified))
    return Answer(body=text.encode(), status=status, headers=tuple((k, v) for k, v in validators if v))


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status=status, type=None, headers=(("Location", location),))


@dataclass(frozen=True)
class Request:
    path: str
    #: names in lower case
    headers: dict[str, str]
    at: float = field(default_factory=time.monotonic)


@dataclass
class Site:
    """Serves `answers` (path with query -> answer, page text, or what makes one); everything else is 404."""

    answers: dict[str, "Answer | str | Callable[[Request], Answer | str]"] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    base: str = ""

    def url(self, path: str) -> str:
        return self.base + path

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def answer(self, request: Request) -> Answer:
        """What this request gets; 304 where its conditions name the answer's validators."""
        self.requests.append(request)
        found = self.answers.get(request.path)
        if callable(found):
            found = found(request)
        if isinstance(found, str):
            found = html(found)
        if found is None:
            return html("<!doctype html><title>Not found</title><h1>Not found</h1>", status=404)
        etag, modified = found.header("ETag"), found.header("Last-Modified")
        asked = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
        if (etag and asked[0] == etag) or (modified and not asked[0] and asked[1] == modified):
            return Answer(status=304, type=None, headers=found.headers)
        return found


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.answer(Request(self.path, {k.lower(): v for k, v in self.headers.items()}))
            time.sleep(answer.delay_s)
            with contextlib.suppress(OSError):  # the other side may leave at any time
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            body = answer.body.replace(NONCE.encode(), secrets.token_hex(8).encode())
            self.send_response(answer.status)
            if answer.type:
                self.send_header("Content-Type", answer.type)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.pieces is None:
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                return
            self.end_headers()
            self.close_connection = True
            for piece in answer.pieces():
                self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving(site: Site | None = None, host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site on a free port of loopback while the block runs."""
    site = site or Site()
    server = _Server((host, 0), _handler(site))
    site.base = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
