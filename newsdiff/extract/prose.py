"""Which blocks are running text, and where in their page they stand."""

import re

from newsdiff.extract.block import Block
from newsdiff.extract.text import ends_sentence

#: a block at least this heavy that ends as a sentence does is prose
PROSE = 80
#: a lighter block is no notice ("Loading ...")
_LEAST_NOTICE = 16
#: scripts whose sentences end with a space: Thai, Lao
_NO_SIGNS = re.compile("[\u0e00-\u0eff]{4}")


def is_prose(block: Block) -> bool:
    """Whether the block is a sentence or more of running text."""
    return (
        block.kind in ("text", "quote", "note", "list_item")
        and block.weight >= PROSE
        and block.link_density < 0.5
        and (ends_sentence(block.text) or bool(_NO_SIGNS.search(block.text)))
    )


def is_notice(block: Block) -> bool:
    """Whether the block is a sentence, however short: "This article has been withdrawn."."""
    return (
        block.kind in ("text", "quote", "note")
        and block.weight >= _LEAST_NOTICE
        and block.link_density < 0.3
        and ends_sentence(block.text)
        and (" " in block.text or block.weight > len(block.text))
    )


def place_of(block: Block) -> tuple[str, ...]:
    """Tag and class of the element that a block is the text of, and of the one around it."""
    around = (block.owner, block.owner.getparent()) if block.owner is not None else ()
    return tuple(f"{e.tag} {e.get('class') or ''}" for e in around if e is not None)
