"""newsdiff/fetch is the only way out to the network, and its settings are cheap to read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "newsdiff"
FORBIDDEN = (
    "socket",
    "httpx2",
    "httpcore2",
    "urllib.request",
    "http.client",
    "ftplib",
    "urllib3",
    "requests",
    "aiohttp",
)


def imported(source: str) -> set[str]:
    """Every module that the source imports anywhere, and every name taken from one."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def ways_out(source: str) -> set[str]:
    return {name for name in imported(source) for way in FORBIDDEN if name == way or name.startswith(way + ".")}


#: it listens, and connects to nothing
LISTENS = PACKAGE / "web" / "listen.py"
OTHERS = sorted(p for p in PACKAGE.rglob("*.py") if PACKAGE / "fetch" not in p.parents and p != LISTENS)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_opens_a_connection(path: Path) -> None:
    assert ways_out(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "def f():\n    from urllib import request",
        "from http.client import x",
        "import httpx2._client as c",
    ],
)
def test_the_check_sees_hidden_imports(source: str) -> None:
    assert ways_out(source)


def test_settings_and_the_package_load_no_http_client() -> None:
    program = "import sys, newsdiff.config; print(any(m.startswith(('http', 'ssl', 'anyio')) for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
