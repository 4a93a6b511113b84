"""The archive that the tests of pages read, once on each database: the samples and a few more stories."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.web.served import Served, served
from tests.web.told import more, samples, tell


@pytest.fixture(scope="session")
def told_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """That archive as a SQLite file, made once for all processes that run tests: to be copied or read."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    made = folder / "told.sqlite"
    with (folder / "told.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            begun = folder / "begun.sqlite"
            tell(str(begun), [*samples(), *more()])
            begun.rename(made)
    return made


@pytest.fixture(scope="session")
def told_database(postgres: PostgresServer) -> Iterator[str]:
    """The same as the name of a PostgreSQL database, of which copies are made."""
    with postgres.database() as url:
        tell(url, [*samples(), *more()])
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A copy of it for one test, once on each database."""
    if request.param == "sqlite":
        yield copied(request.getfixturevalue("told_file"), tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(like=request.getfixturevalue("told_database")) as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The served archive."""
    if request.param == "sqlite":
        db = copied(request.getfixturevalue("told_file"), tmp_path_factory.mktemp("web"))
        with served(db, allowed=("news.example.org",)) as site:
            yield site
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    made = request.getfixturevalue("told_database")
    with server.database(like=made) as url, served(url, allowed=("news.example.org",)) as site:
        yield site


def copied(archive: Path, folder: Path) -> str:
    """The address of a copy."""
    return str(shutil.copy(archive, folder / "archive.sqlite"))
