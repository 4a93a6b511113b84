"""What happened from one version to the next: the `Change`. Derived, recomputable, never stored as truth."""

from dataclasses import dataclass
from enum import StrEnum

#: start and end of a marked stretch, in Unicode code points, end exclusive
Span = tuple[int, int]
#: the marked stretches of one paragraph, in order, not overlapping
Spans = tuple[Span, ...]


class Op(StrEnum):
    """What happened to a unit (paragraph or sentence)."""

    UNCHANGED = "unchanged"
    COSMETIC = "cosmetic"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One aligned unit. Every old and every new paragraph stands in exactly one operation."""

    op: Op
    #: 0-based indexes into the old paragraphs, ascending
    old: tuple[int, ...] = ()
    #: 0-based indexes into the new paragraphs, ascending
    new: tuple[int, ...] = ()
    #: True when the words changed too (always for EDITED; possible for MOVED, SPLIT, MERGED)
    edited: bool = False
    #: one entry per index in `old`; empty when nothing is marked
    spans_old: tuple[Spans, ...] = ()
    #: one entry per index in `new`
    spans_new: tuple[Spans, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field (headline, standfirst, byline, published, modified, image, og_headline, json_ld_headline)."""

    name: str
    old: str | None
    new: str | None
    spans_old: Spans = ()
    spans_new: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Everything that differs between two articles."""

    #: headline, standfirst, byline: what makes a version; only those that differ
    fields: tuple[FieldChange, ...]
    #: in reading order of the new side, removed ones where they stood
    operations: tuple[Operation, ...]
    #: captions, aligned as paragraphs are
    captions: tuple[Operation, ...]
    #: stamps, image, search and social headlines: shown, but alone they make no version; only those that differ
    metadata: tuple[FieldChange, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing that makes a version differs."""
        return not self.fields and all(o.op is Op.UNCHANGED for o in self.operations)
