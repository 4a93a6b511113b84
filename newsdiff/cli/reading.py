"""`list`, `feeds`, `log`, `show`, `diff`, `extract`: what is known."""

from typing import Annotated

import typer

from newsdiff.cli import comparing, extracting, known
from newsdiff.cli.settings import JsonFlag, LocalFlag, TextFlag, opened, print_json, width, zone


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("list")(list_articles)
    known.register(app)
    app.command()(feeds)
    app.command()(log)
    app.command()(show)
    comparing.register(app)
    extracting.register(app)


#: of a list; more than any archive has, and few enough for a database
MOST_ROWS = 1_000_000_000
SourceOption = Annotated[str | None, typer.Option("--source", metavar="NAME", help="only this source")]
ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="number or any address of an article")]


def list_articles(
    ctx: typer.Context,
    source: SourceOption = None,
    limit: Annotated[int | None, typer.Option(min=1, max=MOST_ROWS, help="at most so many")] = None,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """List the tracked articles, oldest first.

    \b
    newsdiff list --source example
    newsdiff list --json
    """
    with opened(ctx) as app:
        if source is not None:
            app.require_source(source)
        articles = app.archive.articles.all(source=source, limit=limit)
        seen = app.archive.history.last_outcomes([article.id for article in articles])
    outcomes = {number: outcome for number, (outcome, _) in seen.items()}
    if as_json:
        from newsdiff.render.json_archive import list_row_json

        print_json([list_row_json(article, outcomes.get(article.id)) for article in articles])
        return
    from newsdiff.render.listing import render_list

    typer.echo(render_list(articles, outcomes, width=width(), zone=zone(local)), nl=False)


def feeds(ctx: typer.Context, source: SourceOption = None, local: LocalFlag = False, as_json: JsonFlag = False) -> None:
    """List the feeds, sitemaps and section pages.

    With how their last look went, and how many entries wait.

    \b
    newsdiff feeds --source example
    """
    with opened(ctx) as app:
        if source is not None:
            app.require_source(source)
        rows = app.feed_rows(source)
    if as_json:
        from newsdiff.render.json_archive import feed_json

        print_json([feed_json(row) for row in rows])
        return
    from newsdiff.render.listing import render_feeds

    typer.echo(render_feeds(rows, width=width(), zone=zone(local)), nl=False)


def log(
    ctx: typer.Context,
    article: ArticleArgument,
    everything: Annotated[bool, typer.Option("--all", help="every look, and metadata that changed")] = False,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show the history of an article.

    Its versions, and the looks at which it was suspect, gone, back or blocked.

    \b
    newsdiff log 12
    newsdiff log https://example.org/news/story --all
    """
    with opened(ctx) as app:
        found = app.article(article)
        rows, swings = app.views().versions(found)
        looks = app.archive.history.observations(found.id)
        policy = app.policy(found)
    if as_json:
        from newsdiff.render.json_archive import log_json

        print_json(log_json(found, rows, looks, swings))
        return
    from newsdiff.render.log import render_head, render_log

    typer.echo(render_head(found, policy, width=width()), nl=False)
    lines = render_log(rows, looks, alternations=swings, all_looks=everything, width=width(), zone=zone(local))
    typer.echo(lines, nl=False)


def show(
    ctx: typer.Context,
    article: ArticleArgument,
    version: Annotated[int | None, typer.Argument(help="number of a version (default: the newest)")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="write the page's bytes as they were received")] = False,
    as_text: TextFlag = False,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show what a version says.

    \b
    newsdiff show 12
    newsdiff show 12 3 --text > version3.txt
    newsdiff show 12 3 --raw > page.html
    """
    with opened(ctx) as app:
        found = app.article(article)
        known = app.archive.history.version(found.id, max(1, found.versions) if version is None else version)
        if raw:
            typer.get_binary_stream("stdout").write(app.archive.history.payload(known.payload_sha256))
            return
        text = app.reader.version(known, found.source, app.now())
        outcome, _ = app.archive.history.last_outcomes([found.id]).get(found.id, (None, ""))
    if as_json:
        from newsdiff.render.json_archive import show_json

        print_json(show_json(found, known, text, outcome))
        return
    if as_text:
        from newsdiff.render.unified import plain_text

        typer.echo(plain_text(text), nl=False)
        return
    from newsdiff.render.reading import render_version

    typer.echo(render_version(found, known, text, width=width(), zone=zone(local)), nl=False)
