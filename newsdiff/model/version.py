"""What an article said, when it differs from the version before."""

from dataclasses import dataclass
from datetime import datetime

from newsdiff.model.article import Article
from newsdiff.model.observation import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version. It appeared somewhere in the interval (`after`, `by`]; nobody knows when."""

    id: int
    article_id: int
    #: from 1, per article
    number: int
    #: the last look that showed the version before; None for the first version
    after: datetime | None
    #: the look that first saw this one
    by: datetime
    observation_id: int
    origin: Origin
    payload_sha256: str
    #: SHA-256 (hex) of what makes a version: headline, standfirst, byline, paragraphs
    content_hash: str
    #: SHA-256 (hex) over this version and, through the one before, over all earlier ones
    chain_hash: str
    #: number of the earlier version whose text this one repeats, None when it is new
    returns_to: int | None
    final_url: str
    content_type: str | None
    charset: str | None
    #: it was first read as a page for which a person vouches, and so is whatever it is compared to
    is_vouched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version about to be recorded: the archive gives it its number and chain hash."""

    article: Article
    content_hash: str
    after: datetime | None
    by: datetime
    returns_to: int | None = None
