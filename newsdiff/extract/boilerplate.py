"""Which elements of a page are not the article, by what they are and what they are called.

An element is judged by its own tag, role and names, never by averages over the page. One guard keeps a careless name
("has-sidebar" on the body) from taking the article along: what holds the headline, a declared article body or more
than half of the prose around it, in its `<article>` or on the page, is never removed.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice, takewhile

from newsdiff.extract.box import LEAST_PARAGRAPH
from newsdiff.extract.box_rules import CONTROLS, SMALL_CARD, is_ticked
from newsdiff.extract.boxes import SMALL_BOX, foreign_boxes, is_background, is_paragraph
from newsdiff.extract.card_rows import card_rows, cut_items
from newsdiff.extract.front import card_holders
from newsdiff.extract.head_lines import CARELESS, head_lines
from newsdiff.extract.invisible import drop, is_hidden
from newsdiff.extract.notes import is_note_box, is_note_text
from newsdiff.extract.page import (
    Element,
    Shape,
    ancestors,
    names,
    outermost_articles,
    ruling_shape,
    visible_text,
    words_of,
)
from newsdiff.extract.talk import readers_talk
from newsdiff.extract.text import ends_sentence, is_blank, weight
from newsdiff.extract.walls import tells_a_story
from newsdiff.extract.words import holds_word, listed

_CHROME_TAGS = listed(
    """
    audio nav aside form button menu dialog footer textarea input meter progress fieldset
    """
)
_CHROME_ROLES = frozenset(
    listed(
        """
        navigation complementary search banner contentinfo dialog alertdialog menu menubar toolbar
        tablist radiogroup progressbar form
        """
    )
)
#: a name that holds one of these words names something beside the article
_CHROME_WORDS = frozenset(
    listed(
        """
        ad ads adbox adslot adunit adv advert adverts advertisement advertising advertorial sponsor
        sponsored sponsors promo promos promoted promotion promobox outbrain taboola nativo dfp gpt
        related relatedposts relatedarticles recommended recommendation recommendations recirc
        recirculation readmore mostread mostpopular popular trending teaser teasers upnext morefrom
        alsoread similar share sharing sharebar shares addtoany addthis sharethis social socials
        socialmedia newsletter newsletters signup subscribe subscription subscriptions donate donation
        donations paywall regwall piano tinypass comment comments commentlist disqus respond reply
        replies spende spenden umfrage abstimmung donar encuesta sondage sondaggio enquete abonnement
        gewinnspiel merkliste cookie cookies gdpr cmp consent onetrust didomi usercentrics nav navbar
        navigation menu breadcrumb breadcrumbs pagination pager paging toolbar sidebar skip skiplink
        popup modal overlay lightbox toast tooltip hovercard snackbar poll polls quiz survey rating ratings vote
        voting tags taglist tagcloud keywords toc footer masthead screenreader offscreen
        """
    )
)
#: pairs of words next to each other's company that do the same
_CHROME_PAIRS = (
    *(("most", "read"), ("most", "popular"), ("most", "viewed"), ("read", "more"), ("read", "next"), ("also", "read")),
    *(("more", "stories"), ("more", "news"), ("more", "articles"), ("more", "from"), ("more", "like"), ("up", "next")),
    *(("author", "bio"), ("author", "box"), ("author", "card"), ("about", "author"), ("sign", "up"), ("log", "in")),
    *(
        ("sr", "only"),
        ("visually", "hidden"),
        ("screen", "reader"),
        ("mc", "embed"),
        ("back", "top"),
        ("site", "header"),
        ("rollover", "block"),
    ),
    *(("call", "action"), ("in", "case"), ("latest", "news"), ("link", "list"), ("price", "box"), ("affiliate", "box")),
    *(("listen", "audio"), ("audio", "player"), ("video", "player"), ("media", "player"), ("subscribe", "wall")),
)
#: what a wall may close is called after it: a paragraph, the second half of one, some of them
_WALLS = frozenset(["paywall", "regwall", "piano", "tinypass"])
#: and no line is the head of a site
_NOT_OF_LINES = _WALLS | {"site"}
_VERDICTS = frozenset(["rating", "ratings"])
_SECONDS = {first: frozenset(b for a, b in _CHROME_PAIRS if a == first) for first, _ in _CHROME_PAIRS}
_FIRSTS = frozenset(_SECONDS)
#: tags that may be foreign without an attribute that says so
_TAGS_THAT_SAY = _CHROME_TAGS | {"div", "section", "ul", "table"}
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_LINES = _HEADINGS | {"p", "span"}
#: what headings are called that stand in the contents of their page
_CONTENTS = frozenset(["toc"])
_EMPHASIS = ("b", "strong", "i", "em", "span", "u")
#: classes by which frameworks hide an element, and by which they show it on some screens all the same
_HIDDEN_CLASSES = frozenset(["hidden", "is-hidden", "u-hidden", "d-none", "hide", "display-none"])
_SHOWN_ON_SOME = re.compile(r":(?:block|flex|grid|inline|table|contents)|^d-\w{2,3}-(?!none)")
#: prose that such an offer holds at most
_MAX_OFFER = 2_500
#: and words that a hidden label does
_MAX_HIDDEN_LABEL = 60
#: how much of the prose around it an element may hold that goes. A hidden one does not count in what is around it, and
#: may be a copy of all that is shown, for search engines
_HALF, _HIDDEN_COPY = 0.5, 1.25
#: characters by which a hidden copy is known
_COPIED = 50
#: prose that makes a story beside a list of teasers
_LEAST_STORY = 250
#: words of an id that may be made of a text, and characters of the text
_LEAST_SLUG, _BEGINNING = 5, 300
#: headlines and declared bodies of a page that are looked at
_MARKS = 12
#: headlines that are tried as the story's
_FIRST_HEADLINES = 3


def remove_chrome(
    root: Element,
    framed: Collection[Element] = (),
    headline: Element | None = None,
    *,
    is_fact_check: bool = False,
) -> tuple[dict[Element, str], set[Element]]:
    """Take everything out of the tree that is not the article, guarded as the module says.

    `framed` are the elements in which frames stood; `is_fact_check`: what the page calls a rating is its verdict, not
    that of its readers.

    What was taken out is returned, each element with the name of the rule that took it; and the elements in which
    something to press was taken out alone.

    What tags, roles and talk of readers say goes first: what is left is the measure for elements whose names only hint.
    """
    believed = _CHROME_WORDS - _VERDICTS if is_fact_check else _CHROME_WORDS
    prose = _prose_weights(root)
    guarded = _holders_of_the_article(root, headline)
    taken = _take_boxes(root, prose, guarded, framed)
    guard = _Guard.of(root, prose, guarded)
    lines = head_lines(headline, prose)
    rules: tuple[Callable[[Element], str | None], ...] = (
        lambda element: _foreign_kind(element, prose, guard.talk),
        lambda element: _foreign_name(element, believed - CARELESS if element in lines else believed),
    )
    may_be_foreign = [e for e in root.iter() if e.attrib or e.tag in _TAGS_THAT_SAY]
    gone: set[Element] = set()
    pressed: set[Element] = set()
    for rule_of in rules:
        found: dict[Element, str] = {}
        for element in may_be_foreign:
            rule = rule_of(element) if element not in gone else None
            if rule is not None and not guard.keeps(element, rule):
                found[element] = rule
                _weigh_out(element, prose)
                gone.update(element.iter())
        for box in found:
            if box.tag in CONTROLS:
                pressed.update(takewhile(lambda e: e not in pressed, box.iterancestors()))
            drop(box)
        taken.update(found)
    return taken, pressed


def _take_boxes(
    root: Element, prose: dict[Element, int], guarded: set[Element], framed: Collection[Element]
) -> dict[Element, str]:
    """Take boxes among the paragraphs and rows of cards out of the tree; each with the name of its rule."""
    taken: dict[Element, str] = {}
    for box, rule in foreign_boxes(prose, guarded, framed):
        taken[box] = rule
        _take_out(box, prose)
    for card in (*card_rows(root, prose, guarded), *cut_items(root)):
        taken[card] = "cards"
        _take_out(card, prose)
    return taken


@dataclass(frozen=True, slots=True)
class _Guard:
    """What keeps a careless name from taking the article along."""

    root: Element
    prose: dict[Element, int]
    guarded: set[Element]
    #: the `<article>` or `<main>` of the story, and all that stands in it
    story: Element | None
    inside: set[Element]
    #: the shape of the story's paragraphs
    shape: Shape | None
    #: what holds the talk of readers, and hidden copies of the text: goes however long it is
    talk: set[Element]
    copies: set[Element]

    @classmethod
    def of(cls, root: Element, prose: dict[Element, int], guarded: set[Element]) -> "_Guard":
        story = _story(root, prose)
        shape = _paragraph_class(story if story is not None else root, prose)
        inside = set(story.iter()) if story is not None else set()
        return cls(root, prose, guarded, story, inside, shape, readers_talk(root), _hidden_copies(root))

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

    def _is_foreign_though_heavy(self, element: Element, rule: str) -> bool:
        return (
            element in self.talk
            or element in self.copies
            or (rule == "name" and _is_list_of_teasers(element, self.prose, self.root))
        )


def _hidden_copies(root: Element) -> set[Element]:
    """The outermost hidden elements around a declared body that begins as something that is shown does.

    Such a copy for search engines has no links: it may outweigh all that is no link in what is shown.
    """
    found: dict[Element, str] = {}
    for body in islice(root.xpath("//*[@itemprop='articleBody']"), _MARKS):
        outermost = [above for above in ancestors(body) if is_hidden(above)][-1:]
        beginning = visible_text(body)[:_COPIED] if outermost else ""
        found |= dict.fromkeys(outermost, beginning) if len(beginning) == _COPIED else {}
    said = visible_text(root) if found else ""
    hidden = list(map(visible_text, found))
    return {e for e, words in found.items() if said.count(words) > sum(text.count(words) for text in hidden)}


def _take_out(element: Element, prose: dict[Element, int]) -> None:
    """Drop an element and its weight in all that it stands in."""
    if element.getparent() is not None:
        _weigh_out(element, prose)
        drop(element)


def _weigh_out(element: Element, prose: dict[Element, int]) -> None:
    """Take the weight of an element out of all that it stands in."""
    size = 0 if is_hidden(element) else prose.get(element, 0)
    if size:
        for above in element.iterancestors():
            prose[above] = prose.get(above, 0) - size


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


def _foreign_kind(element: Element, prose: dict[Element, int], talk: set[Element]) -> str | None:
    """Tag, role, a hidden state, controls, talk of readers: what says that an element is not the article, if any."""
    if element.tag in _CHROME_TAGS:
        return None if element.tag == "aside" and is_background(element) else "tag"
    if is_hidden(element):
        return "hidden"
    if (role := (element.get("role") or "").lower()) in _CHROME_ROLES:
        return None if role == "complementary" and is_background(element) else "role"
    if element in talk:
        return "comments"
    if _is_hidden_offer(element, prose):
        return "hidden_offer"
    return "controls" if _is_form_box(element, prose) else None


def _is_hidden_offer(element: Element, prose: dict[Element, int]) -> bool:
    """A call to subscribe or to log in that a class hides until a script has counted the reader's visits.

    Or a few words that are no sentence: a label for those who do not see the page.

    The class alone says nothing: the rest of a story behind "continue reading" is hidden in the same way. Frameworks
    hide with it on small screens only what they show on others.
    """
    tokens = (element.get("class") or "").split()
    if _HIDDEN_CLASSES.isdisjoint(tokens) or any(_SHOWN_ON_SOME.search(token) for token in tokens):
        return False
    size = prose.get(element, 0)
    if 0 < size <= _MAX_HIDDEN_LABEL and not ends_sentence(visible_text(element)):
        return True
    return size <= _MAX_OFFER and holds_word(visible_text(element), "subscribe")


def _is_list_of_teasers(element: Element, prose: dict[Element, int], root: Element) -> bool:
    """Whether most prose in an element stands in teasers of other stories, and a story stands beside it.

    A long list of reviews outweighs a short item, whose headline stands elsewhere.
    """
    if prose.get(root, 0) - prose.get(element, 0) < _LEAST_STORY:
        return False
    cards = card_holders(element, None)
    outermost = (card for card in cards if card.getparent() not in cards)
    return 2 * sum(prose.get(card, 0) for card in outermost) > prose.get(element, 0)


def _foreign_name(element: Element, believed: frozenset[str]) -> str | None:
    """ "name" where an element is called like something beside the article, by a word in `believed` or a pair."""
    said = names(element)
    if element.tag in _HEADINGS:
        said = _own_names(element) - _CONTENTS  # the id of a heading is made of its words, and contents list it
    if element.tag in _LINES:
        said -= _NOT_OF_LINES
    if not said.isdisjoint(_WALLS) and tells_a_story(element):
        said -= _WALLS
    if not said or element.tag in ("body", "html", "main"):
        return None
    if element.tag == "a" and (all(map(is_blank, element.itertext())) or _stands_in_sentence(element)):
        return None  # around a picture, by which its caption is known; or a word of a paragraph
    if not _names_chrome(said, believed, element) or _is_named_after_its_text(element, believed):
        return None
    return "name"


def _own_names(element: Element) -> frozenset[str]:
    """The words of an element's class and data-testid."""
    return words_of(" ".join(filter(None, map(element.get, ("class", "data-testid")))))


