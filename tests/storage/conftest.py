"""An open archive on each database."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from newsdiff.storage.archive import Archive, open_archive


@pytest.fixture
def archive(db: str) -> Iterator[Archive]:
    with closing(open_archive(db)) as opened:
        yield opened
