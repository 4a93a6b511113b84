"""People who sign with a link, between headline and text: where no line that reads like a byline is left.

Many sites keep the name in a card with a portrait, or in a bar beside the text, among what is to be pressed. What tells
it there is the address it leads to: the page of one who writes.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from newsdiff.extract.authors import APART, is_person, names_in
from newsdiff.extract.bylines import Byline, begins_as_byline
from newsdiff.extract.invisible import is_hidden
from newsdiff.extract.page import Element, ancestors, visible_text
from newsdiff.extract.text import fold, weight
from newsdiff.extract.words import listed

#: what the pages of those who write stand under; "people" and "profile" are those of everybody
_WRITERS = frozenset(
    listed(
        """
        author authors auteur auteurs autor autores autoren autore autori columnist columnists contributor contributors
        editors forfatter journalist journalists journaliste journalistes redakteur redakteure reporter reporters staff
        writer writers
        """
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_WORD = re.compile(r"[a-z]+")
#: where menus stand, and how heavy the foot of a headline is at most
_CHROME, _MAX_LINE = frozenset(["nav", "dialog"]), 120
#: elements around a link that are looked at, names that are taken, and the longest of them
_AROUND, _MOST, _LONGEST = 2, 6, 60


def signed_byline(elements: list[Element], headline: Element, first: Element) -> Byline | None:
    """The names that link to pages of writers, between a headline and the `first` element of the text.

    `elements` are those of the page as parsed, in its order: what has left the tree since is among them.
    """
    found: dict[str, None] = {}
    for element in _between(elements, headline, first):
        if _may_sign(element) and not _is_elsewhere(element, headline):
            names = names_in(visible_text(element)[:_LONGEST], is_seen=True)
            found.update(dict.fromkeys(n for n in names if is_person(n) and _is_its_page(element, n)))
    names = list(islice(found, _MOST))
    return Byline(", ".join(names), APART.join(names)) if names else None


def _between(elements: list[Element], headline: Element, first: Element) -> Iterator[Element]:
    is_behind = False
    for element in elements:
        if element is first:
            return
        if is_behind:
            yield element
        is_behind = is_behind or element is headline


def _may_sign(element: Element) -> bool:
    """Whether an element is the link to a writer's page, or a line of its own that begins as a byline does."""
    if element.tag == "a":
        return _leads_to_writer(element)
    return element.tag in ("p", "div", "span") and not len(element) and begins_as_byline(fold(element.text or ""))


def _leads_to_writer(link: Element) -> bool:
    if "author" in (link.get("rel") or "").split():
        return True
    try:
        path = urlsplit(link.get("href") or "").path
    except ValueError:
        return False
    return not _WRITERS.isdisjoint(path.lower().split("/")[:-1])


def _is_its_page(element: Element, name: str) -> bool:
    """Whether an address names who it leads to: "Follow" and "All articles" lead there too."""
    if element.tag != "a" or not name.isascii():
        return True
    path = urlsplit(element.get("href") or "").path.lower()
    if not _WORD.search(path.rstrip("/").rsplit("/", 1)[-1]):
        return True  # a number
    return any(len(word) > 2 and word in path for word in _WORD.findall(name.lower()))


def _is_elsewhere(link: Element, headline: Element) -> bool:
    """Whether a link stands in a menu, is not seen, or stands in a card with a heading: that of another story."""
    around = list(ancestors(link))
    if any(e.tag in _CHROME or is_hidden(e) for e in around):
        return True
    if any(e.tag == "footer" and weight(visible_text(e)) > _MAX_LINE for e in around):
        return True
    return any(next(e.iter(*_HEADINGS), headline) is not headline for e in islice(around, _AROUND + 1))
