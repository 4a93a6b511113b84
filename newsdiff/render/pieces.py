"""A text with its marks as runs of words: the same on both sides, only old, only new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsdiff.model.change import Op, Operation, Spans

#: of a comparison, or of a search: what was looked for
Side = Literal["old", "new", "found"]
Kind = Literal["same", "old", "new", "found"]

#: Han, kana, Thai, Lao, Khmer, Burmese: no spaces between words
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: Han, kana, Hangul: signs made of strokes, many of which are level
_DENSE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"\s")
#: stands between paragraphs of one side that belong together
BREAK = "\u2029"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind."""

    kind: Kind
    text: str


def is_dense(text: str) -> bool:
    """Whether a line through the text would make another text of it: 二 struck out is 三, and 一 is gone."""
    return bool(_DENSE.search(text))


def runs_together(piece: Piece, following: Piece) -> bool:
    """Whether old words and new ones beside them have nothing between them, in a script that has no spaces."""
    ends = piece.text[-1:] + following.text[:1]
    return piece.kind == "old" and following.kind == "new" and bool(_SPACELESS.search(ends)) and not _SPACE.search(ends)


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
    white space aside: a mark's place is the number of unmarked visible characters before it. Where white space
    parts a mark from its neighbours in its own text, it does so here, whatever stands between them now.
    """
    before, marks_old = _joined(old, spans_old)
    after, marks_new = _joined(new, spans_new)
    places = [*_places(before, marks_old, "old"), *_places(after, marks_new, "new")]
    # old before new at the same place; the order within a side is kept by the stable sort
    places.sort(key=lambda place: (place[0], place[1] == "new"))
    ends = _visible_ends(after, marks_new)
    parts: list[_Part] = []
    at = 0
    for seen, kind, start, end in places:
        if kind == "new":
            parts += [_Part("same", after[at:start]), _part("new", after, start, end)]
            at = end
        else:
            part = _part("old", before, start, end)
            stop = max(at, ends[seen - 1] if seen else 0)
            # the space that stood before the old words, or a break of the new side, stands before them here
            stop += part.follows_space and after[stop : stop + 1].isspace()
            parts += [_Part("same", after[at:stop]), part]
            at = stop
    parts.append(_Part("same", after[at:]))
    return _spaced([part for part in parts if part.text])


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece, and whether white space parts it from what stands beside it in its own text."""

    kind: Kind
    text: str
    #: also at the beginning of a new text, which old words are put before
    follows_space: bool = False
    #: also at the end of the text
    precedes_space: bool = False


def _part(kind: Side, text: str, start: int, end: int) -> _Part:
    follows = text[start - 1].isspace() if start else kind == "new"
    return _Part(kind, text[start:end], follows, end == len(text) or text[end].isspace())


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


def _spaced(parts: Sequence[_Part]) -> list[Piece]:
    """Spaces around old words wherever they would stick to a word that they did not touch in their own text.

    Such a space stands inside their mark where it went with them: outside it would be one of the new text too.
    A space between old words and the new ones in their place belongs to neither text, and only parts the two.
    """
    pieces: list[Piece] = []
    last_new = " "
    for k, part in enumerate(parts):
        following = parts[k + 1] if k + 1 < len(parts) else None
        if part.kind == "old":
            lead = " " if part.follows_space and pieces and not pieces[-1].text[-1].isspace() else ""
            trail = " " if part.precedes_space and _would_stick(following, _next(parts, k, "new")) else ""
            if last_new.isspace() or _next(parts, k, "old").isspace():
                found = [Piece("same", lead), Piece("old", part.text), Piece("same", trail)]
            else:
                found = [Piece("old", f"{lead}{part.text}{trail}")]
            if not trail and following and _runs_on(part, following):
                found.append(Piece("same", " "))
            pieces += [piece for piece in found if piece.text]
        else:
            pieces.append(Piece(part.kind, part.text))
            last_new = part.text[-1]
    return pieces


def _would_stick(following: _Part | None, next_old: str) -> bool:
    """Whether what comes behind old words begins without space; further old words bring their own."""
    return following is not None and following.kind != "old" and not next_old.isspace()


def _runs_on(part: _Part, following: _Part) -> bool:
    """Whether old words, and the new ones in their place, would be read as one word."""
    ends = part.text[-1] + following.text[0]
    are_words = ends[0].isalnum() and ends[1].isalnum() and not _SPACELESS.search(ends)
    return following.kind == "new" and (are_words or (part.precedes_space and following.follows_space))


def _next(parts: Sequence[_Part], k: int, without: Side) -> str:
    """The character with which a text goes on behind `k`, the words of one side passed over; a space at its end."""
    return next((parts[j].text[0] for j in range(k + 1, len(parts)) if parts[j].kind != without), " ")


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
