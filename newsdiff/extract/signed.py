"""The byline of a page, and people who sign with a link where no line that reads like one is left.

Many sites keep the name in a card with a portrait, or in a bar beside the text, among what is to be pressed. What tells
it there is the address it leads to, the page of one who writes, and what the elements around it are called.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from newsdiff.extract.authors import APART, is_person, names_in
from newsdiff.extract.block import Block
from newsdiff.extract.bylines import Byline, begins_as_byline, byline_elements, find_byline, signs_in_brackets
from newsdiff.extract.invisible import is_hidden
from newsdiff.extract.page import Element, ancestors, names, visible_text
from newsdiff.extract.prose import is_prose
from newsdiff.extract.reading import Reading
from newsdiff.extract.text import fold, is_blank, weight
from newsdiff.extract.words import listed

#: what the pages of those who write stand under; "people" and "profile" are those of everybody
_WRITERS = frozenset(
    listed(
        """
        author authors auteur auteurs autor autores autoren autore autori columnist columnists contributor contributors
        editors forfatter journalist journalists journaliste journalistes redakteur redakteure staff writer writers
        """
    )
)
#: what is called so around a name tells who wrote and when; and what stands elsewhere
_TELLS = frozenset(
    ["author", "authors", "byline", "bylines", "contributor", "contributors", "writer", "meta", "credits"]
)
_ELSEWHERE = frozenset(["menu", "nav", "related", "teaser", "sidebar", "recommended"])
#: blocks at the end of the body among which a byline in brackets may stand
_CLOSING = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_WORD = re.compile(r"[a-z]+")
#: where menus stand, and how heavy the foot of a headline and the title of another story are
_CHROME, _MAX_LINE, _TITLE = frozenset(["nav", "dialog"]), 120, 16
#: elements around a link that are looked at, links that are, names that are taken, and the longest of them
_AROUND, _TRIED, _MOST, _LONGEST = 3, 40, 6, 60


def page_byline(
    page: Reading, around: list[Block], inside: list[Block], order: dict[Element, int], head_at: int
) -> Byline | None:
    """The byline, looked for below the headline first, down to the end of the body; else one in brackets behind it.

    `around` and `inside` are the blocks about the headline and of the body, `order` the places of all elements. Where
    no line reads like one, those sign whose names link to their pages.
    """
    last = inside[-1].place if inside else len(order)
    elements = byline_elements(order, head_at - 8, last)
    found = find_byline(around, sorted(elements, key=lambda e: order[e] < head_at), page.linked.authors)
    found = found or find_byline(list(filter(signs_in_brackets, inside[-_CLOSING:])), [], ())
    first = next((b.owner for b in inside if is_prose(b)), None)
    if found is not None or page.headline.element is None or first is None:
        return found
    return _signed_byline(page.elements, page.headline.element, first, page.claims)


def _signed_byline(
    elements: list[Element], headline: Element, first: Element, claims: Iterable[tuple[str, ...]]
) -> Byline | None:
    """The names that link to pages of writers, between a headline and the `first` element of the text.

    `elements` are those of the page as parsed, in its order: what has left the tree since is among them. `claims`:
    names and addresses of authors in the metadata, which tell that a name is one wherever it stands.
    """
    found: dict[str, None] = {}
    claimed = " ".join(said for claim in claims for said in claim).lower()
    signing = (e for e in _between(elements, headline, first) if _may_sign(e))
    for element in islice(signing, _TRIED):
        if len(found) < _MOST and not _is_unseen(element):
            said = [n for n in names_in(visible_text(element)[:_LONGEST], is_seen=True) if is_person(n)]
            signs = _is_told(element) and not _is_elsewhere(element, headline)
            found.update(dict.fromkeys(n for n in said if n.lower() in claimed or (signs and _is_its_page(element, n))))
    people = list(islice(found, _MOST))
    return Byline(", ".join(people), APART.join(people)) if people else None


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
    return not _WRITERS.isdisjoint(_path(link).split("/")[:-1])


def _path(link: Element) -> str:
    """The path of a link's address, lower case; "" for what is no address."""
    try:
        return urlsplit(link.get("href") or "").path.lower()
    except ValueError:
        return ""


def _is_its_page(element: Element, name: str) -> bool:
    """Whether an address names who it leads to: "Follow" and "All articles" lead there too."""
    if element.tag != "a" or not name.isascii():
        return True
    path = _path(element)
    if path and not _WORD.search(path.rstrip("/").rsplit("/", 1)[-1]):
        return True  # a number
    return any(len(word) > 2 and word in path for word in _WORD.findall(name.lower()))


def _is_unseen(sign: Element) -> bool:
    """Whether a sign stands in a menu or is hidden."""
    return any(e.tag in _CHROME or is_hidden(e) for e in ancestors(sign))


def _is_elsewhere(sign: Element, headline: Element) -> bool:
    """Whether a sign stands in a sentence, in a long foot or in a card of another story."""
    if _stands_in_words(sign):
        return True
    if any(e.tag == "footer" and weight(visible_text(e)) > _MAX_LINE for e in sign.iterancestors()):
        return True
    near = islice(ancestors(sign), _AROUND)
    return any(not names(e).isdisjoint(_ELSEWHERE) or _tells_other_story(e, headline) for e in near)


def _is_told(sign: Element) -> bool:
    """Whether a line begins as a byline does, a link is marked so, or elements around it are called so."""
    if sign.tag != "a" or "author" in (sign.get("rel") or "").split():
        return True
    return any(not names(e).isdisjoint(_TELLS) for e in islice(ancestors(sign), _AROUND + 1))


def _stands_in_words(link: Element) -> bool:
    """Whether words stand beside a link in its element, as they do in a sentence, and no byline begins with them."""
    above = link.getparent()
    if link.tag != "a" or above is None or above.tag not in ("p", "li"):
        return False
    beside = fold(" ".join(filter(None, (above.text, *(child.tail for child in above)))))
    return weight(beside) > _TITLE and not begins_as_byline(visible_text(above))


def _tells_other_story(element: Element, headline: Element) -> bool:
    """Whether a heading that is not the headline stands in a small element, or a link with a headline's length."""
    if next(element.iter(*_HEADINGS), headline) is not headline:
        return True
    links = (a for a in islice(element.iter("a"), _TRIED) if not is_blank(a.text) and not _leads_to_writer(a))
    return any(weight(visible_text(a)) > _TITLE for a in links)
