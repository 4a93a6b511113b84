"""Sitemaps and sitemap indexes (sitemaps.org, with Google's news extension), as XML or as plain text.

lxml reads element by element and forgets what it has read, so 50,000 addresses (the protocol's limit) cost
little memory. Namespaces are not asked for: sites write http, https, Google's old one or none.
"""

from collections.abc import Iterator
from typing import Any

from newsdiff.discover.dates import parse_w3c
from newsdiff.discover.document import decoded, gunzipped, unreadable
from newsdiff.discover.entries import absolute_url, each_address_once, plain_text
from newsdiff.discover.xml_repair import repaired
from newsdiff.discover.xml_safety import without_doctype
from newsdiff.errors import FeedError
from newsdiff.model.feed import Entry, Listing, TargetKind

#: the protocol's limit for one file; more are left out with a warning
MAX_ENTRIES = 50_000


def read_sitemap(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """What a sitemap names: pages in `entries`, other sitemaps in `children`, both in the document's order.

    gzip is unpacked by its magic bytes, up to 50 MB. `updated_at` is lastmod; title, `published_at` and
    categories (keywords) come from the news extension. A sitemap that breaks off gives what stands before the
    fault, and a warning with its line.

    Raises: FeedError with line and cause when it is no sitemap, cannot be read or tries to do harm.
    """
    text, charset_fault = decoded(gunzipped(body, url), content_type)
    warnings = [f"character set: {charset_fault}"] if charset_fault else []
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _text_sitemap(text, url, warnings)
    text, stray = without_doctype(text, url)
    if stray:
        warnings.append(f"line {stray.line}: {stray.cause}; read as far as possible")
    try:
        return _xml_sitemap(text, url, warnings)
    except FeedError as error:
        fixed = repaired(text) if _is_fault(error) else None
        if fixed is None:
            raise
        try:
            listing = _xml_sitemap(fixed, url, [*warnings, f"{_reason(error)}; read as far as possible"])
        except FeedError:
            raise error from None
        if not listing.entries and not listing.children:
            raise
        return listing


def _is_fault(error: FeedError) -> bool:
    """True when the XML is malformed, not when it is something else than a sitemap."""
    from lxml import etree

    return isinstance(error.__cause__, etree.XMLSyntaxError)


def _reason(error: FeedError) -> str:
    return str(error).partition(" cannot be read: ")[2]


def _xml_sitemap(text: str, url: str, warnings: list[str]) -> Listing:
    entries: list[Entry] = []
    children: list[Entry] = []
    without = 0
    for name, fields in _blocks(text, url):
        entry = _entry(fields, url)
        if entry is None:
            without += 1
        elif len(entries) + len(children) >= MAX_ENTRIES:
            warnings.append(f"more than {MAX_ENTRIES} addresses: the rest was left out")
            break
        else:
            (children if name == "sitemap" else entries).append(entry)
    if without:
        warnings.append(f"{without} entries have no http(s) address")
    return _listing(entries, children, warnings)


def _listing(entries: list[Entry], children: list[Entry], warnings: list[str]) -> Listing:
    if not entries and not children:
        warnings.append("the sitemap has no entries")
    return Listing(
        kind=TargetKind.SITEMAP,
        entries=each_address_once(entries),
        children=each_address_once(children),
        warnings=tuple(warnings),
    )


def _blocks(text: str, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each <url> or <sitemap> as its name and the texts inside by local name."""
    from io import BytesIO

    from lxml import etree

    stream = BytesIO(text.encode("utf-8", "replace"))
    events = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        _, root = next(events)
        _require_sitemap(root, url)
        for event, element in events:
            if event == "end" and element.getparent() is root:
                name = _local(element)
                if name in ("url", "sitemap"):
                    yield name, _fields(element)
                # not root.clear(): the parser has read ahead, and what it holds already would be lost
                element.clear()
                while element.getprevious() is not None:
                    del root[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise unreadable(url, str(error.msg).partition(", line ")[0], line) from error


def _require_sitemap(root: Any, url: str) -> None:
    name = _local(root)
    if name in ("urlset", "sitemapindex"):
        return
    if name == "html":
        raise unreadable(url, "it is an HTML page, not a sitemap", root.sourceline)
    raise unreadable(url, f"its first element is <{name}>, which is no sitemap", root.sourceline)


def _local(element: Any) -> str:
    """The element's name without namespace or prefix; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _fields(element: Any) -> dict[str, str]:
    """Texts by local name; of the extensions only news counts: an image has a <loc> and a <title> too."""
    fields: dict[str, str] = {}
    for child in element:
        name = _local(child)
        if name == "news":
            for inner in child.iter():
                fields.setdefault(f"news {_local(inner)}", inner.text or "")
        elif name in ("loc", "lastmod"):
            fields.setdefault(name, "".join(child.itertext()))
    return fields


def _entry(fields: dict[str, str], url: str) -> Entry | None:
    link = absolute_url(url, fields.get("loc"))
    if link is None:
        return None
    keywords = (plain_text(word) for word in fields.get("news keywords", "").split(","))
    return Entry(
        url=link,
        title=plain_text(fields.get("news title")),
        published_at=parse_w3c(fields.get("news publication_date")),
        updated_at=parse_w3c(fields.get("lastmod")),
        categories=tuple(dict.fromkeys(word for word in keywords if word)),
    )


def _text_sitemap(text: str, url: str, warnings: list[str]) -> Listing:
    """One address per line and nothing else, as the protocol allows."""
    if not text.strip("\ufeff \t\r\n"):
        raise unreadable(url, "the document is empty", 1)
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    entries = []
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        if not line.startswith(("http://", "https://")) or " " in line:
            raise unreadable(url, "it is neither XML nor a list of addresses", number)
        if (link := absolute_url(url, line)) is not None:
            entries.append(Entry(url=link))
    return _listing(entries[:MAX_ENTRIES], [], warnings)
