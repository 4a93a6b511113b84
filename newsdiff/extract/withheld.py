"""Short blocks under the text that say that the rest of it is withheld: a paywall by its wording, whatever its class.

They are looked for while the chrome is still in the tree, and judged when the body is known: only what stands behind
the last prose of the article is a wall. Offers and newsletters, which stand under whole articles too, say no such
thing, and the words of hidden elements are not read.
"""

import re
from collections.abc import Iterator

from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.compose import Body
from newsdiff.extract.invisible import is_hidden
from newsdiff.extract.page import Element, ancestors
from newsdiff.extract.prose import is_prose
from newsdiff.extract.text import weight
from newsdiff.extract.words import begins_with, holds_any

#: heavier blocks tell news
_MAX_BLOCK = 260
#: prose that the box around such a block may hold
_MAX_BOX = 1_800
#: a wall that also stands in heads and feet of pages stands within so many blocks of the text
_NEAR = 2
#: nor is it a link
_LINK = 0.5
_SENTENCES = re.compile(r"(?<=[.!?…:。！？])\s*|\s+[-–—|•·]\s+")


def find_withheld(root: Element, text: str) -> list[Block]:
    """All blocks of the page when one of them says that text is withheld; else none. `text` is its `shown_text`."""
    if not holds_any(text, "withheld", "withheld_here"):
        return []
    blocks = read_blocks(root)
    return blocks if any(_says(b, "withheld") or _says(b, "withheld_here") for b in blocks) else []


def take_withheld(blocks: list[Block], body: Body) -> bool:
    """Whether the text is withheld behind its end. What stands in the wall, and the wall, leave the body."""
    at = {id(b.owner): n for n, b in enumerate(blocks) if b.owner is not None}
    walls = list(_walls(blocks))
    for n, wall in walls:
        box = _box(wall, [b for b in blocks[:n] if is_prose(b)])
        rest = [b for b in body.blocks if box is None or not _is_in(b, box)]
        rest = [b for b in rest if b.text != wall.text]
        ends = [at[id(b.owner)] for b in rest if id(b.owner) in at and (is_prose(b) or len(rest) == 1)]
        if not ends or max(ends) > n:
            continue
        if not _says(wall, "withheld") and n - max(ends) > _NEAR:
            continue
        keep = [k for k, b in enumerate(body.blocks) if any(b is r for r in rest) and _may_stay(b, n, at)]
        body.paragraphs[:] = [body.paragraphs[k] for k in keep]
        body.blocks[:] = [body.blocks[k] for k in keep]
        return True
    return False


def _may_stay(block: Block, wall: int, at: dict[int, int]) -> bool:
    """Behind a wall only notes of the newsroom are part of the article."""
    return at.get(id(block.owner), 0) <= wall or block.kind == "note" or begins_with(block.text, "note")


def _walls(blocks: list[Block]) -> Iterator[tuple[int, Block]]:
    for meaning in ("withheld", "withheld_here"):
        for n, block in enumerate(blocks):
            if _says(block, meaning) and not any(is_hidden(a) for a in _around(block)):
                yield n, block


def _says(block: Block, meaning: str) -> bool:
    """Whether a sentence of a short block begins with such words."""
    if block.weight > _MAX_BLOCK or block.owner is None or not holds_any(block.text, meaning):
        return False
    if meaning == "withheld_here" and block.link_density > _LINK:
        return False
    return any(begins_with(s.replace("’", "'"), meaning) for s in _SENTENCES.split(block.text) if s)


def _box(wall: Block, before: list[Block]) -> Element | None:
    """The largest element around the wall without prose from before it, itself no larger than a wall is."""
    outside = {a for b in before for a in _around(b)}
    best: Element | None = None
    for above in _around(wall):
        if above in outside or above.tag in ("body", "html") or weight(" ".join(above.itertext())) > _MAX_BOX:
            break
        best = above
    return best


def _around(block: Block) -> Iterator[Element]:
    if block.owner is not None:
        yield from ancestors(block.owner)


def _is_in(block: Block, box: Element) -> bool:
    return any(a is box for a in _around(block))
