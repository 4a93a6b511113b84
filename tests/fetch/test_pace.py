"""Each host's turn, with a clock that only tests move."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsdiff.errors import UnsafeAddress
from newsdiff.fetch.pace import HostIsQuiet, Pace, backoff, parse_retry_after
from newsdiff.model.page import HostState
from tests.fetch.servers import Clock

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def pace(clock: Clock, *, gap_s: float = 2.0, concurrency: int = 16, hosts: Any = (), jitter: float = 0.0) -> Pace:
    return Pace(
        gap_s=gap_s,
        concurrency=concurrency,
        hosts=hosts,
        now=clock.now,
        sleep=clock.sleep,
        jitter=lambda: jitter,
    )


async def visit(pace: Pace, host: str, clock: Clock, seconds: float = 0.0, **how: Any) -> datetime:
    async with pace.turn(host, **how):
        begin = clock.now()
        await clock.sleep(seconds)
        return begin


def test_the_gap_lies_between_the_end_of_one_request_and_the_start_of_the_next() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock, gap_s=2)
        first = await visit(turns, "a.test", clock, seconds=5)
        second = await visit(turns, "a.test", clock)
        assert (second - first).total_seconds() == 5 + 2
        clock.pass_(seconds=1.5)
        third = await visit(turns, "a.test", clock)
        assert (third - second).total_seconds() == 2

    asyncio.run(main())


def test_no_gap_between_two_hosts_nor_when_it_is_zero() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock, gap_s=2)
        assert await visit(turns, "a.test", clock) == await visit(turns, "b.test", clock)
        turns = pace(clock, gap_s=0)
        assert await visit(turns, "a.test", clock) == await visit(turns, "a.test", clock)

    asyncio.run(main())


def test_a_longer_gap_that_the_host_asks_for_wins() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock, gap_s=2)
        first = await visit(turns, "a.test", clock)
        assert (await visit(turns, "a.test", clock, gap_s=10) - first).total_seconds() == 10

    asyncio.run(main())


def test_the_gap_is_kept_over_a_restart_and_a_wrong_clock_cannot_lengthen_it() -> None:
    async def main() -> None:
        clock = Clock()
        before = HostState(host="a.test", last_request_at=NOW - timedelta(seconds=0.5))
        ahead = HostState(host="b.test", last_request_at=NOW + timedelta(days=400))
        turns = pace(clock, gap_s=2, hosts=[before, ahead])
        assert (await visit(turns, "a.test", clock) - NOW).total_seconds() == 1.5
        begin = clock.now()
        assert (await visit(turns, "b.test", clock) - begin).total_seconds() == 2

    asyncio.run(main())


def test_one_request_at_a_time_per_host_and_a_global_limit() -> None:
    async def main() -> tuple[int, dict[str, int]]:
        turns = pace(Clock(), gap_s=0, concurrency=3)
        now: dict[str, int] = {}
        most: dict[str, int] = {}

        async def work(host: str) -> None:
            async with turns.turn(host):
                now[host] = now.get(host, 0) + 1
                most[host] = max(most.get(host, 0), now[host])
                most["all"] = max(most.get("all", 0), sum(now.values()))
                await asyncio.sleep(0.001)
                now[host] -= 1

        await asyncio.gather(*(work(f"{number % 5}.test") for number in range(40)))
        return most.pop("all"), most

    everywhere, per_host = asyncio.run(main())
    assert everywhere == 3
    assert per_host == {f"{number}.test": 1 for number in range(5)}


def test_a_cancelled_visitor_gives_its_turn_back() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock, concurrency=1)
        task = asyncio.create_task(visit(turns, "a.test", Clock(), seconds=1, patient=True))
        waiting = asyncio.create_task(visit(turns, "a.test", clock))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait_for(waiting, timeout=5)

    asyncio.run(main())


def test_three_failures_in_a_row_make_a_pause_that_doubles_and_a_success_ends_it() -> None:
    clock = Clock()
    turns = pace(clock)
    turns.failed("a.test", "timeout")
    turns.answered("a.test", 500)
    assert turns.quiet_until("a.test") is None
    turns.failed("a.test", "dns")
    assert turns.quiet_until("a.test") == NOW + timedelta(minutes=1)
    assert turns.state("a.test").last_error == "dns"
    turns.failed("a.test", "dns")
    assert turns.quiet_until("a.test") == NOW + timedelta(minutes=2)
    turns.answered("a.test", 404)
    assert turns.quiet_until("a.test") is None
    assert turns.state("a.test").failures == 0


def test_the_pause_ends_by_itself() -> None:
    clock = Clock()
    turns = pace(clock)
    for _ in range(3):
        turns.failed("a.test", "timeout")
    clock.pass_(seconds=61)
    assert turns.quiet_until("a.test") is None


def test_backoff_goes_from_a_minute_to_an_hour_with_jitter() -> None:
    minutes = [backoff(failures, 0.0) / timedelta(minutes=1) for failures in range(3, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert backoff(10**6, 0.0) == timedelta(hours=1)
    assert backoff(3, 0.999) < timedelta(seconds=46)


def test_only_the_impatient_disregard_a_pause_of_ours_and_nobody_retry_after() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock)
        for _ in range(3):
            turns.failed("a.test", "timeout")
        with pytest.raises(HostIsQuiet) as quiet:
            await visit(turns, "a.test", clock)
        assert (quiet.value.reason, quiet.value.host) == ("backoff", "a.test")
        await visit(turns, "a.test", clock, patient=False)
        turns.answered("a.test", 429, "120")
        with pytest.raises(HostIsQuiet) as quiet:
            await visit(turns, "a.test", clock, patient=False)
        assert (quiet.value.reason, quiet.value.until) == ("retry_after", clock.now() + timedelta(minutes=2))

    asyncio.run(main())


def test_visitors_in_the_queue_do_not_wait_for_a_host_that_became_quiet() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock, gap_s=2)

        async def first() -> None:
            async with turns.turn("a.test"):
                await asyncio.sleep(0)
                turns.answered("a.test", 503, "600")

        queue = [visit(turns, "a.test", clock) for _ in range(5)]
        results = await asyncio.gather(first(), *queue, return_exceptions=True)
        assert all(isinstance(result, HostIsQuiet) for result in results[1:])
        assert clock.slept == []

    asyncio.run(main())


def test_a_pause_beyond_any_of_ours_is_the_trace_of_a_wrong_clock() -> None:
    far = NOW + timedelta(days=700)
    turns = pace(Clock(), hosts=[HostState(host="a.test", retry_after_until=far, backoff_until=far)])
    assert turns.quiet_until("a.test") is None


def test_changed_states_are_given_once_and_a_refused_address_is_no_request() -> None:
    async def main() -> None:
        clock = Clock()
        turns = pace(clock)
        await visit(turns, "b.test", clock)
        await visit(turns, "a.test", clock)
        with pytest.raises(UnsafeAddress):
            async with turns.turn("c.test"):
                raise UnsafeAddress("http://c.test", "refused")
        assert [state.host for state in turns.changed()] == ["a.test", "b.test"]
        assert turns.changed() == []

    asyncio.run(main())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("86400", 86400),
        ("99999999999999999999999", 86400),
        ("Sun, 01 Nov 2026 12:05:00 GMT", 300),
        ("Sunday, 01-Nov-26 12:05:00 GMT", 300),
        ("Sun Nov  1 12:05:00 2026", 300),
        ("Sun, 01 Nov 2026 13:05:00 +0100", 300),
        ("Fri, 31 Dec 2099 23:59:59 GMT", 86400),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣٠", None),
        ("Sun, 99 Nov 2026 12:05:00 GMT", None),
        ("Sun, 01 Nov 2026 11:59:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 +2359", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(text: str, seconds: float | None) -> None:
    until = parse_retry_after(text, NOW)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))
