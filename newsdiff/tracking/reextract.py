"""Reading all stored versions anew: what an upgrade of the extractor, of its knowledge or of selectors changes.

Reading is pure, so it is done by several processes; the archive is read and written by this one alone. The versions of
one article are read in their order, each with the hint that the one before leaves; articles are read side by side. What
was read is stored at once, so that a run that was killed is taken up where it ended. No version is ever made.
"""

import signal
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import datetime
from multiprocessing import get_context

from newsdiff.diff.articles import diff_articles
from newsdiff.errors import ExtractError, NotFound, StorageError
from newsdiff.interfaces import Extractor
from newsdiff.model.article import Article
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.phrases import summary
from newsdiff.render.rows import Reextraction, Reread
from newsdiff.storage.archive import Archive
from newsdiff.tracking.content import content_hash
from newsdiff.tracking.reading import Reader, Task, perform

#: differences that are told one by one
MOST_TOLD = 20
#: articles under way for each process, so that none waits
_AHEAD = 2

#: what a process gives back: the reading, or why there is none
Answer = Article | str
#: the versions of one article, one after the other: gives what is to be read, and is sent the answer
_Job = Generator[Task, Answer, None]


class Rereader:
    """Reads an archive anew."""

    def __init__(
        self,
        *,
        archive: Archive,
        reader: Reader,
        extractor: Callable[[], Extractor],
        now: Callable[[], datetime],
        on_done: Callable[[Version], None] = lambda _: None,
    ) -> None:
        """`extractor` makes one in each process: it must be found by its name."""
        self._archive = archive
        self._reader = reader
        self._extractor = extractor
        self._now = now
        self._on_done = on_done

    def run(self, articles: list[TrackedArticle], *, processes: int, is_dry: bool) -> Reextraction:
        """Read the versions of these articles that the present make has not read. With `is_dry` nothing is stored."""
        report = Reextraction(is_dry=is_dry)
        jobs = (self._article(article, report) for article in articles if article.versions)
        with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_heed_no_signals) as pool:
            under_way: dict[Future[Answer], _Job] = {}
            for job in jobs:
                self._send(pool, under_way, job, None)
                while len(under_way) >= _AHEAD * processes:
                    self._receive(pool, under_way)
            while under_way:
                self._receive(pool, under_way)
        return report

    def _send(
        self, pool: ProcessPoolExecutor, under_way: dict[Future[Answer], _Job], job: _Job, answer: Answer | None
    ) -> None:
        """Let an article go on; what it wants to be read goes to a process."""
        try:
            task = next(job) if answer is None else job.send(answer)
        except StopIteration:
            return
        under_way[pool.submit(_read, self._extractor, task)] = job

    def _receive(self, pool: ProcessPoolExecutor, under_way: dict[Future[Answer], _Job]) -> None:
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            self._send(pool, under_way, under_way.pop(future), future.result())

    def _article(self, article: TrackedArticle, report: Reextraction) -> _Job:
        before: Article | None = None
        for version in self._archive.history.versions(article.id):
            make = self._reader.make(article.source, is_vouched=version.is_vouched)
            known = self._archive.history.extractions(version.id)
            read = next((one for one in known if one.make == make), None)
            if read is not None:
                report.current += 1
            else:
                hint = self._reader.hint_of_old(known, make, before)
                try:
                    task = self._reader.task(version, article.source, hint)
                except (NotFound, StorageError) as error:
                    answer: Answer = str(error)
                else:
                    answer = yield task
                read = self._settle(article, version, known, answer, report)
            before = read
            self._on_done(version)

    def _settle(
        self, article: TrackedArticle, version: Version, known: list[Article], answer: Answer, report: Reextraction
    ) -> Article | None:
        """Count a reading and store it; the reading, None when there is none."""
        if isinstance(answer, str):
            report.unread.append(_row(article, version, (answer,)))
            return None
        if not report.is_dry:
            self._archive.history.add_extraction(version.id, answer, self._now())
        former = known[-1] if known else None
        if former is not None and content_hash(former) == content_hash(answer):
            report.same += 1
            return answer
        report.different += 1
        report.articles.add(article.id)
        if former is not None and len(report.told) < MOST_TOLD:
            report.told.append(_row(article, version, summary(diff_articles(former, answer))))
        return answer


def _row(article: TrackedArticle, version: Version, words: tuple[str, ...]) -> Reread:
    return Reread(article_id=article.id, url=article.url, version=version.number, words=words)


def _read(extractor: Callable[[], Extractor], task: Task) -> Answer:
    """In a process of its own: one page read."""
    try:
        return perform(extractor(), task)
    except ExtractError as error:
        return str(error)


def _heed_no_signals() -> None:
    """Ctrl-C reaches all processes of a terminal; the one that started the others ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
