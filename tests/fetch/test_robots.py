"""robots.txt by RFC 9309, asked for through the same guarded path as pages."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from newsdiff.errors import BlockedByRobots, ConnectionFailed, Timeout
from newsdiff.fetch.address import parse_address
from newsdiff.fetch.client import HttpFetcher
from newsdiff.fetch.robots import ROBOTS_LIMIT_BYTES, crawl_delay_s, is_fresh, refusal_by_robots
from newsdiff.model.page import Deferred, HostState
from tests.fetch.servers import Clock, Names, Site, drip, look, redirect, reply, run

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def refused(robots: str, url: str, status: int = 200) -> bool:
    state = HostState(host="example.org", robots=robots, robots_status=status, robots_fetched_at=NOW)
    return refusal_by_robots(state, parse_address(url)) is not None


@pytest.mark.parametrize(
    ("robots", "path", "is_refused"),
    [
        ("", "/", False),
        ("User-agent: *\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow:", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", False),
        ("User-agent: NewsDiff\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", False),
        ("User-agent: newsdiff\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", False),
        ("User-agent: *\nDisallow: /?q=", "/?q=1", True),
        ("User-agent: *\nDisallow: /%C3%BC", "/ü", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("<html><body>Not found</body></html>", "/a", False),
    ],
)
def test_rules_are_read_as_rfc_9309_says(robots: str, path: str, is_refused: bool) -> None:
    assert refused(robots, f"http://example.org{path}") == is_refused


def test_rules_are_kept_a_day_and_a_server_error_ten_minutes() -> None:
    def state(status: int | None, age: timedelta) -> HostState:
        return HostState(host="a.test", robots_status=status, robots_fetched_at=NOW - age)

    assert is_fresh(state(200, timedelta(hours=23)), NOW)
    assert is_fresh(state(404, timedelta(hours=23)), NOW)
    assert not is_fresh(state(200, timedelta(hours=24)), NOW)
    assert is_fresh(state(503, timedelta(minutes=9)), NOW)
    assert not is_fresh(state(503, timedelta(minutes=10)), NOW)
    assert not is_fresh(state(200, timedelta(seconds=-1)), NOW)
    assert not is_fresh(state(None, timedelta(0)), NOW)
    assert not is_fresh(HostState(host="a.test"), NOW)


def test_crawl_delay_is_obeyed_up_to_half_a_minute() -> None:
    def delay(line: str) -> float:
        return crawl_delay_s(HostState(host="a.test", robots=f"User-agent: *\n{line}", robots_status=200))

    assert delay("Crawl-delay: 7.5") == 7.5
    assert delay("Crawl-delay: 86400") == 30
    assert delay("Crawl-delay: soon") == 0
    assert delay("Crawl-delay: -3") == 0
    assert delay("Disallow:") == 0


def test_a_disallowed_page_is_never_asked_for() -> None:
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /private"), "/ok": reply("page")}) as site:
        with pytest.raises(BlockedByRobots, match=r"robots.txt of 127\.0\.0\.1:\d+ does not allow.*obey_robots"):
            look(site.url("/private/a"))
        assert look(site.url("/ok")).body == b"page"
        assert site.pages == ["/ok"]


def test_robots_is_asked_for_the_target_of_a_redirect() -> None:
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /b"), "/a": redirect("/b")}) as site:
        with pytest.raises(BlockedByRobots) as caught:
            look(site.url("/a"))
        assert caught.value.url == site.url("/a")
        assert site.pages == ["/a"]


def test_robots_can_be_disregarded_by_configuration() -> None:
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /"), "/": reply("page")}) as site:
        assert look(site.url(), obey_robots=False).body == b"page"
        assert site.paths == ["/"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_4xx_allows_all(status: int) -> None:
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /", status=status), "/": reply("page")}) as site:
        assert look(site.url()).body == b"page"


@pytest.mark.parametrize("status", [500, 502, 503])
def test_5xx_disallows_all_for_ten_minutes(status: int) -> None:
    clock = Clock()
    with Site({"/robots.txt": reply(status=status), "/": reply("page")}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            for _ in range(2):
                with pytest.raises(BlockedByRobots, match=f"answers {status}"):
                    await fetcher.fetch(site.url())
            assert site.paths == ["/robots.txt"]
            site.routes["/robots.txt"] = reply(status=404)
            clock.pass_(minutes=11)
            assert (await fetcher.fetch(site.url())).body == b"page"

        run(work, now=clock.now, sleep=clock.sleep)


def test_a_host_that_cannot_be_reached_is_reported_as_such_and_not_as_blocked() -> None:
    with Site() as site:
        url = site.url()
    with pytest.raises(ConnectionFailed) as caught:
        look(url)
    assert (caught.value.kind, caught.value.url) == ("connect", url)
    with Site({"/robots.txt": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "/": reply("page")}) as site:
        with pytest.raises(Timeout):
            look(site.url(), timeout_s=0.3)
        assert site.pages == []


def test_robots_redirects_are_followed_to_other_hosts_and_given_up_after_five() -> None:
    with Site() as other, Site({"/a": reply("page")}) as site:
        other.routes["/rules"] = reply("User-agent: *\nDisallow: /a")
        site.routes["/robots.txt"] = redirect(other.url("/rules"))
        with pytest.raises(BlockedByRobots):
            look(site.url("/a"))
        site.routes["/robots.txt"] = redirect("/r0")
        site.routes |= {f"/r{number}": redirect(f"/r{number + 1}") for number in range(20)}
        assert look(site.url("/a")).body == b"page"
        assert site.paths[-6:] == ["/r0", "/r1", "/r2", "/r3", "/r4", "/a"]


def test_robots_is_asked_once_a_day_even_by_many_at_once_and_over_restarts() -> None:
    clock = Clock()
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /no\n# \0"), "/": reply("page")}) as site:

        async def many(fetcher: HttpFetcher) -> list[HostState]:
            await asyncio.gather(*(fetcher.fetch(site.url()) for _ in range(8)))
            return list(fetcher.changed_hosts())

        (state,) = run(many, now=clock.now, sleep=clock.sleep)
        assert site.paths.count("/robots.txt") == 1
        assert (state.robots, state.robots_status) == ("User-agent: *\nDisallow: /no\n# ", 200)
        assert state.robots_fetched_at == clock.now()
        clock.pass_(hours=23)
        with pytest.raises(BlockedByRobots):
            look(site.url("/no"), hosts=[state], now=clock.now, sleep=clock.sleep)
        assert site.paths.count("/robots.txt") == 1
        clock.pass_(hours=2)
        look(site.url(), hosts=[state], now=clock.now, sleep=clock.sleep)
        assert site.paths.count("/robots.txt") == 2


def test_a_huge_robots_txt_is_read_up_to_500_kib() -> None:
    filler = "# " + "x" * 98 + "\n"
    early = "User-agent: *\nDisallow: /early\n" + filler * 6000 + "Disallow: /late\n"
    half_a_rule = "User-agent: *\nDisallow: /early\n"
    half_a_rule += "#" * (ROBOTS_LIMIT_BYTES - len(half_a_rule) - 12) + "\nDisallow: /late"
    for text in (early, half_a_rule):
        with Site({"/robots.txt": reply(text), "/late": reply("page")}) as site:
            assert look(site.url("/late")).body == b"page"
            with pytest.raises(BlockedByRobots):
                look(site.url("/early"))


def test_crawl_delay_lengthens_the_gap() -> None:
    clock = Clock()
    with Site({"/robots.txt": reply("User-agent: newsdiff\nCrawl-delay: 10"), "/": reply("page")}) as site:
        look(site.url(), host_gap_s=2.0, now=clock.now, sleep=clock.sleep)
        assert clock.slept == [10]


def test_quiet_asked_for_by_the_robots_answer_defers() -> None:
    clock = Clock()
    for status in (429, 503):
        with Site({"/robots.txt": reply(status=status, headers=[("Retry-After", "60")])}) as site:
            found = look(site.url(), now=clock.now, sleep=clock.sleep)
            assert isinstance(found, Deferred)
            assert (found.reason, found.until) == ("retry_after", clock.now() + timedelta(minutes=1))
            assert site.pages == []


def test_two_hosts_whose_robots_redirect_to_each_other_do_not_wait_for_ever() -> None:
    with Site({"/": reply("a"), "/rules": reply("")}) as site:
        names = Names(a_test=[["127.0.0.1"]], b_test=[["127.0.0.1"]])
        site.routes["/robots.txt"] = lambda request: redirect(
            site.url("/rules", host="b.test" if request.headers["host"].startswith("a.test") else "a.test")
        )

        async def both(fetcher: HttpFetcher) -> None:
            urls = [site.url(host=name) for name in ("a.test", "b.test") for _ in range(4)]
            found = await asyncio.wait_for(asyncio.gather(*map(fetcher.fetch, urls)), timeout=10)
            assert all(one.body == b"a" for one in found)

        run(both, resolve=names)


def test_hostile_rules_cost_little() -> None:
    """500 KiB of wildcards: protego matches without backtracking."""
    line = "Disallow: /" + "*a" * 200 + "b$\n"
    robots = "User-agent: *\n" + line * (ROBOTS_LIMIT_BYTES // len(line))
    assert not refused(robots, "http://example.org/" + "a" * 2000)
