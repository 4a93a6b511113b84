"""The byline, as a reader sees it: an element called so, or a block around the headline that reads so.

Metadata only help to recognise it: the name of an author in a line tells that it is one.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml import etree

from newsdiff.extract.authors import APART, is_person, names_in
from newsdiff.extract.block import Block
from newsdiff.extract.box_rules import leads_away
from newsdiff.extract.dates import written_date
from newsdiff.extract.inline import is_inline
from newsdiff.extract.page import Element, all_names, ancestors, has_many_children, names, visible_text
from newsdiff.extract.stamps import begins_with_count, is_date_line, without_dates
from newsdiff.extract.text import ends_sentence, fold, weight
from newsdiff.extract.words import begins_with, is_word, listed, words

_BYLINE_NAMES = frozenset(
    listed(
        """
        byline bylines author authors auteur autor autore verfasser redacteur signature writer
        """
    )
)
_BIO_NAMES = listed(
    """
    bio about card profile description image avatar follow related more
    """
)
#: what stands beside a name in a byline, to be pressed or to be looked at
_CONTROL_NAMES = frozenset(
    listed(
        """
        follow share social print email comment comments rss avatar flyout buttons button icons date timestamp updated
        """
    )
)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+|\s{2,}")
_BEFORE_COMMA = re.compile(r" (?=[,;])")
#: stands for a time, which goes with the words before it: "on"
_ANY_DAY = " 2000-01-01 "
_LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-ŽΑ-ΩЀ-Я@][\w'’.\-]*")
_HAN = re.compile("[\u3400-\u9fff]")
#: no byline is longer
_MAX_BYLINE = 160
#: no word for "by" is heavier
_MAX_BY = 12
#: no byline behind a date is longer
_MAX_LINE = 50
#: wrappers around a block whose names are its own
_WRAPPERS = 3
#: text that a card about an author holds at most
_MAX_CARD = 400
_MAY_BE_BYLINE = re.compile("byline|aut[eho]|verfasser|redacteur|signature|writer")


def own_elements(block: Block) -> list[Element]:
    """The block's owner and the wrappers around it, as far as they hold nothing else of weight."""
    owner = block.owner
    if owner is None:
        return []
    near = [owner]
    for above in islice(owner.iterancestors(), _WRAPPERS):
        if above.tag not in ("div", "section", "header", "hgroup", "span") or has_many_children(above):
            break
        if weight(fold(" ".join(above.itertext()))) > 1.3 * block.weight + 20:
            break
        near.append(above)
    return near


def is_byline(block: Block) -> bool:
    """Whether the block says who wrote the article: named so, or "By" and a name."""
    if block.weight > _MAX_BYLINE or block.kind == "caption" or block.text.count(" > ") > 1:
        return False
    if any(names(e) & _BYLINE_NAMES and not names(e) & _BIO_NAMES for e in own_elements(block)):
        return True
    return begins_as_byline(block.text) or _is_behind_date(block)


def _is_behind_date(block: Block) -> bool:
    """ "December 21, 2030 | by Odile Brandt": a line that is a byline without the day it begins with."""
    if block.kind == "heading" or written_date(block.text) is None:
        return False
    undated = clean_byline(_without(block.text, block.times)) if any(map(str.isdigit, block.text[:30])) else None
    if undated is None or weight(undated) > _MAX_LINE:
        return False
    people = names_in(undated, is_seen=True)
    return (
        block.text.endswith(f" {undated}")
        and begins_as_byline(undated)
        and bool(people)
        and all(map(is_person, people))
    )


def signs_in_brackets(block: Block) -> bool:
    """ "(By Ann Lee)": how agencies sign behind a text; nothing but names stands in the brackets."""
    inner = block.text[1:-1] if block.text[0] in "(（[【" and block.text[-1] in ")）]】" else ""
    people = names_in(inner, is_seen=True) if begins_as_byline(inner) else []
    return bool(people) and all(map(is_person, people))


