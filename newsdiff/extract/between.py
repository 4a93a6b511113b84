"""What stands between headline and body: standfirst and first paragraphs, and messages of the site."""

from newsdiff.extract.block import Block
from newsdiff.extract.boxes import SMALL_BOX, rule_above
from newsdiff.extract.bylines import is_byline
from newsdiff.extract.container import shape_around
from newsdiff.extract.front import count_cards
from newsdiff.extract.page import Element, ancestors
from newsdiff.extract.prose import is_prose
from newsdiff.extract.reading import Reading
from newsdiff.extract.stamps import is_date_line
from newsdiff.extract.standfirst import is_standfirst_named
from newsdiff.extract.text import are_akin, ends_sentence
from newsdiff.model.knowledge import Hint, paragraph_key

#: no standfirst without a name is lighter
_LEAST_STANDFIRST = 60
#: so many wrappers in a row hold the text
_SEVERAL, _MOST = 3, 60
#: what needs no wrapper to be a standfirst or the beginning of the text
_BARE = ("p", "h2", "h3", "blockquote")
#: characters by which a text is found in `articleBody`
_BEGINNING = 60
#: metadata that often say what the standfirst says
_DESCRIPTIONS = ("description", "og:description", "twitter:description")


def between(blocks: list[Block], head_at: int, inside: list[Block]) -> list[Block]:
    """Blocks between the headline and the body."""
    if head_at < 0 or not inside:
        return []
    return [b for b in blocks if head_at < b.place < inside[0].place]


def outside_boxes(zone: list[Block], page: Reading) -> list[Block]:
    """Without the prose in boxes that stand between the headline and the body: a banner, a row of links."""
    outermost = _outermost(zone, page)
    boxes = {e for e in set(outermost.values()) if rule_above(e)}
    return [b for b in zone if outermost.get(id(b)) not in boxes]


def vouched_for(zone: list[Block], inside: list[Block], page: Reading) -> list[Block]:
    """Without prose that stands apart from headline and body, in a named wrapper, and that nothing vouches for.

    A message of the site, a consent, a teaser stand there too. A wrapper is vouched for by its name, by the description
    or the text in the metadata, by holding more than a box does, or by having been read last time: a description that
    is rewritten for search engines alone must not take the standfirst away.
    """
    outermost = _outermost(zone, page)
    boxes: dict[Element, list[Block]] = {}
    for block in zone:
        wrapper = outermost.get(id(block))
        if wrapper is not None and wrapper.attrib and not (wrapper.tag in _BARE and wrapper is block.owner):
            boxes.setdefault(wrapper, []).append(block)
    # a message of the site holds links, a standfirst hardly ever
    is_first = any(is_byline(b) or is_date_line(b.text) for b in zone[1:]) and not zone[0].links
    first = zone[0] if is_first else None
    apart = {
        id(b)
        for wrapper, box in boxes.items()
        if box != [first]
        and not _is_vouched_for(wrapper, box, page)
        and not _is_part_of_text(wrapper, boxes)
        and not _was_read(box, inside, page.hint)
        and not is_shaped_like(inside, box)
        for b in box
    }
    gone = [b for b in zone if id(b) in apart and (ends_sentence(b.text) or b.kind == "heading")]
    page.dropped += [(b, "apart") for b in gone]
    return [b for b in zone if not any(b is other for other in gone)]


def _was_read(box: list[Block], inside: list[Block], hint: Hint | None) -> bool:
    """Whether something of a box was read last time, and not where the body says the same once more."""
    if hint is None:
        return False
    repeated = {b.text for b in inside}
    return any(b.text not in repeated and paragraph_key(b.text) in hint.keys for b in box)


def _is_vouched_for(wrapper: Element, box: list[Block], page: Reading) -> bool:
    if sum(b.weight for b in box) > SMALL_BOX:
        return True
    if any(map(is_standfirst_named, box)) and count_cards(wrapper) == 0:
        return True
    if any(b.text[:_BEGINNING] in page.linked.body for b in box):
        return True
    said = [page.linked.description, *(page.meta.get(name, "") for name in _DESCRIPTIONS)]
    return any(are_akin(b.text, text) for b in box for text in said)


def _is_part_of_text(wrapper: Element, boxes: dict[Element, list[Block]]) -> bool:
    """Whether several wrappers of prose without a link stand side by side: a message of the site stands alone."""
    beside = [box for other, box in boxes.items() if other.getparent() is wrapper.getparent()]
    return _SEVERAL <= len(beside) <= _MOST and all(is_prose(b) and not b.links for box in beside for b in box)


def is_shaped_like(inside: list[Block], box: list[Block]) -> bool:
    """Whether prose in a box has the shape of paragraphs of the body, with a name of its own in it."""
    shapes = {shape for b in box if is_prose(b) and any((shape := shape_around(b))[1::2])}
    return any(shape_around(b) in shapes for b in inside if is_prose(b)) if shapes else False


def _outermost(zone: list[Block], page: Reading) -> dict[int, Element]:
    """For each block of prose, by its `id`, the outermost element around it that is not around headline or body."""
    prose = [b for b in zone if b.weight >= _LEAST_STANDFIRST and b.link_density < 0.5 and b.kind != "caption"]
    if not prose:
        return {}
    around = {e for held in (page.box, page.headline.element) if held is not None for e in ancestors(held)}
    found = {id(b): next((e for e in ancestors(b.owner) if e.getparent() in around), None) for b in prose}
    return {block: e for block, e in found.items() if e is not None and e not in around}
