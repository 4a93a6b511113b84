"""One run of text between two block boundaries of a page, with its own evidence."""

from dataclasses import dataclass, field

from newsdiff.extract.page import Element
from newsdiff.extract.plain import Kind

#: between the cells of a row that is one block
CELL_GAP = " | "


@dataclass(slots=True)
class Block:
    """One run of text. Weights count characters as `text.weight` does."""

    text: str
    #: the nearest element that is not inline
    owner: Element | None = None
    #: where it begins, among the elements of the tree: the number of the element that opened there, or half a step
    #: behind the last one before a block that ended there (text may follow it without an element of its own)
    place: float = 0
    kind: Kind = "text"
    weight: int = 0
    #: letters and digits inside links
    links: int = 0
    #: weight of the text in `<b>`, `<strong>` and the like
    strong: int = 0
    #: whether it is a row of a table of data, its cells joined by `CELL_GAP`
    is_row: bool = False
    #: text of `<time>` elements inside, folded
    times: list[str] = field(default_factory=list)
    #: share of the text that is link text, 0 to 1
    link_density: float = field(init=False)

    def __post_init__(self) -> None:
        letters = sum(map(str.isalnum, self.text)) if self.links else 0
        self.link_density = self.links / letters if letters else 0.0