def begins_as_byline(text: str) -> bool:
    """ "By Ann Lee", "Von Jörg Maier", "文=山田": a word for "by" and then a name, and no sentence."""
    if weight(text) > 120 or not begins_with(text, "byline"):
        return False
    if text.endswith((".", "?", "!", ":", "。")) and not _ends_with_clock(text):
        return False
    rest = _after_byline_word(text)
    return bool(rest) and (bool(_LATIN_NAME.match(rest)) or rest[0] > "\u0590") and len(rest.split()) <= 14


def _ends_with_clock(text: str) -> bool:
    """ "at 11:08 a.m." ends no sentence."""
    last = text.rsplit(None, 1)[-1].lower()
    return last.count(".") > 1 and last.rstrip(".") in words("clock")


def _after_byline_word(text: str) -> str:
    text = text.lstrip("【（[(")
    low = text.lower()
    for word in sorted(words("byline"), key=lambda w: (-len(w), w)):
        if low.startswith(word):
            return text[len(word) :].lstrip(" :：/／·")
    return ""


def author_cards(blocks: list[Block], byline: str | None) -> set[Element]:
    """Wrappers around a picture, the name of who wrote the article, and a few words about them."""
    cards: set[Element] = set()
    for block in blocks if byline else ():
        wrapper = block.owner.getparent() if block.owner is not None else None
        if (
            wrapper is not None
            and 4 < len(block.text) < _MAX_BYLINE
            and block.text in (byline or "")
            and wrapper.tag in ("div", "section", "aside")
            and not has_many_children(wrapper)
            and wrapper.find(".//img") is not None
            and weight(visible_text(wrapper)) <= _MAX_CARD
        ):
            cards.add(wrapper)
    return cards


@dataclass(frozen=True, slots=True)
class Byline:
    """What readers see of who wrote the article."""

    text: str
    #: the same as written, `APART` where an element begins or ends
    parts: str


def find_byline(around: list[Block], elements: list[Element], authors: tuple[str, ...]) -> Byline | None:
    """The byline: an element called so, else a block that reads so, else one with an author's name in it."""
    for element in elements:
        cleaned = clean_byline(_text_without_times(element))
        if cleaned and weight(cleaned) <= _MAX_BYLINE:
            return Byline(cleaned, _text_without_times(element, APART))
    for block in around:
        if is_byline(block) and (byline := _of_block(block)):
            return byline
        if signed := _labelled().search(block.text if block.weight <= _MAX_BYLINE else ""):
            return Byline(fold(signed[0]), signed[0])
    for block in around:
        if (
            block.weight <= _MAX_BYLINE
            and not ends_sentence(block.text)
            and any(len(a.split()) > 1 and a.lower() in block.text.lower() for a in authors)
        ):
            return _of_block(block)
    return None


@cache
def _labelled() -> re.Pattern[str]:
    """A word for "by", a colon and names in a line of Chinese characters that tells more: "来源：甲报 作者：王小明"."""
    said = sorted({word.rstrip(":：/／|") for word in words("byline") if _HAN.match(word)}, key=len, reverse=True)
    name = rf"{_HAN.pattern}[\u3400-\u9fff·]{{1,6}}(?![\u3400-\u9fff:：/／|])"
    return re.compile(rf"(?:{'|'.join(said)})\s?[:：/／|]\s*{name}(?:[ 、，,]{name})*")


def _of_block(block: Block) -> Byline | None:
    cleaned = clean_byline(_without(block.text, block.times))
    return (
        Byline(cleaned, _text_without_times(block.owner, APART) if block.owner is not None else cleaned)
        if cleaned
        else None
    )


def byline_elements(order: dict[Element, int], first: int, last: float) -> list[Element]:
    """Elements called byline or author whose place in the page lies between two positions, outermost of each kind.

    `order` has the elements of the page in their order, each with its place.
    """
    found: list[Element] = []
    for element, place in order.items():
        if (
            not first <= place <= last
            or not element.attrib
            or not _MAY_BE_BYLINE.search(" ".join(element.attrib.values()).lower())
            or element.tag in ("article", "main", "body")
            or next(element.iter("h1"), None) is not None
        ):
            continue
        said = all_names(element)
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if (
            (marked or said & _BYLINE_NAMES)
            and not said & _BIO_NAMES
            and not begins_with(visible_text(element), "edited")
            and not any(a in found or _is_quotation(a) for a in ancestors(element))
            and (
                begins_as_byline(visible_text(element))
                or next(element.iterancestors("figure", "figcaption"), None) is None
            )
        ):
            found.append(element)
    return sorted(found, key=lambda e: ("byline" not in names(e), order[e]))


