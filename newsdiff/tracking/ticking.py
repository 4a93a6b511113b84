"""What ticks: boxes inside the body in which alone two readings of an article differ. Pure.

A vote count, a price, "read by 1,204 people": such a number changes between two looks minutes apart, and no editor
changed it. A number in a paragraph of the article is always news, and so is one in a row of a table.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from newsdiff.extract.text import ends_sentence, weight
from newsdiff.model.article import Article
from newsdiff.model.knowledge import Tick

#: what differs in each of two looks no further apart than this changes by itself
MINUTES_APART = timedelta(minutes=30)
_NUMBER = re.compile(r"\d(?:[\d.,:'’\s\u00a0]*\d)?")
_WORDS = re.compile(r"[^\W\d_]+")
#: a sentence this heavy is prose, in whatever box it stands
_PROSE = 80
#: two texts with no more than this part of their words in common are different texts
_COMMON = 1 / 3


def ticks(old: Article, new: Article) -> tuple[Tick, ...]:
    """The boxes in which alone two readings differ, in order; empty when they differ in any other way, or not at all.

    In such a box nothing but numbers differs, or lines that are no sentences were exchanged for wholly different ones,
    as lists of other headlines are. Both must be fresh readings, which know where each paragraph stands.
    """
    if (old.headline, old.standfirst, old.byline) != (new.headline, new.standfirst, new.byline):
        return ()
    before, after = _by_box(old), _by_box(new)
    if before.keys() != after.keys() or before.get("") != after.get(""):
        return ()
    found = [_tick(box, before[box], after[box]) for box in before if before[box] != after[box]]
    return tuple(tick for tick in found if tick) if all(found) else ()


def _by_box(article: Article) -> dict[str, list[str]]:
    """The texts in each box, in order; those of the article itself under ""."""
    boxes: dict[str, list[str]] = {}
    for paragraph, place in zip(article.paragraphs, article.places, strict=True):
        boxes.setdefault(place, []).append(paragraph.text)
    return boxes


def _tick(box: str, before: Sequence[str], after: Sequence[str]) -> Tick | None:
    if len(before) == len(after):
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        if all(_NUMBER.sub("0", old) == _NUMBER.sub("0", new) and not _is_prose(old) for old, new in pairs):
            return Tick(box=box, is_count=True)
    gone, come = [[t for t in one if t not in other] for one, other in ((before, after), (after, before))]
    if gone and come and not any(map(ends_sentence, (*gone, *come))) and _are_different(gone, come):
        return Tick(box=box, is_count=False)
    return None


def _is_prose(text: str) -> bool:
    return weight(text) >= _PROSE and ends_sentence(text)


def _are_different(gone: Iterable[str], come: Iterable[str]) -> bool:
    ours, theirs = ({word.casefold() for text in side for word in _WORDS.findall(text)} for side in (gone, come))
    return len(ours & theirs) <= _COMMON * min(len(ours), len(theirs))


def are_known(found: Sequence[Tick], seen_before: Iterable[Tick]) -> bool:
    """Whether a look differs by the numbers alone of boxes that were seen to tick in this article before."""
    known = {tick.box for tick in seen_before}
    return bool(found) and all(tick.is_count and tick.box in known for tick in found)
