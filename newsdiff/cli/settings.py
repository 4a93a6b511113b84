"""What every command shares: the flags of newsdiff itself, opening the archive, writing results."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from newsdiff.app import App
    from newsdiff.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """The options of newsdiff itself."""

    db: str | None = None
    config: Path | None = None


JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON (documented in docs/schemas)")]
TextFlag = Annotated[bool, typer.Option("--text", help="print the texts alone, each on one line")]
LocalFlag = Annotated[bool, typer.Option("--local", help="show times in this machine's timezone instead of UTC")]


def load(ctx: typer.Context) -> "Config":
    """The configuration of this run. Raises: ConfigError."""
    from newsdiff.config import load_config

    flags: Flags = ctx.obj
    return load_config(db=flags.db, file=flags.config)


@contextmanager
def opened(ctx: typer.Context, *, must_exist: bool = True) -> Iterator["App"]:
    """newsdiff on the configured archive."""
    from newsdiff.app import open_app

    with open_app(load(ctx), must_exist=must_exist) as app:
        yield app


def print_json(value: Any) -> None:
    """A result on stdout, as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def warn(text: str) -> None:
    """Words for a person, on stderr."""
    from newsdiff.render.clean import clean

    typer.echo(clean(text), err=True)


def width() -> int:
    """Columns of the terminal; 80 when there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def wants_colour() -> bool:
    """Whether stdout is a terminal that may be coloured (NO_COLOR and FORCE_COLOR are heeded)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def zone(local: bool) -> tzinfo:
    """The timezone in which times are shown."""
    return (datetime.now(UTC).astimezone().tzinfo or UTC) if local else UTC


def read_file(name: str) -> bytes:
    """A file's bytes, or standard input's for "-". Raises: ConfigError."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ConfigError(f"{name} cannot be read: {error.strerror}") from error


def parse_time(text: str) -> datetime:
    """A time given by a person, as UTC; one without offset is this machine's. Raises: ConfigError."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError as error:
        raise ConfigError(f"{text!r} is no time: write 2026-11-22T14:05 or 2026-11-22T14:05+01:00") from error
