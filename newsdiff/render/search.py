"""What a search found, on a terminal: for each article which versions say it, since when, until when, and where."""

from collections.abc import Iterator
from datetime import UTC, tzinfo

from newsdiff.model.search import Event, Field, SearchHit, SearchPage, Snippet
from newsdiff.render.clean import clean
from newsdiff.render.excerpt import excerpt
from newsdiff.render.lines import INDENT, Lines
from newsdiff.render.phrases import count, field_name, instant, interval, pilcrows
from newsdiff.render.pieces import one_side
from newsdiff.render.wrap import Run, cut


def render_search(
    page: SearchPage,
    *,
    command: str,
    event: Event | None = None,
    width: int = 80,
    colour: bool = False,
    zone: tzinfo = UTC,
) -> str:
    """The hits; `command` is what was asked, to be asked again for older ones. Ends in a newline."""
    lines = Lines(width=width, colour=colour)
    for hit in page.hits:
        lines.heading(cut(clean(hit.source), lines.width - 6))
        lines.write([Run(clean(hit.headline or hit.url), "head")])
        for fact in (f"article {hit.article_id}, {hit_versions(hit)}", *hit_facts(hit, zone)):
            lines.write([Run(fact, "dim")], hang=INDENT)
        for snippet in hit.snippets:
            lines.blank()
            lines.write([Run(snippet_place(hit, snippet), "label")])
            pieces = one_side(snippet.passage.text, snippet.spans, "found")
            lines.write(lines.marked(excerpt(pieces)), first=[Run(INDENT)], hang=INDENT)
        lines.blank()
        lines.write([Run(_more(hit, event), "dim")])
    lines.blank()
    if page.cursor:
        lines.write([Run("older: {} --before {}:{}".format(command, *page.cursor), "dim")], hang=INDENT)
    return lines.text()


def hit_versions(hit: SearchHit) -> str:
    """ "versions 2–3 of 4"."""
    numbers = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in hit.ranges)
    is_one = len(hit.ranges) == 1 and hit.ranges[0][0] == hit.ranges[0][1]
    return f"{'version' if is_one else 'versions'} {numbers} of {hit.versions}"


def hit_facts(hit: SearchHit, zone: tzinfo = UTC, *, with_last_look: bool = True) -> Iterator[str]:
    """Since when, until when."""
    last_look = f", last seen {instant(hit.last_seen_at, zone)}" if with_last_look else ""
    first = hit.first_seen
    if first.after is None:
        yield f"there when the article was first seen, {instant(first.by, zone)}"
    elif first in hit.added:
        yield f"appeared {interval(first.after, first.by, zone)} (version {first.version})"
    if hit.is_in_newest:
        yield f"in the newest version{last_look}"
    elif hit.vanished:
        gone = hit.vanished
        yield f"vanished {interval(gone.after, gone.by, zone)} (version {gone.version})"
    else:
        yield f"not in the newest version{last_look}"
    if len(hit.ranges) > 1:
        yield f"it came and went: {count(len(hit.added), 'time')} added, {count(len(hit.removed), 'time')} removed"


def snippet_place(hit: SearchHit, snippet: Snippet) -> str:
    """Where a snippet stands: "¶5 of version 2"."""
    passage = snippet.passage
    place = field_name(passage.field) if passage.paragraph is None else pilcrows([passage.paragraph])
    return f"{place} of version {hit.shown}" if passage.field is Field.BODY else f"{place}, version {hit.shown}"


def _more(hit: SearchHit, event: Event | None) -> str:
    """The command that shows all of it."""
    told = hit.listed if event else hit.vanished
    if told is None:
        return f"newsdiff show {hit.article_id} {hit.shown}"
    return f"newsdiff diff {hit.article_id} {told.version - 1} {told.version}"
