"""The picture of an article's life: time on a true scale, each change a dot as large as it touched paragraphs.

What is known of a change is an interval: it is drawn as a bar up to the look that saw it. Bars hang below the line and
dots stand on it, so that none hides the other; dots that would hide each other stand above each other. That depends on
the width: there is a picture for narrow screens and one for wide ones. The table below says all of it in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import pairwise
from math import hypot, sqrt

from markupsafe import Markup

from newsdiff.model.observation import Observation, Outcome
from newsdiff.render.phrases import instant
from newsdiff.render.rows import VersionRow
from newsdiff.web.page import markup
from newsdiff.web.words import touched

#: pixels of dots, of what is below the line and of the numbers above it; what is across is in percent, so that text
#: keeps its size on a phone
_LEAST, _MOST, _BELOW, _ABOVE = 4.0, 15.0, 46, 20
#: no dot stands higher than this above the line; what the lines around two dots take between them
_HIGHEST, _APART = 64.0, 2.0
#: the least pixels of a picture, by its class in the style sheet
_WIDTHS = {"on-narrow": 320, "on-wide": 800}
#: percent of the width left free on both sides, for the dots at the ends
_MARGIN = 4.0
#: pixels between two numbers, and of each of their characters, so that they don't touch
_ROOM, _CHARACTER = 7.0, 7.6
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: distances between the lines of the scale
_TICKS = (
    *(_MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    *(_DAY, 2 * _DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY, 365 * _DAY),
)
_MOST_TICKS = 5
#: looks that the picture marks
MARKED = frozenset({Outcome.SUSPECT, Outcome.GONE, Outcome.BACK, Outcome.BLOCKED, Outcome.PAYWALLED})


@dataclass(frozen=True, slots=True)
class _Scale:
    """From instants to percent of the width."""

    start: datetime
    end: datetime

    def at(self, instant: datetime) -> float:
        whole = (self.end - self.start) / timedelta(seconds=1) or 1.0
        part = (instant - self.start) / timedelta(seconds=1) / whole
        return _MARGIN + max(0.0, min(1.0, part)) * (100 - 2 * _MARGIN)


def timeline(
    rows: Sequence[VersionRow], looks: Sequence[Observation], labels: Mapping[int, Sequence[str]]
) -> Markup | None:
    """The pictures; `labels` are those of each change, the heaviest first, by the id of its version.

    None for an article with a single version, which needs none.
    """
    if len(rows) < 2:
        return None
    seen = [look.at for look in looks] or [rows[-1].version.by]
    scale = _Scale(rows[0].version.by, max(rows[-1].version.by, *seen))
    words = escape(f"{len(rows)} versions from {instant(scale.start)} to {instant(scale.end)}; the table says when")
    axis = f'<line class="axis" x1="{_MARGIN}%" x2="{100 - _MARGIN}%"/>'
    below = "".join((axis, *_ticks(scale), *_marks(looks, scale), *_intervals(rows, scale)))
    found = ""
    for style, width in _WIDTHS.items():
        heights = _heights(rows, scale, width)
        top = max(up + _radius(row) for up, row in zip(heights, rows, strict=True))
        above = "".join((*_dots(rows, heights, scale, labels), *_labelled(rows, scale, width, -top - 8)))
        body = f'<g transform="translate(0 {top + _ABOVE:.0f})">{below}{above}</g>'
        size = f'width="100%" height="{top + _ABOVE + _BELOW:.0f}"'
        found += f'<svg class="timeline {style}" role="img" aria-label="{words}" {size}>{body}</svg>'
    return markup(found)


def _intervals(rows: Sequence[VersionRow], scale: _Scale) -> Iterator[str]:
    """The bars, each with a line at its end: it parts a bar from the next, and is seen of the shortest one."""
    for row in rows:
        if row.version.after is not None:
            start, end = scale.at(row.version.after), scale.at(row.version.by)
            yield f'<rect class="between" x="{start:.2f}%" y="1" width="{end - start:.2f}%" height="6"/>'
            yield f'<line class="by" x1="{end:.2f}%" x2="{end:.2f}%" y2="8"/>'


def _heights(rows: Sequence[VersionRow], scale: _Scale, width: int) -> list[float]:
    """How far above the line the middle of each dot is; too many for the picture begin at the line again."""
    placed: list[tuple[float, float, float]] = []
    for row in rows:
        x, radius = scale.at(row.version.by) / 100 * width, _radius(row)
        up = radius
        for at, height, other in sorted(placed, key=lambda dot: dot[1]):
            apart = radius + other + _APART
            if hypot(x - at, up - height) < apart:
                up = height + sqrt(apart**2 - (x - at) ** 2)
        placed.append((x, up if up <= _HIGHEST else radius, radius))
    return [height for _, height, _ in placed]


def _dots(
    rows: Sequence[VersionRow], heights: Sequence[float], scale: _Scale, labels: Mapping[int, Sequence[str]]
) -> Iterator[str]:
    """All stems first: they pass behind the dots below theirs."""
    placed = [(row, up, scale.at(row.version.by)) for row, up in zip(rows, heights, strict=True)]
    for row, up, x in placed:
        if up > _radius(row):
            yield f'<line class="stem" x1="{x:.2f}%" x2="{x:.2f}%" y2="{-up:.1f}"/>'
    for row, up, x in placed:
        title = _title(row, labels.get(row.version.id, ()))
        yield f'<circle class="{_kind(row)}" cx="{x:.2f}%" cy="{-up:.1f}" r="{_radius(row):.1f}">{title}</circle>'


def _labelled(rows: Sequence[VersionRow], scale: _Scale, width: int, y: float) -> Iterator[str]:
    """The numbers, and a line below those that several dots have in common."""
    for close in _close(rows, scale, width):
        x = _middle(close, scale)
        yield f'<text class="number" x="{x:.2f}%" y="{y:.1f}" text-anchor="middle">{_numbers(close)}</text>'
        if len(close) > 1:
            ends = (scale.at(row.version.by) for row in (close[0], close[-1]))
            first, last = (f"{end:.2f}%" for end in ends)
            yield f'<line class="joint" x1="{first}" x2="{last}" y1="{y + 4:.1f}" y2="{y + 4:.1f}"/>'


def _close(rows: Sequence[VersionRow], scale: _Scale, width: int) -> list[list[VersionRow]]:
    """The versions in order, those together that stand too close for numbers of their own."""

    def free(left: list[VersionRow], right: list[VersionRow]) -> float:
        apart = (_middle(right, scale) - _middle(left, scale)) / 100 * width
        return apart - _ROOM - _CHARACTER * (len(_numbers(left)) + len(_numbers(right))) / 2

    found = [[row] for row in rows]
    gaps = [free(left, right) for left, right in pairwise(found)]
    while gaps and min(gaps) < 0:
        k = gaps.index(min(gaps))
        found[k : k + 2] = [found[k] + found[k + 1]]  # whose numbers are longer, and may touch those beside it
        beside = slice(max(0, k - 1), k + 2)
        gaps[beside] = [free(left, right) for left, right in pairwise(found[beside])]
    return found


def _middle(rows: Sequence[VersionRow], scale: _Scale) -> float:
    return (scale.at(rows[0].version.by) + scale.at(rows[-1].version.by)) / 2


def _numbers(rows: Sequence[VersionRow]) -> str:
    """ "v3", or "v3–7"."""
    first, last = rows[0].version.number, rows[-1].version.number
    return f"v{first}" if first == last else f"v{first}–{last}"


def _title(row: VersionRow, labels: Sequence[str]) -> str:
    """What a dot says when it is pointed at."""
    words = "; ".join(filter(None, (", ".join(row.changed) or "first seen", ", ".join(labels))))
    return f"<title>version {row.version.number}: {escape(words)}</title>"


def _radius(row: VersionRow) -> float:
    """The area grows with the number of paragraphs."""
    number = touched(row.differing) if row.differing else 0
    return min(_MOST, _LEAST + 2.2 * sqrt(number))


def _kind(row: VersionRow) -> str:
    if row.differing is None:
        return "first"
    return "headline" if "headline" in row.changed else "change"


def _marks(looks: Sequence[Observation], scale: _Scale) -> Iterator[str]:
    for look in looks:
        if look.outcome in MARKED:
            x = scale.at(look.at)
            yield f'<line class="mark" x1="{x:.2f}%" x2="{x:.2f}%" y1="8" y2="18"/>'


def _ticks(scale: _Scale) -> Iterator[str]:
    whole = scale.end - scale.start
    step = next((tick for tick in _TICKS if whole / tick <= _MOST_TICKS), _TICKS[-1])
    at = scale.start.replace(minute=0, second=0, microsecond=0)
    at = at.replace(hour=0) if step >= _HOUR else at
    while at <= scale.end:
        if at >= scale.start:
            x = scale.at(at)
            is_time = step < _DAY and (at.hour or at.minute)
            words = f"{at:%H:%M}" if is_time else f"{at.day} {at:%b}" if step < 365 * _DAY else f"{at:%Y}"
            yield f'<line class="tick" x1="{x:.2f}%" x2="{x:.2f}%" y2="{_BELOW - 20}"/>'
            yield f'<text x="{x:.2f}%" y="{_BELOW - 6}" text-anchor="middle">{words}</text>'
        at += step
