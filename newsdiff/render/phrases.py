"""The words that all renderings share: operations, intervals, distances, counts."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from math import ceil, floor
from typing import Protocol, assert_never

from newsdiff.model.article import ParagraphKind
from newsdiff.model.change import Change, FieldChange, LabelName, Op, Operation
from newsdiff.model.observation import Origin
from newsdiff.render.view import Alternating, DiffView, VersionHeader

_FIELD_NAMES = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "byline": "Byline",
    "published": "Published time",
    "modified": "Modified time",
    "image": "Lead image",
    "captions": "Captions",
    "og_headline": "Headline for social media",
    "json_ld_headline": "Headline for search engines",
}
#: the page's own times, as `FieldChange` names them
STAMPS = frozenset({"published", "modified"})
_UNITS = ((31_557_600, "year"), (2_629_800, "month"), (86_400, "day"), (3600, "hour"), (60, "minute"))


#: characters in which the colon behind the word for a note stands
_HEAD = 40
_NOTES = frozenset({LabelName.CORRECTION_NOTE, LabelName.UPDATE_NOTE})
#: fields whose values are read whole: marking parts of a stamp or an address helps nobody
_WHOLE = STAMPS | {"image"}


def whole_marks(field: FieldChange) -> FieldChange:
    """The field with its marks; values marked from end to end for stamps, addresses, and where one side has none."""
    old, new = field.old or "", field.new or ""
    if (old == new or field.name not in _WHOLE) and old and new:
        return field
    return replace(field, spans_old=((0, len(old)),) if old else (), spans_new=((0, len(new)),) if new else ())


def field_name(name: str) -> str:
    """What a reader calls a field."""
    return _FIELD_NAMES.get(name, name.replace("_", " ").capitalize())


def metadata_name(fields: Sequence[FieldChange]) -> str:
    """What fields that only machines read are called together, where they are no more than times by those names."""
    if all(field.name in STAMPS for field in fields):
        return together([field_name(field.name).lower() for field in fields])
    return "metadata"


def together(names: Sequence[str]) -> str:
    """ "headline, standfirst and byline"."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 change", "2 changes"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def pilcrows(indexes: Sequence[int]) -> str:
    """Paragraph numbers as a reader counts them: ¶3, ¶3 and ¶4."""
    names = [f"¶{index + 1}" for index in indexes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def unchanged(number: int, noun: str) -> str:
    """The line that stands for a run of unchanged paragraphs."""
    return f"… {count(number, f'unchanged {noun}')} …"


def operation_label(operation: Operation) -> str:
    """What happened to a paragraph, in words; empty for an unchanged one."""
    also = ", edited" if operation.edited else ""
    match operation.op:
        case Op.UNCHANGED:
            return ""
        case Op.COSMETIC:
            return "cosmetic (typography only)"
        case Op.EDITED | Op.ADDED | Op.REMOVED:
            return operation.op.value
        case Op.MOVED:
            return f"moved from {_olds(operation)}{also}"
        case Op.SPLIT:
            return f"split from {_olds(operation)}{also}"
        case Op.MERGED:
            return f"merged from {_olds(operation)}{also}"
        case _:
            assert_never(operation.op)


def _olds(operation: Operation) -> str:
    """ "old ¶5 and old ¶6": without the word the second would be taken for a new one."""
    return pilcrows(operation.old).replace("¶", "old ¶")


def origin_label(operation: Operation) -> str:
    """What became of the old side's paragraphs, in words; empty for unchanged ones."""
    also = ", edited" if operation.edited else ""
    match operation.op:
        case Op.MOVED:
            return f"moved to new {pilcrows(operation.new)}{also}"
        case Op.SPLIT:
            return f"split into new {pilcrows(operation.new)}{also}"
        case Op.MERGED:
            return f"merged into new {pilcrows(operation.new)}{also}"
        case _:
            return operation_label(operation)


def summary(change: Change, unit: str = "paragraph") -> tuple[str, ...]:
    """What differs, in few words: ("headline", "2 paragraphs edited", "1 added"). `unit`: what was compared."""
    found = [field.name for field in change.fields]
    counts = Counter((o.op, o.edited and o.op is not Op.EDITED) for o in change.operations)
    is_first = True
    for op in (Op.EDITED, Op.ADDED, Op.REMOVED, Op.MOVED, Op.SPLIT, Op.MERGED, Op.COSMETIC):
        for edited in (False, True):
            if number := counts[op, edited]:
                also = " and edited" if edited else ""
                found.append(f"{count(number, unit) if is_first else number} {op.value}{also}")
                is_first = False
    if any(operation.op is not Op.UNCHANGED for operation in change.captions):
        found.append("captions")
    return tuple(found) or ((metadata_name(change.metadata),) if change.metadata else ())


def zone_name(moment: datetime) -> str:
    """UTC, or the offset written out."""
    if not moment.utcoffset():
        return "UTC"
    return moment.isoformat()[-6:]


def instant(at: datetime, zone: tzinfo = UTC) -> str:
    """2026-11-02 13:40 UTC."""
    local = at.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M} {zone_name(local)}"


