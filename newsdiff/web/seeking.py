"""What a reader looks for in all versions, as it stands in the address: q, source, since, until, event, before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdiff.model.search import Event, SearchFilter
from newsdiff.web.asking import cursor, day
from newsdiff.web.page import BadRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The parameters as they were given, so that the form can show them again whatever they are; "": absent."""

    text: str = ""
    source: str = ""
    #: days
    since: str = ""
    until: str = ""
    event: str = ""
    before: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves out anything that the text alone would find."""
        return bool(self.source or self.since or self.until or self.event)

    def query(self, before: tuple[int, int] | None = None) -> list[tuple[str, str]]:
        """The parameters for an address; `before` in place of the present one."""
        pairs = [("q", self.text), ("source", self.source), ("since", self.since), ("until", self.until)]
        pairs += [("event", self.event), ("before", "{}:{}".format(*before) if before else "")]
        return [pair for pair in pairs if pair[1]]

    def wanted(self) -> SearchFilter:
        """Which articles are wanted. Raises: BadRequest."""
        since, until = day(self.since), day(self.until, is_end=True)
        if since and until and since >= until:
            raise BadRequest(f"Nothing lies between {self.since} and {self.until}.")
        if self.event and self.event not in list(Event):
            raise BadRequest(f"“{self.event}” is nothing to look for. There are: {', '.join(Event)}.")
        event = Event(self.event) if self.event else None
        return SearchFilter(source=self.source or None, since=since, until=until, event=event, is_public=True)

    def begins_behind(self) -> tuple[int, int] | None:
        """Article and version behind which the page begins. Raises: BadRequest."""
        return cursor(self.before)


def read_sought(parameters: Mapping[str, Sequence[str]]) -> Sought:
    """The parameters of an address; empty ones, as a form sends them, count as absent."""
    one = {name: next((text for text in texts if text), "") for name, texts in parameters.items()}
    given = {name: one.get(name, "") for name in ("source", "since", "until", "event", "before")}
    return Sought(text=one.get("q", "").strip(), **given)
