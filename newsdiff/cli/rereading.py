"""`reextract`: what an upgrade changes of all that was read before."""

import os
import sys
from typing import Annotated

import typer

from newsdiff.cli.settings import JsonFlag, opened, print_json, width


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(reextract)


def reextract(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only tell what would change")] = False,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="only this source")] = None,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=64, help="read with so many processes (default: one per core)")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Read all stored versions anew, after an upgrade.

    newsdiff does this by itself, article by article, when it compares. Done at once it shows what a new extractor, new
    knowledge of a source or other selectors change. Former readings stay, and no version is made. A run that was broken
    off is taken up by the next.

    \b
    newsdiff reextract --dry-run
    newsdiff reextract --source example
    """
    from newsdiff.cli.progress import progress

    with opened(ctx) as app, progress(sys.stderr.isatty() and not as_json, "reading") as bar:
        report = app.reextract(
            source=source,
            processes=processes or os.cpu_count() or 1,
            is_dry=dry_run,
            on_plan=bar.plan,
            on_done=bar.advance,
        )
    if as_json:
        from newsdiff.render.json_upkeep import reextract_json

        print_json(reextract_json(report))
        return
    from newsdiff.render.rereading import render_reextraction

    typer.echo(render_reextraction(report, width=width()), nl=False)
