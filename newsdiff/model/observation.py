"""One look at an article, and what it showed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsdiff.model.page import Validators

#: the reason of a look that showed the site's text in another template
TEMPLATE = "template"
#: the reason of a look that differed from the newest version in boxes that tick alone
TICKING = "ticking"


class Outcome(StrEnum):
    """What a look showed. Closed: every look has exactly one."""

    FIRST = "first"
    #: reason: "" or "template" when the site changed its template too
    CHANGED = "changed"
    #: reason: "" | template | ticking
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    #: reason: shrunk | moved
    SUSPECT = "suspect"
    GONE = "gone"
    #: reason: "" or "changed" when the text that returned is a new version
    BACK = "back"
    #: reason: robots | 401 | 403 | 429 | 451 | wall kind | cookies
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    NO_ARTICLE = "no_article"
    #: reason: kind of error (timeout, dns, tls, 404, 500, ...)
    FAILED = "failed"


#: outcomes of looks that showed a version (the newest one at that time)
SHOWING = frozenset({Outcome.FIRST, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED, Outcome.BACK})
#: outcomes that make a version (`back` does when its reason is "changed")
MAKING = frozenset({Outcome.FIRST, Outcome.CHANGED})
#: outcomes that a person should hear of as trouble
TROUBLE = frozenset({Outcome.BLOCKED, Outcome.NO_ARTICLE, Outcome.FAILED})


class Origin(StrEnum):
    """Who brought the payload."""

    FETCHED = "fetched"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A fact about us looking. Append-only."""

    #: 0 before it is stored
    id: int = 0
    article_id: int
    at: datetime
    outcome: Outcome
    #: one word that tells more; "" when the outcome says all
    reason: str = ""
    #: one sentence for a person; "" when there is nothing to add
    detail: str = ""
    origin: Origin = Origin.FETCHED
    status: int | None = None
    #: the address that was asked, and the one that answered
    url: str = ""
    final_url: str | None = None
    validators: Validators = field(default_factory=Validators)
    headers: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    #: SHA-256 (hex) of the bytes received, also where they were not kept
    payload_sha256: str | None = None
    #: number of the version that this look showed, None when it showed none
    version: int | None = None
    #: SHA-256 (hex) of the text that was read, None when none was
    content_hash: str | None = None
    #: stamps, image and other headlines, kept when they differ from the look before: name -> value
    metadata: tuple[tuple[str, str | None], ...] | None = None
    elapsed_s: float = 0.0

    @property
    def content_type(self) -> str | None:
        """The Content-Type header, or None."""
        return next((value for name, value in self.headers if name == "content-type"), None)
