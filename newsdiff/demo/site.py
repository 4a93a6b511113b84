"""A small news site on loopback that serves the samples and moves on step by step. Every answer has other bytes."""

import json
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FEED_PATH = "/feed.xml"
_NOT_FOUND = b"<!doctype html><title>Not found</title><h1>Not found</h1>"
_SLOT = re.compile(r"<!--noise:([\w-]+)-->.*?<!--/noise-->", re.DOTALL)


def samples_folder() -> Path:
    """`samples/`: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "samples"
    return inside if inside.is_dir() else package.parent / "samples"


class SampleSite:
    """The stories, and which state of each is published at the present step."""

    def __init__(self, folder: Path) -> None:
        plan = json.loads((folder / "site.json").read_text(encoding="utf-8"))
        self.title: str = plan["feed_title"]
        self.stories: list[dict[str, Any]] = plan["stories"]
        self.steps = len(self.stories[0]["states"])
        self.step = 0
        #: paths asked for, in order
        self.requests: list[str] = []
        self._folder = folder
        self._opened_at = datetime.now(UTC)

    def page(self, path: str) -> bytes | None:
        """The page at a path in its present state, with fresh noise; None: 404."""
        story = next((story for story in self.stories if story["path"] == path), None)
        if story is None or story["states"][self.step] == "404":
            return None
        file = self._folder / story["slug"] / f"{story['states'][self.step]}.html"
        return noisy(file.read_text(encoding="utf-8")).encode()

    def feed(self, base: str) -> bytes:
        """The feed as RSS 2.0; `base` is the site's address."""
        items = "".join(
            f"<item><title>{escape(story['title'])}</title><link>{base}{escape(story['path'])}</link>"
            f"<pubDate>{format_datetime(self._opened_at - timedelta(hours=place))}</pubDate></item>\n"
            for place, story in enumerate(self.stories)
        )
        head = f"<title>{escape(self.title)}</title><link>{base}/</link><description>Invented news</description>"
        return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{head}\n{items}</channel></rss>\n'.encode()


def noisy(html: str) -> str:
    """A page as a real site would serve it: other advertisements, other lists, other tokens each time."""

    def fill(slot: re.Match[str]) -> str:
        token = secrets.token_hex(4)
        if slot[1] == "date-line":
            return f"{datetime.now(UTC):%A, %d %B %Y %H:%M:%S}"
        if slot[1] == "comments-count":
            return f"{secrets.randbelow(900) + 2} comments"
        if slot[1] == "ad":
            return f'<div class="ad" id="ad-{token}"><p>Advertisement {token}</p></div>'
        links = (f"Reader favourite {secrets.token_hex(3)}: the story of {secrets.token_hex(3)}" for _ in range(4))
        rows = "".join(f'<li><a href="/more/{secrets.token_hex(4)}">{link}</a></li>' for link in links)
        return f'<ul class="links">{rows}</ul>'

    return _SLOT.sub(fill, html).replace("NOISE-NONCE", secrets.token_hex(8))


def _handler(site: SampleSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append(self.path)
            base = f"http://{self.headers.get('Host')}"
            if self.path == FEED_PATH:
                self._send(200, "application/rss+xml; charset=utf-8", site.feed(base))
                return
            page = site.page(self.path)
            if page is None:
                self._send(404, "text/html; charset=utf-8", _NOT_FOUND)
            else:
                self._send(200, "text/html; charset=utf-8", page)

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the demonstration speaks for itself."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True


@contextmanager
def serving(site: SampleSite, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve a site on a free port of loopback while the block runs; its address, without a slash at the end."""
    server = _Server((host, 0), _handler(site))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
