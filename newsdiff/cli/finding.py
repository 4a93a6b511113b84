"""`track`, `untrack`, `add`: what is looked at."""

from typing import TYPE_CHECKING, Annotated

import typer

from newsdiff.cli.settings import JsonFlag, load, opened, parse_time, print_json, read_file, warn
from newsdiff.errors import ConfigError, NotFound
from newsdiff.model.feed import Filters, TargetKind

if TYPE_CHECKING:
    from newsdiff.tracking.track import Tracked


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(track)
    app.command()(untrack)
    app.command()(add)


def track(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET...", help="addresses", show_default=False)
    ] = None,
    kind: Annotated[TargetKind | None, typer.Option(help="believe that it is this, and fetch nothing")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="the publication (default: the host)")] = None,
    from_file: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="read addresses from a file, one per line, # for comments")
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option(metavar="REGEX", help="take only entries whose URL, title or category matches")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="REGEX", help="take no entries that match")] = None,
    backfill: Annotated[bool, typer.Option("--backfill", help="take a feed's older entries too")] = False,
    every: Annotated[
        int | None, typer.Option(metavar="MINUTES", min=5, help="how often the feed is looked at (at least 5)")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Look at articles, feeds or sections from now on.

    Finds out by looking what stands behind an address, and says it. With --kind article you vouch for a page that does
    not look like one: a list of teasers, a single sentence.

    \b
    newsdiff track https://example.org/news/story
    newsdiff track https://example.org/feed.xml --source example --exclude /sport/
    newsdiff track --kind article --from-file addresses.txt
    """
    from newsdiff.model.address import check_url
    from newsdiff.tracking.track import TrackOptions

    urls = _targets(targets or [], from_file)
    for url in urls:
        check_url(url)
    filters = _filters(include, exclude)
    options = TrackOptions(
        kind=kind,
        source=source,
        filters=filters,
        backfill=backfill,
        feed_period_s=every * 60.0 if every else None,
    )
    results: list[Tracked] = []
    with opened(ctx, must_exist=False) as app:

        def tell(result: "Tracked") -> None:
            results.append(result)
            if not as_json:
                _tell(result, is_quiet=len(urls) > 20 and kind is not None)

        left = app.track(urls, options, tell)
    if as_json:
        from newsdiff.render.json_archive import tracked_json
        from newsdiff.tracking.report import tracked_row

        print_json([tracked_json(tracked_row(result)) for result in results])
    elif len(urls) > 20 and kind is not None:
        new = sum(result.is_new for result in results)
        typer.echo(f"{len(results)} addresses: {new} new, {len(results) - new} tracked already")
    if left:
        warn(f"newsdiff: told to stop: {left} of {len(urls)} addresses were not reached; run the same command again")
    if left or any(result.error for result in results):
        raise typer.Exit(1)


def _filters(include: list[str] | None, exclude: list[str] | None) -> Filters | None:
    from newsdiff.discover.filters import check_filters

    if not include and not exclude:
        return None
    filters = Filters(include=tuple(include or ()), exclude=tuple(exclude or ()))
    check_filters(filters)
    return filters


def _targets(targets: list[str], from_file: str | None) -> list[str]:
    """Addresses in the order given, each once, byte for byte."""
    urls = list(targets)
    if from_file is not None:
        try:
            text = read_file(from_file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ConfigError(f"{from_file} is not UTF-8 text: {error.reason} at byte {error.start}") from error
        lines = (line.strip() for line in text.splitlines())
        urls += [line.split(" #")[0].rstrip() for line in lines if line and not line.startswith("#")]
    if not urls:
        raise ConfigError("nothing to track: give addresses, or --from-file FILE")
    return list(dict.fromkeys(urls))


def _tell(result: "Tracked", *, is_quiet: bool) -> None:
    from newsdiff.render.clean import clean
    from newsdiff.tracking.report import tracked_row

    row = tracked_row(result)
    if result.error:
        warn(f"newsdiff: {result.error}")
    elif not is_quiet:
        for line in row.lines():
            typer.echo(clean(line))
    for warning in row.warnings:
        warn(f"newsdiff: warning: {warning}")


def untrack(
    ctx: typer.Context,
    targets: Annotated[list[str], typer.Argument(metavar="TARGET...", help="article numbers, or addresses")],
) -> None:
    """Stop looking at articles or feeds. Their history stays.

    \b
    newsdiff untrack 12
    newsdiff untrack https://example.org/feed.xml
    """
    from newsdiff.model.address import address_key
    from newsdiff.render.clean import clean

    with opened(ctx) as app:
        for target in targets:
            feed = None if target.isdigit() else app.archive.feeds.by_key(address_key(target))
            if feed is not None:
                app.archive.feeds.untrack(feed.id)
                typer.echo(clean(f"feed {feed.id} is no longer looked at; its articles are: {feed.url}"))
                continue
            article = app.article(target)
            app.archive.articles.untrack(article.id)
            typer.echo(clean(f"article {article.id} is no longer looked at; its history stays: {article.url}"))


def add(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE|URL", help="number or address of an article")],
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="the page or text that you saved")],
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="when you saved it (default: now), such as 2026-11-22T14:05")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="the publication of a new address")] = None,
) -> None:
    """Record a page or text saved by hand.

    For pages that are paywalled, made by scripts, or blocked for us. A new address is not looked at by itself;
    `newsdiff track` does that.

    \b
    newsdiff add https://example.org/paid/story saved.html --at 2026-11-22T14:05
    """
    load(ctx)
    payload = read_file(file)
    if not payload.strip():
        raise ConfigError(f"{file} is empty: there is nothing to record")
    with opened(ctx, must_exist=False) as app:
        try:
            known = app.article(article)
        except NotFound:
            if article.isdigit():
                raise
            known = app.add_unwatched(article, source)
        result = app.add_by_hand(known, payload, parse_time(at) if at else None)
    seen = result.observation
    if result.new_version is not None:
        typer.echo(f"article {known.id}: recorded by hand as version {result.new_version}")
    elif seen.version is not None:
        typer.echo(f"article {known.id}: recorded by hand; it says what version {seen.version} says")
    else:
        why = seen.detail or seen.reason
        raise ConfigError(f"no article was found in {file} ({why}); the look was recorded as {seen.outcome.value}")
