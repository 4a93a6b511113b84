"""HTML of a front, section or article page -> a tree, its base address and its links' places. For this package only."""

import re
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from newsdiff.discover.document import decoded

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}>?")
_MAX_ATTRIBUTES = 500
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = " or ".join(f"self::{tag}" for tag in ("script", "style", "noscript", "template", "svg", "button"))
#: a header with more links than this is the page's, not a story's
_HEADER_LINKS = 12
#: whole words of class names and ids under which menus live
_MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|megamenu|breadcrumbs?|footer|sitemap|cookies?"
    r"|consent|pagination|pager)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "menuitem", "banner", "contentinfo", "search", "dialog"})


def parsed_page(html: str | bytes, content_type: str | None = None) -> Any:
    """The root element, or None when there is nothing to parse. Never loads anything."""
    from lxml import etree
    from lxml import html as lxml_html

    text = html if isinstance(html, str) else _decoded(html, content_type)
    text = _LONG_TAG.sub(_without_flood, text.replace("\x00", "").strip())
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser) if text else None
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _without_flood(tag: re.Match[str]) -> str:
    """Nothing in place of a tag with thousands of attributes: libxml2's time grows with their square."""
    return "" if len(tag[0].split(maxsplit=_MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES else tag[0]


def base_address(root: Any, url: str) -> str:
    """What relative links refer to: <base href>, else the page's own address."""
    for base in root.iter("base"):
        if base.get("href"):
            try:
                return urljoin(url, str(base.get("href")).strip())
            except ValueError:
                break
    return url


def visible_text(element: Any) -> str:
    """The text inside, white space folded, without scripts and the like."""
    pieces = element.xpath(f".//text()[not(ancestor::*[{_SILENT}])]")
    return " ".join(" ".join(pieces).split()).replace(" :", ":").lstrip(":|\u2013\u00b7 ")


class Menus:
    """Tells the links of menus, page headers and footers from those of stories. One per page: it remembers."""

    def __init__(self) -> None:
        self._known: dict[Any, bool] = {}

    def hold(self, link: Any) -> bool:
        """True when the nearest element around the link that decides is a menu, not a story's teaser."""
        passed = []
        answer = False
        for ancestor in link.iterancestors():
            known = self._known.get(ancestor)
            decided = _is_menu(ancestor) if known is None else known
            if decided is not None:
                answer = decided
                break
            passed.append(ancestor)
        for ancestor in passed:
            self._known[ancestor] = answer
        return answer


def _is_menu(element: Any) -> bool | None:
    """True for a menu, False for a story, None when the element does not decide."""
    tag = element.tag
    if tag == "article":
        return False
    if tag in ("nav", "template", "menu", "dialog") or element.get("role") in _MENU_ROLES:
        return True
    if tag in ("header", "footer"):
        if any(ancestor.tag in ("article", "li") for ancestor in element.iterancestors()):
            return None
        return True if tag == "footer" else _is_page_header(element)
    if tag in ("html", "body", "main"):
        return None
    return True if _MENU.search(f"{element.get('class', '')} {element.get('id', '')}") else None


def _is_page_header(header: Any) -> bool | None:
    """A header with a menu or many links; one with a few may hold the first story."""
    links = sum(1 for _ in islice(header.iter("a"), _HEADER_LINKS + 1))
    return True if links > _HEADER_LINKS or header.find(".//nav") is not None else None


def _decoded(body: bytes, content_type: str | None) -> str:
    """Header or byte order mark, then the page's meta element; good enough for finding links."""
    meta = _META_CHARSET.search(body[:4096])
    if meta and not (content_type and "charset" in content_type.lower()):
        content_type = f"text/html; charset={meta[1].decode('ascii')}"
    return decoded(body, content_type)[0]
