"""What a change is: its labels with the words that fired each, and its weight."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from newsdiff.diff.cosmetic import is_cosmetic
from newsdiff.diff.labels.content import Fired, Unit, content_labels, is_substantial, quotation_labels, says_something
from newsdiff.diff.labels.context import Context
from newsdiff.diff.labels.edits import Edit
from newsdiff.diff.labels.findings import Found
from newsdiff.diff.labels.notes import announces_updates, is_labelled, note_kind
from newsdiff.diff.labels.weight import weigh
from newsdiff.diff.rows import is_row
from newsdiff.model.article import Article
from newsdiff.model.change import Assessment, Change, FieldChange, Label, LabelName, Op, Operation
from newsdiff.model.stamp import ANY_ZONE, read_stamp

#: raised whenever the same change would be labelled or weighed in another way
RULES = "5"

_FIELD_LABELS = {
    "headline": LabelName.HEADLINE,
    "standfirst": LabelName.STANDFIRST,
    "byline": LabelName.BYLINE,
    "published": LabelName.STAMP,
    "modified": LabelName.STAMP,
    "image": LabelName.IMAGE,
}
#: fields whose words are read as a paragraph's are
_READ = ("headline", "standfirst")
_ORDER = {name: k for k, name in enumerate(LabelName)}
#: a stamp that tells the time of day; midnight is how a bare date is often written
_TIMED = re.compile(r"\d[T ](?!00:00(?::00)?)\d\d:?\d\d")
#: found again in another paragraph, they have not changed
_MOVE = (LabelName.NUMBER, LabelName.NAME, LabelName.QUOTATION)
_Moved = tuple[LabelName, str, int | None]
#: a translation differs in more than this part; of one these say nothing
_ANEW = 0.7
_OF_WORDS = frozenset(
    [
        *(LabelName.NAME, LabelName.QUOTATION, LabelName.NEGATION),
        *(LabelName.HEDGE, LabelName.ATTRIBUTION, LabelName.TYPO),
    ]
)
_LONGEST = 200
_NOTHING = Found()


def assess(
    change: Change,
    old: Article,
    new: Article,
    *,
    returns_to: int | None = None,
    alternating: Collection[str] = (),
    stood_at: datetime | None = None,
) -> Assessment:
    """The labels of a change between two articles, and its weight (see `weight`). Pure.

    `returns_to` is the number of the earlier version that says the same as the new one; `alternating` are the names of
    the fields, and "paragraph", that go back and forth in this change; `stood_at` is when a look last showed the old
    text (UTC), None when nobody looked: what the publisher says of a later time may be said of this change.

    Labels about what a text says stand on edited paragraphs and captions, on headline and standfirst: a paragraph that
    is wholly new or gone changes no number or name of another. Note labels stand on new paragraphs, on new sentences at
    either end of an edited one, and on notes that were written anew.
    """
    context = Context(old, new)
    labels = [*_field_labels(change, context)]
    is_noted = is_changed = False
    for k, operation in enumerate(change.operations):
        if operation.op is Op.UNCHANGED:
            continue
        at_unit = _Unit(operation, old, new, context)
        labels += _placed(at_unit.labels(), operation=k)
        is_noted = is_noted or at_unit.is_note
        is_changed = is_changed or at_unit.is_substantial
    labels += _placed(_caption_labels(change, old, new, context), field="captions")
    labels = _not_moved(labels)
    if context.is_translated and _differing(change, old, new) > _ANEW:
        labels = [label for label in labels if label.name not in _OF_WORDS]
    if is_changed and not is_noted and _stamp_stands(change, old, new, stood_at) and not announces_updates(old.texts):
        labels.append(Label(name=LabelName.QUIET, old=old.modified or "", new=new.modified or ""))
    labels += _of_the_whole(returns_to, alternating)
    return Assessment(labels=tuple(labels), weight=weigh(labels, _differing(change, old, new)), rules=RULES)


def _field_labels(change: Change, context: Context) -> Iterator[Label]:
    for field in (*change.fields, *change.metadata):
        if name := _FIELD_LABELS.get(field.name):
            fired: list[Fired] = (
                [(LabelName.COSMETIC, _NOTHING)] if is_cosmetic(field.old or "", field.new or "") else []
            )
            if field.name in _READ and field.old and field.new and not fired:
                fired = _read(field.old, field.new, field, context)
            yield Label(name=name, field=field.name, old=_short(field.old or ""), new=_short(field.new or ""))
            yield from _placed(fired, field=field.name)


def _caption_labels(change: Change, old: Article, new: Article, context: Context) -> Iterator[Fired]:
    """What an edit changed in captions that stand on both sides."""
    for operation in change.captions:
        if operation.edited and operation.old and operation.new:
            texts = [old.captions[i] for i in operation.old], [new.captions[j] for j in operation.new]
            yield from _said_in(Unit(*texts, operation.spans_old, operation.spans_new), context)


def _read(old: str, new: str, field: FieldChange, context: Context) -> list[Fired]:
    return list(_said_in(Unit([old], [new], [field.spans_old], [field.spans_new]), context))


def _said_in(unit: Unit, context: Context) -> Iterator[Fired]:
    for edit in unit.edits(context):
        yield from content_labels(edit, context)
    yield from quotation_labels(unit, context)


class _Unit:
    """One operation that is not `unchanged`."""

    def __init__(self, operation: Operation, old: Article, new: Article, context: Context) -> None:
        self._operation = operation
        self._old = [old.paragraphs[i].text for i in operation.old]
        self._new = [new.paragraphs[j].text for j in operation.new]
        self._context = context
        self._edits: list[Edit] = []
        self._unit: Unit | None = None
        if operation.edited and self._old and self._new:
            self._unit = Unit(self._old, self._new, operation.spans_old, operation.spans_new)
            self._edits = self._unit.edits(context)

    @property
    def _is_row(self) -> bool:
        return any(map(is_row, self._old)) and any(map(is_row, self._new))

    @property
    def is_note(self) -> bool:
        """Whether a note was added, or one that stood was changed."""
        return bool(self._notes()) or (bool(self._edits) and any(note_kind(text) for text in self._new))

    @property
    def is_substantial(self) -> bool:
        """Whether more differs than typography, order and slips of spelling."""
        if self._operation.op in (Op.ADDED, Op.REMOVED):
            return any(map(says_something, (*self._old, *self._new)))
        return any(is_substantial(edit, self._context) for edit in self._edits)

    def labels(self) -> Iterator[Fired]:
        notes = self._notes()
        if self._operation.op is Op.COSMETIC or is_cosmetic(" ".join(self._old), " ".join(self._new)):
            yield LabelName.COSMETIC, _NOTHING
        yield from notes
        noted = [found.new for _, found in notes]
        edits = [edit for edit in self._edits if edit.new not in noted]
        for edit in edits:
            fired = content_labels(edit, self._context)
            # of cells, words say nothing: "No" is an answer, and what has a capital need be no name
            yield from (one for one in fired if one[0] is LabelName.NUMBER or not self._is_row)
        if self._unit and edits and not self._is_row:
            for name, found in quotation_labels(self._unit, self._context):
                if not any(found.new and found.new in note for note in noted):
                    yield name, found

    def _notes(self) -> list[Fired]:
        """The notes among what is new here, and those whose words changed."""
        if self._operation.op is Op.ADDED:
            found = [(kind, Found(new=text)) for text in self._new if (kind := note_kind(text))]
            return [fired for fired in found if fired[1].new not in self._context.old]
        return [fired for edit in self._edits for fired in self._notes_in(edit)]

    def _notes_in(self, edit: Edit) -> Iterator[Fired]:
        if not is_substantial(edit, self._context):
            return
        whole = next((text for text in self._new if edit.new and edit.new in text and is_labelled(text)), edit.new)
        kind = note_kind(whole)
        if kind and (edit.old or edit.at_edge):
            yield kind, Found(edit.old if any(map(note_kind, self._old)) else "", edit.new)


def _placed(
    fired: Collection[Fired] | Iterator[Fired], *, operation: int | None = None, field: str | None = None
) -> list[Label]:
    """The labels of one place, each once, in the order of `LabelName`."""
    once = dict.fromkeys(fired)
    return [
        Label(name=name, operation=operation, field=field, old=_short(found.old), new=_short(found.new))
        for name, found in sorted(once, key=lambda one: _ORDER[one[0]])
    ]


def _not_moved(labels: list[Label]) -> list[Label]:
    """Without what was lost in one place and gained in another: it moved.

    A word of saying moves within its paragraph alone.
    """
    lost, gained = Counter(map(_lost, labels)), Counter(map(_gained, labels))
    kept = []
    for label in labels:
        key = _lost(label) or _gained(label)
        counts = gained if _lost(label) else lost
        if key and counts[key]:
            counts[key] -= 1
        else:
            kept.append(label)
    return kept


def _lost(label: Label) -> _Moved | None:
    return _moved(label, label.old) if not label.new else None


def _gained(label: Label) -> _Moved | None:
    return _moved(label, label.new) if not label.old else None


def _moved(label: Label, words: str) -> _Moved | None:
    if label.name is LabelName.ATTRIBUTION:
        return label.name, words.lower(), label.operation
    return (label.name, words.lower(), None) if label.name in _MOVE else None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _of_the_whole(returns_to: int | None, alternating: Collection[str]) -> Iterator[Label]:
    if returns_to is not None:
        yield Label(name=LabelName.RETURNED, new=str(returns_to))
    for name in sorted(alternating):
        yield Label(name=LabelName.ALTERNATING, field=None if name == "paragraph" else name)


def _stamp_stands(change: Change, old: Article, new: Article, stood_at: datetime | None) -> bool:
    """Whether the page says when it was last modified, to the minute, and says the same as before.

    Without such a stamp a page makes no claim that the text could belie: a bare date may be that of the same day, one
    that is the time of publication is never moved by many systems, and a later one than the old text was seen at may
    be that of this change.
    """
    said = new.modified or ""
    moved = any(field.name in ("modified", "published") for field in change.metadata)
    if moved or not (old.modified and _TIMED.search(said)) or _are_one(said, new.published or ""):
        return False
    return stood_at is None or _is_by(said, stood_at)


def _are_one(one: str, two: str) -> bool:
    """Whether two stamps tell the same time, each as it is written."""
    first, second = read_stamp(one), read_stamp(two)
    is_comparable = first is not None and second is not None and bool(first.tzinfo) == bool(second.tzinfo)
    return one == two or (is_comparable and first == second)


def _is_by(stamp: str, last: datetime) -> bool:
    """Whether a stamp is of an instant up to the last; without an offset it may be that of any zone."""
    at = read_stamp(stamp)
    if at is None:
        return False
    return at <= last if at.tzinfo else at.replace(tzinfo=UTC) <= last - ANY_ZONE


def _differing(change: Change, old: Article, new: Article) -> float:
    """The part of both bodies that is marked, added or removed in words; typography does not count."""
    total = sum(len(text) for text in (*old.texts, *new.texts))
    differing = 0
    for operation in change.operations:
        if operation.op is Op.ADDED or operation.op is Op.REMOVED:
            differing += sum(len(old.texts[i]) for i in operation.old) + sum(len(new.texts[j]) for j in operation.new)
        elif operation.edited:
            differing += sum(e - s for spans in (*operation.spans_old, *operation.spans_new) for s, e in spans)
    return differing / total if total else 0.0