def published(view: DiffView, zone: tzinfo = UTC) -> str:
    """When the page says that it was published: as an instant, or in its own words; "" when it says nothing."""
    article = view.new if view.new.published else view.old
    if not article.published:
        return ""
    stamp = instant(article.published_utc, zone) if article.published_utc else article.published
    return f"published {stamp}, says the page"


def still_seen(view: DiffView, field: FieldChange, tell: Callable[[datetime], str]) -> str:
    """That a page dates its change before we saw the text that was changed; "" for other fields, and where it does not.

    `tell`: makes words of the instant.
    """
    at, version = view.new.modified_utc, view.new_version
    if field.name != "modified" or at is None or version.number is None or version.after is None or at >= version.after:
        return ""
    earlier, later = f"version {version.number - 1}", f"version {version.number}"
    return f"The page still showed {earlier} on {tell(version.after)}, after the modified time that {later} gives."


def interval(after: datetime | None, by: datetime | None, zone: tzinfo = UTC) -> str:
    """When something appeared: nobody knows the moment, only the look before and the look that saw it."""
    if by is None:
        return ""
    if after is None:
        return f"first seen {instant(by, zone)}"
    start, end = both_ends(after, by, zone)
    return f"between {start} and {end}"


def both_ends(after: datetime, by: datetime, zone: tzinfo = UTC) -> tuple[str, str]:
    """Both ends of an interval, with the day and the zone once where they are the same."""
    start, end = after.astimezone(zone), by.astimezone(zone)
    if start.date() != end.date() or zone_name(start) != zone_name(end):
        return instant(after, zone), instant(by, zone)
    form = "%H:%M" if f"{start:%H:%M}" != f"{end:%H:%M}" else "%H:%M:%S"  # looks within one minute need seconds
    return f"{start:%Y-%m-%d} {start:{form}}", f"{end:{form}} {zone_name(end)}"


def distance(earlier: datetime, later: datetime) -> str:
    """ "about 1 hour later": between two instants, rounded. Of versions, which appeared in intervals: `time_apart`."""
    apart = later - earlier
    direction = "later" if apart >= timedelta(0) else "earlier"
    seconds = abs(apart.total_seconds())
    for size, unit in _UNITS:
        # from nine tenths on the larger unit reads better: 55 minutes are about 1 hour
        if seconds >= size * 0.9:
            return f"about {count(round(seconds / size), unit)} {direction}"
    return f"less than a minute {direction}"


class Appeared(Protocol):
    """What is known of when a version appeared: after one look, and by the next."""

    @property
    def number(self) -> int | None:
        """Of the version; None for a file."""
        ...

    @property
    def after(self) -> datetime | None:
        """The last look that did not show it; None for the first version."""
        ...

    @property
    def by(self) -> datetime | None:
        """The look that showed it; None for a file."""
        ...


def time_apart(old: Appeared, new: Appeared, word: str = "version ") -> str:
    """ "16 hours to 3 days after version 1": how long after one version another appeared; "" for files.

    `word`: what stands before the number; "v" where lines are short.

    The least is rounded down and the most up, so that what is said holds. Of the first version only its first sight is
    known, from which is counted.
    """
    if old.by is None or new.by is None:
        return ""
    (start, first_by), (end, last_by) = sorted(((old.after, old.by), (new.after, new.by)), key=lambda one: one[1])
    least = (end or last_by) - first_by
    most = last_by - (start or first_by)
    told = _range(least.total_seconds(), most.total_seconds())
    if start is None:  # what was there at the first look may have stood for long
        return f"{told} after the first look" if new.by >= old.by else f"first seen {told} before {word}{old.number}"
    return f"{told} {'after' if new.by >= old.by else 'before'} {word}{old.number}"


