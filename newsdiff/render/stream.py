"""The stream of changes on a terminal: for each what it is, the words that say so, and its most telling paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo

from newsdiff.model.article import Article
from newsdiff.model.change import Assessment, Change, FieldChange, Label, LabelName, Op
from newsdiff.model.observation import Origin
from newsdiff.model.stream import LeftOut, RecordedChange
from newsdiff.render.clean import clean
from newsdiff.render.excerpt import excerpt
from newsdiff.render.labels import HEAVIEST_FIRST, label_title, label_words
from newsdiff.render.lines import INDENT, Lines
from newsdiff.render.phrases import count, field_name, instant, interval, operation_label, pilcrows, summary
from newsdiff.render.pieces import Piece, inline, operation_pieces
from newsdiff.render.view import VersionHeader
from newsdiff.render.wrap import Run, cut

#: words of one label that are listed; the others are counted
_MOST_WORDS = 4
#: columns for the words of a label, on either side
_COLUMNS = 60
#: where the column of names leaves less for them, they follow the name
_LEAST_WORDS = 24
#: the headline is shown whole, with its marks; stamps and addresses of images stand in `diff`
_WORDLESS = frozenset({LabelName.HEADLINE, LabelName.STAMP, LabelName.IMAGE, LabelName.COSMETIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamEntry:
    """One change, or one back and forth of many, as the stream shows it."""

    change: RecordedChange
    #: None when the versions could not be compared
    assessment: Assessment | None
    old_version: VersionHeader
    new_version: VersionHeader
    #: the versions of the back and forth of which this is the newest, oldest first; empty when it stands alone
    swing: tuple[VersionHeader, ...] = ()
    #: why the versions cannot be compared; "" when they can
    unread: str = ""
    #: what both say; None with `unread`
    old: Article | None = None
    new: Article | None = None
    differing: Change | None = None
    #: position of the most telling operation in `differing`; None where no paragraph changed
    telling: int | None = None

    def with_reason(self, unread: str) -> "StreamEntry":
        """The entry of a change whose texts cannot be had."""
        return replace(self, unread=unread)

    def with_texts(
        self, old_version: VersionHeader, old: Article, new: Article, differing: Change, telling: int | None
    ) -> "StreamEntry":
        """The entry with what both versions say."""
        return replace(self, old_version=old_version, old=old, new=new, differing=differing, telling=telling)

    @property
    def headline(self) -> str | None:
        """Of the newer version; where that cannot be read, of the article's newest."""
        return self.new.headline if self.new else self.change.headline


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPage:
    """Changes, newest first."""

    entries: tuple[StreamEntry, ...]
    #: there are older ones
    has_more: bool = False
    #: what follows was not worked out yet: there may be more
    is_partial: bool = False
    #: article and version behind which nothing was looked through yet, None: the page is full, or has all
    looked_through: tuple[int, int] | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    #: version of the rules for labels and weight
    label_rules: str = ""

    @property
    def cursor(self) -> str | None:
        """What `--before` takes to go on, ARTICLE:VERSION, mostly of the last entry; None: nothing older is left."""
        if self.looked_through is not None:
            return "{}:{}".format(*self.looked_through)
        if not self.has_more:
            return None
        last = self.entries[-1].change
        return f"{last.article_id}:{last.number}"


def render_stream(page: StreamPage, *, command: str, width: int = 80, colour: bool = False, zone: tzinfo = UTC) -> str:
    """The entries, and what is not shown. `command` is what was asked, to be asked again for older ones.

    Ends in a newline.
    """
    lines = Lines(width=width, colour=colour)
    for entry in page.entries:
        _Entry(lines, entry, zone).write()
    lines.blank()
    for text in _not_shown(page, command):
        lines.write([Run(text, "dim")], hang=INDENT)
    return lines.text()


def left_out_line(left_out: LeftOut) -> str:
    """ "3 lighter changes and 1 without any label asked for are left out"; empty when nothing was."""
    parts = [count(left_out.lighter, "lighter change")] if left_out.lighter else []
    if left_out.unlabelled:
        noun = f"{left_out.unlabelled:,}" if parts else count(left_out.unlabelled, "change")
        parts.append(f"{noun} without any label asked for")
    verb = "is" if left_out.lighter + left_out.unlabelled == 1 else "are"
    return f"{' and '.join(parts)} {verb} left out" if parts else ""


def _not_shown(page: StreamPage, command: str) -> Iterator[str]:
    if line := left_out_line(page.left_out):
        yield line
    if page.cursor:
        yield f"older changes: {command} --before {page.cursor}"


