"""Many looks at once, and one desk at which they are written down.

How newsdiff is concurrent, and why. Looking is waiting, so all looks share one thread by asyncio: thousands of hosts
cost nothing while they are silent, each host has one connection at a time, and a deadline cancels whatever hangs.
What follows a look (read, decide, record) is computing and writing, and happens in one other thread, the *desk*:
SQLite takes one writer at a time anyway. Reading a page is a pure function of values that can be pickled, so it can
move to worker processes when one core is no longer enough.

Nothing is fetched ahead: a host's next look starts when its last one is recorded, so memory is bounded by the number of
looks under way, and a kill loses at most those.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
#: one look and what follows it
Job = Callable[[], Coroutine[Any, Any, None]]
#: looks under way (waiting for their host's turn, being fetched, being read) for each request that may be under way
LOOKS_PER_REQUEST = 4


def host_of(url: str) -> str:
    """What looks are queued by: those at one host come one after the other."""
    return urlsplit(url).netloc.lower()


class Work:
    """Runs looks host by host until they are done or it is told to stop. One per run."""

    def __init__(self, *, concurrency: int) -> None:
        self._room = asyncio.Semaphore(concurrency * LOOKS_PER_REQUEST)
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._stop = asyncio.Event()
        #: why no more looks were started: "" | "time" | "signal"
        self.stopped_by = ""
        #: looks that were asked for and not started
        self.left = 0

    def stop(self, reason: str) -> None:
        """Start no more looks; those under way are finished."""
        if not self._stop.is_set():
            self.stopped_by = reason
            self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    @contextmanager
    def heeding_signals(self, max_time_s: float | None = None) -> Iterator[None]:
        """Stop on Ctrl-C, SIGTERM and after `max_time_s`; a second Ctrl-C breaks off at once."""
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM)

        def heed(number: signal.Signals) -> None:
            self.stop("signal")
            loop.remove_signal_handler(number)

        for number in numbers:
            loop.add_signal_handler(number, heed, number)
        timer = loop.call_later(max_time_s, self.stop, "time") if max_time_s is not None else None
        try:
            yield
        finally:
            if timer:
                timer.cancel()
            for number in numbers:
                loop.remove_signal_handler(number)
            self._desk.shutdown()

    async def at_desk(self, work: Callable[[], T]) -> T:
        """Do something in the one thread that reads pages and writes the archive."""
        return await asyncio.get_running_loop().run_in_executor(self._desk, work)

    async def run(self, jobs: Sequence[tuple[str, Job]]) -> None:
        """Do all (host, job): hosts side by side, the jobs of one host in order.

        Raises: the first error of a job; the others are cancelled.
        """
        queues: dict[str, list[Job]] = {}
        for host, job in jobs:
            queues.setdefault(host, []).append(job)
        try:
            async with asyncio.TaskGroup() as group:
                for queue in queues.values():
                    group.create_task(self._work_off(queue))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def _work_off(self, queue: Sequence[Job]) -> None:
        for place, job in enumerate(queue):
            async with self._room:
                if self._stop.is_set():
                    self.left += len(queue) - place
                    return
                await job()
