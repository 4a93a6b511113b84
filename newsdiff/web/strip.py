"""The heat strip: one row of cells, a cell for each paragraph of a version, which shows what happened to it.

Told apart by height as well as by colour: added ones fill the row, edited ones half of it, moved ones are outlined (and
filled, when edited too), removed ones are a line between the cells. Its words are its text for those who don't see it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from markupsafe import Markup

from newsdiff.model.change import Change, Op, Operation
from newsdiff.render.phrases import pilcrows
from newsdiff.web.page import markup

_HEIGHT = 16
#: height of a cell by what happened to its paragraph
_HEIGHTS = {Op.ADDED: 16, Op.EDITED: 10, Op.SPLIT: 10, Op.MERGED: 10, Op.MOVED: 10, Op.COSMETIC: 4, Op.UNCHANGED: 2}

#: a paragraph that moved and was edited
_BOTH = "moved edited"
#: what cells are called, those alike together
_KEY = {
    "added": (Op.ADDED, "added"),
    "edited": (Op.EDITED, "edited, split or merged"),
    "moved": (Op.MOVED, "moved"),
    _BOTH: (Op.MOVED, "moved and edited"),
    "cosmetic": (Op.COSMETIC, "cosmetic"),
    "unchanged": (Op.UNCHANGED, "unchanged"),
    "removed": (Op.REMOVED, "removed"),
}
_ALIKE = {"edited": ("split", "merged")}


def strip(change: Change, most: int) -> Markup:
    """The strip of a version that came with this change, as inline SVG. `most`: cells that fill the whole width.

    Cells of strips with the same `most` stand under each other, and are of one size.
    """
    cells = "".join(_cells(change, max(1, most)))
    words = escape(strip_words(change))
    svg = f'<svg class="strip" role="img" aria-label="{words}" width="100%" height="{_HEIGHT}">{cells}</svg>'
    return markup(svg)


def _cells(change: Change, size: int) -> Iterator[str]:
    width = 100 / size
    removed_at: list[int] = []
    place = 0
    for operation in change.operations:
        if operation.op is Op.REMOVED:
            removed_at.append(place)
            continue
        for index in operation.new:
            height = _HEIGHTS[operation.op]
            gap = min(0.6, width / 6)
            yield (
                f'<rect class="{_kind(operation)}" x="{index * width:.2f}%" y="{_HEIGHT - height}"'
                f' width="{width - gap:.2f}%" height="{height}"/>'
            )
            place = index + 1
    for at, number in Counter(removed_at).items():
        # a line for each, as far as there is room for them
        room = min(1.4, width / number)
        start = min(100 - number * room, max(0.0, at * width - number * room / 2))
        for k in range(number):
            x = start + k * room
            yield f'<rect class="removed" x="{x:.2f}%" y="0" width="{0.6 * room:.2f}%" height="{_HEIGHT}"/>'


def strip_key(changes: Sequence[Change]) -> list[tuple[str, Markup]]:
    """What the cells of these changes' strips mean: what happened in words, and one cell of its kind."""
    met = {_kind(operation) for change in changes for operation in change.operations}
    if met <= {Op.UNCHANGED.value}:
        return []
    return [(words, _cell(op, kind)) for kind, (op, words) in _KEY.items() if met & {kind, *_ALIKE.get(kind, ())}]


def _kind(operation: Operation) -> str:
    """Classes of a cell in the style sheet."""
    return _BOTH if operation.op is Op.MOVED and operation.edited else operation.op.value


def _cell(op: Op, kind: str) -> Markup:
    height = _HEIGHTS.get(op, _HEIGHT)
    across = 'x="35%" width="30%"' if op is Op.REMOVED else 'x="5%" width="90%"'
    cell = f'<rect class="{kind}" {across} y="{_HEIGHT - height}" height="{height}"/>'
    return markup(f'<svg class="strip" aria-hidden="true" height="{_HEIGHT}">{cell}</svg>')


def strip_words(change: Change) -> str:
    """ "¶3 edited, ¶5 added"; "no paragraph touched"."""
    told = [_told(operation) for operation in change.operations if operation.op is not Op.UNCHANGED]
    return ", ".join(told) or "no paragraph touched"


def _told(operation: Operation) -> str:
    if operation.op is Op.REMOVED:
        return f"old {pilcrows(operation.old)} removed"
    also = " and edited" if _kind(operation) == _BOTH else ""
    return f"{pilcrows(operation.new)} {operation.op.value}{also}"
