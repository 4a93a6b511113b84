"""Instants: aware UTC in, aware UTC out, to the microsecond."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from newsdiff.storage.archive import Archive
from tests.storage.making import URL, track


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 2, 13, 0, 0, 1, tzinfo=timezone(timedelta(hours=1))),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
    ids=["offset", "first", "last"],
)
def test_an_instant_comes_back_as_it_was_in_utc(archive: Archive, at: datetime) -> None:
    found = archive.articles.by_id(track(archive, next_check_at=at).id).next_check_at
    assert found == at
    assert found is not None
    assert found.tzinfo is UTC


def test_a_datetime_without_timezone_is_refused(archive: Archive) -> None:
    with pytest.raises(sa.exc.StatementError, match="without timezone"):
        track(archive, next_check_at=datetime(2026, 11, 2))  # noqa: DTZ001 - the very thing that must not pass
    assert archive.articles.by_key(URL) is None
