"""`withhold`: what is not shown to browsers."""

from typing import Annotated

import typer

from newsdiff.cli.reading import ArticleArgument
from newsdiff.cli.settings import opened
from newsdiff.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(withhold)


def withhold(
    ctx: typer.Context,
    article: ArticleArgument,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="what readers are told")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="show it again")] = False,
) -> None:
    """Show an article to no browser any more.

    `serve` answers with status 410 and the reason wherever the article stood: pages, feeds, API. What is known of it
    stays, it is looked at as before, and the other commands show it.

    \b
    newsdiff withhold 12 --reason "Withdrawn at the request of a person named in it."
    newsdiff withhold 12 --lift
    """
    from newsdiff.render.clean import clean

    words = clean(reason or "").strip()
    if bool(words) == lift:
        raise ConfigError("say why with --reason TEXT, or show the article again with --lift")
    with opened(ctx) as app:
        found = app.article(article)
        app.archive.articles.withhold(found.id, None if lift else words)
    said = "is shown to browsers again" if lift else "is withheld from browsers"
    typer.echo(clean(f"article {found.id} {said}; its history stays: {found.url}"))
