"""A box among the paragraphs of a page, with what its rules look at."""

from dataclasses import dataclass
from functools import cached_property

from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.page import Element
from newsdiff.extract.text import ends_sentence
from newsdiff.extract.words import listed

#: lighter blocks are no paragraphs by which a box could be told
LEAST_PARAGRAPH = 40
#: so many are more than one by chance: paragraphs of one shape around a box, elements in a wrapper
SEVERAL = 2
BLOCKS_INSIDE = frozenset(listed("div p form ul ol dl table section article aside h2 h3 h4 h5 h6 blockquote figure"))
_WRAPPERS = frozenset(["div", "section", "article", "aside"])
_EMPHASES = frozenset(["b", "strong", "em", "i", "span"])


@dataclass
class Box:
    """A box among paragraphs, with what its rules look at."""

    element: Element
    #: weight of the text in it that is no link
    prose: int
    #: how many of its neighbours have its tag and class, itself included
    alike: int
    #: whether a frame was shown in it
    is_framed: bool = False
    #: whether something to fill in stood in it, which was taken out as a box of its own
    is_asking: bool = False

    @cached_property
    def texts(self) -> list[Block]:
        """Its blocks but captions."""
        return [block for block in read_blocks(self.element) if block.kind != "caption"]

    @cached_property
    def links(self) -> list[Block]:
        """Blocks that are a link: they stand apart from the text."""
        return [block for block in self.texts if is_link(block)]

    @cached_property
    def links_apart(self) -> int:
        """How many links stand apart from the text: as a block, or beside other elements and no bare text."""
        return max(len(self.links), sum(map(_is_apart, self.element.iter("a"))))

    @cached_property
    def plain(self) -> list[Block]:
        """Blocks that are no link."""
        return [block for block in self.texts if not is_link(block)]

    @cached_property
    def tags(self) -> set[str]:
        """The tags inside."""
        return {str(e.tag) for e in self.element.iter()}

    @cached_property
    def sentences(self) -> int:
        """How many blocks are a paragraph by their kind, weight and end."""
        running = (block for block in self.plain if block.kind in ("text", "quote"))
        return sum(1 for block in running if block.weight >= LEAST_PARAGRAPH and ends_sentence(block.text))

    @cached_property
    def says_nothing(self) -> bool:
        """Whether it holds no sentence."""
        return not any(ends_sentence(block.text) for block in self.plain)


def _is_apart(link: Element) -> bool:
    """Whether a link is the first or the last of several elements in a wrapper that has no text of its own.

    So is one in the middle where its words would run into those beside it, were they not on lines of their own.
    """
    parent = link.getparent()
    while parent is not None and parent.tag in _EMPHASES and len(parent) == 1:
        link, parent = parent, parent.getparent()
    if parent is None or parent.tag not in _WRAPPERS or len(parent) < SEVERAL:
        return False
    if link not in (parent[0], parent[-1]) and not _runs_into(link):
        return False
    if not any(text and not text.isspace() for text in link.itertext()):
        return False
    return not any(text and not text.isspace() for text in (parent.text, *(child.tail for child in parent)))


def _runs_into(link: Element) -> bool:
    """Whether no white space stands between the words of an element and those of the elements beside it."""
    before, after = link.getprevious(), link.getnext()
    if link.tail or before is None or before.tail or after is None:
        return False
    one, own, two = ("".join(e.itertext()) for e in (before, link, after))
    if not (one and own and two) or not (own[0].isalnum() and two[0].isalnum()):
        return False
    return one[-1].isalnum() or before.tag in BLOCKS_INSIDE


def is_link(block: Block) -> bool:
    return block.link_density >= 0.8
