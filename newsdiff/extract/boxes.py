"""Boxes set between the paragraphs of an article that are not the article: polls, sign-ups, offers, cards, players.

Such a box has another shape than the paragraphs around it: another tag, class or inner structure. That alone drops
nothing, for a quotation or a fact box has it too. It needs a sign beside it, none of which depends on a language:
something to press, a link that stands apart from the text, a price, a question without an answer, a label above a
headline. A box goes as a whole: the question of a poll must not stay when its options go, nor the teaser of a card
when its headline does. A quotation and a correction stay, whatever box they stand in, and so do boxes of one shape
that together hold most of the text around them: in a live blog they are the article.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newsdiff.extract.blocks import Block, read_blocks
from newsdiff.extract.fields import is_byline, is_standfirst_named
from newsdiff.extract.notes import is_note_text
from newsdiff.extract.page import Element, names, visible_text
from newsdiff.extract.stamps import is_date_line
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, holds_any, is_word, listed

#: prose that a box may hold and still go as a whole
SMALL_BOX = 900
#: the same for a card, for each link in it that stands apart
SMALL_CARD = 300
#: lighter blocks are no paragraphs by which a box could be told
LEAST_PARAGRAPH = 40
#: paragraphs of one shape around a box that make it a box among paragraphs
_TWO = 2
#: boxes of one shape that make a row of them
_FEW = 3
#: more blocks than this make no box
_MANY = 12
#: heavier blocks are no labels, names, options
_SHORT = 60
#: a link longer than this names no one
_MAX_NAME = 24
#: link text, among the letters of a box, that makes it a list of links
_MOSTLY_LINKS = 0.5
_BOX_TAGS = frozenset(listed("div section aside article table ul ol dl fieldset details center"))
_WRAPPERS = frozenset(["div", "section", "article", "aside"])
_EMPHASES = frozenset(["b", "strong", "em", "i", "span"])
#: what lists and tables of the article are made of too: a link that stands apart in one says nothing
_LISTS = frozenset(["ul", "ol", "dl", "table"])
CONTROLS = frozenset(listed("form input textarea select button meter progress audio"))
_CONTROL_ROLES = frozenset(
    listed(
        """
        button radio radiogroup checkbox switch slider listbox option combobox textbox progressbar tablist tab marquee
        timer form search
        """
    )
)
#: what is no control by its tag
_PRESSED_TAGS = frozenset(listed("div span li p b i strong em"))
_HANDLERS = ("onclick", "ng-click", "jsaction")
_BUTTON_WORDS = frozenset(["button", "btn", "cta"])
_BLOCKS_INSIDE = frozenset(listed("div p form ul ol dl table section article aside h2 h3 h4 h5 h6 blockquote figure"))
_QUOTES = "\"'“”„«»‹‘‚「『《"
_QUESTIONS = ("?", "？", "؟")
_AMOUNT = r"\d[\d.,\s'’\u00a0]*"
_CURRENCY = r"(?:[$€£¥₽₺₹₩₪₴]|元|円|원|zł|Kč|kr\.?|Ft|lei|CHF|EUR|USD|GBP|PLN|руб\.?)"
_PRICE = re.compile(rf"(?:\D{{0,12}}\s)?(?:{_CURRENCY}\s?{_AMOUNT}|{_AMOUNT}\s?{_CURRENCY})\s?\*?", re.I)
_READING = re.compile(rf"[+\-−–▲▼]?\s?{_AMOUNT}\s?(?:%|°\s?[CF]?)")
#: "4:27", "1:04:27", "▶", "▶ Listen"
_PLAYED = re.compile(r"^(?:\d{1,2}:\d\d(?::\d\d)?$|[▶►▷⏵⏯🔊🔉🔈🎧])")
#: heavier boxes say more than what is to be played
_MAX_PLAYER = 120
#: places to follow or to install something, never the source of a report
_CHANNELS = re.compile(
    r"^(?:https?:)?//(?:www\.)?(?:whatsapp\.com/channel/|(?:t|telegram)\.me/[\w+]+/?(?:$|\?)|news\.google\.com/publications/"
    r"|apps\.apple\.com/|itunes\.apple\.com/|play\.google\.com/store/|(?:[\w.]+\.)?facebook\.com/sharer|(?:twitter|x)\.com/(?:intent|share)"
    r"|wa\.me/\?|signal\.me/|api\.whatsapp\.com/send|(?:t|telegram)\.me/share|(?:www\.)?linkedin\.com/share|open\.spotify\.com/|podcasts\.apple\.com/)",
    re.I,
)
#: the end of a sentence with another behind it
_INNER_END = re.compile(r"[.!?…。！？؟।][\"'”’»)]*\s|[。！？]")
Shape = tuple[str, str | None, str]


@dataclass
class Box:
    """A box among paragraphs, with what its rules look at."""

    element: Element
    #: weight of the text in it that is no link
    prose: int
    #: how many of its neighbours have its tag and class, itself included
    alike: int
    #: whether a frame was shown in it
    is_framed: bool = False

    @cached_property
    def texts(self) -> list[Block]:
        """Its blocks but captions."""
        return [block for block in read_blocks(self.element) if block.kind != "caption"]

    @cached_property
    def links(self) -> list[Block]:
        """Blocks that are a link: they stand apart from the text."""
        return [block for block in self.texts if _is_link(block)]

    @cached_property
    def links_apart(self) -> int:
        """How many links stand apart from the text: as a block, or beside other elements and no bare text."""
        return max(len(self.links), sum(map(_is_apart, self.element.iter("a"))))

    @cached_property
    def plain(self) -> list[Block]:
        """Blocks that are no link."""
        return [block for block in self.texts if not _is_link(block)]

    @cached_property
    def tags(self) -> set[str]:
        """The tags inside."""
        return {str(e.tag) for e in self.element.iter()}

    @cached_property
    def sentences(self) -> int:
        """How many blocks are a paragraph by their kind, weight and end."""
        running = (block for block in self.plain if block.kind in ("text", "quote"))
        return sum(1 for block in running if block.weight >= LEAST_PARAGRAPH and ends_sentence(block.text))

    @cached_property
    def says_nothing(self) -> bool:
        """Whether it holds no sentence."""
        return not any(ends_sentence(block.text) for block in self.plain)


def _is_apart(link: Element) -> bool:
    """Whether a link is the first or the last of several elements in a wrapper that has no text of its own.

    So is one in the middle where its words would run into those beside it, were they not on lines of their own.
    """
    parent = link.getparent()
    while parent is not None and parent.tag in _EMPHASES and len(parent) == 1:
        link, parent = parent, parent.getparent()
    if parent is None or parent.tag not in _WRAPPERS or len(parent) < _TWO:
        return False
    if link not in (parent[0], parent[-1]) and not _runs_into(link):
        return False
    if not any(text and not text.isspace() for text in link.itertext()):
        return False
    return not any(text and not text.isspace() for text in (parent.text, *(child.tail for child in parent)))


def _runs_into(link: Element) -> bool:
    """Whether no white space stands between the words of an element and those of the elements beside it."""
    before, after = link.getprevious(), link.getnext()
    if link.tail or before is None or before.tail or after is None:
        return False
    one, own, two = ("".join(e.itertext()) for e in (before, link, after))
    return bool(one and own and two) and all(c.isalnum() for c in (one[-1], own[0], two[0]))


def _is_link(block: Block) -> bool:
    return block.link_density >= 0.8


Rule = Callable[[Box], bool]


def has_controls(box: Box) -> bool:
    """Something to press, to fill in or to play, or a link that is made a button."""
    if is_ticked(box.element):
        return False
    if box.tags & CONTROLS:
        return any(e.get("type") != "hidden" for e in box.element.iter(*CONTROLS))
    return any(
        (e.get("role") or "").lower() in _CONTROL_ROLES
        or (e.tag == "a" and bool(names(e) & _BUTTON_WORDS))
        or (e.tag in _PRESSED_TAGS and _is_pressed(e))
        for e in box.element.iter()
        if e.attrib
    )


def is_ticked(element: Element) -> bool:
    """Whether it is an item of a check-list: a sentence and a place for a tick, beside others alike."""
    controls = [e for e in element.iter(*CONTROLS) if e.get("type") != "hidden"]
    if not controls or any("checkbox" not in (e.get("type"), e.get("role")) for e in controls):
        return False
    siblings = (*element.itersiblings(preceding=True), *element.itersiblings())
    alike = 1 + sum(1 for e in siblings if (e.tag, e.get("class")) == (element.tag, element.get("class")))
    return alike >= _FEW and any(ends_sentence(visible_text(p)) for p in element.iter("p"))


def _is_pressed(element: Element) -> bool:
    """Whether a few words are made something to press, by a handler or by the tab key."""
    if element.get("tabindex") != "0" and not any(element.get(handler) is not None for handler in _HANDLERS):
        return False
    said = "".join(element.itertext()).strip()
    return 0 < weight(said) <= _SHORT and not any(child.tag in _BLOCKS_INSIDE for child in element)


def is_offer(box: Box) -> bool:
    """A price that stands apart, beside a link; or a link that says it was paid for."""
    links = list(box.element.iter("a"))
    if any("sponsored" in (a.get("rel") or "") for a in links):
        return True
    cells = (part for block in box.plain for part in block.text.split(" | "))
    return bool(links) and any(_PRICE.fullmatch(cell.strip()) for cell in cells)


def is_card(box: Box) -> bool:
    """A link that stands apart from a little text: a headline and its teaser, an appeal and where to give.

    Of several cards in one box each has its own link.
    """
    if box.element.tag in _LISTS or not box.plain:
        return False
    if not box.links_apart:
        return box.prose <= SMALL_CARD and not _answers(box) and _is_led_on(box.element)
    if box.prose <= SMALL_CARD:
        return True
    prose = [block.link_density == 0 and block.weight > _SHORT for block in box.texts]
    return not any(one and two for one, two in pairwise(prose)) and sum(prose) <= box.links_apart


def _answers(box: Box) -> bool:
    """Whether it is one of several boxes alike, with a question as its heading."""
    first = box.texts[0]
    return box.alike >= _FEW and first.kind == "heading" and first.text.endswith(_QUESTIONS)


def _is_led_on(element: Element) -> bool:
    """Whether the last words are a short link behind the end of a sentence, or behind no sentence: "... . More"."""
    said = ["".join(link.itertext()) for link in element.iter("a")]
    last = next((text for text in reversed(said) if not text.isspace() and text), None)
    if last is None or weight(last) > _SHORT:
        return False
    before, _, after = " ".join(element.itertext()).rpartition(last)
    before = before.rstrip()
    return not after.strip() and (ends_sentence(before) or not _INNER_END.search(before))


def is_link_list(box: Box) -> bool:
    """Two links or more, and no sentence outside of them; where words follow most links, they stand in the text."""
    links = sum(block.links for block in box.texts)
    if not links or not box.says_nothing or box.element.tag == "table" or _go_on(box.element):
        return False
    letters = sum(c.isalnum() for block in box.texts for c in block.text)
    return (
        links >= _MOSTLY_LINKS * letters
        and sum(1 for _ in box.element.iter("a")) >= _TWO
        and all(b.weight <= SMALL_CARD for b in box.plain)
    )


def _go_on(element: Element) -> bool:
    """Whether it is a list in which words follow most links: "4 July: <a>Day of the Quay</a> (Beck Haven)"."""
    if element.tag not in ("ul", "ol"):
        return False
    said = [any(c.isalpha() for c in link.tail or "") for link in element.iter("a")]
    return 2 * sum(said) > len(said)


def is_question(box: Box) -> bool:
    """A question, and under it only a few words here and there: what may be answered, and how often it was."""
    asked = [block for block in box.plain if block.text.endswith(_QUESTIONS)]
    rest = [block for block in box.plain if block not in asked]
    return (
        len(asked) == 1
        and len(box.texts) > _TWO
        and box.plain[0].weight <= SMALL_CARD
        and all(block.weight <= _SHORT and not ends_sentence(block.text) for block in rest)
    )


def is_labelled(box: Box) -> bool:
    """Its first words are a label of the page: "Advertisement", "Read more"; or a line says who paid for the rest."""
    first, last = box.texts[0].text, box.texts[-1].text
    if any(is_word(line, "paid") or _names_a_payer(line) for line in (first, last)):
        return True
    if box.prose > SMALL_CARD or weight(first) > _SHORT:
        return False
    if is_word(first, "label") or is_word(first, "tail"):
        return True
    # a whole sentence without a link in the box points nowhere: "More on that later."
    return begins_with(first, "promo") and (bool(sum(b.links for b in box.texts)) or not ends_sentence(first))


def _names_a_payer(line: str) -> bool:
    """ "Presented by Example": no sentence."""
    return weight(line) <= _SHORT and not ends_sentence(line) and begins_with(line, "paid_by")


def is_profile(box: Box) -> bool:
    """A picture, a name beside it, and a few words about it; several alike are a list of the article's own.

    A picture and a few words in the only row of a table are a portrait or a caption.
    """
    if "img" not in box.tags or box.prose > SMALL_CARD or box.alike >= _FEW or "figure" in box.tags:
        return False
    if box.element.tag == "table":
        return _is_row_with_picture(box.element)
    return len(box.texts) > 1 and _is_name(box.texts[0]) and box.element.tag not in _LISTS


def _is_row_with_picture(table: Element) -> bool:
    rows = list(table.iter("tr"))
    cells = [cell for cell in rows[0] if cell.tag == "td"] if len(rows) == 1 else []
    pictured = (cell for cell in cells if next(cell.iter("img"), None) is not None)
    return len(cells) > 1 and any(not "".join(cell.itertext()).strip() for cell in pictured)


def _is_name(block: Block) -> bool:
    return block.weight <= _SHORT and not ends_sentence(block.text)


def has_kicker(box: Box) -> bool:
    """A label above a headline above a few words: the three lines of a teaser."""
    if len(box.texts) < _FEW or box.prose > SMALL_CARD or box.element.tag in _LISTS:
        return False
    first, second, *rest = box.texts
    if first.kind != "text" or not _is_name(first):
        return False
    return second.kind == "heading" or (
        len(rest) == 1 and _is_name(second) and _is_teased(rest[0]) and box.alike < _FEW
    )


def _is_teased(block: Block) -> bool:
    """Whether a block is what a teaser says: a sentence or two."""
    return block.kind == "text" and block.weight > _SHORT and ends_sentence(block.text)


def is_appeal(box: Box) -> bool:
    """Two lines or more above a few sentences, and at the end a link: what is told is told for its sake."""
    if len(box.texts) < _FEW or box.alike >= _FEW or box.element.tag in _LISTS or not _is_link(box.texts[-1]):
        return False
    return all(map(_is_name, box.texts[:2])) and box.texts[0].kind != "heading"


def asks_readers(box: Box) -> bool:
    """A headed box of which half speaks to readers for the publisher, or two things of a few; nothing in it is long."""
    first, *rest = box.texts
    if not rest or first.weight > _SHORT or (first.kind != "heading" and ends_sentence(first.text)):
        return False
    told = [block for block in rest if block.weight >= LEAST_PARAGRAPH]
    asking = [block for block in told if holds_any(block.text, "appeal")]
    if any(block.weight > SMALL_CARD for block in told) or not asking:
        return False
    return 2 * len(asking) >= len(told) or (len(asking) >= _TWO and _FEW * len(asking) >= len(told))


def leads_to_channels(box: Box) -> bool:
    """Links to a channel to follow, an app to install, a form to share the page with."""
    return box.prose <= SMALL_CARD and any(map(leads_away, box.element.iter("a")))


def leads_away(link: Element) -> bool:
    """Whether a link leads to a channel, a shop for apps or a form for sharing."""
    return bool(_CHANNELS.match(link.get("href") or ""))


def is_display(box: Box) -> bool:
    """Readings and hardly a word: the weather, shares, shares of votes; a table or a list of data is news."""
    if box.element.tag in _LISTS or not box.says_nothing or "table" in box.tags:
        return False
    read = sum(
        1 for e in box.element.iter("span", "div", "b", "strong", "td") if _READING.fullmatch((e.text or "").strip())
    )
    return read >= _TWO and all(block.weight <= _SHORT for block in box.texts)


def is_player(box: Box) -> bool:
    """A length of time, a sign to play or a frame, and a few words: a film, a map. Three alike are a chronicle."""
    if box.alike >= _FEW or not box.says_nothing or sum(block.weight for block in box.texts) > _MAX_PLAYER:
        return False
    return box.is_framed or any(_PLAYED.search(text.strip()) for text in box.element.itertext())


#: name -> rule; a box for which one of them holds is not the article
BOX_RULES: dict[str, Rule] = {
    "controls": has_controls,
    "offer": is_offer,
    "card": is_card,
    "link_list": is_link_list,
    "question": is_question,
    "labelled": is_labelled,
    "profile": is_profile,
    "kicker": has_kicker,
    "appeal": is_appeal,
    "asks": asks_readers,
    "channels": leads_to_channels,
    "display": is_display,
    "player": is_player,
}
#: above the first paragraph stand a portrait beside a byline, and key points with a label
_NOT_ABOVE = frozenset(["labelled", "offer", "profile"])


def foreign_boxes(
    prose: dict[Element, int], guarded: Collection[Element], framed: Collection[Element] = ()
) -> Iterator[tuple[Element, str]]:
    """The boxes that are not the article with the names of their rules, inner ones first.

    `prose`: for each element, in document order, the weight of its text outside links. Elements in `guarded` are never
    boxes; in those in `framed` stood a frame. Each is to be taken out before the next is asked for: a wrapper is judged
    without the boxes in it.
    """
    for parent, shapes in reversed(_paragraphs(prose).items()):
        if max(shapes.values()) >= _TWO:
            boxes = _boxes(parent, shapes, prose, guarded)
            if framed:
                boxes = ((_framed(box, framed), is_above) for box, is_above in boxes)
            yield from [(box.element, rule) for box, is_above in boxes if (rule := box_rule(box, is_above=is_above))]


def _framed(box: Box, framed: Collection[Element]) -> Box:
    box.is_framed = any(element in framed for element in box.element.iter())
    return box


def box_rule(box: Box, *, is_above: bool = False) -> str | None:
    """The name of the rule that drops a box; None when it stays. `is_above`: it stands above the first paragraph."""
    if not box.texts or _is_kept(box):
        return None
    asked = (name for name in BOX_RULES if not is_above or name not in _NOT_ABOVE)
    found = next((name for name in asked if BOX_RULES[name](box)), None)
    return found if found == "controls" or not is_above or not is_head(box) else None


def rule_beside(element: Element, pressed: Collection[Element]) -> str | None:
    """The name of the rule by which an element beside the body, however long, is not part of it; None when it may be.

    `pressed`: elements that held something to press when the page was whole.
    """
    box = _box_of(element)
    if not box.texts or _is_note(box):
        return None
    if element in pressed or has_controls(box):
        return "controls"
    return box_rule(box) if box.prose <= SMALL_BOX else None


def rule_above(element: Element) -> str | None:
    """The same for what stands between headline and body, where it may be a standfirst, a byline, a beginning."""
    box = _box_of(element)
    return box_rule(box, is_above=True) if box.prose <= SMALL_BOX and not is_head(box) else None


def _box_of(element: Element) -> Box:
    box = Box(element, 0, 1)
    box.prose = sum(block.weight for block in box.plain)
    return box


def is_head(box: Box) -> bool:
    """Whether a box belongs to the head of the article: it holds a date, a byline or a standfirst.

    A text and the linked name of who wrote it are a standfirst and a byline, whatever they are called.
    """
    if box.tags & {"time", "h1"}:
        return True
    said = any(ends_sentence(b.text) and not b.text.endswith(_QUESTIONS) for b in box.plain)
    if said and len(box.texts) <= _TWO and "img" not in box.tags and any(b.weight <= _MAX_NAME for b in box.links):
        return True
    return any(is_date_line(b.text) or is_byline(b) or is_standfirst_named(b) for b in box.texts)


def _is_kept(box: Box) -> bool:
    """A note of the newsroom, a piece of the text, a quotation. A form or a headline may begin with one and is none."""
    if _is_note(box):
        return True
    if box.sentences > max(_TWO, box.links_apart) or len(box.plain) > _MANY:
        return True
    first = box.plain[0] if box.plain else None
    if first is None or first.text[0] not in _QUOTES or first.link_density >= _MOSTLY_LINKS:
        return False
    return not box.tags & {"form", "input"}


def _is_note(box: Box) -> bool:
    return any(block.kind == "note" or is_note_text(block.text) for block in box.texts)


def _boxes(
    parent: Element, shapes: dict[Shape, int], prose: dict[Element, int], guarded: Collection[Element]
) -> Iterator[tuple[Box, bool]]:
    """Small boxes among the children of an element, unless those of one shape hold most of its prose."""
    alike: dict[tuple[str, str | None], list[Element]] = {}
    for child in parent:
        if isinstance(child.tag, str):
            alike.setdefault((child.tag, child.get("class")), []).append(child)
    is_above = True
    for child in parent:
        shape = _shape(child) if child in prose and prose[child] >= LEAST_PARAGRAPH else None
        if shape is not None and (shapes.get(shape, 0) >= _TWO or child.tag == "p"):
            is_above = False
        elif (inside := _inner_shapes(child, shapes)) and any(_inner(e) in inside for e in child):
            beside = (e for e in child if _inner(e) not in inside and _may_be_box(e, prose) and e not in guarded)
            yield from [(Box(e, prose.get(e, 0), 1), is_above) for e in beside]
            is_above = False
        elif _may_be_box(child, prose) and child not in guarded:
            same = alike[child.tag, child.get("class")]
            own = [e for e in same if _shape(e) is None or shapes.get(_shape(e) or ("", None, ""), 0) < _TWO]
            if 2 * sum(prose.get(e, 0) for e in own) <= prose.get(parent, 0):
                yield Box(child, prose.get(child, 0), len(own)), is_above


def _inner_shapes(element: Element, shapes: dict[Shape, int]) -> set[str]:
    """What stands in the wrappers of paragraphs, each in one of its own, that have the tag and the class of an element.

    Whatever else stands in such a wrapper does not take the paragraph along.
    """
    tag, said = element.tag, element.get("class")
    if said is None:
        return set()
    return {s[2] for s, count in shapes.items() if s[2] and s[1] == said and s[0] == tag and count >= _TWO}


def _inner(element: Element) -> str:
    """The shape of a paragraph as its wrapper's names it."""
    return "p" if element.tag == "p" else " ".join(filter(None, _shape(element) or ()))