def _is_quotation(element: Element) -> bool:
    """Whether somebody is quoted in an element, whose name stands there too."""
    said = names(element)
    return element.tag == "blockquote" or "pullquote" in said or {"pull", "quote"} <= said


def _is_control(element: Element) -> bool:
    """Whether an element in a byline is to be pressed, a portrait, a date or a tag, and names no author."""
    if {"tag", "category"} & {*(element.get("rel") or "").split()}:
        return True
    if element.tag != "a" and any(map(leads_away, element.iter("a"))):
        return not any(_is_marked_author(e) for e in element.iter(etree.Element))
    said = names(element)
    if said.isdisjoint(_CONTROL_NAMES) or not said.isdisjoint(("has", "with")):  # "byline--has-date"
        return False
    return not any(_is_marked_author(e) for e in element.iter(etree.Element))


def _is_by(element: Element) -> bool:
    """Whether an element is called the word for "by", in whatever language that is: no part of a name."""
    return {"author", "by"} <= names(element) and weight(visible_text(element)) <= _MAX_BY


def _is_marked_author(element: Element) -> bool:
    said = element.attrib
    return "author" in (said.get("rel") or "").split() or bool(
        {"author", "name"} & {*(said.get("itemprop") or "").split()}
    )


def _text_without_times(element: Element, apart: str = " ") -> str:
    """The text of an element without times and controls, `apart` where a block or a span begins or ends."""
    parts: list[str] = []
    skipping: list[Element] = []
    for event, e in etree.iterwalk(element, events=("start", "end")):
        mark = apart if e.tag in ("br", "span") or not is_inline(e.tag) or apart is APART else ""
        if event == "start":
            if e.tag in ("time", "button", "svg", "img") or (
                e is not element and (_is_control(e) or (apart is APART and _is_by(e)))
            ):
                parts.append(_ANY_DAY if e.tag == "time" and not skipping else "")
                skipping.append(e)
            elif not skipping:
                begins = apart is APART or (e is not element and not is_inline(e.tag))
                parts.append((mark if begins and not _ends_word(e, parts) else "") + (e.text or ""))
        else:
            if skipping and skipping[-1] is e:
                skipping.pop()
            if not skipping and e is not element:
                parts.append(mark + (e.tail or ""))
    return "".join(parts) if apart is APART else _BEFORE_COMMA.sub("", fold("".join(parts)))


def _ends_word(element: Element, before: list[str]) -> bool:
    """Whether an element holds the last letter of a word that begins before it, as some sites space their links."""
    letter = element.text or ""
    begun = next((part for part in reversed(before) if part), "")
    return len(letter) == 1 and letter.islower() and begun[-1:].isalpha() and not len(element)


def _without(text: str, times: list[str]) -> str:
    for time in times:
        text = text.replace(time, " ", 1) if time else text
    return text


def _names_nobody(byline: str) -> bool:
    """Whether a byline names only the newsroom ("By Staff"): its spelling is the template's, not the article's."""
    rest = _after_byline_word(byline) or byline
    return begins_with(rest, "newsroom")


def clean_byline(text: str) -> str | None:
    """The byline without dates, times that tick, reading times and counts; None when no name is left.

    >>> clean_byline("By Ann Lee | 5 min read | Updated 3 March 2031")
    'By Ann Lee'
    """
    parts = [
        part
        for part in _SEPARATOR.split(text)
        if part.strip() and not is_date_line(part) and not begins_with_count(part.strip())
    ]
    kept = " | ".join(fold(without_dates(part)) for part in parts if not is_word(part, "label")).strip(" |")
    letters = [c for c in kept if c.isalpha()]
    alone = kept.lower().strip(" :") in words("byline") | words("stamp")
    is_address = "@" in kept and " " not in (_after_byline_word(kept) or kept).strip()
    return kept if len(letters) >= 2 and not (alone or is_address or _names_nobody(kept)) else None
