"""How `first_archive.sql` was made: the real parts, fed with invented answers of example.org. Kept to be understood.

    python -m tests.migration.make_first_archive > tests/migration/first_archive.sql

Run it only to store an archive of a *new* schema under a new name: the first one must stay as the first program wrote
it.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsdiff.config import Config
from newsdiff.errors import Timeout
from newsdiff.extract import PageExtractor
from newsdiff.model.address import address_key
from newsdiff.model.feed import Filters, TargetKind
from newsdiff.model.observation import Origin
from newsdiff.model.page import Deferred, Fetched, HostState, NotModified, Validators
from newsdiff.model.source import Alias, AliasKind
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.tables import APPLICATION_ID
from newsdiff.tracking.check import Checker
from newsdiff.tracking.feeds import FeedChecker

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SITE = "https://example.org"
FERRY, TUNNEL = f"{SITE}/news/ferry?utm_source=feed", f"{SITE}/news/tunnel"
BODY = [
    "The ferry between the two shores was late on Monday, said the harbour office, and will be late on Tuesday too.",
    "A broken winch had kept the “Möwe” at her berth for three hours; nobody was hurt, and the mail went by road.",
    "“We have ordered the part,” said the master of the harbour, Ada Ruiz, who has kept the office for eleven years.",
    "The part comes by ship from the mainland, which is why nobody can say on which day it will arrive at the island.",
    "Passengers who cannot wait may ask for their money at the counter, or cross by the bridge, which is open all day.",
]

MORE = [
    f"{number} boats lay at the quay of Northport on that day, and each of them had waited for the wind for {number} "
    f"hours or more, as their masters told us when we asked them about it on the pier."
    for number in range(3, 9)
]


class Silent:
    """A fetcher that is never asked: the answers are given to `digest`."""

    async def fetch(
        self, url: str, *, validators: Validators | None = None, patient: bool = True
    ) -> Fetched | NotModified | Deferred:
        raise NotImplementedError

    def changed_hosts(self) -> list[HostState]:
        return [
            HostState(host="example.org", last_request_at=NOON, robots="User-agent: *\nAllow: /\n", robots_status=200)
        ]


def page(headline: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
        f'<p class="byline">By Ben Ode</p>{body}</article></body></html>'
    ).encode()


def answer(url: str, minutes: float, body: bytes, kind: str = "text/html", redirects: tuple[str, ...] = ()) -> Fetched:
    headers = (("content-type", f"{kind}; charset=utf-8"), ("etag", f'"{len(body)}"'))
    at = NOON + timedelta(minutes=minutes)
    return Fetched(url=url, final_url=url, status=200, headers=headers, body=body, at=at, redirects=redirects)


def fill(archive: Archive) -> None:
    """A feed, a story with three versions and most outcomes, a double, a dropped claim, a page saved by hand."""
    config = Config(db="")
    parts = {"archive": archive, "fetcher": Silent(), "config": config, "now": lambda: NOON + timedelta(minutes=121)}
    checker = Checker(**parts, extractor=PageExtractor, jitter=lambda: 0.0)  # type: ignore[arg-type]
    feed_checker = FeedChecker(**parts)  # type: ignore[arg-type]
    feed, _ = archive.feeds.add(
        url=f"{SITE}/feed.xml", key=address_key(f"{SITE}/feed.xml"), kind=TargetKind.FEED, source="example",
        period_s=900.0, now=NOON, filters=Filters(exclude=("/sport/",)),
    )  # fmt: skip
    items = "".join(
        f"<item><title>T</title><link>{link}</link></item>" for link in (FERRY.replace("&", "&amp;"), TUNNEL)
    )
    rss = f"<rss version='2.0'><channel><title>Example</title>{items}</channel></rss>".encode()
    feed_checker.digest(feed, answer(feed.url, 0, rss, "application/rss+xml"))
    ferry, tunnel = archive.articles.all()
    looks = [
        answer(FERRY, 1, page("Ferry late", *BODY), redirects=(f"{SITE}/s/1",)),
        answer(FERRY, 31, page("Ferry late", *BODY) + b"<!-- served again -->"),
        NotModified(url=FERRY, final_url=FERRY, at=NOON + timedelta(minutes=61)),
        answer(FERRY, 91, page("Ferry two hours late", *BODY[1:], *MORE, "Correction: it was two hours, not three.")),
        Timeout(FERRY, f"{FERRY} did not answer within 30 s"),
        answer(FERRY, 151, page("Ferry two hours late", *BODY)),
        answer(FERRY, 161, page("Ferry two hours late", *BODY)),
    ]
    for look in looks:
        checker.digest(checker.standing(ferry.id), look)
    checker.digest(
        checker.standing(tunnel.id), answer(TUNNEL, 2, page("Tunnel opens", *BODY[1:])), origin=Origin.BY_HAND
    )
    double, _ = archive.articles.add(url=f"{SITE}/x", key=address_key(f"{SITE}/x"), source="example", now=NOON)
    moved = answer(f"{SITE}/x", 3, page("Ferry late", *BODY))
    checker.digest(checker.standing(double.id), Fetched(**{**_values(moved), "final_url": FERRY}))
    claim = Alias(url=f"{SITE}/live", key=address_key(f"{SITE}/live"), kind=AliasKind.CANONICAL)
    archive.articles.drop_alias(claim, NOON)


def _values(fetched: Fetched) -> dict[str, object]:
    return {name: getattr(fetched, name) for name in Fetched.__slots__}


def dump(path: Path) -> Iterator[str]:
    yield f"PRAGMA application_id = {APPLICATION_ID};"
    with closing(sqlite3.connect(path)) as conn:
        yield from conn.iterdump()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        with closing(open_archive(str(path))) as archive:
            fill(archive)
        sys.stdout.writelines(f"{line}\n" for line in dump(path))


if __name__ == "__main__":
    main()
