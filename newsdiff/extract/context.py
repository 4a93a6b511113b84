"""What the rules for one block know beside the block."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newsdiff.extract.block import Block


@dataclass(slots=True)
class Context:
    """What the rules know beside the block."""

    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    #: whether metadata call the page an article; else it may be a policy or a notice, in which all is text
    is_marked: bool = False
    #: the day of publication, as an ISO date; "" when it is not known
    day: str = ""
    #: texts and alternative texts of pictures, known captions
    captions: set[str] = field(default_factory=set)
    #: name of the publication
    source: str | None = None
    #: blocks that were left out so far, with the name of the rule
    dropped: list[tuple[Block, str]] = field(default_factory=list)


Rule = Callable[[Block, Context], bool]
