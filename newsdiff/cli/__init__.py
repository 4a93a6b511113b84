"""The command line: parse, call app, render. No logic, and nothing heavy is imported before a command runs."""

import os
import sys
from collections.abc import Sequence

from newsdiff.errors import ConfigError, Locked, NewsdiffError, NotFound, StorageError

#: exit codes, as the README documents them
OK, FAILED, USAGE, LOCKED, BROKEN = 0, 1, 2, 3, 4
#: options of newsdiff itself that may stand before or after the command
_GLOBAL = ("--db", "--config")


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `newsdiff`. Exits with a documented code; errors become one line on stderr."""
    from newsdiff.cli.commands import app

    try:
        app(args=_globals_first(list(sys.argv[1:] if arguments is None else arguments)), prog_name="newsdiff")
    except NewsdiffError as error:
        from newsdiff.render.clean import clean

        print(f"newsdiff: {clean(str(error))}", file=sys.stderr)  # noqa: T201
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; Python would complain about it at exit
        sys.exit(141)
    except OSError as error:
        print(f"newsdiff: the output cannot be written: {error.strerror}", file=sys.stderr)  # noqa: T201
        os._exit(BROKEN)  # a normal exit would try to write once more


def exit_code(error: NewsdiffError) -> int:
    """The code by which a program can tell errors apart."""
    if isinstance(error, ConfigError | NotFound):
        return USAGE
    if isinstance(error, Locked):
        return LOCKED
    return BROKEN if isinstance(error, StorageError) else FAILED


def _globals_first(arguments: list[str]) -> list[str]:
    """Move --db and --config before the command, wherever they stand (up to a bare `--`)."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    place = 0
    while place < end:
        word = arguments[place]
        if word in _GLOBAL and place + 1 < end:
            front += arguments[place : place + 2]
            place += 1
        elif word.startswith(tuple(f"{name}=" for name in _GLOBAL)):
            front.append(word)
        else:
            rest.append(word)
        place += 1
    return front + rest + arguments[end:]
