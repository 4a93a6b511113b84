"""How long the pages of a large archive take, one after the other and under load.

    python -m tests.web.load pages ARCHIVE [TIMES]      each kind of page so many times (40): time, CPU time, bytes, 304
                                                        (before each something is committed: nothing is kept)
    python -m tests.web.load load ARCHIVE [SECONDS]     50 connections for so long (60): answers, errors, memory

Both start `newsdiff serve` on a free port. Addresses are drawn at random from what the archive holds; `python -m
tests.large DIR` makes an archive that is large enough. CPU time and memory are read from /proc, so it wants Linux.
"""

import asyncio
import http.client
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import quote, urlencode

import sqlalchemy as sa

from newsdiff.model.change import LabelName
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive, open_archive
from tests.large.stories import COMMON, RARE
from tests.large.words import VOCABULARY

CONNECTIONS = 50
#: an article with more versions is told of apart
LONG = 100
_TICKS = os.sysconf("SC_CLK_TCK")


class Addresses:
    """Addresses of an archive, drawn at random."""

    def __init__(self, db: str, seed: int = 1) -> None:
        self._random = Random(seed)
        with closing(open_archive(db)) as archive, archive.database.read() as conn:
            shown = sa.select(t.articles.c.id, t.articles.c.versions, t.articles.c.url, t.sources.c.name)
            shown = shown.join(t.sources).where(t.articles.c.withheld.is_(None), t.articles.c.merged_into.is_(None))
            self._articles = [tuple(row) for row in conn.execute(shown)]
            self._withheld = conn.scalars(sa.select(t.articles.c.id).where(t.articles.c.withheld.is_not(None))).all()
        self._several = [one for one in self._articles if 1 < one[1] <= LONG]
        self._long = [one for one in self._articles if one[1] > LONG]

    def kinds(self) -> dict[str, Callable[[], str]]:
        """What each kind of address is called, and a way to draw one."""
        draw, labels = self._random.choice, [name.value.replace(" ", "-") for name in LabelName]
        stream: dict[str, Callable[[], dict[str, object]]] = {
            "": dict,
            ", older": lambda: {"before": self._before()},
            ", of a source": lambda: {"source": draw(self._articles)[3]},
            ", of a label": lambda: {"label": draw(labels)},
            ", of a weight": lambda: {"weight": self._random.randrange(1, 100)},
            ", of a source, label and weight": lambda: {
                "source": draw(self._articles)[3],
                "label": draw(labels),
                "weight": self._random.randrange(1, 60),
            },
            ", of a label, older": lambda: {"label": draw(labels), "before": self._before()},
            ", until a day": lambda: {"until": self._day()},
        }
        found: dict[str, Callable[[], str]] = {}
        for name, asked in stream.items():
            found[f"front{name}"] = lambda asked=asked: _query("/", asked())
            if "older" not in name:
                found[f"feed{name}"] = lambda asked=asked: _query("/feed.atom", asked())
                found[f"API changes{name}"] = lambda asked=asked: _query("/api/v1/changes", asked())
        for name, some in (("", self._several), (", long", self._long)):
            if some:
                found |= self._of_articles(name, some)
        return (
            found
            | self._searches()
            | {
                "sources": lambda: "/sources",
                "lookup": lambda: f"/lookup?url={quote(draw(self._articles)[2], safe='')}",
                "lookup, unknown": lambda: "/lookup?url=https%3A%2F%2Fexample.org%2Fnone",
                "withheld": lambda: f"/articles/{draw(self._withheld)}",
                "API articles": lambda: "/api/v1/articles?limit=100",
                "API articles of a source": lambda: _query("/api/v1/articles", {"source": draw(self._articles)[3]}),
                "API lookup": lambda: f"/api/v1/lookup?url={quote(draw(self._articles)[2], safe='')}",
                "API document": lambda: "/api/v1/openapi.json",
                "healthz": lambda: "/healthz",
            }
        )

    def _searches(self) -> dict[str, Callable[[], str]]:
        draw, common, phrase = self._random.choice, VOCABULARY[0], f'"{COMMON}"'
        word = lambda: draw(VOCABULARY[:500])  # noqa: E731
        asked: dict[str, Callable[[], dict[str, object]]] = {
            "common word": lambda: {"q": common},
            "common word removed": lambda: {"q": common, "event": "removed"},
            "a word": lambda: {"q": word()},
            "a word of a source": lambda: {"q": word(), "source": draw(self._articles)[3]},
            "a word, older": lambda: {"q": word(), "before": self._before()},
            "a word until a day": lambda: {"q": word(), "until": self._day()},
            "two words": lambda: {"q": f"{word()} {word()}"},
            "one of two words": lambda: {"q": f"{word()} OR {word()}"},
            "a word without another": lambda: {"q": f"{word()} -{common}"},
            "common phrase": lambda: {"q": phrase},
            "common phrase removed": lambda: {"q": phrase, "event": "removed"},
            "rare phrase": lambda: {"q": f'"{RARE}"'},
            **{f"a beginning of {n}": lambda n=n: {"q": f"{word()[:n]}*"} for n in (2, 3, 4, 5, 6, 7)},  # type: ignore[misc]
        }
        return {f"search, {name}": lambda one=one: _query("/search", one()) for name, one in asked.items()}  # type: ignore[misc]

    def _day(self) -> str:
        return f"2026-{self._random.randrange(1, 11):02}-15"

    def _of_articles(self, name: str, some: list[tuple[int, int, str, str]]) -> dict[str, Callable[[], str]]:
        def one(form: str) -> Callable[[], str]:
            def drawn() -> str:
                article, versions = self._random.choice(some)[:2]
                new = self._random.randrange(2, versions + 1)
                return form.format(a=article, old=new - 1, new=new, last=versions)

            return drawn

        return {
            f"article{name}": one("/articles/{a}"),
            f"diff{name}": one("/articles/{a}/{old}..{new}"),
            f"diff inline{name}": one("/articles/{a}/{old}..{new}?layout=inline&unchanged=shown"),
            f"diff of first and last{name}": one("/articles/{a}/1..{last}"),
            f"version{name}": one("/articles/{a}/{new}"),
            f"blame{name}": one("/articles/{a}/{new}/blame"),
            f"feed of an article{name}": one("/articles/{a}/feed.atom"),
            f"API article{name}": one("/api/v1/articles/{a}"),
            f"API versions{name}": one("/api/v1/articles/{a}/versions?limit=100"),
            f"API version{name}": one("/api/v1/articles/{a}/versions/{new}"),
            f"API diff{name}": one("/api/v1/articles/{a}/diffs/{old}..{new}"),
        }

    def _before(self) -> str:
        article, versions = self._random.choice(self._several)[:2]
        return f"{article}:{self._random.randrange(2, versions + 1)}"


