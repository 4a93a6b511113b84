"""What shows that a box among the paragraphs is not the article: one rule for each sign.

None depends on a language, but for a few word lists.
"""

import re
from collections.abc import Callable
from itertools import pairwise, takewhile

from newsdiff.extract.block import Block
from newsdiff.extract.box import BLOCKS_INSIDE, LEAST_PARAGRAPH, SEVERAL, Box, is_link
from newsdiff.extract.page import Element, names, visible_text
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, holds_any, is_word, listed

#: prose that a card may hold and still go as a whole, for each link in it that stands apart
SMALL_CARD = 300
#: boxes of one shape that make a row of them
_FEW = 3
#: heavier blocks are no labels, names, options
_SHORT = 60
#: a paragraph that says more than what is offered
_LONG = 200
#: link text, among the letters of a box, that makes it a list of links
MOSTLY_LINKS = 0.5
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
#: what a network calls the posts that pages show; in those of others the words of the frame stand among them
_NETWORKS = frozenset(["tweet", "twitter"])
QUESTIONS = ("?", "？", "؟")
_AMOUNT = r"\d[\d.,\s'’\u00a0]*"
_READING = re.compile(rf"[+\-−–▲▼]?\s?{_AMOUNT}\s?(?:%|°\s?[CF]?)")
#: "4:27", "1:04:27", "▶", "▶ Listen"
_PLAYED = re.compile(r"^(?:\d{1,2}:\d\d(?::\d\d)?$|[▶►▷⏵⏯🔊🔉🔈🎧])")
#: heavier boxes say more than what is to be played
_MAX_PLAYER = 120
#: places to follow or to install something, never the source of a report
_CHANNELS = re.compile(
    r"^(?:https?:)?//(?:www\.)?(?:whatsapp\.com/channel/|(?:t|telegram)\.me/[\w+]+/?(?:$|\?)|news\.google\.com/publications/"
    r"|apps\.apple\.com/|itunes\.apple\.com/|play\.google\.com/store/|(?:[\w.]+\.)?facebook\.com/(?:sharer|dialog/)|(?:twitter|x)\.com/(?:intent|share)"
    r"|wa\.me/\?|signal\.me/|api\.whatsapp\.com/send|(?:t|telegram)\.me/share|(?:www\.)?linkedin\.com/share|open\.spotify\.com/|podcasts\.apple\.com/)",
    re.I,
)
#: the end of a sentence with another behind it
_INNER_END = re.compile(r"[.!?…。！？؟।][\"'”’»)]*\s|[。！？]")


Rule = Callable[[Box], bool]


def has_controls(box: Box) -> bool:
    """Something to press, to fill in or to play, or a link that is made a button."""
    if is_ticked(box.element) or _unfolds(box):
        return False
    if box.is_asking and _is_name(box.texts[0]):
        return True  # paragraphs around a sign-up box begin without a heading
    if box.tags & CONTROLS:
        return any(e.get("type") != "hidden" for e in box.element.iter(*CONTROLS))
    return any(
        (e.get("role") or "").lower() in _CONTROL_ROLES
        or (e.tag == "a" and bool(names(e) & _BUTTON_WORDS))
        or (e.tag in _PRESSED_TAGS and _is_pressed(e))
        for e in box.element.iter()
        if e.attrib
    )


def is_fact_box(box: Box) -> bool:
    """A heading, perhaps below a label, above some sentences and no link that stands apart: background of the story."""
    heads = sum(1 for _ in takewhile(_is_name, box.texts))
    if not 0 < heads <= SEVERAL or box.links_apart:
        return False
    told = [b for b in box.texts[heads:] if b.weight >= LEAST_PARAGRAPH and b.link_density < MOSTLY_LINKS]
    said = [b for b in told if ends_sentence(b.text)]
    return len(said) >= SEVERAL or any(b.weight >= _LONG for b in said)


def _unfolds(box: Box) -> bool:
    """Whether a fact box too long for an offer has one button and nothing else to press: it shows the rest of it."""
    controls = list(box.element.iter(*CONTROLS))
    if [e.tag for e in controls] != ["button"] or controls[0].get("type") == "submit":
        return False
    return box.prose > SMALL_CARD and is_fact_box(box)


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
    return 0 < weight(said) <= _SHORT and not any(child.tag in BLOCKS_INSIDE for child in element)


def holds_post(element: Element) -> bool:
    """Whether a post of a network stands in an element: its links are names and tags."""
    return any(map(is_post, element.iter("blockquote")))


def is_post(quote: Element) -> bool:
    """Whether a quotation is a post of a network, as those who run them write its class."""
    return not names(quote).isdisjoint(_NETWORKS)


def is_card(box: Box) -> bool:
    """A link that stands apart from a little text: a headline and its teaser, an appeal and where to give.

    Of several cards in one box each has its own link.
    """
    if box.element.tag == "table":
        return _is_row_with_picture(box.element) and _begins_with_link(box)
    if box.element.tag in _LISTS or not box.plain:
        return False
    if not box.links_apart:
        return box.prose <= SMALL_CARD and not _answers(box) and _is_led_on(box.element)
    if box.prose <= SMALL_CARD:
        return True
    prose = [block.link_density == 0 and block.weight > _SHORT for block in box.texts]
    return not any(one and two for one, two in pairwise(prose)) and sum(prose) <= box.links_apart


def _begins_with_link(box: Box) -> bool:
    """Whether its first words are a link, and others follow."""
    link = next((a for a in box.element.iter("a") if visible_text(a)), None)
    return link is not None and bool(box.texts) and box.texts[0].text.lstrip("| ").startswith(visible_text(link))


def _answers(box: Box) -> bool:
    """Whether it is one of several boxes alike, with a question as its heading."""
    first = box.texts[0]
    return box.alike >= _FEW and first.kind == "heading" and first.text.endswith(QUESTIONS)


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
        links >= MOSTLY_LINKS * letters
        and sum(1 for _ in box.element.iter("a")) >= SEVERAL
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
    asked = [block for block in box.plain if block.text.endswith(QUESTIONS)]
    rest = [block for block in box.plain if block not in asked]
    return (
        len(asked) == 1
        and asked[0] is not box.plain[-1]
        and len(box.texts) > SEVERAL
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
    if len(box.texts) < _FEW or box.alike >= _FEW or box.element.tag in _LISTS or not is_link(box.texts[-1]):
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
    return 2 * len(asking) >= len(told) or (len(asking) >= SEVERAL and _FEW * len(asking) >= len(told))


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
    return read >= SEVERAL and all(block.weight <= _SHORT for block in box.texts)


def is_player(box: Box) -> bool:
    """A length of time, a sign to play or a frame, and a few words: a film, a map. Three alike are a chronicle."""
    if box.alike >= _FEW or not box.says_nothing or sum(block.weight for block in box.texts) > _MAX_PLAYER:
        return False
    return box.is_framed or any(_PLAYED.search(text.strip()) for text in box.element.itertext())


#: name -> rule; a box for which one of them holds is not the article
BOX_RULES: dict[str, Rule] = {
    "controls": has_controls,
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
