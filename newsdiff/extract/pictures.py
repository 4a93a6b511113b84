"""Captions by where they stand: beside or under a picture, alone with a film, in an inline element of that name."""

from itertools import islice, takewhile

from lxml import etree

from newsdiff.extract.block import Block
from newsdiff.extract.page import Element, fold_weight, has_many_children, names
from newsdiff.extract.text import ends_sentence, fold, is_blank, letters, weight
from newsdiff.extract.words import begins_with, listed

#: what elements are called that hold captions
CAPTION_WORDS = listed(
    """
    caption captions figcaption bildunterschrift legend legende credit wp-caption-text
    """
)
#: characters by which two texts are held to begin alike
_BEGINNING = 40
#: how heavy a caption in an inline element may be, and how many such elements are looked at
_MAX_INLINE, _DEEP = 600, 4
#: what else may stand beside a caption in an element called a picture
_MAX_UNDER_NAMED = 60
_PICTURE_WORDS = frozenset(["image", "picture", "photo", "foto", "bild", "imagen", "immagine"])
#: what a line beside the lead picture is called that is no caption
_STANDFIRSTS = frozenset(["dek", "deck", "standfirst", "subtitle", "subhead", "chapo", "vorspann"])
_PICTURES = ("img", "picture", "amp-img")
_OPENING_QUOTES = "“„«‹「『‘\"'"
_CENTRED = frozenset(["center", "centre", "centered", "aligncenter"])
#: no paragraph of a story is lighter, and so many elements are looked at on each side
_PARAGRAPH, _NEAR = 80, 20
#: heavier texts under a picture in one element are no captions
_MAX_UNDER = 220


def belongs_to_picture(block: Block) -> bool:
    """Whether the place of a block says that it is the caption of a picture, or the title of a film."""
    if block.kind == "heading":
        return _titles_film(block)
    return block.kind == "text" and (
        _stands_by_picture(block)
        or _stands_under_picture(block)
        or _is_named_inline(block)
        or _is_centred_under_picture(block)
    )


def _titles_film(block: Block) -> bool:
    """Whether the wrapper of a heading holds a film and no other words."""
    above = block.owner.getparent() if block.owner is not None else None
    if above is None or above.tag not in ("div", "section", "figure") or has_many_children(above):
        return False
    if next(above.iter("video"), None) is None:
        return False
    return letters("".join(above.itertext())) == letters(block.text)


def _stands_by_picture(block: Block) -> bool:
    """Whether the smallest wrapper around the block holds a picture beside it, the block and perhaps a credit after it.

    With a name before it, it is a card about an author.
    """
    owner = block.owner
    if owner is None or block.weight > 300 or not names(owner).isdisjoint(_STANDFIRSTS):
        return False
    around = [*takewhile(_may_hold_picture, islice(owner.iterancestors(), 2))]
    if not around or not _shows_picture(around[-1], owner):
        return False
    for above in around:
        text = fold(" ".join(above.itertext()))
        most = block.weight + _MAX_UNDER_NAMED if names(above) & _PICTURE_WORDS else 1.2 * block.weight + 10
        if weight(text) > most or not text.startswith(block.text[:_BEGINNING]):
            return False
        if _shows_picture(above, owner):
            return True
    return False


def _stands_under_picture(block: Block) -> bool:
    """Whether an element begins with a picture and holds nothing else but the block, which is no sentence.

    In a paragraph it stands on a line of its own: a picture in the line is an icon.
    """
    owner = block.owner
    if owner is None or not len(owner) or block.weight > _MAX_UNDER or ends_sentence(block.text):
        return False
    if _is_slanted_under_picture(owner):
        return True
    if owner.tag not in ("div", "td", "center", "p") or not is_blank(owner.text) or has_many_children(owner):
        return False
    if owner.tag == "p" and next(owner.iterchildren("br"), None) is None:
        return False
    first = owner[0]
    if not is_blank("".join(first.itertext())) or next(first.iter(*_PICTURES), None) is None:
        return False
    return letters("".join(owner.itertext())) == letters(block.text)


def _is_slanted_under_picture(p: Element) -> bool:
    """Whether a paragraph is all in italics, and the element before it holds a picture and no text."""
    if (
        p.tag != "p"
        or len(p) != 1
        or p[0].tag not in ("em", "i", "small")
        or not is_blank(f"{p.text or ''}{p[0].tail or ''}")
    ):
        return False
    before = p.getprevious()
    if before is None or not is_blank(before.tail) or not is_blank("".join(before.itertext())):
        return False
    return next(before.iter(*_PICTURES), None) is not None


def _is_centred_under_picture(block: Block) -> bool:
    """Whether a short line is centred under a picture, in its element or in the next, where paragraphs are not.

    In bold it may as well head what follows; sentences and bylines are none.
    """
    owner = block.owner
    if owner is None or block.weight > _MAX_UNDER or block.links or block.strong or not _is_centred(owner):
        return False
    if block.text[0] in _OPENING_QUOTES or ends_sentence(block.text) or begins_with(block.text, "byline"):
        return False
    first = next(owner.iterchildren(etree.Element), None)
    begins = first is not None and is_blank(owner.text) and _is_bare_picture(first)
    if not (begins or _follows_picture(owner)):
        return False
    sides = (owner.itersiblings("p", "div", preceding=before) for before in (True, False))
    paragraphs = [e for side in sides for e in islice(side, _NEAR) if fold_weight(e) >= _PARAGRAPH]
    return bool(paragraphs) and 2 * sum(map(_is_centred, paragraphs)) < len(paragraphs)


def _follows_picture(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and is_blank(before.tail) and _is_bare_picture(before)


def _is_bare_picture(element: Element) -> bool:
    """Whether an element is a picture, or holds one and no text."""
    if element.tag in _PICTURES:
        return True
    return is_blank("".join(element.itertext())) and next(element.iter(*_PICTURES), None) is not None


def _is_centred(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.tag == "center"
        or (element.get("align") or "").lower() == "center"
        or "text-align:center" in style
        or not names(element).isdisjoint(_CENTRED)
    )


def _may_hold_picture(element: Element) -> bool:
    return element.tag in ("div", "section", "span", "a", "td", "center") and not has_many_children(element)


def _shows_picture(element: Element, text: Element) -> bool:
    """Whether a picture stands in an element, and not in the paragraph that is the text."""
    pictures = element.iter(*_PICTURES)
    return any(text.tag != "p" or text not in picture.iterancestors() for picture in pictures)


def _is_named_inline(block: Block) -> bool:
    """Whether an inline element called a caption holds all of the block."""
    if block.owner is None or block.weight > _MAX_INLINE:
        return False
    for inner in islice(block.owner.iter("span", "small", "em", "i"), _DEEP):
        if names(inner) & CAPTION_WORDS and letters("".join(inner.itertext())) == letters(block.text):
            return True
    return False
