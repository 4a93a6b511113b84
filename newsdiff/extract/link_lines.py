"""Lines that are links, or say where a link leads: each by its own evidence, and what only looks so.

The rules are those of `body.DROP_RULES`.
"""

import re
from collections.abc import Iterator
from itertools import islice

from newsdiff.extract.block import CELL_GAP, Block
from newsdiff.extract.box_rules import leads_away
from newsdiff.extract.context import Context
from newsdiff.extract.page import Element, visible_text
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, is_word

#: a block is a link when this share of it is link text
LINK_DENSITY = 0.8
_LABEL_END = re.compile(r"[:：]|\s[–—|>»→]\s")
_DIVIDERS = re.compile("[·|•]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,12}(?:/\S*)?", re.I)
_LONG = 80
#: a link longer than this may be the headline of another story
_MAX_NAME = 24
#: no name has so many words
_FEW_WORDS = 4
#: how many neighbours are looked at, and how many of them must be paragraphs
_NEAR, _FEW = 12, 3
#: heavier blocks say more than where to follow
_MAX_INVITATION = 300
_HOST = re.compile(r"https?://([^/?#]+)", re.I)
_BRACKETED = re.compile(r"[\[［][^\[\]［］]+[\]］]")
#: the number of an entry: "13.", "4)"
_COUNTED = re.compile(r"(\d{1,3})([.)]{1,2})\s")
#: what entries of a counted list are written in
_ENTRIES = ("p", "h2", "h3", "h4")
#: signs that point to another page
_POINTS = re.compile(r"(?:>>?|»|→|►|▶|➤|➡|➔|👉|☞|📲)\s*\w")
#: heavier blocks say more than what a story was filed under
_MAX_FILED = 500
#: a label in front of a link is no heavier
_MAX_LABEL = 60
#: longer parts of a row are no links of a tool bar
_MAX_PART = 40


def is_link(block: Block, _: Context) -> bool:
    """Nearly all of it is a link: it points to another page. A note of the newsroom may be one."""
    if block.link_density < LINK_DENSITY or begins_with(block.text, "note"):
        return False
    return not any(holds(block) for holds in _SPARED)


def _leads_to_itself(block: Block) -> bool:
    """Whether a heading is linked to a place on its own page: itself, or a part to be opened below it."""
    owner = block.owner
    if block.kind != "heading" or owner is None:
        return False
    links = [*owner.iter("a"), *islice(owner.iterancestors("a"), 1)]
    return all((link.get("href") or "#").startswith("#") for link in links)


def _goes_on_counting(block: Block) -> bool:
    """Whether an entry has the number after that of one above it, and one there is text: "13." behind "12."."""
    owner, counted = block.owner, _COUNTED.match(block.text)
    if owner is None or owner.tag not in _ENTRIES or counted is None:
        return False
    above = [(e, visible_text(e)) for e in islice(owner.itersiblings(owner.tag, preceding=True), _NEAR)]
    before = f"{int(counted[1]) - 1}{counted[2]}"
    is_text = any(_COUNTED.match(text) and 2 * _linked(e) < weight(text) for e, text in above)
    return is_text and any(text.startswith(before) for _, text in above)


def _is_item_among_others(block: Block) -> bool:
    """Whether most other items of a list stay, two at least: one that is a link, or nearly so, belongs to them."""
    owner = block.owner
    if owner is None or owner.tag != "li":
        return False
    others = (*islice(owner.itersiblings("li", preceding=True), _NEAR), *islice(owner.itersiblings("li"), _NEAR))
    if len(others) < _FEW:  # a longer list of nothing but links is one of other stories
        others += tuple(_items_beside(owner.getparent()))
    said = sum(1 for item in others if _linked(item) < LINK_DENSITY * weight(visible_text(item)))
    return said > 1 and 2 * said > len(others)


def _items_beside(items: Element | None) -> Iterator[Element]:
    """The items of the other lists in the flow of the text around a list."""
    if items is None:
        return
    for side in (items.itersiblings("ul", preceding=True), items.itersiblings("ul")):
        for beside in islice(side, _FEW):
            if beside.get("class") == items.get("class"):
                yield from islice(beside.iterchildren("li"), _NEAR)


