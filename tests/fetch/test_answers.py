"""What comes back: bodies, headers, redirects, conditions, and what is cut off."""

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from newsdiff.errors import ConfigError, ConnectionFailed, NeedsCookies, RedirectLoop, Timeout, TooLarge
from newsdiff.fetch.client import HttpFetcher, user_agent
from newsdiff.model.page import Fetched, NotModified, Validators
from tests.fetch.servers import Clock, Request, Site, drip, look, redirect, reply, run, settings


def test_an_answer_says_where_when_and_what() -> None:
    clock = Clock()
    page = reply("<p>Grüße</p>", headers=[("ETag", '"1"'), ("X-Who", "jörg"), ("Set-Cookie", "id=7")])
    with Site({"/p?b=2&a=%41": page}) as site:
        found = look(site.url("/p?b=2&a=%41"), now=clock.now)
    assert isinstance(found, Fetched)
    assert (found.status, found.body) == (200, "<p>Grüße</p>".encode())
    assert found.url == found.final_url == site.url("/p?b=2&a=%41")
    assert (found.redirects, found.at) == ((), clock.now())
    assert (found.header("etag"), found.header("x-who")) == ('"1"', "jörg")
    assert found.header("set-cookie") is None
    assert 0 < found.elapsed_s < 5


@pytest.mark.parametrize("status", [200, 201, 203, 400, 401, 403, 404, 410, 429, 451, 500, 503])
def test_any_status_is_an_answer(status: int) -> None:
    with Site({"/": reply("text", status=status)}) as site:
        found = look(site.url())
    assert (found.status, found.body) == (status, b"text")


def test_redirects_are_followed_by_hand_and_listed() -> None:
    with Site() as site:
        site.routes |= {
            "/a": redirect("b?x=1", 301),
            "/b?x=1": redirect(f"//127.0.0.1:{site.port}/Ü", 302),
            "/%C3%9C": redirect(site.url("/d"), 303),
            "/d": redirect("/e", 307),
            "/e": redirect("/f", 308),
            "/f": reply("there"),
        }
        found = look(site.url("/a"))
        assert found.final_url == site.url("/f")
        assert found.redirects == tuple(site.url(path) for path in ("/a", "/b?x=1", "/%C3%9C", "/d", "/e"))
        assert site.pages == ["/a", "/b?x=1", "/%C3%9C", "/d", "/e", "/f"]


def test_a_redirect_without_a_target_and_other_3xx_are_answers() -> None:
    with Site({"/": reply("see there", status=302), "/300": reply("choose", status=300)}) as site:
        assert look(site.url()).status == 302
        assert look(site.url("/300")).status == 300


def test_endless_redirects_are_cut_after_ten() -> None:
    def further(request: Request) -> bytes:
        return redirect(f"/{len(site.requests)}")

    with Site() as site:
        site.routes |= {f"/{number}": further for number in range(50)} | {"/": further}
        with pytest.raises(RedirectLoop, match="more than 10 times") as caught:
            look(site.url())
        assert caught.value.url == site.url()
        assert len(site.pages) == 11


def test_a_circle_with_cookies_needs_cookies_and_one_without_is_a_loop() -> None:
    with Site() as site:
        site.routes |= {
            "/self": redirect("/self", headers=[("Set-Cookie", "seen=1")]),
            "/a": redirect("/b"),
            "/b": redirect("/a#again", headers=[("Set-Cookie", "seen=1")]),
            "/c": redirect("/d"),
            "/d": redirect("/c"),
            "/before": redirect("/c", headers=[("Set-Cookie", "elsewhere=1")]),
        }
        for path in ("/self", "/a"):
            with pytest.raises(NeedsCookies, match=r"cookies.*newsdiff add"):
                look(site.url(path))
        for path in ("/c", "/before"):
            with pytest.raises(RedirectLoop, match="circle"):
                look(site.url(path))
        assert not any("cookie" in request.headers for request in site.requests)


def test_no_cookie_is_ever_sent_back() -> None:
    with Site({"/": reply("page", headers=[("Set-Cookie", "id=7; Path=/")])}) as site:

        async def twice(fetcher: HttpFetcher) -> None:
            await fetcher.fetch(site.url())
            await fetcher.fetch(site.url())

        run(twice)
        assert len(site.pages) == 2
        assert not any("cookie" in request.headers for request in site.requests)


def test_every_request_says_honestly_who_asks() -> None:
    with Site({"/": reply("page")}) as site:
        look(site.url(), contact="https://example.org/bot")
        for request in site.requests:
            assert request.headers["user-agent"] == user_agent("https://example.org/bot")
            assert request.headers["accept-language"] == "*"
            assert request.headers["accept-encoding"] == "gzip, deflate"
    assert user_agent("me@example.org").startswith("newsdiff/")
    assert user_agent("me@example.org").endswith(" (+me@example.org)")
    assert "(" not in user_agent()


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "jörg@example.org", "a)b", "\x00"])
def test_a_contact_that_cannot_stand_in_a_header_is_a_configuration_error(contact: str) -> None:
    with pytest.raises(ConfigError, match="contact"):
        user_agent(contact)


@pytest.mark.parametrize("name", ["concurrency", "limit_bytes", "timeout_s", "connect_timeout_s", "host_gap_s"])
def test_settings_that_cannot_be_meant_are_a_configuration_error(name: str) -> None:
    for value in (-1, float("nan")):
        with pytest.raises(ConfigError, match=name):
            HttpFetcher(settings(**{name: value}))


