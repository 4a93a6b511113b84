"""What a search over all versions is asked and answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdiff.model.article import Article


class Field(StrEnum):
    """Where words may stand in an article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    BODY = "body"


class Event(StrEnum):
    """What a version did to what is looked for."""

    #: it fits, and the one before it did not
    ADDED = "added"
    #: it does not fit, and the one before it did
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Which articles are wanted of those that fit."""

    source: str | None = None
    #: a version that fits (or did what `event` says) was first seen at or after this
    since: datetime | None = None
    #: and before this
    until: datetime | None = None
    #: None: that a version fits is enough
    event: Event | None = None
    #: without articles that are withheld from browsers
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text of an article that is searched for itself: a headline, standfirst, byline or paragraph."""

    field: Field
    #: of a paragraph, from 0
    paragraph: int | None
    text: str


def passages(article: Article) -> list[Passage]:
    """The passages of an article, from its headline down."""
    head = (
        (Field.HEADLINE, article.headline),
        (Field.STANDFIRST, article.standfirst),
        (Field.BYLINE, article.byline),
    )
    found = [Passage(field=field, paragraph=None, text=text) for field, text in head if text]
    return found + [Passage(field=Field.BODY, paragraph=k, text=text) for k, text in enumerate(article.texts)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A passage that holds some of what was looked for."""

    passage: Passage
    #: the words that were found, as offsets in code points, end exclusive; none overlap
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A version by which something was seen: it lies somewhere between two looks."""

    version: int
    #: the last look that showed the version before; None for the first version
    after: datetime | None
    by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One article of which at least one version fits."""

    article_id: int
    url: str
    source: str
    #: of the article's newest version
    headline: str | None
    #: how many versions the article has
    versions: int
    #: those that fit, as (first, last) numbers, oldest first
    ranges: tuple[tuple[int, int], ...]
    #: versions that fit, while the one before did not
    added: tuple[Sighting, ...]
    #: versions that do not fit, while the one before did
    removed: tuple[Sighting, ...]
    #: the version by which the article is listed: the newest in the wanted time that fits, or did what was asked for
    listed: Sighting
    first_seen: Sighting
    #: when the newest version that fits was last seen
    last_seen_at: datetime
    #: the version that the snippets are of
    shown: int
    #: that the page names, as it writes it; None when it names none
    language: str | None = None
    snippets: tuple[Snippet, ...] = ()

    @property
    def is_in_newest(self) -> bool:
        """Whether the newest version fits."""
        return self.ranges[-1][1] == self.versions

    @property
    def vanished(self) -> Sighting | None:
        """The version in which what the newest fitting version says was gone; None where nobody saw it go."""
        last = self.removed[-1] if self.removed else None
        return last if last is not None and last.version == self.ranges[-1][1] + 1 else None

    @property
    def cursor(self) -> tuple[int, int]:
        """What names this hit when its list is to go on behind it: article and version."""
        return self.article_id, self.listed.version


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Hits, the most recently seen first."""

    hits: tuple[SearchHit, ...]
    #: article and version behind which the list goes on; None: there is no more
    cursor: tuple[int, int] | None = None
