"""Building a `Listing` from what a reader found: absolute addresses, plain titles, each address once."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from newsdiff.model.address import address_key
from newsdiff.model.feed import Entry

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_BLANK = re.compile(r"[\t\r\n]+")


def absolute_url(base: str, link: str | None) -> str | None:
    """The link as an absolute http(s) address, or None when it is no such thing."""
    link = _BLANK.sub("", link or "").strip().replace(" ", "%20")
    if not link:
        return None
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def plain_text(text: str | None, *, markup: bool = False) -> str | None:
    """One line of text; with `markup`, tags are taken out and HTML's letter names read. None when empty."""
    if text and markup:
        text = html.unescape(_TAG.sub("", text))
    return " ".join((text or "").split()) or None


def each_address_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in order; a later one of the same address only fills in what the first did not say."""
    found: dict[str, Entry] = {}
    for entry in entries:
        key = address_key(entry.url)
        found[key] = _filled(found[key], entry) if key in found else entry
    return tuple(found.values())


def _filled(first: Entry, later: Entry) -> Entry:
    stamps = [at for at in (first.updated_at, later.updated_at) if at is not None]
    return replace(
        first,
        id=first.id or later.id,
        title=first.title or later.title,
        published_at=first.published_at or later.published_at,
        updated_at=max(stamps, default=None),
        categories=tuple(dict.fromkeys(first.categories + later.categories)),
    )
