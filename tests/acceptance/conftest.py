"""The archive in which all stories of a module are watched, once on each database."""

from collections.abc import Iterator

import pytest

from tests.acceptance.stories import Inside, Story, Teller, scripts_of
from tests.postgres import PostgresServer
from tests.site import serving


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def teller(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """All stories of the module, tracked and looked at until the last has been told."""
    folder = tmp_path_factory.mktemp("stories")
    with serving() as site:
        scripts = scripts_of(vars(request.module))
        if request.param == "sqlite":
            teller = Teller(scripts, Inside(str(folder / "archive.sqlite"), folder), site)
            teller.play()
            yield teller
            return
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as url:
            teller = Teller(scripts, Inside(url, folder), site)
            teller.play()
            yield teller


@pytest.fixture
def story(teller: Teller, request: pytest.FixtureRequest) -> Story:
    """The story told at the test."""
    test = request.function
    scripts = test.__dict__["scripts"]
    return Story(teller, scripts.get("") or next(iter(scripts.values())), test.__name__)
