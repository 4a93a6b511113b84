"""A change told by what says most of it: its headline, and its most telling paragraph. For lists and pictures."""

from dataclasses import dataclass

from newsdiff.model.article import Article
from newsdiff.model.change import Change, Op
from newsdiff.render.phrases import field_name, operation_label, pilcrows
from newsdiff.render.pieces import Piece, operation_pieces
from newsdiff.render.stream import field_pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One marked text, at full length."""

    #: which one, and what happened to it: "¶3 edited"
    label: str
    #: it stands in the older version alone
    is_old: bool
    pieces: tuple[Piece, ...]
    #: "added" or "removed", of a paragraph that was as a whole; "" else
    op: str = ""


def headline_pieces(change: Change) -> list[Piece]:
    """The headline with its marks; empty when it did not change."""
    changed = next((field for field in change.fields if field.name == "headline"), None)
    return field_pieces(changed) if changed else []


def gist(change: Change, telling: int | None, old: Article, new: Article) -> list[Passage]:
    """The most telling paragraph; where none changed, the fields other than the headline.

    `telling`: the position of that paragraph's operation in `change`, None when there is none.
    """
    if telling is None:
        return [
            Passage(label=field_name(field.name), is_old=False, pieces=tuple(field_pieces(field)))
            for field in change.fields
            if field.name != "headline"
        ]
    operation = change.operations[telling]
    is_old = operation.op is Op.REMOVED
    numbers = f"old {pilcrows(operation.old)}" if is_old else pilcrows(operation.new)
    pieces = operation_pieces(operation, old.texts, new.texts)
    op = operation.op.value if operation.op in (Op.ADDED, Op.REMOVED) else ""
    return [Passage(label=f"{numbers} {operation_label(operation)}", is_old=is_old, pieces=tuple(pieces), op=op)]
