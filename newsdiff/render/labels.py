"""The words for what a change is: each label with the words that fired it, heaviest first, the same words once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from newsdiff.model.change import Label, LabelName, Op, Operation
from newsdiff.render.clean import clean
from newsdiff.render.excerpt import apart
from newsdiff.render.phrases import field_name, instant
from newsdiff.render.pieces import Kind, Piece, Side
from newsdiff.render.view import DiffView

#: the order of `diff.labels.weight`, which a test holds against it
HEAVIEST_FIRST = (
    *(LabelName.CORRECTION_NOTE, LabelName.NEGATION, LabelName.NUMBER, LabelName.QUOTATION, LabelName.NAME),
    *(LabelName.HEDGE, LabelName.ATTRIBUTION, LabelName.HEADLINE, LabelName.QUIET, LabelName.UPDATE_NOTE),
    *(LabelName.BYLINE, LabelName.STANDFIRST, LabelName.RETURNED, LabelName.ALTERNATING, LabelName.TYPO),
    *(LabelName.IMAGE, LabelName.STAMP, LabelName.COSMETIC),
)
#: what the form of a comparison shows by itself: a field that differs has a section, typography is an operation
OBVIOUS = frozenset(
    {
        *(LabelName.HEADLINE, LabelName.STANDFIRST, LabelName.BYLINE, LabelName.STAMP, LabelName.IMAGE),
        LabelName.COSMETIC,
    }
)
#: told in sentences of their own: the first two by `version_notices` and the alternations, the last by `quiet_words`
_SENTENCES = frozenset({LabelName.RETURNED, LabelName.ALTERNATING, LabelName.QUIET})
_HIDDEN = OBVIOUS | _SENTENCES
#: their words are a whole paragraph, of which a beginning would say no more than the label does
NOTES = frozenset({LabelName.CORRECTION_NOTE, LabelName.UPDATE_NOTE})
#: their words are a whole paragraph or field, which stands in the comparison anyway
_NAME_ALONE = OBVIOUS | NOTES
#: beside the paragraph or field itself, a quotation stands below in full
_NAME_ALONE_BESIDE = _NAME_ALONE | {LabelName.QUOTATION}
#: whose old and new words are what differs: of a quotation they are all of it, and a mark may stand on one side alone
_OF_WORDS = frozenset({LabelName.NUMBER, LabelName.NAME})
#: between old and new words
ARROW = Piece("same", " → ")
#: behind words of one side alone
DID: dict[Kind, str] = {"old": " removed", "new": " added"}
#: labels that join the phrases which fired them by this; no phrase holds it
_OF_PHRASES, _BETWEEN = frozenset({LabelName.NEGATION, LabelName.HEDGE, LabelName.ATTRIBUTION}), " … "
_COMMA = Piece("same", ", ")
#: labels of a whole change, or of one paragraph, that are listed; the others are counted
MOST = 8
#: columns for the words of a label on either side
_COLUMNS = 40
_RANK = {name: k for k, name in enumerate(HEAVIEST_FIRST)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands."""

    #: "¶3", "old ¶6", "headline"
    name: str
    #: on the versioned page: "p3", "o6", "headline"
    anchor: str


@dataclass(frozen=True, slots=True)
class Told:
    """A label as a comparison shows it: what fired at several places in the same words is told once."""

    name: LabelName
    #: see `label_words`; empty where the comparison itself shows them
    words: tuple[Piece, ...]
    places: tuple[Place, ...]
    #: beside which texts its words are told: "old" where they were taken out and nothing took their place
    sides: frozenset[Side]
    #: in which texts they stand
    texts: frozenset[Side]


def label_words(label: Label, *, columns: int = _COLUMNS, stamp: str = "") -> tuple[Piece, ...]:
    """The words that fired a label: old and new ones with an arrow between them, or those of one side alone.

    Either side is cut to `columns`. `stamp` is the page's stamp as a reader writes it, for `quiet`.
    """
    if label.name is LabelName.RETURNED:
        return (Piece("same", f"to version {label.new}"),)
    if label.name is LabelName.ALTERNATING:
        return (Piece("same", label.field or "paragraph"),)
    if label.name is LabelName.QUIET:
        return (Piece("same", quiet_words(stamp or clean(label.new))),)
    old, new = apart(clean(label.old), clean(label.new), columns)
    olds, news = _entries(label.name, "old", old), _entries(label.name, "new", new)
    return (*olds, ARROW, *news) if olds and news else olds or news


def written(words: Sequence[Piece]) -> tuple[Piece, ...]:
    """The words of a label as all renderings write them: 19 → 21, “probably” removed, “Two” added.

    None of them is marked as texts are, in which a line below or through words says more than that; and a sign before
    a figure would make an amount of it.
    """
    if ARROW in words or not words or words[0].kind == "same":
        return tuple(words)
    quoted = (piece if piece.kind == "same" else Piece(piece.kind, f"“{piece.text}”") for piece in words)
    return (*quoted, Piece("same", DID[words[0].kind]))


