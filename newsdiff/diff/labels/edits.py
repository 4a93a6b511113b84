"""An edited unit taken apart into edits: the sentences that belong together and differ, with the words that do.

A sentence that stands word for word on the other side, in whatever paragraph, has not changed and is in no edit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdiff.diff.sentences import sentence_spans
from newsdiff.model.change import Span, Spans

#: two sentences that share less than this part of the shorter one are not the same sentence
_SHARED = 0.2
#: an edit of which less than this part of the shorter side stands is a rewriting
_STANDING = 0.4


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of either side, in one place; None where the side has nothing there."""

    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Sentences that became other sentences; an empty side when they were added or removed whole."""

    old: str
    new: str
    #: what differs, in order, as positions in `old` and `new`
    hunks: tuple[Hunk, ...]
    #: whether enough of the sentence stands for the rest to be a change of what it says
    is_same_sentence: bool
    #: whether the new sentences begin or end their paragraph(s)
    at_edge: bool
    #: the whole old and new unit that the sentences stand in
    unit: tuple[str, str] = ("", "")


def edits(
    old: str,
    new: str,
    spans_old: Spans,
    spans_new: Spans,
    elsewhere: tuple[str, str],
    edges: frozenset[int],
) -> list[Edit]:
    """The edits of one unit, in order of the new side.

    `elsewhere` are the whole old and the whole new text; `edges` are the positions in `new` at which its paragraphs
    begin and end.
    """
    sentences_old, sentences_new = sentence_spans(old), sentence_spans(new)
    hunks = paired_hunks(old, new, spans_old, spans_new)
    groups = _groups(_Side(old, spans_old, sentences_old), _Side(new, spans_new, sentences_new), hunks)
    found = []
    for span_old, span_new in groups:
        inside = tuple(h for h in (_within(hunk, span_old, span_new) for hunk in hunks) if h.old or h.new)
        before, after = old[slice(*span_old)], new[slice(*span_new)]
        if not inside or (not before and after in elsewhere[0]) or (not after and before in elsewhere[1]):
            continue
        found.append(
            Edit(
                before,
                after,
                inside,
                _standing(before, after, inside) >= _STANDING,
                span_new[0] in edges or span_new[1] in edges,
                (old, new),
            )
        )
    return found


def paired_hunks(old: str, new: str, spans_old: Spans, spans_new: Spans) -> list[Hunk]:
    """Which marked stretch took the place of which: the unmarked text before both is the same."""
    places_old = dict(zip(_standing_before(old, spans_old), spans_old, strict=True))
    places_new = dict(zip(_standing_before(new, spans_new), spans_new, strict=True))
    return [Hunk(places_old.get(k), places_new.get(k)) for k in sorted(places_old.keys() | places_new.keys())]


def _standing_before(text: str, spans: Spans) -> list[int]:
    """How many unmarked characters, white space aside, stand before each marked stretch."""
    counts, count, last = [], 0, 0
    for start, end in spans:
        count += _solid(text[last:start])
        counts.append(count)
        last = end
    return counts


def _solid(text: str) -> int:
    return sum(map(len, text.split()))


class _Side:
    """One side's sentences, each with the range of unmarked characters that it holds."""

    def __init__(self, text: str, marked: Spans, sentences: Sequence[Span]) -> None:
        self.sentences = sentences
        self.ranges: list[Span] = []
        count = 0
        for start, end in sentences:
            held = _solid(text[start:end]) - sum(
                _solid(text[max(s, start) : min(e, end)]) for s, e in marked if s < end and e > start
            )
            self.ranges.append((count, count + held))
            count += held

    def touched(self, span: Span | None) -> list[int]:
        return [k for k, (s, e) in enumerate(self.sentences) if span and s < span[1] and e > span[0]]

    def slice(self, indexes: Sequence[int]) -> Span:
        return (self.sentences[min(indexes)][0], self.sentences[max(indexes)][1]) if indexes else (0, 0)


def _groups(old: _Side, new: _Side, hunks: Sequence[Hunk]) -> list[tuple[Span, Span]]:
    """Runs of sentences on both sides that are linked by a hunk or by standing text, and hold a hunk."""
    size = len(old.sentences)
    parent = list(range(size + len(new.sentences)))

    def root(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for i, (a, b) in enumerate(old.ranges):
        for j, (c, d) in enumerate(new.ranges):
            if (shared := min(b, d) - max(a, c)) > 0 and shared >= _SHARED * min(b - a, d - c):
                parent[root(size + j)] = root(i)
    differing: set[int] = set()
    for hunk in hunks:
        touched = [*old.touched(hunk.old), *(size + j for j in new.touched(hunk.new))]
        differing.update(touched)
        for k in touched[1:]:
            parent[root(k)] = root(touched[0])
    members: dict[int, tuple[list[int], list[int]]] = {}
    for k in range(len(parent)):
        side = members.setdefault(root(k), ([], []))
        (side[0] if k < size else side[1]).append(k if k < size else k - size)
    wanted = {root(k) for k in differing}
    found = [(old.slice(a), new.slice(b)) for k, (a, b) in members.items() if k in wanted]
    return sorted(found, key=lambda group: (group[1], group[0]))


def _within(hunk: Hunk, old: Span, new: Span) -> Hunk:
    return Hunk(_cut(hunk.old, old), _cut(hunk.new, new))


def _cut(span: Span | None, window: Span) -> Span | None:
    if span is None or span[0] >= window[1] or span[1] <= window[0]:
        return None
    return max(span[0], window[0]) - window[0], min(span[1], window[1]) - window[0]


def _standing(old: str, new: str, hunks: Sequence[Hunk]) -> float:
    """The part of the shorter side that is not marked."""
    shorter = min(_solid(old), _solid(new))
    if not shorter:
        return 0.0
    marked = sum(_solid(old[slice(*hunk.old)]) for hunk in hunks if hunk.old)
    return (_solid(old) - marked) / shorter


def words_at(text: str, span: Span | None) -> str:
    """The stretch as text; "" where there is none."""
    return text[slice(*span)] if span else ""


def hunk_of(span: Span, hunks: Sequence[Hunk], side: int) -> int | None:
    """Which hunk overlaps the span on the old (0) or new (1) side."""
    for k, hunk in enumerate(hunks):
        marked = hunk.new if side else hunk.old
        if marked and marked[0] < span[1] and marked[1] > span[0]:
            return k
    return None
