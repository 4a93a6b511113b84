"""`newsdiff schedule`: what is written into a crontab or for systemd, with a `crontab` program of our own."""

import shlex
import sys
from pathlib import Path

import pytest

from newsdiff.cli import crontab
from newsdiff.config import Config
from newsdiff.errors import ConfigError
from tests.command import Newsdiff

OTHERS = "# mine\nMAILTO=me@example.org\n0 4 * * * backup --name 'ü' # newsdiff snapshots are elsewhere\n"

#: keeps the table in a file; -l without one fails as the real one does
FAKE = """#!/bin/sh
if [ "$1" = -l ]; then
  [ -f {table} ] && exec cat {table}
  echo "no crontab for nobody" >&2; exit 1
fi
[ -f {refusing} ] && {{ echo "bad minute" >&2; exit 1; }}
cat > {table}
"""


class Cron:
    """A user's crontab."""

    def __init__(self, folder: Path) -> None:
        self.table, self.refusing = folder / "table", folder / "refusing"
        program = folder / "bin" / "crontab"
        program.parent.mkdir()
        program.write_text(FAKE.format(table=self.table, refusing=self.refusing))
        program.chmod(0o755)
        self.env = {"PATH": f"{program.parent}:/usr/bin:/bin"}


@pytest.fixture
def cron(tmp_path: Path) -> Cron:
    return Cron(tmp_path)


@pytest.fixture
def newsdiff(tmp_path: Path, cron: Cron) -> Newsdiff:
    return Newsdiff("stories 100%.sqlite", tmp_path, cron.env)


def test_the_line_has_absolute_paths_and_no_bare_percent_sign(newsdiff: Newsdiff, tmp_path: Path) -> None:
    (tmp_path / "newsdiff.toml").write_text("")
    line = newsdiff("schedule", "install", "--print", "cron", "--every", "10").out
    assert line.startswith(f"*/10 * * * * {sys.executable} -m newsdiff --db ")
    assert line.endswith(" snapshot # newsdiff snapshot\n")
    assert "%" not in line.replace(r"\%", "")
    words = shlex.split(line.replace(r"\%", "%"), comments=True)[5:]
    assert words == [
        *(sys.executable, "-m", "newsdiff", "--db", str(tmp_path / "stories 100%.sqlite")),
        *("--config", str(tmp_path / "newsdiff.toml"), "snapshot"),
    ]


def test_every_minute_is_written_as_such(newsdiff: Newsdiff) -> None:
    assert newsdiff("schedule", "install", "--print", "cron", "--every", "1").out.startswith("* * * * * ")


def test_a_server_and_a_relative_database_address_are_written_so_that_cron_finds_them(tmp_path: Path) -> None:
    server = "postgresql://me@/news?host=/run/postgresql"
    assert crontab.snapshot_command(Config(db=server))[-2] == server
    assert crontab.snapshot_command(Config(db="sqlite:///a.sqlite"))[-2] == str(Path.cwd() / "a.sqlite")


def test_a_path_with_a_line_break_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line break"):
        crontab.snapshot_command(Config(db="a\n* * * * * rm"))


def test_the_line_is_added_and_every_other_line_kept(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_text(OTHERS, encoding="utf-8")
    told = newsdiff("schedule", "install", "--cron", "--yes")
    line = newsdiff("schedule", "install", "--print", "cron", "--every", "5").out
    assert cron.table.read_text(encoding="utf-8") == OTHERS + line
    assert f"+{line}" in told.out


def test_a_second_installation_replaces_the_line(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_text(OTHERS, encoding="utf-8")
    newsdiff("schedule", "install", "--cron", "--yes")
    newsdiff("schedule", "install", "--cron", "--yes", "--every", "30")
    lines = cron.table.read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines if line.endswith("# newsdiff snapshot")] == ["*/30"]
    assert len(lines) == 4


def test_the_first_crontab_of_a_user_is_made(newsdiff: Newsdiff, cron: Cron) -> None:
    newsdiff("schedule", "install", "--cron", "--yes")
    assert cron.table.read_text().count("\n") == 1


def test_nothing_is_written_before_it_was_shown_and_agreed_to(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_text(OTHERS, encoding="utf-8")
    told = newsdiff("schedule", "install", "--cron", stdin="n\n", expect=1)
    assert told.out.index("+*/5 * * * *") < told.out.index("Write this crontab?")
    assert cron.table.read_text(encoding="utf-8") == OTHERS
    newsdiff("schedule", "install", "--cron", stdin="y\n")
    assert cron.table.read_text(encoding="utf-8") != OTHERS


def test_removal_takes_out_the_line_and_nothing_else(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_text(OTHERS, encoding="utf-8")
    newsdiff("schedule", "install", "--cron", "--yes")
    told = newsdiff("schedule", "remove", "--cron", "--yes")
    assert cron.table.read_text(encoding="utf-8") == OTHERS
    assert "-*/5 * * * *" in told.out
    assert "no line of newsdiff" in newsdiff("schedule", "remove", "--cron").out


def test_a_refused_crontab_is_told_and_the_old_one_stands(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_text(OTHERS, encoding="utf-8")
    cron.refusing.touch()
    assert "bad minute" in newsdiff("schedule", "install", "--cron", "--yes", expect=2).err
    assert cron.table.read_text(encoding="utf-8") == OTHERS


def test_a_crontab_that_cannot_be_read_is_left_alone(newsdiff: Newsdiff, cron: Cron) -> None:
    cron.table.write_bytes(b"# caf\xe9\n")
    assert "no UTF-8" in newsdiff("schedule", "install", "--cron", "--yes", expect=2).err
    assert cron.table.read_bytes() == b"# caf\xe9\n"


def test_a_machine_without_cron_is_told_what_else_there_is(tmp_path: Path) -> None:
    newsdiff = Newsdiff("a.sqlite", tmp_path, {"PATH": str(tmp_path)})
    assert "--print systemd" in newsdiff("schedule", "install", "--cron", expect=2).err
    assert "say --cron" in newsdiff("schedule", "install", expect=2).err
    assert "say --cron" in newsdiff("schedule", "remove", expect=2).err


def test_systemd_units_name_absolute_paths_with_its_own_escapes(newsdiff: Newsdiff, tmp_path: Path) -> None:
    told = newsdiff("schedule", "install", "--print", "systemd", "--every", "7").out
    assert f'ExecStart={sys.executable} -m newsdiff --db "{tmp_path}/stories 100%%.sqlite" snapshot\n' in told
    assert "OnUnitInactiveSec=7min" in told
    assert "SuccessExitStatus=1 3" in told
    assert "systemctl --user enable --now newsdiff.timer" in told