def _query(path: str, asked: dict[str, object]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path


@contextmanager
def serving(db: str) -> Iterator[tuple[int, int]]:
    """`newsdiff serve` in a process of its own: its number, and its port."""
    program = Path(sys.executable).parent / "newsdiff"
    command = [program, "--db", db, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        address = process.stderr.readline().decode().split(" is shown at ")[1].split(" ")[0]
        # what it logs must go somewhere
        drain = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
        try:
            yield process.pid, int(address.split(":")[2].split("/")[0])
        finally:
            process.terminate()
            process.wait()
            drain.wait()


def cpu_s(pid: int) -> float:
    """CPU time that a process has taken, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(pid: int) -> float:
    """What a process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


def pages(db: str, times: int, only: str = "") -> None:
    """Each kind, one after the other."""
    kinds = Addresses(db).kinds()
    print(f"{'':44} {'median':>8} {'p95':>8} {'worst':>8} {'CPU':>8}  ms {'median':>8} {'most':>8} bytes  304 (ms)")
    with (
        closing(open_archive(db)) as archive,
        serving(db) as (pid, port),
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=600)) as client,
    ):
        get(client, "/")
        for name, draw in kinds.items():
            if only in name:
                _measure(client, pid, name, [draw() for _ in range(times)], lambda: _change(archive))
        print(f"memory {memory_mb(pid):.0f} MB")


