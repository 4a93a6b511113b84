"""What one extractor reads out of one page: the `Article`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsdiff.model.knowledge import Hint, hint_for


class ParagraphKind(StrEnum):
    """What a paragraph of the body is."""

    TEXT = "text"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    NOTE = "note"


class ExtractionOutcome(StrEnum):
    """What the page turned out to be."""

    ARTICLE = "article"
    NO_ARTICLE = "no_article"
    BLOCKED = "blocked"


class Wall(StrEnum):
    """A page that stands where the article should be."""

    CAPTCHA = "captcha"
    CONSENT = "consent"
    LOGIN = "login"
    ERROR_PAGE = "error_page"
    COOKIES = "cookies"


class PaywallMark(StrEnum):
    """How the page itself says that readers must pay."""

    #: `isAccessibleForFree: false` in the metadata
    MARKED = "marked"
    #: an element of the page that asks to subscribe in place of the rest of the text
    ELEMENT = "element"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One unit of the body, white space and Unicode composition folded."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """The three headlines a page may carry; None where it has none."""

    h1: str | None = None
    og: str | None = None
    json_ld: str | None = None


#: the knowledge that the page is an article, because a person said so
VOUCHED = "vouched"


def says_vouched(knowledge: str) -> bool:
    """Whether a make's knowledge includes a person's word."""
    return VOUCHED in knowledge.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """Which code formed an extraction. Two versions are compared by extractions of the same make."""

    #: name and version of the extractor, with the libraries that decide
    extractor: str
    #: what it knows beyond its code and the selectors, in words: `VOUCHED`, `Knowledge.version`; "" for nothing
    knowledge: str = ""
    #: SHA-256 (hex) of the selectors a person wrote for the source; "" when there are none
    selectors: str = ""

    @property
    def is_vouched(self) -> bool:
        """Whether the page was read as one for which a person vouches."""
        return says_vouched(self.knowledge)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors written by people for one source."""

    #: the element(s) that hold the body; empty: the extractor finds them
    article: tuple[str, ...] = ()
    #: elements taken out before anything is read
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page says, as one extractor read it."""

    url: str
    outcome: ExtractionOutcome
    make: Make
    #: the chosen headline: what a reader sees, h1 before og:title before JSON-LD
    headline: str | None = None
    headlines: Headlines = field(default_factory=Headlines)
    #: visible on the page, not only in its metadata
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    #: name of the publication
    source: str | None = None
    #: stamps as the page writes them: ISO 8601 with its own offset, or a bare date
    published: str | None = None
    modified: str | None = None
    published_utc: datetime | None = None
    modified_utc: datetime | None = None
    language: str | None = None
    #: the part of the publication, as metadata call it
    section: str | None = None
    image: str | None = None
    #: what stands beneath the lead image, else what metadata say of it
    image_caption: str | None = None
    canonical: str | None = None
    #: address of the AMP page
    amp: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    captions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    #: set when outcome is BLOCKED
    wall: Wall | None = None
    paywall: PaywallMark | None = None
    #: signature of the element that holds the body; None where none was chosen
    container: str | None = None
    #: where the body was last time, as the extractor was told; None: it was not told
    hint: Hint | None = None
    #: paragraphs that were left out, because they are known to be the source's and no story's
    left_out: tuple[str, ...] = ()
    #: for each paragraph the box in which it stands apart from the others, "" for none; only there on a fresh reading
    places: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs' texts, in order."""
        return tuple(p.text for p in self.paragraphs)

    @property
    def next_hint(self) -> Hint | None:
        """What the next look at the same article should be told."""
        return hint_for(self.container, (*self.texts, self.standfirst) if self.standfirst else self.texts)

    @property
    def has_new_template(self) -> bool:
        """Whether the body stands in another element than last time: the site has changed its template."""
        return self.hint is not None and self.container is not None and self.container != self.hint.container


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of one block of a page."""

    text: str
    #: whether it is a paragraph of the article
    is_kept: bool
    #: the kind of a paragraph, or the name of the rule that left the block out ("outside": it is not in the container)
    reason: str