def _stands_in_sentence(link: Element) -> bool:
    """Whether a link stands in a paragraph that says more beside its links than in them."""
    paragraph = next((e for e in link.iterancestors() if e.tag not in _EMPHASIS), None)
    if paragraph is None or paragraph.tag not in ("p", "li"):
        return False
    linked = sum(weight(visible_text(other)) for other in paragraph.iter("a"))
    return 2 * linked < weight(visible_text(paragraph))


def _names_chrome(said: frozenset[str], believed: frozenset[str], element: Element) -> bool:
    if not said.isdisjoint(believed):
        return bool(element.tag != "article")
    return any(not said.isdisjoint(_SECONDS[first]) for first in said & _FIRSTS)


def _is_named_after_its_text(element: Element, believed: frozenset[str]) -> bool:
    """Whether only an id names it so, which is made of the words at its beginning: "port-promoted-by-its-council"."""
    said = {word for word in words_of(element.get("id") or "") if len(word) > 1}
    if len(said) < _LEAST_SLUG or _names_chrome(_own_names(element), believed, element):
        return False
    beginning = words_of(visible_text(element)[:_BEGINNING].lower())
    return 4 * len(said & beginning) >= 3 * len(said)


def _is_form_box(element: Element, prose: dict[Element, int]) -> bool:
    """A small box that holds controls to fill in: a poll, a newsletter sign-up, a calculator."""
    if element.tag not in ("div", "section", "ul", "table") or prose.get(element, 0) > SMALL_BOX:
        return False
    controls = list(element.iterchildren("input", "textarea"))
    kinds = [control.get("type") for control in controls if control.tag == "input"]
    return (kinds[:1] not in ([], ["hidden"]) or len(kinds) < len(controls)) and not is_ticked(element)