def _names_a_part(block: Block) -> bool:
    """Whether a heading is a linked name, one of several of its tag in the flow of the text, and text follows it.

    A longer one has two paragraphs below it: the headline of another story has one at most.
    """
    owner = block.owner
    if block.kind != "heading" or owner is None or owner.tag not in _ENTRIES:
        return False
    others = (
        *islice(owner.itersiblings(owner.tag, preceding=True), _NEAR),
        *islice(owner.itersiblings(owner.tag), _NEAR),
    )
    following = owner.getnext()
    if len(others) < _FEW - 1 or following is None:
        return False
    said = visible_text(following)
    is_told = weight(said) >= _LONG and ends_sentence(said) and 2 * _linked(following) < weight(said)
    if is_told and len({host for e in (owner, *others) if (host := _leads_to(e))}) >= _FEW:
        return True  # a letter about what others write
    if not _may_name(block.text):
        return sum(map(_heads_paragraphs, (owner, *others))) >= _FEW and _heads_paragraphs(owner)
    return 2 * _linked(following) < weight(said)


def _leads_to(heading: Element) -> str | None:
    """The host that a heading's first whole address names; None where it has relative links only, or none."""
    found = (_HOST.match(link.get("href") or "") for link in heading.iter("a"))
    return next((host[1].lower() for host in found if host), None)


def _heads_paragraphs(heading: Element) -> bool:
    """Whether the next two elements with text below a heading are paragraphs that say more than their links."""
    below = [(e, size) for e in islice(heading.itersiblings(), _NEAR) if (size := weight(visible_text(e)))][:2]
    return len(below) > 1 and all(e.tag == "p" and size >= _LONG and 2 * _linked(e) < size for e, size in below)


def _is_of_a_list(block: Block) -> bool:
    """Whether a line of a label and names is one of several such, or stands beside one that is text.

    The names are linked by chance: "Haven: <a>Beck</a>, <a>Tolsa</a>" beside "Inland: Lind, Rhum".
    """
    owner = block.owner
    if owner is None or owner.tag != "p" or not _is_labelled(block.text) or not _links_names(owner):
        return False
    if begins_with(block.text, "promo") or is_word(block.text.replace("：", ":").partition(":")[0], "label"):
        return False
    siblings = (*islice(owner.itersiblings("p", preceding=True), _NEAR), *islice(owner.itersiblings("p"), _NEAR))
    beside = [p for p in siblings if _is_labelled(visible_text(p)) and _links_names(p)]
    return len(beside) >= _FEW or any(2 * _linked(p) < weight(visible_text(p)) for p in beside)