class _Entry:
    """One entry on its way onto a page."""

    def __init__(self, lines: Lines, entry: StreamEntry, zone: tzinfo) -> None:
        self._lines = lines
        self._entry = entry
        self._zone = zone

    def write(self) -> None:
        """From its weight to how to see more of it."""
        entry, lines = self._entry, self._lines
        weight = f"weight {entry.assessment.weight}" if entry.assessment else "weight unknown"
        lines.heading(cut(clean(f"{weight} · {entry.change.source}"), lines.width - 6))
        lines.write([Run(clean(entry.headline or entry.change.url), "head")])
        lines.write([Run(" · ".join(self._facts()), "dim")])
        if entry.differing:
            lines.write([Run(", ".join(summary(entry.differing)), "dim")])
        if entry.unread:
            lines.write([Run(f"! cannot be compared: {clean(entry.unread)}", "notice")], hang=INDENT)
        labels = entry.assessment.labels if entry.assessment else ()
        if labels:
            lines.blank()
            modified = entry.new.modified_utc if entry.new else None
            _write_labels(lines, labels, instant(modified, self._zone) if modified else "")
        self._words()
        lines.blank()
        lines.write([Run(self._more(), "dim")])

    def _facts(self) -> Iterator[str]:
        entry = self._entry
        version, swing = entry.new_version, entry.swing
        if swing:
            numbers = f"versions {swing[0].number}–{swing[-1].number}"
            yield f"article {entry.change.article_id}, {numbers}"
            yield f"{count(len(swing), 'change')} back and forth {interval(swing[0].after, version.by, self._zone)}"
        else:
            yield f"article {entry.change.article_id}, version {version.number}"
            yield interval(version.after, version.by, self._zone)
        if version.origin is Origin.BY_HAND:
            yield "recorded by hand"

    def _words(self) -> None:
        """The headline if it changed; the most telling paragraph, or where none changed, the other fields."""
        entry, lines = self._entry, self._lines
        if entry.differing is None or entry.old is None or entry.new is None:
            return
        for changed in entry.differing.fields:
            if changed.name == "headline" or entry.telling is None:
                lines.blank()
                lines.write([Run(f"~ {field_name(changed.name)}", "label")])
                lines.write(lines.marked(field_pieces(changed)), first=[Run(INDENT)], hang=INDENT)
        if entry.telling is not None:
            operation = entry.differing.operations[entry.telling]
            numbers = f"old {pilcrows(operation.old)}" if operation.op is Op.REMOVED else pilcrows(operation.new)
            lines.blank()
            lines.label(operation.op, f"{numbers} {operation_label(operation)}")
            lines.paragraph(operation.op, excerpt(operation_pieces(operation, entry.old.texts, entry.new.texts)))

    def _more(self) -> str:
        change = self._entry.change
        if self._entry.swing:
            return f"newsdiff log {change.article_id}"
        return f"newsdiff diff {change.article_id} {change.number - 1} {change.number}"


def field_pieces(changed: FieldChange) -> list[Piece]:
    """A field's old and new text as one."""
    if changed.old and changed.new:
        return inline([changed.old], [changed.new], [changed.spans_old], [changed.spans_new])
    return [Piece("old", changed.old)] if changed.old else [Piece("new", changed.new or "")]


@dataclass(frozen=True, slots=True)
class LabelKind:
    """All labels of one kind in one change."""

    name: LabelName
    #: what readers call it
    title: str
    #: what fired them, each once; see `label_words`
    words: tuple[tuple[Piece, ...], ...]
    #: how many more there are
    more: int = 0


def label_kinds(
    labels: Sequence[Label], stamp: str = "", *, most: int = _MOST_WORDS, columns: int = _COLUMNS
) -> list[LabelKind]:
    """The labels kind by kind, heaviest first, each with at most so many words: those without words too.

    Either side of words is cut to `columns`. `stamp` is the page's stamp as a reader writes it, for `quiet`.
    """
    found = []
    for name in HEAVIEST_FIRST:
        fired = [label for label in labels if label.name is name]
        words = () if name in _WORDLESS else tuple(dict.fromkeys(_words(fired, stamp, columns)))
        # a count in place of one would save nothing
        shown = words if len(words) <= most + 1 else words[:most]
        if fired:
            found.append(LabelKind(name, label_title(name, fired), shown, len(words) - len(shown)))
    return found


def _words(fired: Sequence[Label], stamp: str, columns: int) -> list[tuple[Piece, ...]]:
    return [words for one in fired if (words := label_words(one, columns=columns, stamp=stamp))]


def _write_labels(lines: Lines, labels: Sequence[Label], stamp: str) -> None:
    """Each kind of label on a line of its own with the words that fired it; kinds without words on one line."""
    kinds = label_kinds(labels, stamp)
    room = max((len(kind.title) for kind in kinds if kind.words), default=0) + len(INDENT)
    for kind in kinds:
        if kind.words:
            _write_kind(lines, kind, room)
    wordless = [kind.title for kind in kinds if not kind.words]
    if wordless:
        lines.write([Run(" · ".join(wordless), "label")])


def _write_kind(lines: Lines, kind: LabelKind, room: int) -> None:
    runs = [run for k, one in enumerate(kind.words) for run in (Run("; " if k else ""), *lines.words(one))]
    if kind.more:
        runs.append(Run(f" and {kind.more} more", "dim"))
    if lines.width - room < _LEAST_WORDS:
        lines.write([Run(kind.title, "label"), Run(" "), *runs], hang=INDENT)
    else:
        lines.write(runs, first=[Run(f"{kind.title:<{room}}", "label")], hang=" " * room)
