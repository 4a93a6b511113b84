"""What `track` says about each address."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdiff.model.address import readable
from newsdiff.render.phrases import count


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedRow:
    """One address and what became of it."""

    url: str
    #: article | feed | sitemap | section; None when nothing is tracked
    kind: str | None = None
    id: int | None = None
    source: str | None = None
    #: headline of an article, title of a feed
    title: str | None = None
    is_new: bool = False
    #: outcome of the look, None when none was made
    outcome: str | None = None
    detail: str = ""
    note: str = ""
    #: of a feed's look: found, and what becomes of them
    entries: int = 0
    taken: int = 0
    waiting: int = 0
    old: int = 0
    filtered: int = 0
    warnings: tuple[str, ...] = ()
    error: str = ""

    def lines(self) -> Iterator[str]:
        """For a person."""
        state = "" if self.is_new else ", tracked already"
        yield f"{self.kind} {self.id} ({self.source}{state}): {self.title or readable(self.url)}"
        if self.note:
            yield f"    {self.note}"
        if self.outcome is None:
            return
        if self.kind == "article":
            if self.outcome not in {"first", "unchanged"}:
                yield f"    {self.outcome.replace('_', ' ')}{f': {self.detail}' if self.detail else ''}"
            return
        yield f"    {', '.join(self._counts())}"

    def _counts(self) -> Iterator[str]:
        if self.outcome not in {"read", "not_modified"}:
            yield f"{self.outcome}: {self.detail}"
            return
        yield count(self.entries, "entry", "entries")
        yield f"{self.taken} taken"
        if self.waiting:
            yield f"{self.waiting} waiting for the next looks"
        if self.old:
            yield f"{self.old} older (--backfill takes them)"
        if self.filtered:
            yield f"{self.filtered} filtered out"
