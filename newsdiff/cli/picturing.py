"""`card`: the picture of a comparison."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsdiff.cli.comparing import version_numbers
from newsdiff.cli.reading import ArticleArgument
from newsdiff.cli.settings import LocalFlag, opened, warn, zone
from newsdiff.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(card)


def card(
    ctx: typer.Context,
    article: ArticleArgument,
    old: Annotated[str | None, typer.Argument(metavar="[OLD]", help="number of the older version")] = None,
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="number of the newer version")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="where it is written; - for standard output")
    ] = None,
    local: LocalFlag = False,
) -> None:
    """Draw a picture of what changed in an article.

    Of the last change, or between two versions: a PNG of 1200 x 630 with the headline and the most telling paragraph.
    Its words, for those who don't see it, go to standard error. Needs pip install 'newsdiff[cards]'.

    \b
    newsdiff card 12 -o change.png
    newsdiff card 12 1 4 -o change.png
    """
    from newsdiff.cards import MISSING, NoCard, are_there, png

    if output is None:
        raise ConfigError("say where to write the picture: newsdiff card ARTICLE [OLD] [NEW] -o FILE")
    if not are_there():
        raise ConfigError(MISSING)
    with opened(ctx) as app:
        found = app.article(article)
        if found.versions < 2:
            have = "one version" if found.versions else "no version yet"
            raise ConfigError(f"article {found.id} has {have}: there is no change to draw")
        view = app.views().difference(found, *version_numbers(found, old, new))
        drawable = app.card(view, zone=zone(local))
    if isinstance(drawable, NoCard):
        raise ConfigError(f"no card of this change: {drawable.reason}")
    _write(output, png(drawable))
    warn(drawable.alt)


def _write(output: Path, picture: bytes) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(picture)
        return
    try:
        output.write_bytes(picture)
    except OSError as error:
        raise ConfigError(f"{output} cannot be written: {error.strerror}; choose another file with -o") from error
