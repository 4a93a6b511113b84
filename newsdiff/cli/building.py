"""`build`: the archive as files."""

import re
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from newsdiff.cli.progress import progress
from newsdiff.cli.settings import opened, warn
from newsdiff.errors import ConfigError

#: what an address may be made of: everything else stands in it as %22
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:@!$&'()*+,;=%/\[\]-]+")


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(build)


def build(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="where the files go; made if it is not there")],
    site_url: Annotated[
        str, typer.Option(metavar="URL", help="where the files will be seen: feeds and pictures need whole addresses")
    ] = "",
) -> None:
    """Write the archive as files that any web host can serve.

    The pages of `serve`, with their feeds and pictures. Only what changed is made anew and written. What a withheld
    article left is removed, and nothing that newsdiff did not write. Silent when nothing had to be written.

    \b
    newsdiff build site --site-url https://example.org/changes
    """
    if not folder:  # an unset variable of a script; as a path it would be the present folder
        raise ConfigError("say in which folder the files go: newsdiff build DIR")
    address = _address(site_url)
    with opened(ctx) as app, progress(sys.stderr.isatty(), "building") as bar:
        from newsdiff.render.phrases import count  # reading all that a change is takes a fifth of `--help`
        from newsdiff.web.files.make import build as write

        counts, failed = write(app, Path(folder), address, on_plan=bar.plan, on_done=bar.advance)
    if counts.written or counts.removed:  # nothing is said of nothing: cron mails whatever is printed
        typer.echo(f"{folder}: {count(counts.files, 'file')}, {counts.written:,} written, {counts.removed:,} removed")
        if not address:
            warn("newsdiff: without --site-url there are no feeds and no pictures: they need whole addresses")
    for name in counts.left:
        warn(f"newsdiff: {Path(folder) / name} is no part of the site any more, and stays: somebody changed it")
    for words in failed:
        warn(f"newsdiff: a page says that it cannot be made: {words}")
    if failed:
        raise typer.Exit(1)


def _address(text: str) -> str:
    """With one slash at its end; "" for none. Raises: ConfigError."""
    if not text:
        return ""
    wrong = ConfigError(f"--site-url {text}: write it as https://example.org/changes, without user, ? and #")
    try:
        parts = urlsplit(text)
        is_web = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError as error:
        raise wrong from error
    if not is_web or not _ADDRESS.fullmatch(text):
        raise wrong
    return text.rstrip("/") + "/"
