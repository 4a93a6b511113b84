"""`search`: what was said in all versions, also in those that say it no longer."""

import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsdiff.cli.reading import MOST_ROWS, SourceOption
from newsdiff.cli.settings import JsonFlag, LocalFlag, opened, print_json, wants_colour, width, zone
from newsdiff.cli.stream import parse_cursor, parse_when
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from newsdiff.app import App

_LIMIT = 20


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(search)


def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help='words, "a phrase", begin*, OR, -not, headline:word')],
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="in a version seen since: a date or time, yesterday, 24h, 7d")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="seen before that time, or by that day")] = None,
    source: SourceOption = None,
    is_added: Annotated[bool, typer.Option("--added", help="only what a later version than the first added")] = False,
    is_removed: Annotated[bool, typer.Option("--removed", help="only what a version removed")] = False,
    limit: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="at most so many articles")] = _LIMIT,
    before: Annotated[
        str | None, typer.Option(metavar="ARTICLE:VERSION", help="older than that version: where the last list ended")
    ] = None,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Find words in all versions of all articles, the most recently seen first.

    All words must stand in one version: headline, standfirst, byline and paragraphs. Case and accents do not count.
    Places to look in: headline:, standfirst:, byline:, body:. Chinese, Japanese and Thai are found by any part.

    \b
    newsdiff search 'harbour "two hours late" -tunnel'
    newsdiff search '"broken winch"' --removed --since 7d
    newsdiff search 'headline:(ferry OR ferries) byline:ruiz' --source example --json
    """
    now = datetime.now(UTC)
    start, end = parse_when(since, now), parse_when(until, now, is_end=True)
    if start and end and start >= end:
        raise ConfigError(f"nothing lies between --since {since} and --until {until}")
    if is_added and is_removed:
        raise ConfigError("give --added or --removed: each lists an article by another version")
    from newsdiff.model.search import Event, SearchFilter

    event = Event.ADDED if is_added else Event.REMOVED if is_removed else None
    wanted = SearchFilter(source=source, since=start, until=end, event=event)
    with opened(ctx) as app:
        page = app.search(query, wanted, limit=limit, before=None if before is None else parse_cursor(before))
        silence = "" if page.hits else _silence(app, query, is_narrow=wanted != SearchFilter() or bool(before))
    if as_json:
        from newsdiff.render.json_search import search_json

        print_json(search_json(page))
        return
    if silence:
        typer.echo(silence)
        return
    from newsdiff.render.search import render_search

    asked = {"since": since, "until": until, "source": source, "limit": limit if limit != _LIMIT else None}
    options = [f"--{name} {shlex.quote(str(value))}" for name, value in asked.items() if value is not None]
    command = " ".join(["newsdiff search", shlex.quote(query), *options, *([f"--{event}"] if event else [])])
    text = render_search(page, command=command, event=event, width=width(), colour=wants_colour(), zone=zone(local))
    typer.echo(text, nl=False, color=wants_colour())


def _silence(app: "App", query: str, *, is_narrow: bool) -> str:
    """What stands in place of an empty list, with the next step."""
    from newsdiff.render.phrases import count

    articles = sum(counts.articles for counts in app.archive.articles.sources())
    if not articles:
        return "nothing found: no article is tracked; `newsdiff track URL` looks at one from now on"
    if is_narrow:
        return f"nothing found; `newsdiff search {shlex.quote(query)}` looks everywhere"
    return f"nothing found in {count(articles, 'article')}; begin* finds words that begin so, and OR any of several"