def test_validators_go_with_every_hop_but_never_with_robots_txt() -> None:
    validators = Validators(etag='W/"a"', last_modified="Sun, 01 Nov 2026 10:00:00 GMT")
    with Site({"/old": redirect("/new"), "/new": reply(status=304, headers=[("ETag", 'W/"a"')])}) as site:
        found = look(site.url("/old"), validators=validators)
    assert isinstance(found, NotModified)
    assert (found.url, found.final_url, found.redirects) == (site.url("/old"), site.url("/new"), (site.url("/old"),))
    assert ("etag", 'W/"a"') in found.headers
    for request in site.requests:
        asks = request.path != "/robots.txt"
        assert ("if-none-match" in request.headers) == ("if-modified-since" in request.headers) == asks


def test_without_validators_there_are_no_conditions_and_304_is_a_broken_answer() -> None:
    with Site({"/": reply(status=304)}) as site:
        for validators in (None, Validators(), Validators(etag='"a"\r\nX-Evil: 1')):
            with pytest.raises(ConnectionFailed, match="304") as caught:
                look(site.url(), validators=validators)
            assert caught.value.kind == "protocol"
        assert not any("if-none-match" in request.headers for request in site.requests)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["headers", "body", "chunks", "until close", "early hints"],
)
def test_a_dripping_server_is_cut_at_the_deadline(start: bytes, piece: bytes) -> None:
    with Site({"/": drip(start, piece)}) as site:
        begin = time.monotonic()
        with pytest.raises(Timeout, match=r"within 0.5 s.*timeout_s") as caught:
            look(site.url(), timeout_s=0.5)
        assert time.monotonic() - begin < 1.5
        assert caught.value.url == site.url()


def test_the_deadline_is_one_for_all_hops_and_robots_txt() -> None:
    def slow(answer: bytes) -> object:
        def say(_request: Request) -> bytes:
            time.sleep(0.2)
            return answer

        return say

    with Site() as site:
        site.routes |= {f"/{number}": slow(redirect(f"/{number + 1}")) for number in range(9)}
        site.routes["/robots.txt"] = slow(reply(status=404))
        begin = time.monotonic()
        with pytest.raises(Timeout):
            look(site.url("/0"), timeout_s=0.5)
        assert time.monotonic() - begin < 1.5


def test_waiting_for_a_turn_is_not_in_the_deadline() -> None:
    with Site({"/": reply("page")}) as site:

        async def both(fetcher: HttpFetcher) -> None:
            first, second = await asyncio.gather(fetcher.fetch(site.url()), fetcher.fetch(site.url()))
            assert first.body == second.body == b"page"
            assert first.elapsed_s < 0.3 and second.elapsed_s < 0.3

        run(both, host_gap_s=0.25, timeout_s=0.4)


def bomb(size: int) -> bytes:
    squeeze = zlib.compressobj(9, wbits=31)
    block = bytes(1_000_000)
    return b"".join([*(squeeze.compress(block) for _ in range(size // len(block))), squeeze.flush()])


def test_a_gzip_bomb_of_300_mb_is_too_large_and_costs_little_memory() -> None:
    packed = reply(bomb(300_000_000), headers=[("Content-Encoding", "gzip")])
    with Site({"/": packed}) as site:
        tracemalloc.start()
        with pytest.raises(TooLarge, match=r"10,000,000 bytes.*nothing of it was kept"):
            look(site.url())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 50_000_000


def test_an_endless_plain_body_is_too_large() -> None:
    def endless(_request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65536

    with Site({"/": endless}) as site, pytest.raises(TooLarge):
        look(site.url(), limit_bytes=1_000_000)


def test_gzip_and_deflate_are_undone() -> None:
    text = b"news " * 1000
    with Site() as site:
        site.routes["/gzip"] = reply(gzip.compress(text), headers=[("Content-Encoding", "gzip")])
        site.routes["/deflate"] = reply(zlib.compress(text), headers=[("Content-Encoding", "deflate")])
        assert look(site.url("/gzip")).body == text
        assert look(site.url("/deflate")).body == text


BROKEN = {
    "short": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
    "chunk missing": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "chunk broken": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "gzip cut": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"news " * 99)[:-9],
    "no gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    "two encodings": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nhello",
    "two headers": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: deflate\r\n\r\nhello",
    "unasked": b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello",
    "no http": b"220 smtp.example.org ESMTP\r\n\r\n",
    "nothing": b"",
    "huge header": b"HTTP/1.1 200 OK\r\nX-Huge: " + b"x" * 200_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_never_a_short_success(name: str) -> None:
    with Site({"/": lambda _request: [BROKEN[name]]}) as site:
        with pytest.raises(ConnectionFailed, match=r"127.0.0.1") as caught:
            look(site.url())
        assert caught.value.kind == "protocol"
        assert site.pages == ["/"]


def test_a_body_longer_than_it_says_does_not_leak_into_the_next_answer() -> None:
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    with Site({"/long": long, "/next": reply("next")}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            assert (await fetcher.fetch(site.url("/long"))).body == b"hello"
            assert (await fetcher.fetch(site.url("/next"))).body == b"next"

        run(work)


def test_a_cancelled_fetch_leaves_the_fetcher_usable() -> None:
    with Site({"/slow": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "/": reply("page")}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            task = asyncio.create_task(fetcher.fetch(site.url("/slow")))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await fetcher.fetch(site.url())).body == b"page"

        run(work)
