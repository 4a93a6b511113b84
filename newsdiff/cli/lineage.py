"""`blame`, `history`: over many versions, where text comes from and what became of it."""

from typing import Annotated

import typer

from newsdiff.cli.reading import ArticleArgument
from newsdiff.cli.settings import JsonFlag, LocalFlag, opened, print_json, wants_colour, width, zone


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(blame)
    app.command()(history)


def blame(
    ctx: typer.Context,
    article: ArticleArgument,
    version: Annotated[int | None, typer.Argument(help="number of a version (default: the newest)")] = None,
    by_sentence: Annotated[bool, typer.Option("--sentences", help="of each sentence, not of each paragraph")] = False,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show which versions brought and last edited each text.

    Moves, splits and merges are followed. A split or a merge is an edit; a move or a change of typography is not.

    \b
    newsdiff blame 12
    newsdiff blame 12 3 --sentences
    """
    with opened(ctx) as app:
        view = app.views().blame(app.article(article), version, by_sentence=by_sentence)
    if as_json:
        from newsdiff.render.json_lineage import blame_json

        print_json(blame_json(view))
        return
    from newsdiff.render.lineage import render_blame

    text = render_blame(view, width=width(), colour=wants_colour(), zone=zone(local))
    typer.echo(text, nl=False, color=wants_colour())


def history(
    ctx: typer.Context,
    article: ArticleArgument,
    paragraph: Annotated[
        int, typer.Option("--paragraph", "-p", metavar="N", help="number of the paragraph in that version, from 1")
    ],
    version: Annotated[int | None, typer.Option("--version", help="number of a version (default: the newest)")] = None,
    local: LocalFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show the life of one paragraph.

    Each version in which something happened to it: back to its origin, and on until it was removed.

    \b
    newsdiff history 12 --paragraph 3
    newsdiff history 12 --paragraph 5 --version 2
    """
    with opened(ctx) as app:
        view = app.views().life(app.article(article), version, paragraph)
    if as_json:
        from newsdiff.render.json_lineage import history_json

        print_json(history_json(view))
        return
    from newsdiff.render.lineage import render_life

    text = render_life(view, width=width(), colour=wants_colour(), zone=zone(local))
    typer.echo(text, nl=False, color=wants_colour())
