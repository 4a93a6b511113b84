"""`changes`: what changed in the whole archive, newest first."""

import re
import shlex
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from newsdiff.cli.reading import MOST_ROWS, SourceOption
from newsdiff.cli.settings import JsonFlag, LocalFlag, opened, parse_time, print_json, wants_colour, width, zone
from newsdiff.errors import ConfigError
from newsdiff.model.change import LabelName

if TYPE_CHECKING:
    from newsdiff.app import App
    from newsdiff.model.stream import ChangeFilter
    from newsdiff.render.stream import StreamPage

_AGO = re.compile(r"(\d{1,6})([mhdw])", re.ASCII)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAYS = {"today": 0, "yesterday": 1}
_CURSOR = re.compile(r"(\d{1,18}):(\d{1,18})", re.ASCII)
_LIMIT = 20


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(changes)


def changes(
    ctx: typer.Context,
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="seen since: a date or time, today, yesterday, 24h, 7d")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="seen before that time, or by that day")] = None,
    source: SourceOption = None,
    labels: Annotated[
        str | None, typer.Option("--label", metavar="NAME,...", help="with one of these: number, name, quotation ...")
    ] = None,
    min_weight: Annotated[
        int | None, typer.Option(metavar="W", min=0, max=100, help="weighing at least so much, of 100")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="at most so many")] = _LIMIT,
    before: Annotated[
        str | None, typer.Option(metavar="ARTICLE:VERSION", help="older than that change: where the last list ended")
    ] = None,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show what changed in all articles, newest first.

    Each change with its labels, its weight and its most telling paragraph. What goes back and forth stands once.

    \b
    newsdiff changes --since yesterday
    newsdiff changes --since 7d --source example --label number,quotation
    newsdiff changes --min-weight 50 --json
    """
    now = datetime.now(UTC)
    names = label_names(labels)
    start, end = parse_when(since, now), parse_when(until, now, is_end=True)
    if start and end and start >= end:
        raise ConfigError(f"nothing lies between --since {since} and --until {until}")
    from newsdiff.model.stream import ChangeFilter

    wanted = ChangeFilter(since=start, until=end, source=source, labels=names, min_weight=min_weight)
    with opened(ctx) as app:
        if source is not None:
            app.require_source(source)
        page = _page(app, wanted, limit, before)
        silence = "" if page.entries else _silence(app, page, is_narrow=wanted != ChangeFilter() or bool(before))
    if as_json:
        from newsdiff.render.json_stream import changes_json

        print_json(changes_json(page))
        return
    if silence:
        typer.echo(silence)
        return
    from newsdiff.render.stream import render_stream

    asked = {"since": since, "until": until, "source": source, "label": labels, "min-weight": min_weight}
    asked |= {"limit": limit if limit != _LIMIT else None}
    text = render_stream(page, command=_command(asked), width=width(), colour=wants_colour(), zone=zone(local))
    typer.echo(text, nl=False, color=wants_colour())


def _page(app: "App", wanted: "ChangeFilter", limit: int, before: str | None) -> "StreamPage":
    from newsdiff.cli.progress import progress

    with progress(sys.stderr.isatty(), "assessing") as bar:
        stream = app.stream(on_plan=bar.plan, on_assessed=bar.advance)
        cursor = None if before is None else stream.change(*parse_cursor(before))
        return stream.page(wanted, limit=limit, before=cursor)


def _command(asked: dict[str, str | int | None]) -> str:
    """The command that was given, without `--before`."""
    options = [f"--{name} {shlex.quote(str(value))}" for name, value in asked.items() if value is not None]
    return " ".join(["newsdiff changes", *options])


def _silence(app: "App", page: "StreamPage", *, is_narrow: bool) -> str:
    """What stands in place of an empty list, with the next step."""
    from newsdiff.render.phrases import count
    from newsdiff.render.stream import left_out_line

    if line := left_out_line(page.left_out):
        return f"no such changes; {line}"
    articles = sum(source.articles for source in app.archive.articles.sources())
    if not articles:
        return "no changes yet: no article is tracked; `newsdiff track URL` looks at one from now on"
    if is_narrow:
        return "no such changes; `newsdiff changes` lists all"
    return f"no changes yet in {count(articles, 'article')}; `newsdiff snapshot` looks at what is due"


def label_names(text: str | None) -> frozenset[LabelName]:
    """The labels named, several with commas between them; correction-note or "correction note". Raises: ConfigError."""
    if text is None:
        return frozenset()
    known = {name.value.replace(" ", "-"): name for name in LabelName}
    wanted = [re.sub(r"[\s_]+", "-", word.strip().lower()) for word in text.split(",")]
    for word in wanted:
        if word not in known:
            raise ConfigError(f"--label {text}: {word!r} is no label; known: {', '.join(known)}")
    return frozenset(known[word] for word in wanted)


def parse_when(text: str | None, now: datetime, *, is_end: bool = False) -> datetime | None:
    """A time as a person gives it, as UTC: a date or time, "today", "yesterday", "90m", "24h", "7d", "2w" ago.

    Days are those of this machine's timezone; `is_end`: a day means its end. Raises: ConfigError.
    """
    if text is None:
        return None
    word = text.strip().lower()
    try:
        if ago := _AGO.fullmatch(word):
            return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        if (day := _day(word, now)) is not None:
            return datetime.combine(day + timedelta(days=is_end), time()).astimezone(UTC)
        return parse_time(text)
    except (ConfigError, ValueError, OverflowError) as error:
        raise ConfigError(
            f"{text!r} is no time: write 2026-11-22, 2026-11-22T14:05, yesterday, 24h or 7d (m, h, d, w: so long ago)"
        ) from error


def _day(word: str, now: datetime) -> date | None:
    """The day that a word or a bare date means; None for a time of day."""
    if word in _DAYS:
        return now.astimezone().date() - timedelta(days=_DAYS[word])
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def parse_cursor(text: str) -> tuple[int, int]:
    """What `--before` names: article and version. Raises: ConfigError."""
    found = _CURSOR.fullmatch(text.strip())
    if not found:
        raise ConfigError(f"--before {text}: write ARTICLE:VERSION, as the last line of a list does")
    return int(found[1]), int(found[2])
