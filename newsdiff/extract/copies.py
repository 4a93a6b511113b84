"""Blocks that say once more what a page has said: a copy for other screens, for print, in a box."""

from newsdiff.extract.block import Block
from newsdiff.extract.prose import PROSE, is_prose, place_of


def copies_among(blocks: list[Block]) -> set[int]:
    """The `id` of each block that repeats one above it: prose, and what else is repeated behind that.

    A story may say the same twice: beside where it was said first, in the same way, or alone among what is new.
    """
    first: dict[str, Block] = {}
    copies: set[int] = set()
    repeating = False
    for at, block in enumerate(blocks):
        one = first.setdefault(block.text, block)
        is_repeated = one is not block and not block.is_row and (repeating or block.weight >= PROSE)
        is_told = is_repeated and blocks[at - 1] is not one
        if block.is_row and at and blocks[at - 1].text == block.text and _heads_table(block):
            copies.add(id(block))
        elif is_repeated and not (is_told and _returns(blocks, at, one, repeating or _is_known(blocks, at + 1, first))):
            copies.add(id(block))
            repeating = True
        elif is_prose(block):
            repeating = False
    return copies


def _heads_table(row: Block) -> bool:
    """Whether a row is the head of a table: some templates keep a second one to stand above what is scrolled."""
    return row.owner is not None and next(row.owner.iterchildren("th"), None) is not None


def _is_known(blocks: list[Block], at: int, first: dict[str, Block]) -> bool:
    return at < len(blocks) and blocks[at].text in first


def _returns(blocks: list[Block], at: int, one: Block, is_in_run: bool) -> bool:
    """Whether a repeated block is said again by the story: beside the first, or alone and shaped like it.

    Or alone in the middle of paragraphs of its own shape: a list above the text has said it before.
    """
    block = blocks[at]
    if block.owner is None or one.owner is None or block.owner is one.owner:
        return False
    alike = (block.owner.tag, block.owner.get("class")) == (one.owner.tag, one.owner.get("class"))
    if alike and block.owner.getparent() is one.owner.getparent():
        return True
    return not is_in_run and (place_of(block) == place_of(one) or _stands_among_its_like(blocks, at))


def _stands_among_its_like(blocks: list[Block], at: int) -> bool:
    beside = blocks[at - 1 : at] + blocks[at + 1 : at + 2]
    return len(beside) == 2 and all(is_prose(b) and place_of(b) == place_of(blocks[at]) for b in beside)
