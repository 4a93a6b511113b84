"""`blame` and `history` on a terminal: where each text of a version comes from, and the life of one paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import groupby

from newsdiff.model.change import Op
from newsdiff.model.lineage import Event, Life, Lineage, VersionRun
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.clean import clean
from newsdiff.render.lines import INDENT, Lines
from newsdiff.render.phrases import count, interval, pilcrows
from newsdiff.render.wrap import Run

#: where the columns leave less for the text, it stands under them
_LEAST_TEXT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One paragraph or sentence, and where it comes from."""

    #: index of the paragraph that it is, or stands in
    paragraph: int
    text: str
    lineage: Lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameView:
    """Where the texts of one version come from."""

    article: TrackedArticle
    #: all versions up to the one that is shown
    versions: tuple[Version, ...]
    headline: str | None
    #: in reading order
    units: tuple[Unit, ...]
    #: the units are sentences, not paragraphs
    by_sentence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeView:
    """The life of one paragraph."""

    article: TrackedArticle
    #: all versions, and their paragraphs
    versions: tuple[Version, ...]
    bodies: tuple[tuple[str, ...], ...]
    #: of the version that is asked for
    headline: str | None
    version: int
    #: of the paragraph in that version
    index: int
    life: Life


def render_blame(view: BlameView, *, width: int = 80, colour: bool = False, zone: tzinfo = UTC) -> str:
    """Each paragraph or sentence behind the versions that brought and last edited it, then when those appeared.

    What more is known of a text (a split, a merge, typography, a return) stands under it. Ends in a newline.
    """
    lines = Lines(width=width, colour=colour)
    _head(
        lines, view.article, view.headline, f"{_of(view.versions[-1].number, view.article)} · {blame_facts(view, 'v')}"
    )
    _Table(lines, view).write()
    if view.units:
        lines.heading("Versions")
        _legend(lines, view, zone)
    return lines.text()


def blame_facts(view: BlameView, word: str = "version ") -> str:
    """ "9 paragraphs: 5 as in version 1, 2 from version 1 but edited since, 2 that came in version 2"."""
    if not view.units:
        return "no text"
    first = [unit for unit in view.units if unit.lineage.brought == 1]
    edited = sum(unit.lineage.is_edited for unit in first)
    told = (
        (len(first) - edited, f"as in {word}1"),
        (edited, f"from {word}1 but edited since"),
        (len(view.units) - len(first), _came(view, word)),
    )
    parts = ", ".join(f"{number:,} {words}" for number, words in told if number)
    return f"{count(len(view.units), 'sentence' if view.by_sentence else 'paragraph')}: {parts}"


def _came(view: BlameView, word: str) -> str:
    """In which versions the others came; some of them were edited since then."""
    last = view.versions[-1].number
    if last == 2:
        return f"that came in {word}2"
    return f"that came in {'v2 to v' if word == 'v' else 'versions 2 to '}{last}"


def render_life(view: LifeView, *, width: int = 80, colour: bool = False, zone: tzinfo = UTC) -> str:
    """What happened to one paragraph, version after version, its words with their marks. Ends in a newline."""
    lines = Lines(width=width, colour=colour)
    what = f"{_of(view.version, view.article)} · {pilcrows([view.index])}"
    _head(lines, view.article, view.headline, what)
    stages = ((), *view.bodies)
    for number, events in groupby(view.life.events, key=lambda event: event.version):
        lines.heading(f"Version {number}")
        version = view.versions[number - 1]
        lines.write([Run(interval(version.after, version.by, zone), "dim")])
        for event in events:
            lines.blank()
            _event(lines, event, stages[number - 1], stages[number])
    lines.blank()
    lines.write([Run(_end(view))])
    return lines.text()


def _head(lines: Lines, article: TrackedArticle, headline: str | None, facts: str) -> None:
    lines.write([Run(clean(f"{article.source} · {headline or article.url}"), "head")])
    lines.write([Run(f"article {article.id} · {facts}", "dim")])


def _of(number: int, article: TrackedArticle) -> str:
    return f"version {number} of {article.versions}"


