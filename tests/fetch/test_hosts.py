"""What a fetcher learns of hosts, keeps over restarts, and never does to them."""

import asyncio
import time
from datetime import timedelta

import pytest

from newsdiff.errors import ConnectionFailed, TooLarge
from newsdiff.fetch.client import HttpFetcher
from newsdiff.model.page import Deferred, Fetched, HostState
from tests.fetch.servers import Clock, Names, Request, Site, look, redirect, reply, run


@pytest.mark.parametrize(
    ("status", "value", "quiet"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "Sun, 01 Nov 2026 12:10:00 GMT", timedelta(minutes=10)),
        (429, "999999999999", timedelta(days=1)),
        (429, "in a while", None),
        (200, "120", None),
    ],
)
def test_retry_after_is_obeyed_and_survives_a_restart(status: int, value: str, quiet: timedelta | None) -> None:
    clock = Clock()
    how = {"now": clock.now, "sleep": clock.sleep}
    with Site({"/": reply("page", status=status, headers=[("Retry-After", value)])}) as site:

        async def first(fetcher: HttpFetcher) -> list[HostState]:
            found = await fetcher.fetch(site.url())
            assert isinstance(found, Fetched) and found.status == status
            return list(fetcher.changed_hosts())

        hosts = run(first, **how)
        until = None if quiet is None else clock.now() + quiet
        assert hosts[0].retry_after_until == until

        async def second(fetcher: HttpFetcher) -> None:
            found = await fetcher.fetch(site.url(), patient=False)
            key = f"127.0.0.1:{site.port}"
            assert fetcher.deferred_until(key) == until
            if until is None:
                assert isinstance(found, Fetched)
            else:
                assert found == Deferred(url=site.url(), host=key, until=until, reason="retry_after")
            assert len(site.pages) == (2 if until is None else 1)

        run(second, hosts=hosts, **how)
        clock.pass_(days=1, seconds=1)
        assert isinstance(look(site.url(), hosts=hosts, **how), Fetched)


def test_failures_in_a_row_defer_the_host_and_survive_a_restart() -> None:
    clock = Clock()
    how = {"now": clock.now, "sleep": clock.sleep, "jitter": lambda: 0.0, "obey_robots": False}
    with Site() as site:
        url = site.url(host="news.test")
    names = Names(news_test=[["127.0.0.1"]])

    async def failing(fetcher: HttpFetcher) -> list[HostState]:
        for _ in range(3):
            with pytest.raises(ConnectionFailed):
                await fetcher.fetch(url)
        found = await fetcher.fetch(url)
        assert isinstance(found, Deferred)
        assert (found.reason, found.until) == ("backoff", clock.now() + timedelta(minutes=1))
        with pytest.raises(ConnectionFailed):
            await fetcher.fetch(url, patient=False)
        return list(fetcher.changed_hosts())

    hosts = run(failing, resolve=names, **how)
    assert (hosts[0].failures, hosts[0].backoff_until) == (4, clock.now() + timedelta(minutes=2))
    assert (hosts[0].last_error or "").startswith("connect: ")
    with Site({"/": reply("back")}, port=int(url.rsplit(":", 1)[1].strip("/"))) as site:
        assert isinstance(look(url, resolve=names, hosts=hosts, **how), Deferred)
        clock.pass_(minutes=3)

        async def well_again(fetcher: HttpFetcher) -> None:
            assert (await fetcher.fetch(url)).body == b"back"
            (state,) = fetcher.changed_hosts()
            assert (state.failures, state.backoff_until, state.last_error) == (0, None, None)

        run(well_again, resolve=names, hosts=hosts, **how)


def test_server_errors_count_as_failures_and_a_page_too_large_does_not() -> None:
    with Site({"/500": reply(status=500), "/big": reply(b"x" * 2000)}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            for _ in range(3):
                await fetcher.fetch(site.url("/500"))
            assert isinstance(await fetcher.fetch(site.url("/500")), Deferred)
            with pytest.raises(TooLarge):
                await fetcher.fetch(site.url("/big"), patient=False)
            assert fetcher.changed_hosts()[0].failures == 0

        run(work, limit_bytes=1000)


def test_the_gap_lies_between_all_requests_to_a_host() -> None:
    clock = Clock()
    with Site({"/": redirect("/b"), "/b": reply("page")}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            await asyncio.gather(fetcher.fetch(site.url()), fetcher.fetch(site.url("/b")))

        run(work, host_gap_s=2.0, now=clock.now, sleep=clock.sleep)
        assert clock.slept == [2.0] * 3
        assert len(site.paths) == 4


def test_one_connection_per_host_at_once_and_many_hosts_in_parallel() -> None:
    def slow(_request: Request) -> bytes:
        time.sleep(0.05)
        return reply("page")

    with Site({"/": slow}) as site:
        names = Names(**{f"h{number}_test": [["127.0.0.1"]] for number in range(6)})

        async def same(fetcher: HttpFetcher) -> None:
            await asyncio.gather(*(fetcher.fetch(site.url(host="h0.test")) for _ in range(5)))

        run(same, resolve=names, obey_robots=False)
        assert site.busiest == 1

        async def many(fetcher: HttpFetcher) -> None:
            urls = [site.url(host=f"h{number}.test") for number in range(6) for _ in range(2)]
            await asyncio.gather(*map(fetcher.fetch, urls))

        run(many, resolve=names, obey_robots=False, concurrency=4)
        assert site.busiest == 4


def test_a_redirect_to_a_quiet_host_is_deferred_and_names_it() -> None:
    clock = Clock()
    with Site() as quiet, Site({"/": redirect(quiet.url())}) as site:
        state = HostState(host=f"127.0.0.1:{quiet.port}", retry_after_until=clock.now() + timedelta(hours=1))
        found = look(site.url(), hosts=[state], now=clock.now, sleep=clock.sleep)
        assert isinstance(found, Deferred)
        assert (found.url, found.host) == (site.url(), state.host)
        assert quiet.connections == 0


def test_redirects_between_two_hosts_do_not_wait_for_each_other() -> None:
    with Site() as one, Site() as two:
        one.routes |= {"/": redirect(two.url("/end")), "/end": reply("one")}
        two.routes |= {"/": redirect(one.url("/end")), "/end": reply("two")}

        async def work(fetcher: HttpFetcher) -> None:
            looks = [fetcher.fetch(site.url()) for site in (one, two) for _ in range(5)]
            found = await asyncio.wait_for(asyncio.gather(*looks), timeout=10)
            assert {answer.body for answer in found} == {b"one", b"two"}

        run(work, concurrency=2)
