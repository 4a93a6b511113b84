"""The history of one article on a terminal: its versions, and the looks that showed something else."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from newsdiff.model.observation import MAKING, TEMPLATE, Observation, Origin, Outcome
from newsdiff.model.source import TrackedArticle
from newsdiff.render.clean import clean
from newsdiff.render.phrases import alternation_line, count, field_name, instant, interval
from newsdiff.render.rows import VersionRow
from newsdiff.render.view import Alternating
from newsdiff.render.wrap import Run, wrapped

#: looks that showed what was known already
_QUIET = frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
_INDENT = "     "


def render_log(
    versions: Sequence[VersionRow],
    observations: Sequence[Observation],
    *,
    alternations: Sequence[Alternating] = (),
    all_looks: bool = False,
    width: int = 80,
    zone: tzinfo = UTC,
) -> str:
    """`log`: versions and notable looks, oldest first.

    `observations` are in order of time. Looks that showed nothing new are counted between the others; with
    `all_looks` each has its line, and says what metadata changed. What alternates stands on top, both texts in one
    line.
    """
    lines = [f"{alternation_line(swing, zone)}: “{swing.a}” / “{swing.b}”" for swing in alternations]
    by_number = {row.version.number: row for row in versions}
    quiet = 0
    known: dict[str, str | None] = {}
    for look in observations:
        changed = [name for name, value in look.metadata or () if known and known.get(name) != value]
        known = dict(look.metadata) if look.metadata is not None else known
        if is_quiet(look) and not all_looks:
            quiet += 1
            continue
        lines += _quiet(quiet)
        quiet = 0
        lines += _look(look, by_number, zone, changed if all_looks else [])
    lines += _quiet(quiet)
    return "".join(f"{line}\n" for text in lines for line in _wrapped(clean(text), width))


def render_head(article: TrackedArticle, policy: str, *, width: int = 80) -> str:
    """What stands above the log: the article, how much it changed, and when it is looked at next (one sentence)."""
    counts = f"{count(article.versions, 'version')}, {count(article.changes, 'change')}"
    lines = (f"article {article.id}  {article.headline or article.url}", f"{counts}. {policy}.")
    return "".join(f"{line}\n" for text in lines for line in _wrapped(clean(text), width))


def is_quiet(look: Observation) -> bool:
    """Whether a look showed what was known already, and told nothing else."""
    return look.outcome in _QUIET and not look.detail


def _quiet(looks: int) -> list[str]:
    return [f"{_INDENT}… {count(looks, 'look')} without a change …"] if looks else []


def _wrapped(text: str, width: int) -> Iterator[str]:
    """One line of the log, continued further in where it is too long."""
    bare = text.lstrip(" ")
    indent = " " * (len(text) - len(bare)) if bare != text else ""
    for place, runs in enumerate(wrapped([Run(bare)], max(20, width) - len(_INDENT))):
        yield (indent if place == 0 else _INDENT) + "".join(run.text for run in runs)


def _look(look: Observation, versions: dict[int, VersionRow], zone: tzinfo, changed: Sequence[str]) -> Iterator[str]:
    row = made_by(look, versions)
    if row:
        yield _version_line(row, look, zone)
        if row.headline and (look.outcome is Outcome.FIRST or "headline" in row.changed):
            yield f"{_INDENT}{row.headline}"
        if row.changed:
            yield f"{_INDENT}{', '.join(row.changed)}"
    else:
        yield f"{_INDENT}{instant(look.at, zone)}  {look_words(look)}"
    if changed:
        yield f"{_INDENT}metadata changed: {', '.join(field_name(name).lower() for name in changed)}"


def made_by(look: Observation, versions: dict[int, VersionRow]) -> VersionRow | None:
    """The version that a look made, None when it made none."""
    row = versions.get(look.version or 0)
    is_its = row is not None and row.version.observation_id in (0, look.id)
    return row if is_its and (look.outcome in MAKING or look.outcome is Outcome.BACK) else None


def _version_line(row: VersionRow, look: Observation, zone: tzinfo) -> str:
    version = row.version
    facts = [interval(version.after, version.by, zone), *version_facts(row, look)]
    return f"v{version.number:<3} {', '.join(facts)}"


def version_facts(row: VersionRow, look: Observation) -> Iterator[str]:
    """What is to be said of a version beside its interval and its text."""
    if look.outcome is Outcome.BACK:
        yield "back"
    if row.version.returns_to is not None:
        yield f"returns to version {row.version.returns_to}"
    if row.alternating:
        yield "alternating"
    if row.version.origin is Origin.BY_HAND:
        yield "recorded by hand"
    if look.reason == TEMPLATE:
        yield "template changed"


def look_words(look: Observation) -> str:
    """What a look showed that showed no new version."""
    words = look.outcome.value.replace("_", " ")
    reason = look.reason.replace("_", " ")
    if reason and reason not in look.detail:
        words = f"{words} ({reason})"
    if look.detail:
        words = f"{words}: {look.detail}"
    return f"{words}, by hand" if look.origin is Origin.BY_HAND else words
