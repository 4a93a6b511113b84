"""Lines right below a headline, which its template may call a teaser: names do not take them out of the page."""

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from newsdiff.extract.page import Element, ancestors, names, visible_text
from newsdiff.extract.text import ends_sentence

#: what the head of a site calls its standfirst, among words for what is beside the article
CARELESS = frozenset(["teaser", "teasers"])
#: so many elements are looked at around a headline, behind it there, and in each of these
_AROUND, _BEHIND, _INSIDE = 4, 5, 20
#: no such line is lighter or heavier
_LINE = (25, 900)
#: no paragraph of the text is lighter
_PARAGRAPH = 80
_ENDS = ("article", "main", "body")
_NO_LINES = ("a", "img", "picture", "button", "form", "input", "iframe", "li", "time", "h1")


def head_lines(headline: Element | None, prose: Mapping[Element, int]) -> set[Element]:
    """The elements behind a headline, up to its `<article>`, that hold one line of text without a link and no more.

    They end with the first paragraph that has no such name: what follows it stands in the text. `prose`: for each
    element the weight of its text outside links.
    """
    found: set[Element] = set()
    for element in _behind(headline) if headline is not None else ():
        for line in islice(element.iter(etree.Element), _INSIDE):
            if not _is_line(line, prose.get(line, 0)):
                continue
            found.add(line)
            if prose[line] >= _PARAGRAPH and all(names(e).isdisjoint(CARELESS) for e in line.iter()):
                return found
    return found


def _behind(headline: Element) -> Iterator[Element]:
    for above in islice(ancestors(headline), _AROUND):
        if above.tag in _ENDS:
            return
        yield from islice(above.itersiblings(etree.Element), _BEHIND)


def _is_line(element: Element, size: int) -> bool:
    low, high = _LINE
    if not low <= size <= high or next(element.iter(*_NO_LINES), None) is not None:
        return False
    return element.tag in ("p", "h2", "h3") or ends_sentence(visible_text(element))
