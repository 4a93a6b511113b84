"""Real polls of two feeds, taken one after the other into an archive: no entry twice, none lost."""

import asyncio
import gzip
import re
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsdiff.config import Config, DiscoverSettings
from newsdiff.model.address import address_key
from newsdiff.model.feed import TargetKind
from newsdiff.model.page import Deferred, Fetched, HostState, NotModified, Validators
from newsdiff.storage.archive import open_archive
from newsdiff.tracking.feeds import FeedChecker

URL = "https://feeds.example.org/feed.xml"
SERIES = ("bbcrss-series--home-uk-xml--24e49929", "bbcrss-series--wales-xml--eb97990b")


class Polls:
    """A fetcher that gives one poll after the other."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.bodies = [gzip.decompress(file.read_bytes()) for file in files]
        self.place = 0

    async def fetch(
        self, url: str, *, validators: Validators | None = None, patient: bool = True
    ) -> Fetched | NotModified | Deferred:
        body = self.bodies[self.place]
        at = datetime(2031, 5, 4, tzinfo=UTC) + timedelta(minutes=15 * self.place)
        self.place += 1
        return Fetched(url=url, final_url=url, status=200, body=body, at=at)

    def changed_hosts(self) -> Sequence[HostState]:
        return ()

    async def aclose(self) -> None:
        """Nothing to let go of."""


def links(body: bytes) -> set[str]:
    """The entries' links by a plain pattern, without any reader of feeds."""
    items = re.findall(r"<item>.*?</item>", body.decode(), re.DOTALL)
    found = (re.search(r"<link>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</link>", item, re.DOTALL) for item in items)
    return {match[1].strip().replace("&amp;", "&") for match in found if match}


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("cap", [5, 200])
def test_a_series_of_polls_is_taken_without_loss_and_without_doubles(
    series: str, cap: int, shared: Path, tmp_path: Path
) -> None:
    polls = Polls(sorted((shared / "corpora" / "feeds" / "dev" / series).glob("p*.gz")))
    config = Config(db="", discover=DiscoverSettings(entries_per_look=cap))
    with closing(open_archive(str(tmp_path / "archive.sqlite"))) as archive:
        checker = FeedChecker(archive=archive, fetcher=polls, config=config, now=lambda: datetime.now(UTC))
        feed, _ = archive.feeds.add(
            url=URL,
            key=address_key(URL),
            kind=TargetKind.FEED,
            source="example",
            period_s=900,
            now=datetime(2031, 5, 4, tzinfo=UTC),
            backfill=True,
        )
        for _ in polls.bodies:
            answer = asyncio.run(checker.look(archive.feeds.by_id(feed.id)))
            assert isinstance(answer, Fetched)
            assert checker.digest(archive.feeds.by_id(feed.id), answer).observation.error is None
        known = archive.feeds.entry_states(feed.id)
        tracked = [address_key(article.url) for article in archive.articles.all()]
    named = {address_key(link) for body in polls.bodies for link in links(body)}
    assert len(polls.bodies) == 60
    assert len(tracked) == len(set(tracked))
    assert set(known) == named
    assert cap < 200 or set(tracked) == named
