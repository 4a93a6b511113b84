"""What is known beyond a page when it is read: where its body was last time, and what its source shows everywhere.

These are arguments of an extraction, and are stored with it, so that it can be repeated bit for bit.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: of more paragraphs than this the longest tell whether an element still holds what it held
MOST_KEYS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """The element that held the body of an article last time, and what stood in it."""

    #: signature of the element, see `extract.hint.signature`
    container: str
    #: `paragraph_key` of its paragraphs, in order, and of the standfirst
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known of a source and decides what its pages say; both sides of a comparison are read with the same."""

    #: texts of paragraphs that are the source's and no story's, each once, in order of code points
    lines: tuple[str, ...] = ()
    #: signatures of boxes inside the body whose text only ticks, see `extract.places`
    boxes: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """ "source-" and 16 hexadecimal digits that stand for all of it; "" when nothing is known."""
        if not self.lines and not self.boxes:
            return ""
        said = {"boxes": list(self.boxes), "lines": list(self.lines)}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"source-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


class Word(StrEnum):
    """What a person says of a line."""

    #: it belongs to the articles, whatever is learned
    KEEP = "keep"
    #: it is never part of an article
    BAN = "ban"
    #: nothing any more: what is learned counts
    FORGET = "forget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A line or a box, and on how many articles it was found when it was learned; 0: only a person named it."""

    text: str
    articles: int
    word: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """One state of what is known of a source. States are only added; the newest one counts."""

    #: learned lines, most frequent first
    lines: tuple[Counted, ...] = ()
    boxes: tuple[Counted, ...] = ()
    #: how many articles it was learned from
    articles: int = 0
    #: and from how many ticks
    ticks: int = 0


def resolved(learned: Learned, words: Mapping[str, Word]) -> Knowledge:
    """What was learned, overruled by what people say of lines and boxes."""
    kept = {text for text, word in words.items() if word is Word.KEEP}
    banned = {text for text, word in words.items() if word is Word.BAN}
    lines = {line.text for line in learned.lines} - kept | banned
    return Knowledge(
        lines=tuple(sorted(lines)),
        boxes=tuple(sorted({box.text for box in learned.boxes} - kept)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box in which alone two looks at an article differed."""

    #: signature, see `extract.places`
    box: str
    article_id: int = 0
    #: nothing but its numbers differed; else lines were exchanged for others
    is_count: bool