def _may_be_box(element: Element, prose: dict[Element, int]) -> bool:
    tag = element.tag
    return isinstance(tag, str) and (tag in _BOX_TAGS or "-" in tag) and prose.get(element, 0) <= SMALL_BOX


def _paragraphs(prose: dict[Element, int]) -> dict[Element, dict[Shape, int]]:
    """For each element that has paragraphs for children, how many of each shape; bare runs of text are a shape too."""
    found: dict[Element, dict[Shape, int]] = {}
    for element, size in prose.items():
        if size < LEAST_PARAGRAPH:
            continue
        shape = _shape(element)
        parent = element.getparent()
        if shape is not None and parent is not None:
            shapes = found.setdefault(parent, {})
            shapes[shape] = shapes.get(shape, 0) + (1 if element.tag != "pre" else _blocks_in(element))
        runs = _runs(element) if next(element.iterchildren("br"), None) is not None else 0
        if runs >= _TWO:
            found.setdefault(element, {})["", None, ""] = runs
    return found


def _runs(element: Element) -> int:
    """How many bare runs of text an element has that weigh as much as a paragraph."""
    runs = (element.text, *(child.tail for child in element))
    return sum(1 for run in runs if run and weight(run.strip()) >= LEAST_PARAGRAPH)


def _shape(element: Element) -> Shape | None:
    """Tag, class and inner structure of a paragraph: a `<p>`, a `<div>` of text, a wrapper of `<p>` alone."""
    tag = element.tag
    if tag in ("p", "pre"):
        return tag, None, ""  # numbered on some sites, each with a class of its own
    if not isinstance(tag, str) or (tag not in ("div", "section") and "-" not in tag):
        return None
    inside = {child.tag for child in element}
    if inside == {"p"}:
        return tag, element.get("class"), "p"
    if not inside & _BLOCKS_INSIDE:
        return tag, element.get("class"), ""
    only = element[0] if len(element) == 1 and not (element.text or "").strip() else None
    inner = _inner(only) if only is not None else ""
    return (tag, element.get("class"), inner) if inner else None


def is_paragraph(element: Element) -> bool:
    """Whether an element is a `<p>`, or another with text and without blocks in it."""
    return element.tag == "p" or not any(child.tag in _BLOCKS_INSIDE for child in element)


def _blocks_in(pre: Element) -> int:
    """How many paragraphs a `<pre>` has: its text between blank lines."""
    return 1 + (pre.text or "").strip().count("\n\n")
