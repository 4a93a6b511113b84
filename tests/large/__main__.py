"""Make the archive, or part of it."""

import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from newsdiff.storage import fulltext
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive, open_archive
from tests.large.stories import Story, make_story
from tests.large.writing import Plan, Rows, make_rows, write_rows, write_sources

#: articles of one transaction
BATCH = 250
#: articles that tell one story, at most
COPIES = 20
SOURCES = 400


@cache
def _stories(count: int, sources: int) -> tuple[Story, ...]:
    return tuple(make_story(number, sources) for number in range(count))


def _plan(articles: int, end: datetime) -> Plan:
    stories = max(1, min(articles, max(200, articles // COPIES)))
    return Plan(stories=_stories(stories, min(SOURCES, stories)), articles=articles, end=end)


def _batch(articles: int, end: datetime, first: int, offset: tuple[int, int]) -> tuple[Rows, list[fulltext.Words]]:
    return make_rows(_plan(articles, end), first, min(first + BATCH, articles), offset)


def make(archive: Archive, articles: int, end: datetime, *, processes: int = 1) -> None:
    """Fill an empty archive. `processes` make rows while this one writes them."""
    plan = _plan(articles, end)  # before the processes are made, which then know it
    with archive.database.write() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA cache_size = -500000")
        write_sources(conn, len({story.source for story in plan.stories}), end)
    firsts, offsets = range(0, articles, BATCH), plan.offsets(BATCH)
    with ProcessPoolExecutor(processes) as pool:
        waiting = []
        for first, offset in zip(firsts, offsets, strict=False):
            waiting.append(pool.submit(_batch, articles, end, first, offset))
            if len(waiting) > 2 * processes:
                _write(archive, *waiting.pop(0).result())
        for future in waiting:
            _write(archive, *future.result())
    _count_on(archive)


def _write(archive: Archive, rows: Rows, said: list[fulltext.Words]) -> None:
    with archive.database.write() as conn:
        write_rows(conn, rows, said)


def _count_on(archive: Archive) -> None:
    """Let PostgreSQL give ids behind those that were given here."""
    with archive.database.write() as conn:
        if conn.dialect.name == "postgresql":
            for table in t.metadata.sorted_tables:
                if "id" in table.c and table.c.id.autoincrement is True:
                    newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
                    conn.execute(
                        sa.text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {newest}, false)")
                    )
            conn.exec_driver_sql("ANALYZE")  # as its autovacuum would; SQLite has no such numbers unless it is told to


def main() -> None:
    folder, articles = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    path, began = folder / "archive.sqlite", perf_counter()
    if path.exists():
        sys.exit(f"{path} is there already")
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with closing(open_archive(str(path))) as archive:
        make(archive, articles, end)
        with archive.database.read() as conn:
            versions = conn.scalar(sa.select(sa.func.count()).select_from(t.versions))
    size = path.stat().st_size / 1e9
    print(f"{articles:,} articles, {versions:,} versions, {size:.1f} GB in {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