def _range(least: float, most: float) -> str:
    """ "16 hours to 3 days", "2 to 3 days", "up to 4 hours"; one figure where both ends are one."""
    low, unit = _rounded(least, floor)
    high, most_unit = _rounded(most, ceil)
    if low <= 0:
        return f"up to {count(high, most_unit)}" if high > 0 else "less than a minute"
    if unit != most_unit:
        return f"{count(low, unit)} to {count(high, most_unit)}"
    return count(high, unit) if low == high else f"{low} to {count(high, unit)}"


def _rounded(seconds: float, whole: Callable[[float], int]) -> tuple[int, str]:
    """In the largest unit of which there are two, or one exactly: 90 minutes rounded to hours would say little."""
    fits = ((size, unit) for size, unit in _UNITS if seconds >= 2 * size or seconds == size)
    size, unit = next(fits, _UNITS[-1])
    return whole(seconds / size), unit


def time_between(view: DiffView, word: str = "version ") -> str:
    """How long after the older version the newer one appeared (see `time_apart`); "" for files, and one version."""
    old, new = view.old_version, view.new_version
    return "" if old.number == new.number else time_apart(old, new, word)


def version_notices(view: DiffView) -> list[str]:
    """Sentences about the two versions themselves: by hand, a return; then the caller's own."""
    both = (view.old_version, view.new_version)
    by_hand = [version for version in both if version.origin is Origin.BY_HAND]
    numbers = dict.fromkeys(str(version.number) for version in by_hand)
    found = []
    if len(numbers) > 1:
        found.append(f"Versions {together([*numbers])} were recorded by hand")
    elif by_hand:
        found.append(f"{_capital(by_hand[0].label)} was recorded by hand")
    returned = [version for version in both if version.returns_to is not None]
    found += [f"{_capital(version.label)} returns to version {version.returns_to}" for version in returned]
    return [*found, *view.notices]


def added_notes(view: DiffView) -> list[tuple[int, str]]:
    """Corrections, clarifications and the like that the new version adds or changes: 0-based index and text.

    Not every note is told: who reported says nothing of the text. One that begins with a word and a colon is told in
    any language. Of one that is cut into sentences the first alone has the label.
    """
    touched = {
        j: k
        for k, operation in enumerate(view.change.operations)
        if operation.op not in (Op.UNCHANGED, Op.COSMETIC) and (operation.op is not Op.MOVED or operation.edited)
        for j in operation.new
    }
    labelled = {label.operation for label in view.assessment.labels if label.name in _NOTES}
    told: list[tuple[int, str]] = []
    for j, paragraph in enumerate(view.new.paragraphs):
        if paragraph.kind is ParagraphKind.NOTE and j in touched:
            goes_on = view.by_sentence and told and told[-1][0] == j - 1
            is_headed = any(sign in paragraph.text[:_HEAD] for sign in ":：")
            if touched[j] in labelled or is_headed or goes_on:
                told.append((j, paragraph.text))
    return told


def version_time(version: VersionHeader, zone: tzinfo = UTC) -> str:
    """The interval in which a version appeared; empty for a file."""
    return interval(version.after, version.by, zone)


def counts(view: DiffView) -> str:
    """ "8 versions, 7 changes"; empty for files."""
    if view.versions is None or view.changes is None:
        return ""
    return f"{count(view.versions, 'version')}, {count(view.changes, 'change')}"


def alternation_line(alternation: Alternating, zone: tzinfo = UTC) -> str:
    """How often, and since when, without the two texts."""
    when = f"{instant(alternation.since, zone)} to {instant(alternation.until, zone)}"
    return f"{alternation_words(alternation)}, {when}"


def alternation_words(alternation: Alternating) -> str:
    """How often, without the times."""
    numbers = f"{alternation.versions[0]}–{alternation.versions[-1]}"
    return f"{_capital(alternation.name)} alternates: {count(alternation.turns, 'turn')} in versions {numbers}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
