"""All commands, in the order in which the help lists them."""

from pathlib import Path
from typing import Annotated

import typer

from newsdiff.cli import (
    building,
    finding,
    lineage,
    looking,
    picturing,
    reading,
    rereading,
    searching,
    serving,
    stream,
    upkeep,
    withholding,
)
from newsdiff.cli.settings import Flags

app = typer.Typer(
    name="newsdiff",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Shows how news articles change after publication.

    \b
    newsdiff track https://example.org/news/story   look at a story from now on
    newsdiff snapshot                               look at everything that is due (for cron)
    newsdiff diff 1                                 show the last change of article 1

    --db and --config may stand before or after the command.
    """,
)


def _version(wanted: bool) -> None:
    if wanted:
        from newsdiff import __version__

        typer.echo(f"newsdiff {__version__}")
        raise typer.Exit


@app.callback()
def _newsdiff(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(metavar="PATH|URL", help="the archive: a file, or a database URL")] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="the configuration to read")] = None,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version and leave")
    ] = False,
) -> None:
    ctx.obj = Flags(db=db, config=config)


for module in (
    finding,
    looking,
    reading,
    stream,
    searching,
    lineage,
    picturing,
    serving,
    building,
    withholding,
    rereading,
    upkeep,
):
    module.register(app)
