"""Lines right below a headline, which its template may call a teaser: names do not take them out of the page."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsdiff.extract.page import Element, ancestors, fold_weight, names, visible_text
from newsdiff.extract.text import ends_sentence, weight

#: what the head of a site calls its standfirst, among words for what is beside the article
CARELESS = frozenset(["teaser", "teasers", "header", "footer", "social", "promo"])
#: so many elements are looked at around a headline, behind it there, and in each of these
_AROUND, _BEHIND, _INSIDE = 4, 5, 20
#: no such line is lighter or heavier
_LINE = (25, 900)
#: no paragraph of the text is lighter
_PARAGRAPH = 80
_ENDS = ("article", "main", "body")
_NO_LINES = ("a", "img", "picture", "button", "form", "input", "iframe", "li", "time", "h1")


def head_lines(headline: Element | None) -> set[Element]:
    """The elements behind a headline, up to its `<article>`, that hold one line of text without a link and no more.

    They end with the first paragraph that has no such name: what follows it stands in the text.
    """
    found: set[Element] = set()
    for element in _behind(headline) if headline is not None else ():
        for line in filter(_is_line, islice(element.iter(etree.Element), _INSIDE)):
            found.add(line)
            if fold_weight(line) >= _PARAGRAPH and all(names(e).isdisjoint(CARELESS) for e in line.iter()):
                return found
    return found


def _behind(headline: Element) -> Iterator[Element]:
    for above in islice(ancestors(headline), _AROUND):
        if above.tag in _ENDS:
            return
        yield from islice(above.itersiblings(etree.Element), _BEHIND)


def _is_line(element: Element) -> bool:
    low, high = _LINE
    if element.tag in _NO_LINES or next(element.iter(*_NO_LINES), None) is not None:
        return False
    text = visible_text(element)
    return low <= weight(text) <= high and (ends_sentence(text) or element.tag in ("p", "h2", "h3"))
