"""The changes of a whole archive as one stream, newest first: which are wanted, and what is kept of each."""

from dataclasses import dataclass
from datetime import datetime

from newsdiff.model.change import Assessment, LabelName


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Which changes are wanted. What could not be assessed is always wanted, whatever its labels might have been."""

    #: the earliest `Version.by`; None: from the beginning
    since: datetime | None = None
    #: all `Version.by` are before this; None: until the newest
    until: datetime | None = None
    source: str | None = None
    #: of this article alone
    article: int | None = None
    #: at least one of these; empty: any label or none
    labels: frozenset[LabelName] = frozenset()
    #: None: any weight
    min_weight: int | None = None
    #: without articles that are withheld from browsers
    is_public: bool = False

    @property
    def is_selective(self) -> bool:
        """Whether it leaves out changes for what they are, and not for when or where they were seen."""
        return bool(self.labels) or self.min_weight is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What is kept of the change that led to one version: derived, and formed anew whenever it is missing."""

    version_id: int
    #: None when the two versions could not be compared; `unread` then says why
    assessment: Assessment | None = None
    unread: str = ""
    #: the change does nothing but alternate: those of the article with the same number are one back and forth
    swing: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedChange:
    """One version after the first, with what is kept of the change that led to it."""

    article_id: int
    url: str
    source: str
    #: of the article's newest version
    headline: str | None
    #: of the article's newest version
    newest: int
    version_id: int
    #: from 2
    number: int
    by: datetime
    #: None: not formed yet, or no longer valid
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The oldest version up to which changes are looked through for one page."""

    article_id: int
    #: of the version, from 1
    number: int
    version_id: int
    by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many changes a filter left out of what is shown."""

    #: of less than the least weight
    lighter: int = 0
    #: heavy enough, without any of the wanted labels
    unlabelled: int = 0
