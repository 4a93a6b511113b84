"""Front pages, section pages and lists of links: pages without an article of their own.

A teaser stands in a card with a headline that is a link. When most of what was taken for paragraphs stands in such
cards, the page is a list, however long its teasers are.
"""

from collections import Counter
from itertools import accumulate

from newsdiff.extract.block import Block
from newsdiff.extract.page import Element, fold_weight
from newsdiff.extract.text import weight

#: fewer cards than this make no front page
_LEAST_CARDS = 4
#: text that a card holds at most
_MAX_CARD = 900
#: how far above a paragraph its card may begin
_MAX_CLIMB = 4
_HEADLINE_LINK = 18
#: what weighs more above a heading is a paragraph, and the heading in the middle of a story
_PROSE = 80
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")


def count_cards(root: Element) -> int:
    """How many headlines of other stories stand on a page, its chrome included."""
    return len(_link_headings(root))


def is_front(kept: list[Block], cards: set[Element]) -> bool:
    """Whether most of the blocks taken for paragraphs, `kept`, are teasers of other stories."""
    total = sum(b.weight for b in kept)
    teasers = sum(b.weight for b in kept if is_teaser(b, cards))
    return 2 * teasers > total


def card_holders(root: Element, headline: Element | None) -> set[Element]:
    """The elements that hold one headline of another story each: cards; none on a page that has only few of them.

    `root` is the tree with its chrome out.
    """
    headings = _link_headings(root)
    if len(headings) < _LEAST_CARDS:
        return set()
    found = Counter(a for heading in headings for a in _climb(heading))
    # what holds two headlines is a list of cards; what holds the page's own is the article
    own = set() if headline is None else set(headline.iterancestors())
    return {element for element, number in found.items() if number == 1 and element not in own}


def _link_headings(root: Element) -> list[Element]:
    """Headings that are links, and links that hold a heading, with a headline's length."""
    found: list[Element] = []
    for heading in root.iter(*_HEADINGS):
        text = fold_weight(heading)
        linked = sum(fold_weight(a) for a in heading.iter("a") if a.get("href"))
        inside = any(a.tag == "a" and a.get("href") for a in heading.iterancestors())
        if text >= _HEADLINE_LINK and (inside or linked >= 0.7 * text):
            found.append(heading)
    return found


def _climb(element: Element) -> list[Element]:
    """The elements around a card's heading that may be the card: small ones in which no prose stands above it."""
    found: list[Element] = []
    inner = element
    for at, above in enumerate(element.iterancestors()):
        if at > _MAX_CLIMB or above.tag in ("body", "main") or _outweighs(above, _MAX_CARD):
            break
        if any(fold_weight(before) >= _PROSE for before in inner.itersiblings("p", "div", preceding=True)):
            break
        found.append(above)
        inner = above
    return found


def _outweighs(element: Element, most: int) -> bool:
    """Whether the texts in an element are heavier than `most` together; no more of them are read than that takes."""
    sums = accumulate(weight(text) + 1 for text in element.itertext())
    return any(total > most + 1 for total in sums)


def is_teaser(block: Block, holders: set[Element]) -> bool:
    """Whether a block stands in a card."""
    if block.owner is None:
        return False
    if block.owner in holders:
        return True
    for at, above in enumerate(block.owner.iterancestors()):
        if at > _MAX_CLIMB:
            return False
        if above in holders:
            return True
    return False
