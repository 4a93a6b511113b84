"""An article's history as lines: its versions, and in their places the looks that showed something else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from newsdiff.model.change import Label, LabelName
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.stream import Opinion
from newsdiff.model.version import Version
from newsdiff.render.gist import headline_pieces
from newsdiff.render.html_table import label_text, pieces_html
from newsdiff.render.labels import HEAVIEST_FIRST, NOTES, label_words
from newsdiff.render.log import is_quiet, look_words, made_by, version_facts
from newsdiff.render.phrases import time_apart
from newsdiff.render.pieces import Side
from newsdiff.render.rows import VersionRow
from newsdiff.web.links import Links
from newsdiff.web.overview import Chip
from newsdiff.web.page import markup
from newsdiff.web.strip import strip
from newsdiff.web.times import NOTHING, Above, moment, seen
from newsdiff.web.words import IN_WORDS, changed_words, label_anchor, touched

#: their words are a paragraph, or a sentence of ours
_WORDLESS = NOTES | {LabelName.QUIET}
#: of the words of a label
_NO_LANGUAGE: dict[Side, str] = {"old": "", "new": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version."""

    number: int
    when: Markup
    #: "up to 1 hour after version 1"
    apart: str
    #: of the version, when it differs from the one before, marked, or is the first
    headline: Markup | str
    is_headline_changed: bool
    #: what changed, in words
    changed: str
    chips: tuple[Chip, ...]
    weight: int | None
    #: "returns to version 1", "recorded by hand"
    facts: tuple[str, ...]
    #: which paragraphs were touched
    strip: Markup | str
    link: str
    #: to what changed; "" for the first
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look that showed something else, or several alike in a row; or those that showed nothing new."""

    words: str
    when: Markup
    until: Markup | None = None
    looks: int = 1
    #: nothing new
    is_quiet: bool = False


def history(
    article: int,
    rows: Sequence[VersionRow],
    looks: Sequence[Observation],
    opinions: Mapping[int, Opinion],
    links: Links,
    before: Version | None = None,
    *,
    above: Above = NOTHING,
) -> list[VersionLine | LookLine]:
    """Oldest first. `before`: the version before the first of these, if there is one; `above`: see `times`."""
    by_number = {row.version.number: row for row in rows}
    most = max((row.paragraphs for row in rows), default=0)
    lines: list[VersionLine | LookLine] = []
    for look in looks:
        row = made_by(look, by_number)
        if row is not None:
            former = by_number.get(row.version.number - 1)
            older = former.version if former else before
            opinion = opinions.get(row.version.id)
            lines.append(_version_line(article, row, look, older, opinion, links, most=most, above=above))
        else:
            _add_look(lines, look, above)
    return lines


def _add_look(lines: list[VersionLine | LookLine], look: Observation, above: Above) -> None:
    """One more line, or one more look in the last one where that says the same."""
    quiet = is_quiet(look)
    words = "nothing new" if quiet else look_words(look)
    if look.outcome is Outcome.SUSPECT:
        words += "; no version unless the next look shows the same"
    last = lines[-1] if lines else None
    if isinstance(last, LookLine) and last.words == words:
        lines[-1] = replace(last, looks=last.looks + 1, until=moment(look.at, above))
    else:
        lines.append(LookLine(words=words, when=moment(look.at, above), is_quiet=quiet))


def _version_line(
    article: int,
    row: VersionRow,
    look: Observation,
    before: Version | None,
    opinion: Opinion | None,
    links: Links,
    *,
    most: int,
    above: Above,
) -> VersionLine:
    """The line of one version. `most`: paragraphs of the longest one in the list."""
    version, assessment = row.version, opinion.assessment if opinion else None
    marked = headline_pieces(row.differing) if row.differing else []
    changed = changed_words(row.differing) if row.differing else row.changed
    return VersionLine(
        number=version.number,
        when=seen(version.after, version.by, above=above),
        apart=time_apart(before, version) if before else "",
        headline=markup(pieces_html(marked)) if marked else (row.headline or "") if before is None else "",
        is_headline_changed="headline" in row.changed,
        changed=", ".join(changed),
        chips=tuple(_chips(assessment.labels, links)) if assessment else (),
        weight=assessment.weight if assessment else None,
        facts=tuple(version_facts(row, look)),
        strip=strip(row.differing, most) if row.differing and touched(row.differing) else "",
        link=links.version(article, version.number),
        diff=links.diff(article, version.number - 1, version.number) if before else "",
    )


def _chips(labels: Sequence[Label], links: Links) -> Iterator[Chip]:
    """The heaviest first; with the words that fired one that stands alone, since no text is shown here."""
    for name, number in sorted(_kinds(labels).items(), key=lambda kind: HEAVIEST_FIRST.index(kind[0])):
        words = f" in {number} places" if number > 1 else ""
        if number == 1 and name not in _WORDLESS:
            words = label_text(label_words(next(label for label in labels if label.name is name)), _NO_LANGUAGE)
        yield Chip(name=name.value, about=links.about(label_anchor(name)), words=markup(words))


def label_names(labels: Sequence[Label]) -> Iterator[str]:
    """Each kind once, with the number of its labels where there are several; what is said in words already, not."""
    for name, number in _kinds(labels).items():
        yield name.value if number == 1 else f"{name.value} in {number} places"


def _kinds(labels: Sequence[Label]) -> Counter[LabelName]:
    return Counter(label.name for label in labels if label.name not in IN_WORDS)