def _links_names(p: Element) -> bool:
    """Whether no link in a line is long enough to be a headline."""
    return all(weight(visible_text(link)) <= _MAX_NAME for link in p.iter("a"))


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a few words and a colon."""
    before, colon, after = text.replace("：", ":").partition(":")
    return bool(colon and after.strip()) and 0 < weight(before) <= _MAX_NAME and not ends_sentence(text)


def _linked(p: Element) -> int:
    return sum(weight(visible_text(link)) for link in p.iter("a"))


def _has_figures(block: Block) -> bool:
    """Whether it is a row of a table with a head, and one of its cells is a bare number: what is linked is news too."""
    if not block.is_row or block.owner is None:
        return False
    table = next(block.owner.iterancestors("table"), None)
    if table is None or next(table.iter("th"), None) is None:
        return False
    cells = block.text.split(CELL_GAP)
    return any(any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell) for cell in cells)


def _names_a_document(block: Block) -> bool:
    """Whether a link is too short for a headline and a bare `<p>` among bare ones: a translation, a report, a site.

    So is an address, however long.
    """
    owner, text = block.owner, block.text
    if owner is None or owner.tag != "p" or owner.attrib or not (_ADDRESS.fullmatch(text) or _is_name(text)):
        return False
    parent = owner.getparent()
    bare = (p for p in parent if p.tag == "p" and not p.attrib) if parent is not None else ()
    return sum(1 for p in islice(bare, _NEAR) if weight(visible_text(p)) >= _LONG) >= _FEW


def _is_name(text: str) -> bool:
    if not _may_name(text) or len(text.split()) < 2 or not text[-1].isalpha():
        return False
    return not begins_with(text, "promo") and not any(is_word(text, w) for w in ("tail", "end", "talk"))


def _may_name(text: str) -> bool:
    """Whether a text is too short for a headline: three words at most."""
    return weight(text) <= _MAX_NAME and len(text.split()) < _FEW_WORDS


def _is_linked_sentence(block: Block) -> bool:
    """Whether only the full stop of a sentence in the text stands outside of its link: "<a>It is not over yet</a>."."""
    links = list(islice(block.owner.iter("a"), 2)) if block.owner is not None else []
    if len(links) != 1 or not ends_sentence(block.text) or len(block.text.split()) < _FEW_WORDS:
        return False
    if any(begins_with(block.text, listed) for listed in ("promo", "invite", "publisher")):
        return False
    return not ends_sentence(visible_text(links[0]))


#: what is text although it is a link
_SPARED = (
    _is_linked_sentence,
    _names_a_document,
    _has_figures,
    _is_of_a_list,
    _goes_on_counting,
    _leads_to_itself,
    _is_item_among_others,
    _names_a_part,
)


def is_promo(block: Block, _: Context) -> bool:
    """ "Read more: ..." or "» ..." with a link, or in front of one; not a whole sentence that happens to hold one.

    A line in square brackets with a link in it points elsewhere, unless the newsroom explains itself.
    """
    points = block.link_density > 0.3 and _POINTS.match(block.text) and "«" not in block.text
    if block.links and _BRACKETED.fullmatch(block.text) and not begins_with(block.text[1:], "note"):
        return True
    if not points and not begins_with(block.text.replace(" |", ":", 1), "promo"):
        return False
    if block.link_density < 0.6 and block.weight * (1 - block.link_density) >= _LONG and ends_sentence(block.text):
        return False
    return block.link_density > 0.3 or (block.weight < _LONG and block.text.endswith((":", "：", "»", ">", "→")))


def is_label_and_link(block: Block, _: Context) -> bool:
    """A few words, a colon and a link after it, in any language; an address in the link is news of its own.

    Without a colon the link ends the line, nothing ends a sentence, and no number stands before it: a year does so in a
    chronicle.
    """
    if block.link_density < 0.4 or block.kind == "list_item" or _is_of_a_list(block):
        return False
    if _ends_in_link(block):
        return True
    before, *rest = _LABEL_END.split(block.text, maxsplit=1)
    after = "".join(rest)
    if not rest or weight(before) > _MAX_LABEL:
        return False
    if "@" in after or after.lstrip().startswith(("http", "www", "//")) or sum(c.isdigit() for c in after) > 6:
        return False
    return abs(sum(c.isalnum() for c in after) - block.links) <= 2 and not begins_with(block.text, "note")


def _ends_in_link(block: Block) -> bool:
    """Whether a `<p>` that is no sentence is some words and one link that is heavier than they are."""
    owner = block.owner
    if owner is None or owner.tag != "p" or ends_sentence(block.text) or begins_with(block.text, "note"):
        return False
    links = [text for a in owner.iter("a") if (text := visible_text(a))]
    if len(links) != 1 or not block.text.endswith(links[0]) or _may_name(links[0]):
        return False
    label = block.text.removesuffix(links[0])
    if (
        not any(map(str.isalpha, label))
        or any(map(str.isdigit, label))
        or _LABEL_END.search(label)
        or "://" in links[0]
        or links[0].startswith("www")
    ):
        return False
    return weight(label) <= min(_MAX_LABEL, weight(links[0]))


def is_channel(block: Block, _: Context) -> bool:
    """An invitation to follow a channel, to install an app, to share: known by where its link leads."""
    if not block.links or block.owner is None or block.weight > _MAX_INVITATION or begins_with(block.text, "note"):
        return False
    if ends_sentence(block.text) and block.link_density < 0.3:
        return False
    return any(map(leads_away, block.owner.iter("a")))


def is_link_row(block: Block, _: Context) -> bool:
    """A row of links and counters with signs between them: "Print | Send | Letters: 12"."""
    if block.link_density < 0.5 or ends_sentence(block.text) or _has_figures(block):
        return False
    parts = parts_of(block.text)
    return len(parts) > 2 and all(weight(part) <= _MAX_PART for part in parts)


def is_filed(block: Block, _: Context) -> bool:
    """What the story was filed under: a link with `rel="category tag"`, or a row with one that names a tag.

    See https://microformats.org/wiki/rel-tag. Some sites mark links in the text as tags.
    """
    if not block.links or block.owner is None or block.weight > _MAX_FILED:
        return False
    links = list(block.owner.iter("a"))
    said = [rel.split() for link in links if (rel := link.get("rel"))]
    if not said or sum(c.isalnum() for link in links for c in "".join(link.itertext())) != block.links:
        return False  # none, or some of them stand in another block of the same element
    if any("tag" in rel and "category" in rel for rel in said):
        return True
    return block.link_density >= 0.4 and not ends_sentence(block.text) and any("tag" in rel for rel in said)


def parts_of(text: str) -> list[str]:
    """What stands between the signs of a row."""
    return [part for piece in _DIVIDERS.split(text) if (part := piece.strip())]
