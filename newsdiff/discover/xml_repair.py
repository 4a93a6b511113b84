"""Makes a malformed feed readable: what browsers and feed readers forgive, done before one strict parser
reads it.

feedparser's own way for such documents is a loose parser built on regular expressions whose time grows with
the square of the input ('<a "' repeated). Here libxml2 recovers the tree instead, in linear time and with its
own bounds, after the faults it would answer by losing text: a bare "&", HTML's letter names, prefixes that
are never declared, an unfinished CDATA section.
"""

import html
import re

#: namespaces by the prefix under which feeds use them when they forget to declare them
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(#\d{1,8};|#[xX][0-9A-Fa-f]{1,8};|[A-Za-z][A-Za-z0-9]{0,31};)?")
_PREDEFINED = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PREFIX = re.compile(r"[</\s]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_DECLARED = re.compile(r"\bxmlns:([A-Za-z_][\w.-]{0,40})\s*=")
_ROOT_NAME = re.compile(r"<[^\s/<>]+")


def repaired(text: str) -> str | None:
    """A well-formed form of a document without document type, or None when nothing is left of it."""
    from lxml import etree

    text = _CONTROL.sub("", text).strip()
    if text.rfind("<![CDATA[") > text.rfind("]]>"):
        text += "]]>"
    parts = _CDATA.split(text)
    text = "".join(part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_escaped, part) for part in parts)
    text = _with_prefixes_declared(text)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    return str(etree.tostring(root, encoding="unicode"))


def _escaped(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _PREDEFINED:
        return match[0]
    letters = html.unescape(match[0])
    return f"&amp;{name}" if letters == match[0] else html.escape(letters)


def _with_prefixes_declared(text: str) -> str:
    used = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml", "xmlns"}
    root = _ROOT_NAME.match(text)
    if not used or root is None:
        return text
    known = "".join(
        f' xmlns:{prefix}="{_NAMESPACES.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in sorted(used)[:50]
    )
    return f"{root[0]}{known}{text[root.end() :]}"