def _entries(name: LabelName, side: Side, text: str) -> tuple[Piece, ...]:
    """One side's words: several phrases, which stood apart in the text, are so many entries."""
    entries = text.split(_BETWEEN) if name in _OF_PHRASES else [text]
    found = [piece for entry in entries if entry for piece in (_COMMA, Piece(side, entry))]
    return tuple(found[1:])


def label_title(name: LabelName, fired: Iterable[Label] = ()) -> str:
    """What readers call a kind of label; the page's own times by those that differ, where that is known."""
    if name is not LabelName.STAMP:
        return name.value
    names = dict.fromkeys(field_name(label.field or "").lower() for label in fired)
    return " and ".join(names) or "published or modified time"


def quiet_words(stamp: str) -> str:
    """What was seen, and nothing of anybody's intent."""
    said = f" ({stamp})" if stamp else ""
    return f"the text changed; the modified time that the publisher gives{said} did not, and no note says so"


def quiet_line(view: DiffView, zone: tzinfo = UTC) -> str:
    """The sentence for a change that is `quiet`; "" for all others."""
    if all(label.name is not LabelName.QUIET for label in view.assessment.labels):
        return ""
    stamp = instant(view.new.modified_utc, zone) if view.new.modified_utc else clean(view.new.modified or "")
    return quiet_words(stamp)


def told_labels(view: DiffView, *, without: frozenset[LabelName] = OBVIOUS) -> list[Told]:
    """What a summary lists, heaviest first, at one weight in reading order; `quiet` and returns have sentences."""
    return _told([label for label in view.assessment.labels if label.name not in without | _SENTENCES], view)


def labels_by_operation(view: DiffView) -> dict[Operation, list[Told]]:
    """The labels of each paragraph's operation, heaviest first. Operations on captions have none."""
    operations = view.change.operations
    found: dict[Operation, list[Label]] = {}
    for label in view.assessment.labels:
        if label.operation is not None and label.name not in _HIDDEN:
            # each paragraph stands in one operation alone: no two of them are equal
            found.setdefault(operations[label.operation], []).append(label)
    return {operation: _told(labels, view, _NAME_ALONE_BESIDE) for operation, labels in found.items()}


def labels_of_field(view: DiffView, name: str) -> list[Told]:
    """The labels of what a headline or a standfirst says, heaviest first."""
    labels = [label for label in view.assessment.labels if label.field == name and label.name not in _HIDDEN]
    return _told(labels, view, _NAME_ALONE_BESIDE)


def of_side(told: Sequence[Told], side: Side) -> list[Told]:
    """The labels that stand beside one side of two: those whose words are in its text."""
    return [one for one in told if side in one.texts]


def told_at_side(told: Sequence[Told], side: Side) -> list[Told]:
    """Those whose words are told beside one side of two: old and new words at once, beside the new side."""
    return [one for one in told if side in one.sides]


def more(number: int) -> str:
    """What stands for labels that are not listed."""
    return f"and {number} more"


def shortened(items: Sequence[str]) -> list[str]:
    """The first labels of a list, and how many follow; a count in place of a single one would save nothing."""
    rest = left_over(len(items))
    return [*items[:MOST], more(rest)] if rest else list(items)


def left_over(number: int) -> int:
    """How many of so many labels are not listed."""
    return number - MOST if number > MOST + 1 else 0


def place_names(places: Sequence[Place]) -> str:
    """ "¶3", "headline, ¶1 and ¶8"."""
    names = [place.name for place in places]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _told(labels: Iterable[Label], view: DiffView, name_alone: frozenset[LabelName] = _NAME_ALONE) -> list[Told]:
    alike: dict[tuple[LabelName, tuple[Piece, ...]], list[Label]] = {}
    for label in sorted(labels, key=lambda one: _RANK[one.name]):
        words = () if label.name in name_alone else label_words(label)
        alike.setdefault((label.name, words), []).append(label)
    return [_one_told(name, words, fired, view) for (name, words), fired in alike.items()]


def _one_told(name: LabelName, words: tuple[Piece, ...], fired: Sequence[Label], view: DiffView) -> Told:
    places = dict.fromkeys(_place(label, view) for label in fired)
    sides: frozenset[Side] = frozenset("old" if label.old and not label.new else "new" for label in fired)
    texts: frozenset[Side] = sides | frozenset("old" for label in fired if label.old and name in _OF_WORDS)
    return Told(name, words, tuple(places), sides, texts)


def _place(label: Label, view: DiffView) -> Place:
    if label.operation is None:
        return Place(label.field or "", label.field or "")
    return place_of(view.change.operations[label.operation])


def place_of(operation: Operation) -> Place:
    """Where something happened: at the paragraph that it led to, or at the one that it removed."""
    if operation.op is Op.REMOVED:
        return Place(f"old ¶{operation.old[0] + 1}", f"o{operation.old[0] + 1}")
    return Place(f"¶{operation.new[0] + 1}", f"p{operation.new[0] + 1}")