def _is_note(element: Element, prose: dict[Element, int]) -> bool:
    """A correction in the article's `<aside>` or `<footer>` is part of the article."""
    if not 0 < prose.get(element, 0) < SMALL_BOX or is_hidden(element):
        return False
    return is_note_text(visible_text(element)) or is_note_box(element, names(element))


def _holders_of_the_article(root: Element, headline: Element | None) -> set[Element]:
    """Elements that hold a headline or a declared body that is shown, or the standfirst declared right above it.

    All their ancestors, themselves included; the chosen headline too.
    """
    held: set[Element] = set()
    bodies = root.xpath("//*[@itemprop='articleBody' or @property='articleBody']")
    leads = root.xpath("//*[@itemprop='articleBody']/preceding-sibling::*[1][@itemprop='description']")
    chosen = [headline] if headline is not None else []
    for mark in islice((*chosen, *root.iter("h1"), *bodies, *leads), _MARKS):
        is_headline = mark is headline or mark.tag == "h1"
        at = mark if mark is headline or not is_headline else mark.getparent()
        if is_headline and any(a.tag in ("nav", "dialog") for a in mark.iterancestors()):
            continue
        if any(map(is_hidden, mark.iterancestors())):
            continue
        while at is not None and at not in held:
            held.add(at)
            at = at.getparent()
    return held


def _prose_weights(root: Element) -> dict[Element, int]:
    """For each element the weight of text outside links in it, hidden parts left out."""
    totals: dict[Element, int] = dict.fromkeys(root.iter(), 0)
    for element in reversed(totals):
        text, tail, above = element.text, element.tail, element.getparent()
        if text and element.tag != "a":
            totals[element] += weight(text.strip())
        if above is None:
            continue
        if totals[element] and not is_hidden(element):
            totals[above] += totals[element]
        if tail:
            totals[above] += weight(tail.strip())
    return totals
