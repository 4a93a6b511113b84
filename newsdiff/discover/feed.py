"""RSS 0.9x, 1.0 (RDF) and 2.0, Atom and JSON Feed: bytes -> `Listing`.

feedparser reads the XML kinds, but only documents that `xml_safety` has stripped of their document type and
found (or `xml_repair` has made) well-formed, so that its loose parser never runs. The caller sees the first
fault as a warning with its line. JSON Feed (jsonfeed.org, 1 and 1.1) has its own reader.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from newsdiff.discover.dates import from_struct
from newsdiff.discover.document import decoded, gunzipped, unreadable
from newsdiff.discover.entries import absolute_url, each_address_once, plain_text
from newsdiff.discover.json_feed import read_json_feed
from newsdiff.discover.xml_repair import repaired
from newsdiff.discover.xml_safety import Fault, Root, inspect, without_doctype
from newsdiff.model.feed import Entry, Listing, TargetKind

_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """What a feed names, in its order. `url` is where it was found; relative links are resolved against it.

    Entries without an http(s) address are left out and counted in a warning; so are the first fault of a
    malformed document (with its line) and a character set other than the declared one. A feed without entries
    is an empty listing with a warning.

    Raises: FeedError with line and cause when it is not a feed, cannot be read or tries to do harm.
    """
    text, charset_fault = decoded(gunzipped(body, url), content_type)
    warnings = [f"character set: {charset_fault}"] if charset_fault else []
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_json_feed(text, url, warnings)
    text, stray = without_doctype(text, url)
    text, fault = _wellformed(text, url)
    fault = stray or fault
    if fault:
        warnings.append(f"line {fault.line}: {fault.cause}; read as far as possible")
    return _listing(_parsed(text, url), url, warnings, fault)


def _wellformed(text: str, url: str) -> tuple[str, Fault | None]:
    """The text as it is, or repaired together with the fault that made it necessary."""
    found = inspect(text, url)
    if isinstance(found, Root):
        _require_feed(found, url)
        return text, None
    fixed = repaired(text)
    root = inspect(fixed, url) if fixed else found
    if fixed is None or isinstance(root, Fault):
        raise unreadable(url, found.cause, found.line)
    _require_feed(root, url)
    return fixed, found


def _require_feed(root: Root, url: str) -> None:
    name = root.name.lower()
    if name in _ROOTS:
        return
    if name == "html":
        raise unreadable(url, "it is an HTML page, not a feed", 1)
    hint = ": it is a sitemap" if name in ("urlset", "sitemapindex") else ""
    raise unreadable(url, f"its first element is <{root.name}>, which is no feed{hint}", 1)


def _parsed(text: str, url: str) -> Any:
    import feedparser

    # a stream, because feedparser opens a file or an address when it is given a name. It is not told where the
    # document was: it would make an address of every guid, and a number is none
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever else fails in the parser is a fault of the document
        raise unreadable(url, f"the feed parser failed ({type(error).__name__}: {error})") from error


def _listing(parsed: Any, url: str, warnings: list[str], fault: Fault | None) -> Listing:
    entries = tuple(_entries(parsed, url))
    without = len(parsed.entries) - len(entries)
    if fault and not parsed.entries:
        raise unreadable(url, fault.cause, fault.line)
    if without:
        warnings.append(f"{without} of {len(parsed.entries)} entries have no http(s) address")
    if not parsed.entries:
        warnings.append("the feed has no entries")
    title = _title(parsed.feed)
    return Listing(kind=TargetKind.FEED, title=title, entries=each_address_once(entries), warnings=tuple(warnings))


def _entries(parsed: Any, url: str) -> Iterator[Entry]:
    for item in parsed.entries:
        link = _link(item, url)
        if link is None:
            continue
        yield Entry(
            url=link,
            id=plain_text(item.get("id")),
            title=_title(item),
            published_at=from_struct(item.get("published_parsed")),
            # asked for by "in" first: feedparser would answer with the publication date and a
            # DeprecationWarning
            updated_at=from_struct(item["updated_parsed"]) if "updated_parsed" in item else None,
            categories=_categories(item),
        )


def _link(item: Any, url: str) -> str | None:
    """The story's address: the original behind a redirector, the alternate page, the permanent id, itself."""
    candidates = [item.get("feedburner_origlink")]
    pages = [link for link in item.get("links", ()) if link.get("rel") == "alternate" and link.get("href")]
    candidates += [link["href"] for link in pages if link.get("type", "text/html") in _HTML_TYPES]
    candidates += [link["href"] for link in pages]
    if not item.get("guidislink"):  # then feedparser has made the link of the guid, which may be any text
        candidates.append(item.get("link"))
    elif str(item.get("id", "")).startswith(("http://", "https://")):
        candidates.append(item.get("id"))
    candidates += [link.get("href") for link in item.get("links", ()) if link.get("rel") == "self"]
    return next((found for link in candidates if (found := absolute_url(url, link))), None)


def _title(item: Any) -> str | None:
    kind = (item.get("title_detail") or {}).get("type", "text/plain")
    return plain_text(item.get("title"), markup=kind in _HTML_TYPES)


def _categories(item: Any) -> tuple[str, ...]:
    names = (plain_text(tag.get("label") or tag.get("term")) for tag in item.get("tags") or ())
    return tuple(dict.fromkeys(name for name in names if name))
