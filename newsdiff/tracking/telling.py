"""What to tell of one change in a stream of many: what goes back and forth in it, which operation says most. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from newsdiff.diff.labels.weight import POINTS
from newsdiff.model.article import Article
from newsdiff.model.change import Alternation, Change, Label, LabelName, Op, Operation

#: labels that weigh no more say little of an operation; its size says more
_SLIGHT = POINTS[LabelName.TYPO]
#: how alike two wordings of a quotation are that say the same in other words or another spelling, from 0 to 1
_CLOSE = 0.8


def turns_in(
    change: Change, old: Article, new: Article, number: int, swings: Iterable[Alternation]
) -> tuple[Alternation, ...]:
    """Those of an article's back and forths that have a turn in the change to version `number`."""
    gone, come = _touched(change, old, new)
    fields = {field.name: {field.old or "", field.new or ""} for field in change.fields}

    def has_turn(swing: Alternation) -> bool:
        """Whether one of its two texts takes the other's place here."""
        if swing.name == "paragraph":
            return any(one in gone and other in come for one, other in ((swing.a, swing.b), (swing.b, swing.a)))
        return fields.get(swing.name) == {swing.a, swing.b}

    return tuple(swing for swing in swings if number in swing.versions[1:] and has_turn(swing))


def swing_of(change: Change, old: Article, new: Article, turns: Sequence[Alternation]) -> int | None:
    """The version with which the back and forth began, for a change that does nothing else; None for all others."""
    texts = {text for turn in turns if turn.name == "paragraph" for text in (turn.a, turn.b)}
    gone, come = _touched(change, old, new)
    is_all = (
        {field.name for field in change.fields} <= {turn.name for turn in turns}
        and gone | come <= texts
        and all(operation.op is Op.UNCHANGED for operation in change.captions)
    )
    return min(turn.versions[0] for turn in turns) if turns and is_all else None


def _touched(change: Change, old: Article, new: Article) -> tuple[set[str], set[str]]:
    operations = [operation for operation in change.operations if operation.op is not Op.UNCHANGED]
    gone = {old.paragraphs[i].text for operation in operations for i in operation.old}
    return gone, {new.paragraphs[j].text for operation in operations for j in operation.new}


def most_telling(change: Change, old: Article, new: Article, labels: Iterable[Label]) -> int | None:
    """The position in `Change.operations` of what says most; None where no paragraph changed.

    That is the heaviest label; at equal weight what all its kinds of labels weigh together (a number and a negation say
    more than a number), then how much differs.
    """
    points: dict[int, dict[LabelName, int]] = {}
    for label in labels:
        if label.operation is not None and POINTS[label.name] > _SLIGHT:
            kinds = points.setdefault(label.operation, {})
            kinds[label.name] = max(kinds.get(label.name, 0), _points(label))

    def weight(k: int) -> tuple[int, int, int]:
        kinds = points.get(k, {}).values()
        return max(kinds, default=0), sum(kinds), _size(change.operations[k], old, new)

    changed = [k for k, operation in enumerate(change.operations) if operation.op is not Op.UNCHANGED]
    return max(changed, key=weight, default=None)


def _points(label: Label) -> int:
    """What a label weighs beside others: half where a quotation is nearly the same, as when its spelling was mended."""
    is_close = label.old and label.new and Indel.normalized_similarity(label.old, label.new) >= _CLOSE
    return POINTS[label.name] // (2 if label.name is LabelName.QUOTATION and is_close else 1)


def _size(operation: Operation, old: Article, new: Article) -> int:
    """How many characters differ; typography and order do not count."""
    return sum(_sizes(operation, old, new))


def _sizes(operation: Operation, old: Article, new: Article) -> Iterator[int]:
    if operation.op in (Op.ADDED, Op.REMOVED):
        yield from (len(old.paragraphs[i].text) for i in operation.old)
        yield from (len(new.paragraphs[j].text) for j in operation.new)
    elif operation.edited:
        yield from (end - start for spans in (*operation.spans_old, *operation.spans_new) for start, end in spans)
