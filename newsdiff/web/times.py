"""Times as the pages show them, in UTC: short where the day or the year stands above, whole in their titles."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from markupsafe import Markup

from newsdiff.render.json_shapes import instant_json
from newsdiff.render.phrases import instant
from newsdiff.web.page import markup
from newsdiff.web.words import held


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What stands above a list of times, and is not repeated in them."""

    year: int | None = None
    day: date | None = None
    zone: bool = False


NOTHING = Above()


def seen(after: datetime | None, by: datetime, did: str = "appeared", above: Above = NOTHING) -> Markup:
    """When something happened: both ends of what is known, never a moment. `did`: what, in the past tense."""
    if after is None:
        return markup(f"first seen {moment(by, above)}")
    start, end = after.astimezone(UTC), by.astimezone(UTC)
    if start.date() == end.date():
        form = "%H:%M" if f"{start:%H:%M}" != f"{end:%H:%M}" else "%H:%M:%S"  # looks within one minute need seconds
        day = "" if above.day == end.date() else held(f"{_day(end, above)}, ")
        words = [f"{start:{form}}", f"{end:{form}}"]
    else:
        days = _day(start, Above(year=end.year)), _day(end, above)
        day, words = "", [f"{told}, {at:%H:%M}" for told, at in zip(days, (start, end), strict=True)]
    comma = "" if start.date() == end.date() else ","
    return markup(
        f"{did} {day}between {_time(after, words[0])}{comma} and {_time(by, words[1] + _zone(above))}".lstrip()
    )


def moment(at: datetime, above: Above = NOTHING) -> Markup:
    """The instant of a look: "2 Nov 2026, 07:40 UTC"; whole in its title."""
    local = at.astimezone(UTC)
    return markup(_time(at, f"{_day(local, above)}, {local:%H:%M}{_zone(above)}"))


def stamp_words(at: datetime) -> str:
    """A stamp that a page gives: "15 Jul 2026, 09:25 UTC", as text that no line parts."""
    local = at.astimezone(UTC)
    return f"{_day(local, NOTHING)}, {local:%H:%M} UTC".replace(" ", "\N{NO-BREAK SPACE}")


def _day(at: datetime, above: Above) -> str:
    told = f"{at.day} {at:%b}" if above.year == at.year else f"{at.day} {at:%b} {at.year}"
    return told.replace(" ", "\N{NO-BREAK SPACE}")


def _zone(above: Above) -> str:
    return "" if above.zone else " UTC"


def _time(at: datetime, shown: str) -> str:
    return f'<time datetime="{instant_json(at)}" title="{instant(at)}">{shown}</time>'


def day_html(day: date) -> Markup:
    """ "Monday 2 November 2026"."""
    return markup(f'<time datetime="{day.isoformat()}">{day:%A} {day.day} {day:%B %Y}</time>')
