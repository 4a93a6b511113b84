"""Feeds of changes: Atom (RFC 4287) and JSON Feed 1.1, made of the same values."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from newsdiff.render.json_shapes import instant_json

#: what XML 1.0 has no way to write
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One change."""

    #: a URN; the same for ever, at whatever address the archive is served
    id: str
    link: str
    title: str
    #: language tag of the title; "" when unknown
    language: str
    #: the source
    author: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, or one page of it."""

    id: str
    title: str
    #: of the page that shows the same
    page: str
    #: of this feed in the present form
    address: str
    #: of its older entries (RFC 5005); "" when there are none
    older: str
    updated: datetime
    #: of newsdiff
    release: str
    #: newest first
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> bytes:
    """The feed as Atom, UTF-8."""
    return "\n".join(_atom(feed)).encode()


def _atom(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<id>{_xml(feed.id)}</id>"
    yield f"<title>{_xml(feed.title)}</title>"
    yield f"<updated>{instant_json(feed.updated)}</updated>"
    yield "<author><name>newsdiff</name></author>"
    yield f'<generator version="{feed.release}">newsdiff</generator>'
    yield f'<link rel="self" type="application/atom+xml" href="{_xml(feed.address)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_xml(feed.page)}"/>'
    if feed.older:
        yield f'<link rel="next" type="application/atom+xml" href="{_xml(feed.older)}"/>'
    for entry in feed.entries:
        yield from _atom_entry(entry)
    yield "</feed>\n"


def _atom_entry(entry: FeedEntry) -> Iterator[str]:
    lang = f' xml:lang="{entry.language}"' if entry.language else ""
    yield "<entry>"
    yield f"<id>{_xml(entry.id)}</id>"
    yield f"<title{lang}>{_xml(entry.title)}</title>"
    yield f"<published>{instant_json(entry.published)}</published>"
    yield f"<updated>{instant_json(entry.updated)}</updated>"
    yield f"<author><name>{_xml(entry.author)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{_xml(entry.link)}"/>'
    for label in entry.labels:
        yield f'<category term="{_xml(label)}"/>'
    yield f"<summary>{_xml(entry.summary)}</summary>"
    yield f'<content type="html">{_xml(entry.html)}</content>'
    yield "</entry>"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1, UTF-8."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        **({"next_url": feed.older} if feed.older else {}),
        "authors": [{"name": "newsdiff"}],
        "items": [_item(entry) for entry in feed.entries],
    }
    # a lone half of a character, which a page may hold, can be written in no UTF-8
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _item(entry: FeedEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": instant_json(entry.published),
        "date_modified": instant_json(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": list(entry.labels),
        **({"language": entry.language} if entry.language else {}),
    }
