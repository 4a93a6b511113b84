"""What all tests share: archives on both databases, and the measuring data where it is there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import PostgresServer, find_binaries

# how long an example takes says how busy the machine is; speed is measured elsewhere
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def missing(what: str) -> None:
    """Skip with a reason; in CI, where everything must be there, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not there, and in CI it must be")
    pytest.skip(f"{what} is not there")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of our own, on a socket in a folder of its own."""
    binaries = find_binaries()
    if binaries is None:
        missing("PostgreSQL (Debian: apt-get install postgresql)")
        return
    with PostgresServer(binaries).running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty archive's address, for `--db`: once as a SQLite file, once as a PostgreSQL database."""
    if request.param == "sqlite":
        yield str(tmp_path / "archive.sqlite")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data, which is not part of the project."""
    folder = os.environ.get("NEWSDIFF_SHARED")
    if not folder:
        pytest.skip("NEWSDIFF_SHARED is not set: the measuring data is not here")
    return Path(folder)


@pytest.fixture(scope="session")
def soak() -> bool:
    """Whether the long form of a test is wanted (`make soak`)."""
    return bool(os.environ.get("NEWSDIFF_SOAK"))
