"""`serve`: the archive in a browser."""

import re
from typing import Annotated

import typer

from newsdiff.cli.settings import opened, warn
from newsdiff.errors import ConfigError

# browsers leave out . and .. before they ask
_BASE = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+")
_NAME = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(serve)


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="where to listen")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0: one that is free")] = 8000,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="one more name by which browsers know this server")
    ] = None,
    access_log: Annotated[bool, typer.Option(help="write one line for each request to stderr")] = True,
    base_path: Annotated[str, typer.Option(metavar="/PATH", help="the part of a site that the pages are")] = "",
) -> None:
    """Show the archive in a browser.

    Reads and never looks at any article. It answers to this machine's own names, to the address at which it listens,
    and to the names that you allow. Ctrl+C ends it.

    \b
    newsdiff serve
    newsdiff serve --port 8080
    newsdiff serve --allow-host news.example.org --base-path /changes
    """
    base, names = _base(base_path), [_name(name) for name in allow_host or ()]
    with opened(ctx) as app:
        from newsdiff.web.listen import listening, serve, shown
        from newsdiff.web.site import make_site

        site = make_site(app, allowed=[shown(host), *names], base=base)
        sock = listening(host, port)
        address = f"http://{shown(host)}:{sock.getsockname()[1]}{base}/"
        serve(
            site,
            sock,
            access_log=access_log,
            on_ready=lambda: warn(f"{app.archive.name} is shown at {address} (Ctrl+C ends it)"),
        )


def _base(text: str) -> str:
    """ "/x" for "/x/", "" for "/". Raises: ConfigError."""
    path = text.rstrip("/")
    if path and not _BASE.fullmatch(path):
        raise ConfigError(f"--base-path {text}: write it as /changes: letters, digits and . _ ~ - between slashes")
    return path


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ConfigError(f"--allow-host {text}: give a name alone, as news.example.org, without scheme and port")
    return text