class _Table:
    """The units behind their columns."""

    def __init__(self, lines: Lines, view: BlameView) -> None:
        self._lines = lines
        self._view = view
        last = view.versions[-1].number
        names = [pilcrows([unit.paragraph]) for unit in view.units]
        #: widths of the columns: paragraph, from, edited
        self._widths = (max(map(len, names), default=0), max(4, len(f"v{last}")), max(6, len(f"v{last}")))
        gutter = sum(self._widths) + 3 * len(INDENT)
        self._hang = " " * gutter if lines.width - gutter >= _LEAST_TEXT else INDENT

    def write(self) -> None:
        """All units; of the sentences of one paragraph the first has its number."""
        if not self._view.units:
            return
        self._lines.blank()
        self._lines.write([], first=[Run(self._columns("", "from", "edited").rstrip(), "dim")])
        for paragraph, units in groupby(self._view.units, key=lambda unit: unit.paragraph):
            name = pilcrows([paragraph])
            for unit in units:
                self._unit(unit, name)
                name = ""
            self._lines.blank()

    def _unit(self, unit: Unit, name: str) -> None:
        lineage = unit.lineage
        edited = f"v{lineage.edited}" if lineage.is_edited else "·"
        columns = [Run(self._columns(name, f"v{lineage.brought}", edited), "label")]
        text = [Run(clean(unit.text))]
        if self._hang == INDENT:
            self._lines.write([], first=columns)
            self._lines.write(text, first=[Run(INDENT)], hang=INDENT)
        else:
            self._lines.write(text, first=columns, hang=self._hang)
        notes = "; ".join(lineage_notes(lineage))
        if notes:
            self._lines.write([Run(notes, "dim")], first=[Run(self._hang)], hang=self._hang)

    def _columns(self, name: str, brought: str, edited: str) -> str:
        of_name, of_brought, of_edited = self._widths
        return f"{name:>{of_name}}{INDENT}{brought:<{of_brought}}{INDENT}{edited:<{of_edited}}{INDENT}"


def lineage_did(lineage: Lineage) -> str:
    """What the version did that last edited a unit: "edited", "merged", "moved and edited"."""
    return "moved and edited" if lineage.op is Op.MOVED else lineage.op.value


def lineage_notes(lineage: Lineage) -> Iterator[str]:
    """What the columns do not tell."""
    if lineage.op in (Op.SPLIT, Op.MERGED, Op.MOVED):
        yield f"{lineage_did(lineage)} in version {lineage.edited}"
    yield from lineage_rest(lineage)


def lineage_rest(lineage: Lineage) -> Iterator[str]:
    """What is to be told beside which versions brought and edited a unit."""
    versions = sorted({origin.version for origin in lineage.origins})
    if len(lineage.origins) > 1 and versions != [lineage.brought]:
        yield f"holds texts first seen in {_versions([(version, version) for version in versions])}"
    if lineage.cosmetic is not None:
        yield f"typography changed in version {lineage.cosmetic}"
    for origin in lineage.origins:
        if origin.stood_before:
            yield f"came back in version {origin.version}: had stood before in {_versions(origin.stood_before)}"


def _legend(lines: Lines, view: BlameView, zone: tzinfo) -> None:
    """When the versions in the columns appeared, and what each did."""
    lineages = [unit.lineage for unit in view.units]
    for version in view.versions:
        brought = sum(lineage.brought == version.number for lineage in lineages)
        edited = sum(lineage.is_edited and lineage.edited == version.number for lineage in lineages)
        if brought or edited:
            did = [f"brought {brought:,}" if brought else "", f"edited {edited:,}" if edited else ""]
            name = f"{f'v{version.number}':<{len(f'v{view.versions[-1].number}')}}{INDENT}"
            when = interval(version.after, version.by, zone)
            lines.write(
                [Run(f"{when} · {', '.join(filter(None, did))}")], first=[Run(name, "label")], hang=" " * len(name)
            )


def _event(lines: Lines, event: Event, old: Sequence[str], new: Sequence[str]) -> None:
    if event.version == 1:  # nobody saw it being added
        label = Run(f"{pilcrows(event.operation.new)} stood in the first version", "label")
        lines.write([label], first=[Run(INDENT)], hang=INDENT)
        lines.write([Run(clean(new[event.operation.new[0]]))], first=[Run(INDENT)], hang=INDENT)
        return
    lines.operation(event.operation, old, new)
    runs = event.also_stood
    if runs:
        again = "stand again" if event.operation.op is Op.REMOVED else "had stood before"
        lines.write([Run(f"the same words {again} in {_versions(runs)}", "dim")], first=[Run(INDENT)], hang=INDENT)


def _end(view: LifeView) -> str:
    until = view.life.until
    if until < len(view.versions):
        return f"Version {until} is the last in which it stands."
    changed = view.life.events[-1].version == until
    return f"{'It' if changed else 'Unchanged since, it'} stands in version {until}, the newest."


def _versions(runs: Sequence[VersionRun]) -> str:
    """version 1; versions 1–3 and 5."""
    names = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs]
    noun = "version" if len(runs) == 1 and runs[0][0] == runs[0][1] else "versions"
    return f"{noun} {names[0] if len(names) == 1 else ', '.join(names[:-1]) + ' and ' + names[-1]}"
