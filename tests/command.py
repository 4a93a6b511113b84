"""Running the real command line in a process of its own, as its user would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.forking import run_forked

#: settings under which a test's site on loopback may be looked at, without pauses
LOOPBACK = {"NEWSDIFF_FETCH_ALLOW_PRIVATE": "127.0.0.0/8", "NEWSDIFF_FETCH_HOST_GAP_S": "0"}


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Newsdiff:
    """`newsdiff` on one archive, with an environment of its own."""

    db: str
    folder: Path
    env: dict[str, str] = field(default_factory=lambda: dict(LOOPBACK))

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("NEWSDIFF_") and k != "FORCE_COLOR"}
        home = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        return {**kept, **home, "NEWSDIFF_DB": self.db, "COLUMNS": "80", **self.env}

    def __call__(self, *arguments: str, stdin: str | bytes = "", expect: int | None = 0) -> Done:
        """Run a command; `expect` is the exit code that must come, None for any."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        code, out, err = run_forked(list(arguments), self.environment(), self.folder, data)
        found = Done(code, out.decode(), err.decode())
        if expect is not None and found.code != expect:
            raise AssertionError(f"newsdiff {' '.join(arguments)}: exit {found.code}\n{found.out}\n{found.err}")
        assert "Traceback" not in found.err, found.err
        return found

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command and leave it running."""
        return subprocess.Popen(
            self.line(*arguments),
            env=self.environment(),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )

    def line(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "newsdiff", *arguments]
