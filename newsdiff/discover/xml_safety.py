"""XML from strangers: no document type, no entities of its own, bounded depth; the first fault with its line.

A feed needs no document type. It is cut off here before any XML parser sees it, together with everything else
before the root element, so that no parser's settings decide about external files or entity bombs.
Declarations that can do harm are refused by name and line; harmless ones (a short text under a name, the
W3C's letter names for XHTML that RSS 1.0 quotes) are put in or ignored. Threats: XXE, billion laughs,
quadratic blow-up, deep nesting (CWE-611, CWE-776).
"""

import html
import re
import xml.sax
from dataclasses import dataclass
from io import BytesIO
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from newsdiff.discover.document import unreadable
from newsdiff.errors import FeedError

#: deeper than any feed; libxml2 draws the line at the same depth
MAX_DEPTH = 256
#: feedparser's time grows with the square of these two
MAX_ATTRIBUTES = 200
MAX_NAMESPACES = 200
#: feedparser needs 50 microseconds for each
MAX_ELEMENTS = 100_000
_MAX_ENTITY_CHARS = 100
_MAX_REFERENCES = 10_000
_ROOT = re.compile(r"<[A-Za-z_\u00c0-\u2fff\u3001-\ufffd]")
_BLANK = re.compile(r"[\s\ufeff]+")
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?([^\s\"'>]{1,100})\s+(\"[^\"]*\"|'[^']*'|PUBLIC|SYSTEM|)([^>]{0,200})")
_W3C_LETTERS = re.compile(r"\s+[\"']-//W3C//ENTITIES [^\"'%&]{1,60}[\"']")
_REFERENCE = re.compile(r"&([A-Za-z_][\w.-]{0,99});")
#: one stretch of a document type: a quoted literal, a comment, or one character
_DOCTYPE_PART = re.compile(r"<!--.*?-->|\"[^\"]*\"|'[^']*'|[^\"'\[\]<>]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """What the document is, once it is known to be well-formed."""

    #: local name, as written
    name: str
    #: "" when it has none
    namespace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a document is not well-formed XML."""

    #: 1-based
    line: int
    cause: str


def without_doctype(text: str, url: str) -> tuple[str, Fault | None]:
    """The document with as many line ends in place of all that stands before its root element.

    The second value tells of stray text in front of it, which XML does not allow.
    Raises: FeedError naming the line of an entity declaration that can do harm; or when there is no element.
    """
    entities: dict[str, str] = {}
    position, stray = 0, None
    while not _ROOT.match(text, position):
        after = after_misc(text, position)
        if after is None:
            raise unreadable(url, "a comment has no end", _line(text, position))
        if after > position:
            position = after
        elif text[position : position + 9].upper() == "<!DOCTYPE":
            end = _end_of_doctype(text, position, url)
            entities |= _harmless_entities(text, position, end, url)
            position = end
        else:
            stray = stray or Fault(line=_line(text, position), cause="text before the first element")
            position = _next_markup(text, position, url)
    lines = "\n" * text.count("\n", 0, position)
    return f"{lines}{_resolved(text[position:], entities, url)}", stray


def after_misc(text: str, position: int) -> int | None:
    """Where the white space, comment or processing instruction at `position` ends; None when it has no end.

    `position` itself when none of them stands there.
    """
    for start, stop in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(start, position):
            end = text.find(stop, position + len(start))
            return end + len(stop) if end >= 0 else None
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


def inspect(text: str, url: str) -> Root | Fault:
    """The root element of a well-formed document, or its first fault.

    Raises: FeedError when it passes one of the limits above.
    """
    looker = _Looker(url)
    parser = xml.sax.make_parser()  # noqa: S317 - no document type is left to expand
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(looker)
    source = xml.sax.xmlreader.InputSource()
    source.setEncoding("utf-8")
    source.setByteStream(BytesIO(text.encode("utf-8", "replace")))
    try:
        parser.parse(source)
    except xml.sax.SAXParseException as error:
        return Fault(line=error.getLineNumber() or 1, cause=error.getMessage())
    return looker.root


class _Looker(ContentHandler):
    """Notes the root and refuses what would take the feed parser too long."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.root = Root(name="", namespace="")
        self._url = url
        self._depth = 0
        self._elements = 0
        self._namespaces: set[str] = set()
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._locator = locator

    def startPrefixMapping(self, _prefix: str | None, uri: str) -> None:  # noqa: N802
        self._namespaces.add(uri)
        if len(self._namespaces) > MAX_NAMESPACES:
            raise self._refusal(f"it uses more than {MAX_NAMESPACES} namespaces")

    def startElementNS(  # noqa: N802
        self,
        name: tuple[str | None, str],
        _qname: str | None,
        attrs: AttributesNSImpl,
    ) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = Root(name=name[1], namespace=name[0] or "")
        if self._depth > MAX_DEPTH:
            raise self._refusal(f"elements are nested more than {MAX_DEPTH} deep")
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._refusal(f"it has more than {MAX_ELEMENTS} elements")
        if len(attrs) > MAX_ATTRIBUTES:
            raise self._refusal(f"an element has more than {MAX_ATTRIBUTES} attributes")

    def _refusal(self, cause: str) -> FeedError:
        return unreadable(self._url, cause, self._locator.getLineNumber() if self._locator else None)

    def endElementNS(self, _name: tuple[str | None, str], _qname: str | None) -> None:  # noqa: N802
        self._depth -= 1


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _next_markup(text: str, position: int, url: str) -> int:
    found = text.find("<", position + 1)
    if found < 0:
        cause = "the document is empty" if not text.strip() else "no element in it: it is not XML"
        raise unreadable(url, cause, _line(text, min(position, len(text))))
    return found


def _end_of_doctype(text: str, start: int, url: str) -> int:
    """Where the document type ends; quoted literals, comments and the internal subset are passed over."""
    depth = 0
    for part in _DOCTYPE_PART.finditer(text, start + 9):
        piece = part[0]
        if piece in "[<":
            depth += 1
        elif piece == "]":
            depth -= 1
        elif piece == ">":
            if depth <= 0:
                return part.end()
            depth -= 1
    raise unreadable(url, "the document type has no end", _line(text, start))


def _harmless_entities(text: str, start: int, end: int, url: str) -> dict[str, str]:
    found = {}
    position = start
    while (position := text.find("<!ENTITY", position, end)) >= 0:
        match = _ENTITY.match(text, position, end)
        if match is None or not _is_harmless(match):
            name = match[2] if match else "?"
            cause = f"it declares the entity {name!r}, which could load files or fill the memory"
            raise unreadable(url, cause, _line(text, position))
        if not match[1]:
            found[match[2]] = html.escape(html.unescape(match[3][1:-1]))
        position += 8
    return found


def _is_harmless(match: re.Match[str]) -> bool:
    if match[1]:  # a parameter entity: only the W3C's letter names, which nobody loads
        return match[3] == "PUBLIC" and _W3C_LETTERS.match(match[4]) is not None
    value = match[3][1:-1]
    if match[3] in ("PUBLIC", "SYSTEM", "") or len(value) > _MAX_ENTITY_CHARS:
        return False
    return not re.search(r"%|<|&(?!#\w{1,8};)", value)


def _resolved(body: str, entities: dict[str, str], url: str) -> str:
    if not entities:
        return body
    references = sum(1 for m in _REFERENCE.finditer(body) if m[1] in entities)
    if references > _MAX_REFERENCES:
        raise unreadable(url, f"it refers to its own entities {references} times")
    return _REFERENCE.sub(lambda m: entities.get(m[1], m[0]), body)
