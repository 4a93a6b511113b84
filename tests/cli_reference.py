"""Writes docs/cli.md from the help texts: `python -m tests.cli_reference > docs/cli.md` (or `make docs`)."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.forking import run_forked

GROUPS = {"schedule": ("install", "remove"), "config": ("show",), "db": ("status", "upgrade", "backup", "reindex")}
#: groups that do something themselves
BOTH = {"sources": ("boilerplate", "learn")}


@cache
def help_of(*command: str) -> str:
    """A command's help, as on a terminal of 100 columns."""
    environment = {**os.environ, "COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    code, told, fault = run_forked([*command, "--help"], environment, Path.cwd(), b"")
    assert code == 0, fault.decode()
    return "\n".join(text.rstrip() for text in told.decode().strip().splitlines())


def commands() -> list[tuple[str, ...]]:
    """Every command, in the order of the help."""
    listed = help_of().split("Commands:\n")[1]
    names = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
    found: list[tuple[str, ...]] = []
    for name in names:
        found += [] if name in GROUPS else [(name,)]
        found += [(name, sub) for sub in (*GROUPS.get(name, ()), *BOTH.get(name, ()))]
    return found


def reference() -> Iterator[str]:
    """The page, line by line."""
    yield "# Commands\n"
    yield "Made from the help texts by `make docs`; a test fails when it is stale.\n"
    yield f"```\n{help_of()}\n```\n"
    for command in commands():
        yield f"## newsdiff {' '.join(command)}\n"
        yield f"```\n{help_of(*command)}\n```\n"


if __name__ == "__main__":
    print("\n".join(reference()), end="")
