"""What of one kind stands on either side of an edit and not on the other: the common step behind most labels."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsdiff.diff.labels.edits import Edit, hunk_of
from newsdiff.model.change import Span

_LONGER = re.compile(r"[^\W\d_]{4,}")
#: more of the longer words of a text with a capital than this: its capitals say nothing
_MANY_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """The words that fire a label; "" on the side that has none."""

    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that stands in a text: its place, its words, and what it counts as."""

    span: Span
    text: str
    key: str


def cancelled(
    old: Sequence[Mention], new: Sequence[Mention], same: Callable[[Mention, Mention], bool]
) -> tuple[list[Mention], list[Mention]]:
    """What is left of both sides when each mention has met one that says the same."""
    left = list(new)
    gone = []
    for mention in old:
        for k, other in enumerate(left):
            if same(mention, other):
                del left[k]
                break
        else:
            gone.append(mention)
    return gone, left


def by_hunk(edit: Edit, gone: Sequence[Mention], come: Sequence[Mention]) -> list[tuple[list[Mention], list[Mention]]]:
    """What is left, as it stood in one place: what went and what came there. What no hunk holds stands alone."""
    places: dict[int, tuple[list[Mention], list[Mention]]] = {}
    for side, mentions in enumerate((gone, come)):
        for mention in mentions:
            k = hunk_of(mention.span, edit.hunks, side)
            place = places.setdefault(-1 - len(places) if k is None else k, ([], []))
            place[side].append(mention)
    return [places[k] for k in sorted(places, key=lambda k: (k < 0, abs(k)))]


def is_titled(text: str, at_least: int = 1) -> bool:
    """Whether most of its longer words, so many at least, have a capital: titles of works, many headlines."""
    longer = _LONGER.findall(text)
    return len(longer) >= at_least and sum(word[0].isupper() for word in longer) > _MANY_CAPITALS * len(longer)
