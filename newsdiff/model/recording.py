"""What goes into the archive in one transaction, and what must be known before a look."""

from dataclasses import dataclass, field
from datetime import datetime

from newsdiff.model.knowledge import Tick
from newsdiff.model.observation import Observation
from newsdiff.model.page import HostState, Validators
from newsdiff.model.source import Alias, TrackedArticle
from newsdiff.model.version import NewVersion, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything about one article that the next look needs."""

    article: TrackedArticle
    latest: Version | None = None
    #: of the newest look that showed the newest version; never of a suspect, a wall or a failure
    validators: Validators = field(default_factory=Validators)
    #: the address that gave them: another one's "not modified" says nothing about this article
    validated_url: str | None = None
    #: when the newest version was last seen
    last_shown_at: datetime | None = None
    #: looks since then, newest first, at most 50
    since: tuple[Observation, ...] = ()
    #: stamps, image and other headlines as last kept
    metadata: tuple[tuple[str, str | None], ...] | None = None
    #: keys of all addresses by which the article is known
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One look's results: observation, payload, version, next look, addresses, hosts. All or nothing."""

    observation: Observation
    #: how many versions the article had when this was decided; another number is a `Conflict`
    expected_versions: int
    #: the bytes received; None when there were none
    payload: bytes | None = field(default=None, repr=False)
    #: False for unchanged looks: of those only the newest payload of an article is kept
    keeps_payload: bool = True
    version: NewVersion | None = None
    next_check_at: datetime | None = None
    period_s: float | None = None
    gone_at: datetime | None = None
    aliases: tuple[Alias, ...] = ()
    hosts: tuple[HostState, ...] = ()
    #: the article that this one turned out to be
    merged_into: int | None = None
    #: boxes in which alone the look differs from the newest version
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The newest of what is kept of an article: while these stay, nothing was added. 0: there is none."""

    #: id of the newest observation
    look: int
    #: id of the newest observation that showed a version
    shown: int
    #: id of the newest extraction of any of its versions
    reading: int