def _change(archive: Archive) -> None:
    """Commit something, so that no answer that was kept still holds; nothing that is shown changes."""
    with archive.database.write() as conn:
        conn.execute(sa.delete(t.hosts).where(t.hosts.c.host == "none.invalid"))
        conn.execute(sa.insert(t.hosts).values(host="none.invalid", failures=0))


def _measure(
    client: http.client.HTTPConnection, pid: int, name: str, addresses: list[str], change: Callable[[], None]
) -> None:
    took, sizes, statuses, again, cpu = [], [], Counter[int](), [], cpu_s(pid)
    tags = []
    for address in addresses:
        change()
        began = perf_counter()
        status, tag, size = get(client, address)
        took.append(1000 * (perf_counter() - began))
        sizes.append(size)
        statuses[status] += 1
        tags.append(tag)
    cpu = 1000 * (cpu_s(pid) - cpu) / len(addresses)
    for address, tag in zip(addresses, tags, strict=True):
        if tag:
            began = perf_counter()
            status, _, _ = get(client, address, {"If-None-Match": tag})
            again.append((1000 * (perf_counter() - began), status))
    p95 = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    known = f"{sum(s == 304 for _, s in again)}/{len(again)} ({median(m for m, _ in again):.1f})" if again else "-"
    said = "" if set(statuses) == {200} else dict(statuses)
    print(
        f"{name:44} {median(took):8.1f} {p95:8.1f} {max(took):8.1f} {cpu:8.1f}     "
        f"{median(sizes):8,.0f} {max(sizes):8,}        {known} {said}",
        flush=True,
    )


def get(
    client: http.client.HTTPConnection, address: str, headers: dict[str, str] | None = None
) -> tuple[int, str, int]:
    """Status, ETag and size of an answer."""
    client.request("GET", address, headers=headers or {})
    answer = client.getresponse()
    return answer.status, answer.getheader("ETag", ""), len(answer.read())


def load(db: str, seconds: float) -> None:
    """Every kind but those of long articles as often as any other, asked for by 50 at once."""
    with serving(db) as (pid, port):
        asyncio.run(_load(Addresses(db), pid, port, seconds))


async def _load(addresses: Addresses, pid: int, port: int, seconds: float) -> None:
    kinds, random = list(addresses.kinds().values()), Random(2)
    statuses, took, began, cpu = Counter[object](), [], perf_counter(), cpu_s(pid)

    async def reader() -> None:
        """One who reads page after page over one connection."""
        stream, out = await asyncio.open_connection("127.0.0.1", port)
        while perf_counter() - began < seconds:
            address, start = random.choice(kinds)(), perf_counter()
            out.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            try:
                head = await stream.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
                await stream.readexactly(length)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                statuses[type(error).__name__] += 1
                return
            statuses[int(head.split()[1])] += 1
            took.append(1000 * (perf_counter() - start))
        out.close()

    async def watch() -> None:
        """Memory while it lasts."""
        while perf_counter() - began < seconds:
            print(f"{perf_counter() - began:5.0f} s  {memory_mb(pid):6.0f} MB  {len(took):6,} answers", flush=True)
            await asyncio.sleep(5)

    await asyncio.gather(watch(), *(reader() for _ in range(CONNECTIONS)))
    lasted = perf_counter() - began
    print(
        f"{len(took) / lasted:.0f} answers a second, {dict(statuses)}; CPU {cpu_s(pid) - cpu:.0f} s of {lasted:.0f} s"
    )
    print(f"median {median(took):.0f} ms, p95 {quantiles(took, n=20)[-1]:.0f} ms; memory {memory_mb(pid):.0f} MB")


def main() -> None:
    amount = float(sys.argv[3]) if len(sys.argv) > 3 else None
    if sys.argv[1] == "pages":
        pages(sys.argv[2], int(amount or 40), sys.argv[4] if len(sys.argv) > 4 else "")
    else:
        load(sys.argv[2], amount or 60)


if __name__ == "__main__":
    main()
