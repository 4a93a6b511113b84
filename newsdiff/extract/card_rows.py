"""Rows of cards and of cut teasers: other stories, told by the shape of the row in any language."""

from collections.abc import Collection, Mapping
from itertools import islice

from newsdiff.extract.box_rules import SMALL_CARD
from newsdiff.extract.boxes import SMALL_BOX
from newsdiff.extract.page import Element, visible_text
from newsdiff.extract.text import ends_sentence, is_blank, weight

#: cards that make a row of cards
_FEW = 3
#: how far above its link a card may begin
_MAX_CLIMB = 4
_HEADINGS = ("h2", "h3", "h4")
#: a lighter sentence may be a headline
_LEAST_TOLD = 80


def card_rows(root: Element, prose: Mapping[Element, int], guarded: Collection[Element]) -> list[Element]:
    """Cards in rows: three neighbours or more of one tag and class, each with a little text and a link apart from it.

    Teasers of other stories and readers' comments look so in any language. Nearly all of one shape must be cards, and
    they may hold no more than half of the prose: in a live blog such cards are the article.
    """
    found: dict[tuple[Element, tuple[str, str | None]], list[Element]] = {}
    seen: set[Element] = set()
    for link in root.iter("a"):
        if not _is_apart(link):
            continue
        for above in islice(link.iterancestors(), _MAX_CLIMB):
            if above in guarded or prose.get(above, 0) > SMALL_BOX:
                break
            if above in seen or not prose.get(above) or not _may_be_card(above) or _says_more(above):
                continue
            seen.add(above)
            found.setdefault((above.getparent(), (above.tag, above.get("class"))), []).append(above)
    total = prose.get(root, 0)
    cards: list[Element] = []
    for (parent, shape), alike in found.items():
        held = sum(prose[card] for card in alike)
        if len(alike) < _FEW or held > SMALL_CARD * len(alike) or 2 * held > total:
            continue
        if 5 * len(alike) >= 4 * sum(1 for child in parent if (child.tag, child.get("class")) == shape):
            cards += alike
    return cards


def _says_more(card: Element) -> bool:
    """Whether the heading of a card is a sentence without a link: an entry of a story told in pictures."""
    heading = next(card.iter(*_HEADINGS), None)
    if (
        heading is None
        or next(heading.iter("a"), None) is not None
        or next(heading.iterancestors("a"), None) is not None
    ):
        return False
    said = visible_text(heading)
    return weight(said) >= _LEAST_TOLD and ends_sentence(said)


def cut_items(root: Element) -> list[Element]:
    """Items of lists in which nearly all hold a link and a text that breaks off: "the mayor has said that..."."""
    found: list[Element] = []
    for parent in root.iter("ul", "ol"):
        last = next(parent.iterchildren("li", reversed=True), None)
        if last is None or last.getprevious() is None or not _breaks_off(last):
            continue
        items = parent.findall("li")
        cut = [item for item in items if _breaks_off(item)] if len(items) >= _FEW else []
        if 5 * len(cut) >= 4 * len(items):
            found += cut
    return found


def _breaks_off(item: Element) -> bool:
    """Whether an item holds a link and its last words end with an ellipsis."""
    last = next((text for text in reversed([*item.itertext()]) if not text.isspace() and text), "").rstrip(" \n\t]")
    return last.endswith(("...", "…")) and next(item.iter("a"), None) is not None


def _may_be_card(element: Element) -> bool:
    """A row of a table is a card when it begins with a picture; without one it holds data. An item may hold a card."""
    if element.tag == "tr":
        return next(element.iter("img"), None) is not None
    if element.tag == "li":
        return len(element) == 1 and is_blank(element.text) and _may_be_card(element[0]) and is_blank(element[0].tail)
    return element.tag in ("div", "section", "article")


def _is_apart(link: Element) -> bool:
    """Whether a link with words stands in its wrapper without text around it; the number of a note is none."""
    parent = link.getparent()
    if parent is None or parent.tag == "li" or not is_blank(parent.text):
        return False
    if not any(map(str.isalpha, "".join(link.itertext()))):
        return False
    return all(is_blank(child.tail) for child in parent)
