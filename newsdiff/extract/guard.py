"""What keeps a careless name ("has-sidebar" on the body) from taking the article along.

What holds the headline, a declared article body or more than half of the prose around it, in its `<article>` or on the
page, is never removed.
"""

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from newsdiff.extract.box import LEAST_PARAGRAPH
from newsdiff.extract.box_rules import SMALL_CARD
from newsdiff.extract.boxes import SMALL_BOX, is_paragraph
from newsdiff.extract.front import card_holders
from newsdiff.extract.invisible import is_hidden, is_hidden_by_class
from newsdiff.extract.notes import is_note_box, is_note_text
from newsdiff.extract.page import (
    Element,
    Shape,
    ancestors,
    names,
    outermost_articles,
    ruling_shape,
    visible_text,
)
from newsdiff.extract.talk import readers_talk

#: how much of the prose around it an element may hold that goes. A hidden one does not count in what is around it, and
#: may be a copy of all that is shown, for search engines
_HALF, _HIDDEN_COPY = 0.5, 1.25
#: characters by which a hidden copy is known
_COPIED = 50
#: prose that makes a story beside a list of teasers
_LEAST_STORY = 250
#: a text for search engines has no more paragraphs
_FEW_PARAGRAPHS = 2
#: headlines and declared bodies of a page that are looked at
_MARKS = 12
#: headlines that are tried as the story's
_FIRST_HEADLINES = 3
_DIALOGS = ("dialog", "alertdialog")
_NAMED = etree.XPath("//*[@itemprop or @property]")


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps a careless name from taking the article along."""

    root: Element
    prose: dict[Element, int]
    guarded: set[Element]
    #: the `<article>` or `<main>` of the story, and all that stands in it
    story: Element | None
    inside: set[Element]
    #: the shape of the story's paragraphs
    shape: Shape | None
    #: whether most of the prose stands in the part of the page's body that holds the headline
    has_part: bool
    #: what holds the talk of readers, and hidden copies of the text: goes however long it is
    talk: set[Element]
    copies: set[Element]

    @classmethod
    def of(cls, root: Element, prose: dict[Element, int], declared: list[Element], guarded: set[Element]) -> "Guard":
        story = _story(root, prose)
        shape = _paragraph_class(story if story is not None else root, prose)
        inside = set(story.iter()) if story is not None else set()
        own = sum(prose.get(e, 0) for e in guarded if (above := e.getparent()) is not None and above.tag == "body")
        has_part = own >= _LEAST_STORY and 2 * own > prose.get(root, 0)
        copies = _hidden_copies(root, declared)
        return cls(root, prose, guarded, story, inside, shape, has_part, readers_talk(root), copies)

    def keeps(self, element: Element, rule: str) -> bool:
        """Whether an element stays although `rule` would take it."""
        if element in self.guarded or element is self.root:
            return True
        whole = self.story if element in self.inside else self.root
        most = _HIDDEN_COPY if rule == "hidden" else _HALF
        is_heavy = self.prose.get(element, 0) > most * self.prose.get(whole, 0)
        if is_heavy and not self._is_foreign_though_heavy(element, rule):
            return True
        if element not in self.talk and _is_note(element, self.prose):
            return True
        if rule != "name" or self.shape is None:
            return False
        return _is_classed_so(element, self.shape) or _holds_paragraph(element, self.shape, self.prose)

    def is_beside_story(self, element: Element) -> bool:
        """Whether an element stands right in the body of the page, beside the part of it with headline and story.

        What holds a paragraph without such a class of its own may be the rest of the story.
        """
        above = element.getparent()
        if not self.has_part or above is None or above.tag != "body" or element in self.guarded:
            return False
        paragraphs = (p for p in element.iter("p") if self.prose.get(p, 0) >= LEAST_PARAGRAPH)
        return all(map(is_hidden_by_class, paragraphs))

    def _is_foreign_though_heavy(self, element: Element, rule: str) -> bool:
        return (
            element in self.talk
            or element in self.copies
            or (rule == "role" and element.get("role") in _DIALOGS and element.get("aria-hidden") == "true")
            or (rule == "hidden" and self._is_hidden_beside_story(element))
            or (rule == "name" and _is_list_of_teasers(element, self.prose, self.root))
        )

    def _is_hidden_beside_story(self, element: Element) -> bool:
        """Whether an element hidden right in the body of the page leaves a headline and a story that readers see.

        The rest of a story that waits for a button stands beside its beginning, and a story that a script reveals has
        paragraphs; text for search engines alone stands beside the whole page, in one piece.
        """
        if next(islice(element.iter("p"), _FEW_PARAGRAPHS, None), None) is not None:
            return False
        above = element.getparent()
        is_apart = above is not None and above.tag == "body" and bool(self.guarded)
        return is_apart and self.prose.get(self.root, 0) >= _LEAST_STORY


def declared_bodies(root: Element) -> list[Element]:
    """The elements that the mark-up names as the body of an article."""
    named = _NAMED(root)
    return [e for e in named if "articleBody" in (e.get("itemprop"), e.get("property"))]


def _hidden_copies(root: Element, declared: list[Element]) -> set[Element]:
    """The outermost hidden elements around a declared body that begins as something that is shown does.

    Such a copy for search engines has no links: it may outweigh all that is no link in what is shown.
    """
    found: dict[Element, str] = {}
    for body in islice((e for e in declared if e.get("itemprop")), _MARKS):
        above = [*ancestors(body)]
        outermost = [e for e in above if is_hidden(e)][-1:] if above[-1] is root else []
        beginning = visible_text(body)[:_COPIED] if outermost else ""
        found |= dict.fromkeys(outermost, beginning) if len(beginning) == _COPIED else {}
    said = visible_text(root) if found else ""
    hidden = list(map(visible_text, found))
    return {e for e, words in found.items() if said.count(words) > sum(text.count(words) for text in hidden)}


def _story(root: Element, prose: dict[Element, int]) -> Element | None:
    """The innermost `<article>` or `<main>` with prose around a headline, else the one with most of it.

    It is the measure for what stands in it: against the whole page, an article with a careless name would go as soon
    as the page shows more comments.
    """
    for headline in islice(root.iter("h1"), _FIRST_HEADLINES):
        for above in headline.iterancestors("article", "main"):
            if prose.get(above, 0) >= SMALL_CARD:
                return above
    outermost = outermost_articles(root)
    stories = (e for e in root.iter("article", "main") if e.tag == "main" or e in outermost)
    best = max(stories, key=lambda e: prose.get(e, 0), default=None)
    return best if prose.get(best, 0) > SMALL_BOX else None


def _paragraph_class(story: Element, prose: dict[Element, int]) -> Shape | None:
    """The shape that rules the paragraphs: a name that hints at something else is not believed of what holds it."""
    sizes = ((p, prose.get(p, 0)) for p in story.iter("p", "div"))
    heavy = ((p, size) for p, size in sizes if size >= LEAST_PARAGRAPH and is_paragraph(p))
    return ruling_shape((_class_of_paragraph(p), size) for p, size in heavy)


def _class_of_paragraph(p: Element) -> Shape | None:
    """Tag and class of a paragraph or, where it has no class, of the element around it."""
    above = p.getparent()
    around = (p, above) if above is not None else (p,)
    return next(((str(e.tag), said) for e in around if (said := (e.get("class") or "").strip())), None)


def _is_classed_so(element: Element, shape: Shape) -> bool:
    """Whether an element has the classes of the paragraphs: what names a list or a heading beside them names all."""
    return {*shape[1].split()} <= {*(element.get("class") or "").split()}


def _holds_paragraph(element: Element, shape: Shape, prose: dict[Element, int]) -> bool:
    """Whether a paragraph of that class is the element or stands in it."""
    heavy = (p for p in element.iter("p", "div") if prose.get(p, 0) >= LEAST_PARAGRAPH)
    return any(is_paragraph(p) and _class_of_paragraph(p) == shape for p in heavy)


def _is_list_of_teasers(element: Element, prose: dict[Element, int], root: Element) -> bool:
    """Whether most prose in an element stands in teasers of other stories, and a story stands beside it.

    A long list of reviews outweighs a short item, whose headline stands elsewhere.
    """
    if prose.get(root, 0) - prose.get(element, 0) < _LEAST_STORY:
        return False
    cards = card_holders(element, None)
    outermost = (card for card in cards if card.getparent() not in cards)
    return 2 * sum(prose.get(card, 0) for card in outermost) > prose.get(element, 0)


def _is_note(element: Element, prose: dict[Element, int]) -> bool:
    """A correction in the article's `<aside>` or `<footer>` is part of the article."""
    if not 0 < prose.get(element, 0) < SMALL_BOX or is_hidden(element):
        return False
    return is_note_text(visible_text(element)) or is_note_box(element, names(element))


def holders_of_the_article(root: Element, declared: list[Element], headline: Element | None) -> set[Element]:
    """Elements that hold a headline or a declared body that is shown, or the standfirst declared right above it.

    All their ancestors, themselves included; the chosen headline too.
    """
    held: set[Element] = set()
    above = (next(e.itersiblings("*", preceding=True), None) for e in declared if e.get("itemprop"))
    leads = (e for e in above if e is not None and e.get("itemprop") == "description")
    chosen = [headline] if headline is not None else []
    for mark in islice((*chosen, *root.iter("h1"), *declared, *leads), _MARKS):
        is_headline = mark is headline or mark.tag == "h1"
        at = mark if mark is headline or not is_headline else mark.getparent()
        chrome = ("nav", "dialog") if mark is headline else ("nav", "dialog", "aside")
        if is_headline and any(a.tag in chrome for a in mark.iterancestors()):
            continue
        if any(map(is_hidden, mark.iterancestors())):
            continue
        while at is not None and at not in held:
            held.add(at)
            at = at.getparent()
    return held
