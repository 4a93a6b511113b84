"""What stands above a comparison on a terminal: the article, its counts, when each version appeared, the notices."""

from collections.abc import Sequence
from datetime import tzinfo

from newsdiff.render.clean import clean, visible
from newsdiff.render.labels import MOST, Told, left_over, more, place_names, quiet_line, told_labels
from newsdiff.render.lines import INDENT, Lines
from newsdiff.render.phrases import (
    added_notes,
    alternation_line,
    counts,
    instant,
    pilcrows,
    published,
    time_between,
    version_notices,
    version_time,
)
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.render.wrap import Run


def write_article(lines: Lines, view: DiffView, zone: tzinfo) -> None:
    """Which article it is, and what is known of it; nothing for two files without a headline."""
    name = " · ".join(filter(None, (view.source and clean(view.source), clean(view.new.headline or ""))))
    if name:
        lines.write([Run(name, "head")])
    if view.url:
        lines.write([Run(clean(view.readable_url or view.url), "dim")])
    facts = [f"article {view.article_id}" if view.article_id is not None else "", counts(view)]
    if view.first_seen_at:
        facts.append(clean(published(view, zone)))
        facts.append(f"first seen {instant(view.first_seen_at, zone)}")
    if any(facts):
        lines.write([Run(" · ".join(filter(None, facts)), "dim")])
    if view.policy:
        lines.write([Run(clean(view.policy), "dim")])
    lines.blank()


def version_runs(view: DiffView, version: VersionHeader, zone: tzinfo) -> tuple[Run, list[Run]]:
    """A version's name behind its sign, and when it appeared: the newer one with the distance from the older."""
    is_new = version is view.new_version
    when = version_time(version, zone)
    if is_new and (apart := time_between(view, "v")):
        when += f", {apart}"
    sign, style = ("+", "added") if is_new else ("-", "removed")
    return Run(f"{sign} {clean(version.label)}", style), [Run(when)] if when else []


def write_notices(lines: Lines, view: DiffView, zone: tzinfo) -> None:
    """What a reader must know before the texts: returns, notes that were added, what alternates."""
    for notice in version_notices(view):
        lines.write([Run(f"! {clean(notice)}", "notice")], hang=INDENT)
    for index, text in added_notes(view):
        lines.write([Run(f"! {pilcrows([index])} {clean(text)}", "notice")], hang=INDENT)
    for alternation in view.alternations:
        lines.write([Run(f"! {alternation_line(alternation, zone)}", "notice")], hang=INDENT)
        for text in (alternation.a, alternation.b):
            quoted = f"“{visible(text)}”" if text else "(nothing)"
            lines.write([Run(quoted)], first=[Run(INDENT * 2)], hang=INDENT * 3)


def write_labels(lines: Lines, view: DiffView, zone: tzinfo) -> None:
    """What the change is, heaviest first, and where; nothing when there is no label to tell."""
    told, quiet = told_labels(view), quiet_line(view, zone)
    room = len("labels") + len(INDENT)
    if told or quiet:
        lines.blank()
    if told:
        items = [[*told_runs(lines, one), Run(f" ({place_names(one.places)})", "dim")] for one in told]
        lines.items(_shortened(items), first=[Run(f"{'labels':<{room}}", "head")], hang=" " * room)
    if quiet:
        lines.write([Run(quiet)], first=[Run(f"{'quiet':<{room}}", "head")], hang=" " * room)


def told_items(lines: Lines, told: Sequence[Told]) -> list[list[Run]]:
    """The labels of one paragraph or field, to stand behind what happened to it."""
    return _shortened([told_runs(lines, one) for one in told])


def told_runs(lines: Lines, told: Told) -> list[Run]:
    """A label and its words."""
    words = lines.words(told.words)
    return [Run(told.name.value, "label"), *([Run(" "), *words] if words else [])]


def _shortened(items: list[list[Run]]) -> list[list[Run]]:
    rest = left_over(len(items))
    return [*items[:MOST], [Run(more(rest), "dim")]] if rest else items
