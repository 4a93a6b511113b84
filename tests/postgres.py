"""A throw-away PostgreSQL server from Debian's binaries: no port, no service, gone with the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

#: what makes a test's server fast: it need not survive a power cut
_FAST = "-c autovacuum=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"


def find_binaries() -> Path | None:
    """The newest installed server's folder of programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    return Path(program).resolve().parent if program else None


class PostgresServer:
    """One server; each test gets a database of its own on it."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        # PostgreSQL refuses to run as root
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._numbers = count(1)
        self._folder = Path()

    @contextmanager
    def running(self) -> Iterator["PostgresServer"]:
        """Make a cluster, start it, and take it away again."""
        folder = Path(tempfile.mkdtemp(prefix="newsdiff-pg-"))
        self._folder = folder
        if os.geteuid() == 0:
            shutil.chown(folder, self._user)
        data = folder / "data"
        try:
            self._call(
                "initdb", "-D", str(data), "-A", "trust", "-U", "newsdiff", "--encoding=UTF8", "--locale=C", "-N"
            )
            options = f"-k {folder} -c listen_addresses= {_FAST}"
            self._call("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
            try:
                yield self
            finally:
                self._call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def database(self, *, like: str = "") -> Iterator[str]:
        """A fresh database's URL, empty or a copy of the one with another URL; dropped at the end."""
        name = f"test_{next(self._numbers)}"
        template = f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
        self._sql(f"CREATE DATABASE {name}{template}")
        try:
            yield f"postgresql://newsdiff@/{name}?host={self._folder}"
        finally:
            self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        with psycopg.connect(f"postgresql://newsdiff@/postgres?host={self._folder}", autocommit=True) as conn:
            conn.execute(statement.encode())

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            user=self._user if os.geteuid() == 0 else None,
            cwd="/",
            stdout=subprocess.DEVNULL,  # a server that inherits a pipe would keep it open
            stderr=subprocess.DEVNULL,
        )
        if done.returncode:
            log = self._folder / "log"
            raise RuntimeError(f"{program} failed: {log.read_text() if log.exists() else 'no log'}")
