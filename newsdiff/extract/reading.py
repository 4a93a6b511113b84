"""What has been found out about a page while it is read."""

import re
from dataclasses import dataclass, field

from newsdiff.extract.block import Block
from newsdiff.extract.headline import Headline
from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import (
    Element,
)
from newsdiff.model.knowledge import Hint

_PICTURE_PATH = re.compile(
    r"^https?://[^/]*/(?:[^?#]*/)?(?:video|videos|gallery|galleries|slideshow|photos|pictures)/.", re.I
)


@dataclass(slots=True)
class Reading:
    """What has been found out about a page so far."""

    root: Element
    url: str
    meta: dict[str, str]
    #: the authors that metadata claim, those of each element or object apart
    claims: list[tuple[str, ...]]
    linked: LinkedData
    headline: Headline
    warnings: list[str]
    canonical: str | None
    #: all elements as parsed; held, for lxml makes an object anew at each walk for those that nobody holds
    elements: list[Element]
    #: whether a person chose elements as the body
    has_choice: bool
    #: where the body was last time
    hint: Hint | None = field(default=None)
    #: signature of the element that holds the body
    container: str | None = field(default=None)
    box: Element | None = field(default=None)
    #: what was taken out of the tree, and the blocks that were left out of the body, each with the name of its rule
    taken: dict[Element, str] = field(default_factory=dict)
    dropped: list[tuple[Block, str]] = field(default_factory=list)
    #: elements that held something to press
    pressed: set[Element] = field(default_factory=set)
    #: headlines of other stories, counted only when the page has none of its own
    cards: int = field(default=0)
    #: the cards that are left of them, the chrome taken out
    holders: set[Element] = field(default_factory=set)
    #: whether a line like "1 of 39" says that pictures are to be turned over
    turns_pages: bool = field(default=False)

    @property
    def calls_itself_article(self) -> bool:
        """By og:type or JSON-LD."""
        return self.linked.is_article or self.meta.get("og:type", "").lower() == "article"

    @property
    def shows_pictures(self) -> bool:
        """Whether it calls itself a video or a gallery: such a page may have a headline and no text."""
        kind = self.meta.get("og:type", "").lower()
        addresses = (self.url, self.canonical or "")
        return kind.startswith("video") or any(_PICTURE_PATH.search(a) for a in addresses)
