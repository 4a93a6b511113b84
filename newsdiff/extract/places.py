"""Boxes inside the body: where a paragraph stands, told from how the paragraphs of the article are wrapped."""

from newsdiff.extract.block import Block
from newsdiff.extract.hint import step
from newsdiff.extract.page import Element, ancestors

#: what stands in at least this part of the body is how the article is written, not a box in it
_OWN_SHARE = 0.25


def places_of(blocks: list[Block], container: Element | None) -> tuple[str, ...]:
    """For each block the box in which it stands apart from the article's own paragraphs; "" for those.

    A box is called by the way from the container down to the block, as `hint.signature` calls elements:
    "div.poll/p.votes". Only a way with a name in it can be one, with less than a quarter of the text; a row of data and
    a note of the newsroom stand in none.
    """
    if container is None:
        return ("",) * len(blocks)
    ways = [_way(block, container) for block in blocks]
    weights: dict[str, int] = {}
    for block, way in zip(blocks, ways, strict=True):
        weights[way] = weights.get(way, 0) + block.weight
    total = sum(weights.values())
    return tuple(way if weights[way] < _OWN_SHARE * total else "" for way in ways)


def _way(block: Block, container: Element) -> str:
    """From the container down to the block; "" where no element on it has a name, or it leads elsewhere."""
    if block.owner is None or block.is_row or block.kind == "note":
        return ""
    steps: list[str] = []
    for at in ancestors(block.owner):
        if at is container:
            way = "/".join(reversed(steps))
            return way if "." in way or "#" in way else ""
        steps.append(step(at))
    return ""
