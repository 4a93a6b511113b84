"""A text with its marks as runs of words: the same on both sides, only old, only new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsdiff.model.change import Op, Operation, Spans

Side = Literal["old", "new"]
Kind = Literal["same", "old", "new"]

#: Han, kana, Thai, Lao, Khmer, Burmese: no spaces between words
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: stands between paragraphs of one side that belong together
BREAK = "\u2029"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind."""

    kind: Kind
    text: str


def one_side(text: str, spans: Spans, side: Side) -> list[Piece]:
    """One side alone: its marked stretches are of that side, the rest is the same."""
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        pieces += [Piece("same", text[at:start]), Piece(side, text[start:end])]
        at = end
    pieces.append(Piece("same", text[at:]))
    return [piece for piece in pieces if piece.text]


def inline(
    old: Sequence[str], new: Sequence[str], spans_old: Sequence[Spans], spans_new: Sequence[Spans]
) -> list[Piece]:
    """Both sides as one text: the new side's, with the old side's marked stretches put in where they stood.

    Several texts of one side are joined by BREAK. Works because the unmarked text of both sides is equal,
    white space aside: a mark's place is the number of unmarked visible characters before it.
    """
    before, marks_old = _joined(old, spans_old)
    after, marks_new = _joined(new, spans_new)
    places = [*_places(before, marks_old, "old"), *_places(after, marks_new, "new")]
    # old before new at the same place; the order within a side is kept by the stable sort
    places.sort(key=lambda place: (place[0], place[1] == "new"))
    ends = _visible_ends(after, marks_new)
    pieces: list[Piece] = []
    at = 0
    for seen, kind, start, end in places:
        if kind == "new":
            pieces += [Piece("same", after[at:start]), Piece("new", after[start:end])]
            at = end
        else:
            stop = max(at, ends[seen - 1] if seen else 0)
            # the space that stood before the old words, or a break of the new side, stands before them here
            spaced = bool(start) and before[start - 1].isspace()
            if spaced and after[stop : stop + 1].isspace():
                stop += 1
            gap = " " if spaced and stop and stop == len(after) and not after[-1].isspace() else ""
            pieces += [Piece("same", after[at:stop] + gap), Piece("old", before[start:end])]
            at = stop
    pieces.append(Piece("same", after[at:]))
    return _spaced([piece for piece in pieces if piece.text])


def _joined(texts: Sequence[str], spans: Sequence[Spans]) -> tuple[str, list[tuple[int, int]]]:
    marks: list[tuple[int, int]] = []
    start = 0
    for k, text in enumerate(texts):
        marks += [(start + s, start + e) for s, e in (spans[k] if k < len(spans) else ())]
        start += len(text) + len(BREAK)
    return BREAK.join(texts), marks


def _places(text: str, marks: list[tuple[int, int]], kind: Kind) -> list[tuple[int, Kind, int, int]]:
    """For each mark the number of unmarked visible characters before it."""
    places: list[tuple[int, Kind, int, int]] = []
    at = seen = 0
    for start, end in marks:
        seen += _visible_length(text[at:start])
        places.append((seen, kind, start, end))
        at = end
    return places


def _visible_length(text: str) -> int:
    return sum(map(len, text.split()))


def _visible_ends(text: str, marks: list[tuple[int, int]]) -> list[int]:
    """The end of each unmarked visible character, in order."""
    ends: list[int] = []
    at = 0
    for start, end in [*marks, (len(text), len(text))]:
        ends += [k + 1 for k in range(at, start) if not text[k].isspace()]
        at = end
    return ends


def _spaced(pieces: list[Piece]) -> list[Piece]:
    """A space wherever an old run would stick to the word after it, in scripts that part their words."""
    spaced: list[Piece] = []
    for k, piece in enumerate(pieces):
        spaced.append(piece)
        following = pieces[k + 1].text if k + 1 < len(pieces) else " "
        ends = piece.text[-1] + following[0]
        if piece.kind == "old" and ends[0].isalnum() and ends[1].isalnum() and not _SPACELESS.search(ends):
            spaced.append(Piece("same", " "))
    return spaced


def operation_pieces(operation: Operation, old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """One operation's text as one sequence of pieces; `old` and `new` are all paragraphs of either side."""
    olds, news = [old[i] for i in operation.old], [new[j] for j in operation.new]
    if operation.op is Op.REMOVED:
        return [Piece("old", BREAK.join(olds))]
    if operation.op is Op.ADDED:
        return [Piece("new", BREAK.join(news))]
    if operation.spans_old or operation.spans_new:
        return inline(olds, news, operation.spans_old, operation.spans_new)
    return one_side(BREAK.join(news), (), "new")
