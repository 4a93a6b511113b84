"""A marked paragraph made short for a list: what is marked stays, with enough around it to be understood."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsdiff.render.pieces import BREAK, Piece
from newsdiff.render.wrap import cut, width_of

#: characters kept of unmarked text before the first and after the last mark, and on either side between two
AROUND = 80
#: characters kept of one marked stretch
MARKED = 300
#: characters kept of all
WHOLE = 900


def excerpt(pieces: Sequence[Piece], *, around: int = AROUND, marked: int = MARKED, whole: int = WHOLE) -> list[Piece]:
    """The pieces on one line, long stretches cut at spaces, an ellipsis where something was left out.

    A text without any marks (a paragraph that only moved) keeps its beginning.
    """
    kept: list[Piece] = []
    room = whole
    for piece in _shortened([Piece(piece.kind, piece.text.replace(BREAK, " ¶ ")) for piece in pieces], around, marked):
        if len(piece.text) > room:
            kept.append(Piece(piece.kind, _head(piece.text, room)))
            break
        kept.append(piece)
        room -= len(piece.text)
    return kept


def apart(old: str, new: str, width: int) -> tuple[str, str]:
    """Two texts within a width in columns each; where they begin alike, what is cut is their common beginning.

    >>> apart("They have divided up a fish", "They have divided up a fish of gold", 20)
    ('… a fish', '… a fish of gold')
    """
    if max(width_of(old), width_of(new)) > width and old and new:
        common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
        # a word before the difference stays
        kept = common.rstrip().rpartition(" ")[0] or common[: -width // 4]
        start = kept.rpartition(" ")[0] or kept
        if start:
            old, new = f"… {old[len(start) :].lstrip()}", f"… {new[len(start) :].lstrip()}"
    return _cut(old, width), _cut(new, width)


def _cut(text: str, width: int) -> str:
    """The beginning of a text within a width in columns, up to a space where the second half has one."""
    kept = cut(text, width)
    if kept == text:
        return text
    shown = kept.removesuffix("…")
    start = shown if text[len(shown)].isspace() else shown.rpartition(" ")[0]
    return f"{start} …" if len(start) > len(shown) // 2 else kept


def _shortened(pieces: Sequence[Piece], around: int, marked: int) -> Iterator[Piece]:
    for k, piece in enumerate(pieces):
        text, is_first, is_last = piece.text, k == 0, k == len(pieces) - 1
        if piece.kind != "same" or (is_first and is_last):
            yield Piece(piece.kind, _head(text, marked))
        elif is_first:
            yield Piece("same", _tail(text, around))
        elif is_last:
            yield Piece("same", _head(text, around))
        elif len(text) > 3 * around:
            yield Piece("same", f"{_head(text, around)} {_tail(text, around).removeprefix('… ')}")
        else:
            yield piece


def _head(text: str, length: int) -> str:
    """The beginning of a text, up to a space where there is one."""
    if len(text) <= length:
        return text
    start, space, _ = text[:length].rpartition(" ")
    return f"{start if space else text[:length]} …"


def _tail(text: str, length: int) -> str:
    """The end of a text, from a space on where there is one."""
    if len(text) <= length:
        return text
    _, space, end = text[-length:].partition(" ")
    return f"… {end if space else text[-length:]}"
