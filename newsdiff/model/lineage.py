"""Where the text of a version comes from: computed from the changes, recomputable, never stored as truth.

A unit is a paragraph, or a sentence. Versions are numbered from 1, units from 0 in reading order.
"""

from dataclasses import dataclass

from newsdiff.model.change import Op, Operation

#: numbers of the first and the last of consecutive versions, both included
VersionRun = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place at which a text was first seen, with nothing in the version before that it could have come from."""

    version: int
    index: int
    #: earlier versions in which the very same text stood, when it was absent from the version just before
    stood_before: tuple[VersionRun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where one unit comes from, through edits, moves, splits and merges."""

    #: earliest first; more than one after a merge
    origins: tuple[Origin, ...]
    #: the last version that changed its words, cut it or joined it; the one that brought it when none did
    edited: int
    #: what that version did: added when it only brought it, else edited, moved (and edited), split or merged
    op: Op = Op.ADDED
    #: the last version after `edited` that changed typography alone; None when none did
    cosmetic: int | None = None

    @property
    def brought(self) -> int:
        """The version that brought it: the earliest of its origins."""
        return self.origins[0].version

    @property
    def is_edited(self) -> bool:
        """True when a version after the one that brought it changed, cut or joined it."""
        return self.op is not Op.ADDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a unit from one version to the next."""

    #: the version that shows it
    version: int
    #: among all units of the version before and of this one; never unchanged. In version 1, which has none before it,
    #: "added" says no more than that the unit stood there when the article was first seen
    operation: Operation
    #: of an added unit: as `Origin.stood_before`; of a removed one: later versions in which the very same text stands
    also_stood: tuple[VersionRun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What happened to one unit of one version, from its origins on."""

    #: by version, within a version in reading order; back through merges to all origins, on through splits to all parts
    events: tuple[Event, ...]
    #: the last version in which it, or a part of it, stands
    until: int
