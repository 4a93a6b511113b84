"""`DiffView`: everything that a rendering of one comparison shows. The caller fills it; renderings only read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from newsdiff.model.article import Article
from newsdiff.model.change import Assessment, Change
from newsdiff.model.observation import Origin


class Alternating(Protocol):
    """One place of an article that goes back and forth between two texts (`diff.alternating.Alternation`)."""

    @property
    def name(self) -> str:
        """headline, standfirst, byline or paragraph."""
        ...

    @property
    def a(self) -> str:
        """The text seen first."""
        ...

    @property
    def b(self) -> str:
        """The other text."""
        ...

    @property
    def turns(self) -> int:
        """How often one replaced the other."""
        ...

    @property
    def versions(self) -> tuple[int, ...]:
        """1-based numbers of the versions that take part."""
        ...

    @property
    def since(self) -> datetime:
        """When the version before the first turn was first seen."""
        ...

    @property
    def until(self) -> datetime:
        """When the version of the last turn was first seen."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHeader:
    """One side of a comparison: a version of the archive, or a file."""

    #: "version 3", or the file's name
    label: str
    #: None for a file
    number: int | None = None
    #: last look that showed the version before; None for the first version and for files
    after: datetime | None = None
    #: the look that first saw this version; None for files
    by: datetime | None = None
    #: None for files
    origin: Origin | None = None
    #: number of the earlier version that said the same
    returns_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffView:
    """A comparison of two versions, or of two files, ready to be shown."""

    old: Article
    new: Article
    change: Change
    #: what the change is, and how much it weighs; positions of its labels are those of `change`
    assessment: Assessment
    old_version: VersionHeader
    new_version: VersionHeader
    #: name of the publication
    source: str | None = None
    #: exactly as tracked; None for files
    url: str | None = None
    #: the address with its IDN host and escapes made readable; None: the same as `url`
    readable_url: str | None = None
    article_id: int | None = None
    #: how many versions the article has; None for files
    versions: int | None = None
    first_seen_at: datetime | None = None
    #: when the next look is, or why there is none: one sentence without its full stop
    policy: str | None = None
    alternations: tuple[Alternating, ...] = ()
    #: anything else a reader must know ("the source says it withdrew this story"), one sentence each
    notices: tuple[str, ...] = ()
    #: the paragraphs of both articles are sentences
    by_sentence: bool = False

    @property
    def unit(self) -> str:
        """What the paragraphs of both articles are: "paragraph" or "sentence"."""
        return "sentence" if self.by_sentence else "paragraph"

    @property
    def changes(self) -> int | None:
        """Eight versions are seven changes."""
        return None if self.versions is None else max(0, self.versions - 1)
