"""The standfirst, as a reader sees it: a block between headline and body, or at the top of the body.

Metadata never make one: an editor who changes the description for search engines has changed nothing that readers see,
and must not make a paragraph of the page move from one field to another.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsdiff.extract.block import Block
from newsdiff.extract.bylines import begins_as_byline, is_byline, own_elements
from newsdiff.extract.dates import written_date
from newsdiff.extract.page import all_names, fold_weight, names, visible_text
from newsdiff.extract.stamps import is_date_line
from newsdiff.extract.text import ends_sentence
from newsdiff.extract.words import is_word, listed

_STANDFIRST_NAMES = frozenset(
    listed(
        """
        standfirst dek deck subtitle subheading subheadline subhead subhed subline lead lede chapo
        chapeau vorspann summary intro introduction abstract excerpt sapo ingress anons sottotitolo
        sommario occhiello bajada entradilla copete subtitulo podtytul zajawka perex teaser kicker
        strapline tagline synopsis preamble underrubrik
        """
    )
) - {"kicker", "tagline"}
#: wrappers called so hold anything
_OF_LINES = frozenset(["teaser"])
#: with "sub" before them they name one too
_TITLE_NAMES = frozenset(["title", "titel", "titulo", "titre", "titolo", "headline", "heading"])
_BYLINES = frozenset(["byline", "author", "authors", "dateline", "date"])
#: no standfirst is shorter or longer
_STANDFIRST = (25, 900)
#: what a standfirst is written in that no name tells
_UNDER_HEADLINE = ("h2", "h3", "p")
#: so many elements are looked at for one that is not empty
_EMPTY = 4
#: a paragraph is no lighter
_PARAGRAPH = 80


def is_standfirst_named(block: Block) -> bool:
    """Whether the block's own element or one just around it is called a standfirst."""
    for element in own_elements(block):
        said = all_names(element)
        if element is not block.owner:
            said -= _OF_LINES
        is_named = said & _STANDFIRST_NAMES or ("sub" in said and said & _TITLE_NAMES)
        if is_named and not said & {"image", "photo", "caption"}:
            return True
        if (element.get("itemprop") or "") in ("description", "alternativeHeadline"):
            return True
    return False


def is_named_line(block: Block) -> bool:
    """Whether a block is called a standfirst and may be one; of several the first is it, and the others are text."""
    return is_standfirst_named(block) and _fits(block)


def find_standfirst(zone: list[Block], opening: list[Block]) -> Block | None:
    """The standfirst among the blocks between headline and body, or the named one among the first of the body."""
    for block in [*zone, *_until_second_paragraph(opening)]:
        if is_named_line(block):
            return block
    unnamed = [*zone, *_heading_of_its_own(opening), *_above_byline(opening), *_described(opening)]
    return next((b for b in unnamed if _fits(b) and (_is_prose(b) or _stands_under_headline(b, zone))), None)


def _until_second_paragraph(opening: list[Block]) -> Iterator[Block]:
    """The first blocks of a body down to its second paragraph: a standfirst below that is that of a chart or a box."""
    paragraphs = 0
    for block in opening:
        yield block
        paragraphs += block.kind == "text" and block.weight >= _PARAGRAPH and ends_sentence(block.text)
        if paragraphs > 1:
            return


def _stands_under_headline(block: Block, zone: list[Block]) -> bool:
    """Whether some words follow the h1 at once: as a heading, or with a byline or a date below them."""
    owner = block.owner
    above = islice(owner.itersiblings(preceding=True), _EMPTY) if owner is not None else ()
    before = next((e for e in above if fold_weight(e)), None)
    if owner is None or before is None or before.tag != "h1" or owner.tag not in _UNDER_HEADLINE or block.links:
        return False
    if written_date(block.text) is not None:
        return False
    if owner.tag != "p" or "description" in names(owner):
        return True
    return any(b.place > block.place and (is_byline(b) or is_date_line(b.text)) for b in zone)


def _heading_of_its_own(opening: list[Block]) -> list[Block]:
    """The first block of a body that holds its own head: a heading right under the h1 and right above the byline."""
    owner = opening[0].owner if opening and opening[0].kind == "heading" else None
    behind = next((e for e in owner.itersiblings(etree.Element) if fold_weight(e)), None) if owner is not None else None
    if behind is None or not _stands_under_headline(opening[0], []):
        return []
    return opening[:1] if all_names(behind) & _BYLINES or begins_as_byline(visible_text(behind)) else []


def _described(opening: list[Block]) -> list[Block]:
    """The first block of a body that holds its own head: called a description, as the next one is not."""
    said = [names(b.owner) if b.owner is not None else frozenset() for b in opening[:2]]
    return opening[:1] if len(said) > 1 and "description" in said[0] - said[1] else []


def _above_byline(opening: list[Block]) -> list[Block]:
    """The first block of a body that holds its own head: followed by byline or date, and shaped unlike the rest."""
    if len(opening) < 3 or not (is_byline(opening[1]) or is_date_line(opening[1].text)):
        return []
    shapes = [(b.owner.tag, b.owner.get("class")) if b.owner is not None else None for b in opening]
    return opening[:1] if shapes[0] not in shapes[2:] else []


def _fits(block: Block) -> bool:
    low, high = _STANDFIRST
    if not low <= block.weight <= high or block.link_density > 0.5 or block.kind in ("caption", "note"):
        return False
    return not (is_date_line(block.text) or is_byline(block) or is_word(block.text, "label") or _is_in_slide(block))


def _is_in_slide(block: Block) -> bool:
    """Whether a text stands in an item of a list that holds a picture: it is that picture's, whatever it is called."""
    around = islice(block.owner.iterancestors(), 3) if block.owner is not None else ()
    item = next((e for e in around if e.tag == "li"), None)
    return item is not None and next(item.iter("img", "picture"), None) is not None


def _is_prose(block: Block) -> bool:
    return (
        block.weight >= 60
        and block.kind != "list_item"
        and (ends_sentence(block.text) or (block.owner is not None and block.owner.tag in ("h2", "h3")))
    )
