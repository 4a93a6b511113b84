"""What stands behind an address: feed, sitemap or page, told by looking at the answer.

The root element decides, not the content type: feeds are served as text/html, text/xml,
application/octet-stream. Whether a page is an article or a list of articles is told by `looks_like_section`
together with what the extractor made of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from newsdiff.discover.document import decoded, gunzipped
from newsdiff.discover.entries import absolute_url, each_address_once
from newsdiff.discover.page import base_address, parsed_page
from newsdiff.discover.section import listed_stories
from newsdiff.discover.story_address import story_score
from newsdiff.discover.xml_safety import after_misc
from newsdiff.errors import FeedError
from newsdiff.model.address import is_front_page
from newsdiff.model.feed import Entry

_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>]|\[[^\]]*\])*>", re.IGNORECASE)
_LOOKED_AT_CHARS = 20_000
_FEED_ROOTS = frozenset({"rss", "rdf", "feed"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "report",
    }
)
_LIST_TYPES = frozenset({"collectionpage", "itemlist", "searchresultspage", "profilepage"})
_PROSE = (
    "//body//text()[string-length() > 59][string-length(normalize-space()) > 59]"
    "[not(ancestor::a or ancestor::script or ancestor::style or ancestor::noscript or ancestor::nav)]"
)
#: elements whose text belongs to the element around them
_PARTS_OF_PROSE = frozenset(
    {"p", "span", "b", "i", "em", "strong", "font", "br", "u", "small", "blockquote", "li", "ul", "cite", "sup"}
)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|commenti|reactie", re.IGNORECASE)


class Document(StrEnum):
    """What an answer is, by looking."""

    FEED = "feed"
    SITEMAP = "sitemap"
    #: HTML: an article, a front or a section page
    PAGE = "page"
    #: a picture, a PDF, a video, an XML or JSON document of another kind
    OTHER = "other"


def classify(body: bytes, content_type: str | None, url: str) -> Document:
    """Feed, sitemap, page or something else. Never raises: what cannot be read is OTHER."""
    try:
        body = gunzipped(body, url)
    except FeedError:
        return Document.OTHER
    if b"\x00" in body[:1000] and not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")):
        return Document.OTHER
    text = decoded(body, content_type)[0].lstrip("\ufeff \t\r\n")
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if text.startswith("{"):
        return Document.FEED if _is_json_feed(text) else Document.OTHER
    if text.startswith(("http://", "https://")) and media_type in ("text/plain", ""):
        return Document.SITEMAP if _is_list_of_addresses(text) else Document.OTHER
    return _by_root(_root_name(text), media_type)


def _root_name(text: str) -> str:
    """The local name of the first element, lower case; "" when none can be found."""
    position = 0
    while True:
        after = after_misc(text, position)
        if after is None:
            return ""
        if after == position:
            doctype = _DOCTYPE.match(text, position)
            if doctype is None:
                break
            after = doctype.end()
        position = after
    root = _ROOT.match(text, position)
    return root[1].lower() if root else ""


def _by_root(name: str, media_type: str) -> Document:
    if name in _FEED_ROOTS:
        return Document.FEED
    if name in ("urlset", "sitemapindex"):
        return Document.SITEMAP
    if media_type in _FEED_TYPES:
        return Document.FEED  # malformed: the reader will say why
    if "xml" in media_type and "xhtml" not in media_type and name != "html":
        return Document.OTHER
    looks_like_html = (
        name == "html" or media_type in ("text/html", "application/xhtml+xml") or (name and not media_type)
    )
    return Document.PAGE if looks_like_html else Document.OTHER


def _is_json_feed(text: str) -> bool:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return "jsonfeed.org/version" in text[:2000]  # malformed: the reader will say why
    return isinstance(document, dict) and (
        str(document.get("version", "")).startswith(("https://jsonfeed.org/", "https://www.jsonfeed.org/"))
        or isinstance(document.get("items"), list)
    )


def _is_list_of_addresses(text: str) -> bool:
    lines = [line.strip() for line in text[:_LOOKED_AT_CHARS].splitlines()[:-1] or [text] if line.strip()]
    return all(line.startswith(("http://", "https://")) and " " not in line for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEvidence:
    """What speaks for and against a page being a list of stories."""

    is_section: bool
    #: links that lead to stories of the same site
    stories: int
    #: characters of the longest run of text of one element, links left out
    prose_chars: int
    og_type: str | None
    #: types of the page's own JSON-LD objects, lower case
    json_ld_types: frozenset[str]


def looks_like_section(html: str | bytes, url: str) -> SectionEvidence:
    """Is this page a list of stories? For the caller to weigh against what the extractor found.

    A page is one when it links to stories and has little prose of its own. What it says about itself counts
    only where the two disagree: sites call their section pages og:type article.
    """
    root = parsed_page(html)
    if root is None:
        return SectionEvidence(is_section=False, stories=0, prose_chars=0, og_type=None, json_ld_types=frozenset())
    stories = len(listed_stories(root, url).entries)
    prose = _prose_chars(root)
    og_type = next((m.get("content") for m in root.iter("meta") if m.get("property") == "og:type"), None)
    types = frozenset(_json_ld_types(root))
    return SectionEvidence(
        is_section=_is_section(url, stories, prose, og_type, types),
        stories=stories,
        prose_chars=prose,
        og_type=og_type,
        json_ld_types=types,
    )


def _is_section(url: str, stories: int, prose: int, og_type: str | None, types: frozenset[str]) -> bool:
    if stories == 0:
        return False
    if is_front_page(url):
        return stories >= 3 or prose < 500
    shape = story_score(url)
    if types & _ARTICLE_TYPES or shape >= 4 or (shape >= 2 and og_type == "article"):
        return False
    if types & _LIST_TYPES:
        return prose < 3000
    return stories >= 5 and prose < 120 * stories and prose < 4000


def _prose_chars(root: Any) -> int:
    """Longer stretches of text outside links, added up by the element whose children (or text) they are."""
    found: dict[Any, int] = {}
    for text in root.xpath(_PROSE):
        holder = text.getparent()
        if text.is_tail:
            holder = holder.getparent()
        while holder is not None and holder.tag in _PARTS_OF_PROSE:
            holder = holder.getparent()
        found[holder] = found.get(holder, 0) + len(" ".join(text.split()))
    return max(found.values(), default=0)


def _json_ld_types(root: Any) -> Iterator[str]:
    """Types of the objects that describe the page: top level and @graph, not what lists hold."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in found if isinstance(found, list) else [found]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for one in [thing, *(graph if isinstance(graph, list) else [])]:
                kind = one.get("@type") if isinstance(one, dict) else None
                for name in kind if isinstance(kind, list) else [kind]:
                    if isinstance(name, str):
                        yield name.lower()


def autodiscovered_feeds(html: str | bytes, url: str) -> tuple[Entry, ...]:
    """The feeds a page names in <link rel=alternate>, title kept, in its order; feeds of comments come last."""
    root = parsed_page(html)
    if root is None:
        return ()
    base = base_address(root, url)
    feeds = [
        Entry(url=target, title=" ".join((link.get("title") or "").split()) or None)
        for link in root.iter("link")
        if _names_a_feed(link) and (target := absolute_url(base, link.get("href")))
    ]
    return each_address_once(sorted(feeds, key=lambda f: bool(_COMMENTS.search(f"{f.url} {f.title or ''}"))))


def _names_a_feed(link: Any) -> bool:
    rel = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    href = link.get("href") or ""
    if "alternate" not in rel and "feed" not in rel:
        return False
    if kind == "application/json":  # also the type of WordPress's own interface
        return "feed" in href and "wp-json" not in href
    return kind in _FEED_TYPES or (kind in ("text/xml", "application/xml") and "feed" in href)
