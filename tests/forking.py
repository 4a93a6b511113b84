"""Commands in processes of their own that need not import everything anew.

One process without threads has imported what commands use. For each command it forks a copy of itself, which takes over
the working directory, the environment and the files for input and output, and runs `newsdiff.cli.main` to its end as an
interpreter would. Imports were half of what all tests together took.

    python -m tests.forking SOCKET      serves a Unix socket until its standard input ends
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parent.parent
#: seconds after which a command is ended
PATIENCE_S = 120
#: bytes of the length of a request
_HEAD = 8
_LIBRARIES = ("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql", "psycopg", "lxml.html", "rich.text")


def run_forked(
    arguments: list[str], environment: dict[str, str], folder: Path, data: bytes
) -> tuple[int, bytes, bytes]:
    """The exit code of a command, minus the number of the signal that ended it, and what it wrote to both outputs."""
    request = json.dumps([arguments, environment, str(folder)]).encode()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(data)
        given.seek(0)
        with socket.socket(socket.AF_UNIX) as server:
            server.settimeout(PATIENCE_S + 10)
            server.connect(_server()[0])
            socket.send_fds(server, [len(request).to_bytes(_HEAD)], [file.fileno() for file in (given, out, err)])
            server.sendall(request)
            code = int(server.recv(_HEAD))
        return code, _written(out), _written(err)


def _written(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


@cache
def _server() -> tuple[str, "subprocess.Popen[bytes]"]:
    """The socket of this process's server, and the server, which ends with this process."""
    folder = tempfile.mkdtemp(prefix="newsdiff")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = f"{folder}/commands"
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    atexit.register(server.communicate)
    return address, server


def serve(address: str) -> None:
    """Fork for each command, until standard input ends. In the forked process this ends with the command."""
    _import_all()
    gc.freeze()  # or each command would look through all of it when it ends
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        children = 0
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            asked, _ = listener.accept()
            if not os.fork():
                listener.close()
                _answer(asked)
                return
            asked.close()
            children += 1
            while children and os.waitpid(-1, os.WNOHANG)[0]:
                children -= 1


def _import_all() -> None:
    for name in _LIBRARIES:
        importlib.import_module(name)
    package = importlib.import_module("newsdiff")
    for module in pkgutil.walk_packages(package.__path__, "newsdiff."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _answer(asked: socket.socket) -> None:
    """Run a command in one process more, and tell its end."""
    head, files, _, _ = socket.recv_fds(asked, _HEAD, 3)
    request = b""
    while len(request) < int.from_bytes(head):
        request += asked.recv(1 << 16)
    command = os.fork()
    if not command:
        asked.close()
        _become(files, *json.loads(request))
        return
    code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
    asked.sendall(str(code).encode())
    os._exit(0)


def _become(files: list[int], arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Run a command as if this process had been started for it."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    signal.alarm(PATIENCE_S)
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8")
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    sys.argv = [str(ROOT / "newsdiff" / "__main__.py"), *arguments]
    importlib.import_module("newsdiff.cli").main()


if __name__ == "__main__":
    serve(sys.argv[1])
