"""What is known beyond a page when it is read: where its body was last time, and what its source shows everywhere.

These are arguments of an extraction, and are stored with it, so that it can be repeated bit for bit.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

#: of more paragraphs than this the longest tell whether an element still holds what it held
MOST_KEYS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """The element that held the body of an article last time, and what stood in it."""

    #: signature of the element, see `extract.hint.signature`
    container: str
    #: `paragraph_key` of its paragraphs, in order
    keys: tuple[str, ...]


def hint_for(container: str | None, texts: Iterable[str]) -> Hint | None:
    """The hint that an extraction leaves for the next look; None when it chose no container, or found no text."""
    known = list(dict.fromkeys(texts))
    if container is None or not known:
        return None
    longest = set(sorted(known, key=len, reverse=True)[:MOST_KEYS])
    return Hint(container=container, keys=tuple(paragraph_key(text) for text in known if text in longest))


def paragraph_key(text: str) -> str:
    """16 hexadecimal digits that stand for a paragraph's text: the first of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
