"""CSS selectors that people write for one source, applied with BeautifulSoup before anything else is read.

`remove` elements are taken out; `article` elements are marked and hold the body, all of it. A selector that matches
nothing or cannot be understood gives a warning, and the extractor goes on without it: news is worth more than rules.
"""

from typing import TYPE_CHECKING

from newsdiff.model.article import Selectors

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

#: attribute that marks the elements a person chose as the body
MARK = "data-newsdiff-body"


def apply_selectors(html: str, selectors: Selectors) -> tuple[str, list[str]]:
    """The page with the selectors applied, and warnings about those that did nothing."""
    if not selectors.article and not selectors.remove:
        return html, []
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html.replace(MARK, ""), "lxml")
    warnings: list[str] = []
    for css in selectors.remove:
        for element in _select(soup, css, "remove", warnings):
            element.decompose()
    for css in selectors.article:
        for element in _select(soup, css, "article", warnings):
            element[MARK] = "1"
    return str(soup), warnings


def is_understood(css: str) -> bool:
    """Whether a selector is CSS that can be applied."""
    import soupsieve

    try:
        soupsieve.compile(css)
    except (soupsieve.SelectorSyntaxError, ValueError, NotImplementedError):
        return False
    return True


def _select(soup: "BeautifulSoup", css: str, use: str, warnings: list[str]) -> "list[Tag]":
    from soupsieve import SelectorSyntaxError

    try:
        found = list(soup.select(css))
    except (SelectorSyntaxError, ValueError, NotImplementedError):
        warnings.append(f"the {use} selector {css!r} cannot be understood; it was passed over")
        return []
    if not found:
        warnings.append(f"the {use} selector {css!r} matches nothing on this page")
    return found
