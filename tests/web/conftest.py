"""The archive that the tests of pages read, once on each database: the samples and a few more stories."""

from collections.abc import Iterator

import pytest

from tests.postgres import PostgresServer
from tests.web.served import Served, served
from tests.web.told import more, samples, tell


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The served archive."""
    if request.param == "sqlite":
        db = str(tmp_path_factory.mktemp("web") / "archive.sqlite")
        tell(db, [*samples(), *more()])
        with served(db, allowed=("news.example.org",)) as site:
            yield site
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        tell(url, [*samples(), *more()])
        with served(url, allowed=("news.example.org",)) as site:
            yield site
