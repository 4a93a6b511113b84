"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/): text -> `Listing`."""

import json
from collections.abc import Iterator
from typing import Any

from newsdiff.discover.dates import parse_w3c
from newsdiff.discover.document import unreadable
from newsdiff.discover.entries import absolute_url, each_address_once, plain_text
from newsdiff.model.feed import Entry, Listing, TargetKind


def read_json_feed(text: str, url: str, warnings: list[str]) -> Listing:
    """What a JSON Feed names. `warnings` are those found on the way here.

    Raises: FeedError with line and cause when it is no JSON or no JSON Feed.
    """
    document = _document(text, url)
    items = document.get("items")
    if not isinstance(items, list):
        raise unreadable(url, 'it is JSON without a list of "items": no JSON Feed', 1)
    entries = tuple(_entries(items, url))
    warnings = list(warnings)
    if not str(document.get("version", "")).startswith(("https://jsonfeed.org/", "https://www.jsonfeed.org/")):
        warnings.append("it does not name a version of JSON Feed")
    if len(entries) < len(items):
        warnings.append(f"{len(items) - len(entries)} of {len(items)} entries have no http(s) address")
    if not items:
        warnings.append("the feed has no entries")
    return Listing(
        kind=TargetKind.FEED,
        title=plain_text(_string(document.get("title"))),
        entries=each_address_once(entries),
        warnings=tuple(warnings),
    )


def _document(text: str, url: str) -> dict[str, Any]:
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise unreadable(url, f"{error.msg} (column {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise unreadable(url, "values are nested too deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise unreadable(url, str(error)) from error
    if not isinstance(document, dict):
        raise unreadable(url, "it is JSON, but no JSON Feed", 1)
    return document


def _entries(items: list[Any], url: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        link = _link(item, url)
        if link is None:
            continue
        tags = item.get("tags")
        names = (plain_text(_string(tag)) for tag in tags) if isinstance(tags, list) else ()
        yield Entry(
            url=link,
            id=_string(item.get("id")),
            title=plain_text(_string(item.get("title"))),
            published_at=parse_w3c(_string(item.get("date_published"))),
            updated_at=parse_w3c(_string(item.get("date_modified"))),
            categories=tuple(dict.fromkeys(name for name in names if name)),
        )


def _link(item: dict[str, Any], url: str) -> str | None:
    """The item's own page; for one that only points elsewhere, that page; an id that is an address."""
    for key in ("url", "external_url"):
        if found := absolute_url(url, _string(item.get(key))):
            return found
    name = _string(item.get("id")) or ""
    return absolute_url(url, name) if name.startswith(("http://", "https://")) else None


def _string(value: Any) -> str | None:
    """The value as text: version 1 allowed numbers as ids."""
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, str | int | float) else None
