"""The lines and units by which cron or systemd run `newsdiff snapshot`, and reading and writing the user's crontab."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from newsdiff.config import Config
from newsdiff.errors import ConfigError

#: marks our lines, so that they can be replaced and taken out again
MARK = "# newsdiff snapshot"


def snapshot_command(config: Config) -> list[str]:
    """`newsdiff snapshot` with absolute paths: cron knows neither our PATH nor our working directory.

    Raises: ConfigError when a path cannot be written into a crontab.
    """
    script = Path(sys.argv[0]).absolute()
    program = [str(script)] if script.name == "newsdiff" else [sys.executable, "-m", "newsdiff"]
    arguments = ["--db", _absolute(config.db)]
    if config.file:
        arguments += ["--config", str(config.file.absolute())]
    command = [*program, *arguments, "snapshot"]
    broken = next((word for word in command if not word.isprintable()), None)
    if broken is not None:
        raise ConfigError(f"{broken!r} holds a line break or control character, which cron and systemd cannot be given")
    return command


def _absolute(db: str) -> str:
    from newsdiff.storage.dialect import database_url, sqlite_path

    path = sqlite_path(database_url(db))
    return db if path is None else str(path)


def cron_line(command: list[str], minutes: int) -> str:
    """One line for a crontab."""
    when = "* * * * *" if minutes == 1 else f"*/{minutes} * * * *"
    # a bare percent sign means a line break in a crontab
    return f"{when} {shlex.join(command)} {MARK}".replace("%", r"\%")


def systemd_units(command: list[str], minutes: int) -> str:
    """A service and a timer for `systemctl --user`, with where to put them."""
    line = " ".join(_systemd_quoted(word) for word in command)
    return f"""\
# ~/.config/systemd/user/newsdiff.service
[Unit]
Description=Look at news articles that are due
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={line}
# 1: some articles failed; 3: another run is at it
SuccessExitStatus=1 3

# ~/.config/systemd/user/newsdiff.timer
[Unit]
Description=Look at news articles every {minutes} minutes

[Timer]
OnBootSec=1min
OnUnitInactiveSec={minutes}min
RandomizedDelaySec=10s

[Install]
WantedBy=timers.target

# then: systemctl --user daemon-reload && systemctl --user enable --now newsdiff.timer"""


def _systemd_quoted(word: str) -> str:
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if any(letter in word for letter in " \t'\"") else word


def _command_of(line: str) -> str:
    """What a line runs: everything behind its five fields of time."""
    return "".join(line.strip().split(None, 5)[5:])


def with_line(crontab: str, line: str) -> str:
    """A crontab with our line, in place of the one for the same archive that was there."""
    return f"{without_line(crontab, line)}{line}\n"


def without_line(crontab: str, line: str) -> str:
    """A crontab without the line that runs what `line` runs; every other line stays as it is."""
    kept = (
        old for old in crontab.splitlines(keepends=True) if not _is_ours(old) or _command_of(old) != _command_of(line)
    )
    return "".join(kept)


def _is_ours(line: str) -> bool:
    return line.rstrip().endswith(MARK)


def read() -> str:
    """The user's crontab, "" when there is none. Raises: ConfigError."""
    try:
        done = subprocess.run([_program(), "-l"], capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    except UnicodeDecodeError as error:
        raise ConfigError(
            "your crontab holds bytes that are no UTF-8: "
            "write the line that `newsdiff schedule install --print cron` prints into it yourself"
        ) from error
    if done.returncode and "no crontab" not in done.stderr.lower():
        raise ConfigError(f"crontab cannot be read: {done.stderr.strip()}")
    text = done.stdout if done.returncode == 0 else ""
    return text if not text or text.endswith("\n") else text + "\n"


def write(text: str) -> None:
    """Replace the user's crontab. Raises: ConfigError; then the old one stands."""
    done = subprocess.run([_program(), "-"], input=text, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise ConfigError(f"crontab refused the new table, the old one stands: {done.stderr.strip()}")


def _program() -> str:
    program = shutil.which("crontab")
    if program is None:
        raise ConfigError("there is no `crontab` on this machine: --print systemd, or --print cron for another machine")
    return program
