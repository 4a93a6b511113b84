"""What happened from one version to the next: the `Change`. Derived, recomputable, never stored as truth."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

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


class LabelName(StrEnum):
    """What a change is, in the words shown to people."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    STAMP = "stamp"
    IMAGE = "image"
    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"
    NEGATION = "negation"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    CORRECTION_NOTE = "correction note"
    UPDATE_NOTE = "update note"
    TYPO = "typo"
    COSMETIC = "cosmetic"
    RETURNED = "returned"
    ALTERNATING = "alternating"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One thing that a change is, where, and the words that say so."""

    name: LabelName
    #: position in `Change.operations`; None when the label is about a field or about the change as a whole
    operation: int | None = None
    #: the field's name (see `FieldChange`), or "captions"; None when the label is about a paragraph or the change as a
    #: whole
    field: str | None = None
    #: the words that fired it on either side, as the texts have them: "12" before, "212" after; "" where there are none
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a change is, and how much it weighs. Computed from the change, recomputable, never stored as truth."""

    #: by place (fields, then operations, then the whole), at each place in the order of `LabelName`
    labels: tuple[Label, ...]
    #: 0 to 100: orders changes for a reader, never hides one
    weight: int
    #: version of the rules that said so
    rules: str


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


AlternatingName = Literal["headline", "standfirst", "byline", "paragraph"]


@dataclass(frozen=True, slots=True)
class Alternation:
    """One place that says now this, now that."""

    name: AlternatingName
    #: the text seen first
    a: str
    b: str
    #: how often the one was replaced by the other
    turns: int
    #: 1-based numbers of the versions between the first and the last turn, both included
    versions: tuple[int, ...]
    #: when the version before the first turn, and the version of the last turn, were first seen
    since: datetime
    until: datetime
