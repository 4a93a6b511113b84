"""JSON-LD, read tolerantly: what a page says of itself to search engines.

Pages write it in arrays and graphs, wrapped in HTML comments or CDATA, with raw line breaks in strings and commas too
many. What cannot be read is passed over; nothing here is needed for the text of an article.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsdiff.extract.page import Element
from newsdiff.extract.text import fold

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE_TYPES = re.compile(r"(article|newsarticle|blogposting|reportage|report|liveblogposting|posting)$", re.I)
_LIST_TYPES = frozenset(["collectionpage", "searchresultspage"])
#: scripts larger than this are not looked at
_MAX_CHARS = 2_000_000
_MAX_OBJECTS = 5_000


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The parts of a page's JSON-LD that matter here; "" and () where it has none."""

    is_article: bool = False
    #: types of all top-level objects, lower case
    types: frozenset[str] = frozenset()
    headline: str = ""
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    image: str = ""
    image_caption: str = ""
    section: str = ""
    url: str = ""
    #: what a fact-check found: "Mostly false"
    verdict: str = ""
    #: `isAccessibleForFree` is false anywhere
    not_free: bool = False
    selectors_of_paid: tuple[str, ...] = field(default=())

    @property
    def is_list(self) -> bool:
        """Whether the page calls itself a list of stories."""
        return not self.is_article and bool(self.types & _LIST_TYPES)


def read_json_ld(root: Element) -> LinkedData:
    """The JSON-LD of a page. Deterministic: the first article object in document order speaks."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            objects += _objects(script.text)
    if not objects:
        return LinkedData()
    types = frozenset(t.lower() for o in objects for t in _types(o))
    not_free = any(_is_false(o.get("isAccessibleForFree")) for o in objects)
    article = next((o for o in objects if any(_ARTICLE_TYPES.search(t) for t in _types(o))), None)
    if article is None:
        publisher = next((_name(o) for o in objects if "newsmediaorganization" in {t.lower() for t in _types(o)}), "")
        return LinkedData(types=types, not_free=not_free, publisher=publisher, verdict=_verdict(objects))
    return LinkedData(
        is_article=True,
        types=types,
        headline=_text(article.get("headline")) or _text(article.get("name")),
        description=_text(article.get("description")),
        body=_text(article.get("articleBody")),
        authors=_names(article.get("author")),
        publisher=_name(article.get("publisher")),
        published=_text(article.get("datePublished")),
        modified=_text(article.get("dateModified")),
        language=_text(article.get("inLanguage")) or _name(article.get("inLanguage")),
        image=_url(article.get("image")),
        image_caption=_caption(article.get("image")),
        section=_text(article.get("articleSection")),
        url=_url(article.get("mainEntityOfPage")) or _url(article.get("url")),
        verdict=_verdict(objects),
        not_free=not_free,
    )


def _objects(text: str) -> list[dict[str, Any]]:
    """All objects with a type in one script, outer ones first; [] when it cannot be read."""
    if len(text) > _MAX_CHARS:
        return []
    for attempt in _attempts(text.strip()):
        try:
            return list(_walk(json.loads(attempt, strict=False)))
        except (ValueError, RecursionError):
            continue
    return []


def _attempts(text: str) -> Iterator[str]:
    """A script as it may be read, mended more and more."""
    is_bare = text[:1] in "{[" and text[-1:] in "}]"
    core = text if is_bare else _WRAPPING.sub("", _WRAPPING.sub("", text))
    yield core
    yield _TRAILING_COMMA.sub(r"\1", core)
    yield _TRAILING_COMMA.sub(r"\1", html.unescape(core))


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    """Objects inside out of arrays and graphs, breadth first, so that the page's own comes before what it mentions."""
    queue, seen = [data], 0
    while queue and seen < _MAX_OBJECTS:
        following: list[Any] = []
        for item in queue:
            seen += 1
            if isinstance(item, list):
                following += item
            elif isinstance(item, dict):
                if "@type" in item or "isAccessibleForFree" in item:
                    yield item
                following += [
                    value for key, value in item.items() if isinstance(value, dict | list) and key != "itemListElement"
                ]
        queue = following


def _types(item: dict[str, Any]) -> list[str]:
    said = item.get("@type")
    return [t.rsplit("/", 1)[-1] for t in (said if isinstance(said, list) else [said]) if isinstance(t, str)]


def _is_false(value: Any) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower().rsplit("/", 1)[-1] == "false")


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    return fold(html.unescape(value)) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return next(iter(_names(value)), "")


def _names(value: Any) -> tuple[str, ...]:
    """The names in an author or publisher: a string, an object, or a list of either."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = _text(item.get("name")) if isinstance(item, dict) else _text(item)
        if isinstance(item, dict) and isinstance(item.get("name"), list):
            found += [_text(n) for n in item["name"]]
        elif name and not name.startswith(("http://", "https://")):
            found.append(name)
    return tuple(dict.fromkeys(n for n in found if n))


def _verdict(objects: list[dict[str, Any]]) -> str:
    ratings = (o.get("reviewRating") for o in objects if "claimreview" in map(str.lower, _types(o)))
    return next((_text(r.get("alternateName")) for r in ratings if isinstance(r, dict)), "")


def _caption(image: Any) -> str:
    if isinstance(image, list):
        image = image[0] if image else None
    return (_text(image.get("caption")) or _text(image.get("description"))) if isinstance(image, dict) else ""


def _url(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("contentUrl")
        if isinstance(value, list | dict):
            return _url(value)
    return value.strip() if isinstance(value, str) else ""
