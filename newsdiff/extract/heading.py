"""What a heading says to readers: its text without scripts and signets, and without a line that stands above it.

Many sites set a second, smaller line into the element of the headline: the section, or a few words on the topic. Where
a colon or a dash joins the two they are read as one; without one they are two lines, and only the lower is the
headline. That is judged by mark-up and signs alone, never by what metadata say: these change for search engines while
readers see the same headline.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from newsdiff.extract.page import Element, names
from newsdiff.extract.text import fold, weight
from newsdiff.extract.words import listed
from newsdiff.model.address import is_front_page

_UNSEEN = frozenset(["script", "style", "svg", "template", "noscript", "button"])
_BLOCKS = frozenset(["div", "p", "header", "small"])
_ABOVE_NAMES = frozenset(
    listed(
        """
        kicker overline topline dachzeile eyebrow pretitle suptitle supertitle surtitle surtitre overtitle spitzmarke
        roofline ribbon antetitulo volanta occhiello sopratitolo chapeu strapline rubric rubrik rubrique
        """
    )
)
_SECTION_NAMES = frozenset(["section", "category", "channel", "topic", "label", "badge", "flag"])
_TITLE_NAMES = frozenset(["title", "headline", "heading", "titel"])
#: a section's name is no longer
_MAX_SECTION = 30
#: signs that join two lines to one, and those that only divide them
_JOINS = ":–—-…?!.,;»«›"
_DIVIDES = " |/•·"


def heading_text(element: Element) -> str:
    """The folded text of a heading as readers see it."""
    if not len(element):
        return fold(element.text or "")
    above = _line_above(element)
    return fold(_joined(_texts(element, above))).lstrip(_DIVIDES)


def _whole(element: Element) -> str:
    return fold(_joined(_texts(element, None)))


def _joined(parts: Iterator[str]) -> str:
    """Texts of neighbouring elements, apart unless the second begins with a mark of punctuation."""
    text = ""
    for part in parts:
        text += part if part[:1] in ":;,.!?" else " " + part
    return text


def _texts(element: Element, without: Element | None) -> Iterator[str]:
    """The texts in an element, in order, without what is no text and without one element inside it."""
    if element.text:
        yield element.text
    for child in element:
        if child is not without and not _is_unseen(child):
            yield from _texts(child, without)
        if child.tail:
            yield child.tail


def _is_unseen(element: Element) -> bool:
    """Whether an element in a heading is no text of it: a script, a picture, a link that leads nowhere at its end."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    above = element.getparent()
    is_last = element.getnext() is None and not (element.tail or "").strip()
    is_behind = element.getprevious() is not None or (above is not None and bool((above.text or "").strip()))
    return element.tag == "a" and element.get("href") == "#" and is_last and is_behind


def _line_above(heading: Element) -> Element | None:
    """The first element in a heading when it is a line of its own above the headline."""
    first = next((e for e in heading.iterchildren(etree.Element) if e.tag not in _UNSEEN), None)
    if first is None or (heading.text or "").strip():
        return None
    text, rest = _whole(first), fold(_joined(_texts(heading, first)))
    if not text or not rest or text[-1] in _JOINS or rest[0] in _JOINS:
        return None
    said, following = names(first), first.getnext()
    is_named = said & _ABOVE_NAMES or (
        weight(text) <= _MAX_SECTION
        and any(names(e) & _SECTION_NAMES for e in first.iter())
        and not said & _TITLE_NAMES
    )
    if is_named:
        return first
    # a block before bare text, or behind the first words: two lines whatever they are called
    is_block = first.tag in _BLOCKS and bool((first.tail or "").strip())
    is_before_block = following is not None and following.tag in _BLOCKS and not (first.tail or "").strip()
    is_beside = following is not None and _is_called_headline(first, following)
    is_above = weight(text) < weight(rest) and (is_block or is_before_block or is_beside)
    return first if is_above else None


def _is_called_headline(first: Element, last: Element) -> bool:
    """Whether there are two elements and no text beside them, and only the second is called the headline."""
    is_all = last.getnext() is None and not (first.tail or "").strip() and not (last.tail or "").strip()
    return is_all and bool(names(last) & _TITLE_NAMES) and not names(first) & _TITLE_NAMES


def leads_home(heading: Element) -> bool:
    """Whether a heading holds a link to the front page of a site: it is the site's name or logo, not a headline."""
    return any(_is_home(link.get("href") or "") for link in heading.iter("a"))


def _is_home(href: str) -> bool:
    # a page saved from the Wayback Machine has the archive's address before each of its own
    at = max(href.find("/http://"), href.find("/https://")) + 1
    href = href[at:].strip()
    try:
        parts = urlsplit(href)
        return parts.scheme in ("", "http", "https") and bool(parts.path or parts.netloc) and is_front_page(href)
    except ValueError:
        return False
