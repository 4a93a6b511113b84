"""The line of a page that its title element repeats, where no h1 tells which line is the headline.

Titles are made of the headline and, at either end, the names of section and site. What stands there and alone in an
element of the page is the headline, without any list of names of sites.
"""

from itertools import islice

from lxml import etree

from newsdiff.extract.heading import heading_text
from newsdiff.extract.inline import is_inline
from newsdiff.extract.invisible import is_hidden
from newsdiff.extract.page import Element, ancestors, names
from newsdiff.extract.text import fold, is_blank, weight

HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_LINES = HEADINGS | {"div", "p", "span", "b", "strong", "font", "td", "th", "center", "dt"}
_NO_PLACES = frozenset(["a", "nav", "aside", "footer", "dialog", "select", "ul", "ol", "button"])
_NO_NAMES = frozenset(["breadcrumb", "breadcrumbs", "crumb", "crumbs", "logo", "nav", "menu"])
#: so many lines are looked at closely, and so many pieces of what stands beside one
_MOST, _PIECES = 40, 40
#: lighter lines are the names of sections
_LEAST = 16
#: the least share of the title that is the headline
_SHARE = 0.4


def title_line(root: Element, title: str, tags: frozenset[str] = _LINES) -> Element | None:
    """The first of the longest lines that a title begins or ends with; None when no element of these has one.

    No link is one, nor what stands in a list, a menu or the foot of the page.
    """
    best: tuple[int, Element] | None = None
    asked = 0
    for element in root.iter(*tags) if title else ():
        text = heading_text(element) if element.tag in HEADINGS else _line(element)
        size = weight(text)
        if asked < _MOST and size >= _LEAST and (best is None or size > best[0]) and _is_part(text, title):
            asked += 1
            best = (size, element) if _may_be(element) else best
    return best[1] if best is not None else None


def _line(element: Element) -> str:
    """The text of an element that holds nothing else, else ""."""
    if next(element.iterchildren(etree.Element), None) is not None:
        return ""
    return fold(element.text or "")


def _is_part(text: str, title: str) -> bool:
    """Whether a title is the text, or the text and names that a sign parts from it."""
    if len(text) < _SHARE * len(title) or text not in title:
        return False
    before, _, after = title.partition(text)
    return (not before or not before[-1].isalnum()) and (not after or not after[0].isalnum()) and not (before and after)


def _may_be(element: Element) -> bool:
    if next(element.iter("a"), None) is not None or not _is_line_of_its_own(element):
        return False
    return not any(e.tag in _NO_PLACES or names(e) & _NO_NAMES or is_hidden(e) for e in ancestors(element))


def _is_line_of_its_own(element: Element) -> bool:
    """Whether no words stand right before and behind an element that stands in the line, nor before its wrappers."""
    if any(above.tag == "pre" for above in element.iterancestors()):
        return False
    at: Element | None = element
    while at is not None and is_inline(at.tag):
        before, behind, above = at.getprevious(), at.getnext(), at.getparent()
        said = before.tail if before is not None else above.text if above is not None else ""
        if not (is_blank(said) and is_blank(at.tail) and _ends_line(before) and _ends_line(behind)):
            return False
        at = above
    return True


def _ends_line(beside: Element | None) -> bool:
    if beside is None or beside.tag == "br" or not is_inline(beside.tag):
        return True
    return all(map(is_blank, islice(beside.itertext(), _PIECES)))
