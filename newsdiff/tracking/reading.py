"""From payloads to articles, so that like is compared with like.

What a version says is an opinion of an extractor. Before a look is compared with the newest version, both are read by
the same make; a version that was read by an older make is read again from its stored payload.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from newsdiff.config import Config
from newsdiff.errors import ExtractError, ExtractorFailed, NotFound, StorageError
from newsdiff.interfaces import Extractor
from newsdiff.model.article import Article, ExtractionOutcome, Make, Selectors
from newsdiff.model.knowledge import Hint, Knowledge, Tick
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.recording import Standing
from newsdiff.model.version import Version
from newsdiff.storage.archive import Archive
from newsdiff.tracking.content import content_hash
from newsdiff.tracking.ticking import ticks


def _has_end(payload: bytes) -> bool:
    return b"</html" in payload[-4_096:].lower()


def _is_akin(one: Make, other: Make) -> bool:
    """Whether two makes choose containers by the same rules: what is known of the source has no part in it."""
    return (one.extractor, one.selectors) == (other.extractor, other.selectors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One page to be read, with all that decides what it says. Can be given to another process."""

    payload: bytes = field(repr=False)
    url: str
    content_type: str | None
    charset: str | None
    selectors: Selectors
    is_vouched: bool
    knowledge: Knowledge
    hint: Hint | None


def perform(extractor: Extractor, task: Task) -> Article:
    """Read a page. Raises: ExtractError."""
    try:
        return extractor.extract(
            task.payload,
            task.url,
            content_type=task.content_type,
            charset=task.charset,
            selectors=task.selectors,
            is_vouched=task.is_vouched,
            knowledge=task.knowledge,
            hint=task.hint,
        )
    except ExtractError:
        raise
    except Exception as error:
        # Pages are anything at all, and one that breaks the extractor must not stop a pass over the others.
        cause = f"{type(error).__name__}: {error}"
        raise ExtractorFailed(
            task.url, f"the extractor broke on {task.url} ({cause}); the page is kept, report this"
        ) from error


class Reader:
    """Reads stored and fresh payloads with the selectors of their source."""

    def __init__(self, *, archive: Archive, extractor: Callable[[], Extractor], config: Config) -> None:
        """`extractor` makes one when the first page is read: its libraries are slow to import."""
        self._history = archive.history
        self._knowledge = archive.knowledge
        self._extractor = extractor
        self._config = config

    def selectors(self, source: str) -> Selectors:
        """What people wrote for this source."""
        return self._config.source(source).selectors

    def knowledge(self, source: str) -> Knowledge:
        """What is known of this source."""
        return self._knowledge.current(source) if self._config.knowledge.boilerplate else Knowledge()

    def make(self, source: str, *, is_vouched: bool) -> Make:
        """The make by which this source's pages are read now."""
        return self._extractor().make(self.selectors(source), is_vouched=is_vouched, knowledge=self.knowledge(source))

    def charset(self, payload: bytes, content_type: str | None) -> str:
        """The character set by which a payload is read."""
        return self._extractor().charset(payload, content_type)

    def read(
        self,
        payload: bytes,
        url: str,
        source: str,
        *,
        content_type: str | None,
        charset: str | None,
        is_vouched: bool = False,
        hint: Hint | None = None,
    ) -> Article:
        """Read a payload. `is_vouched`: as one for which a person vouches; `hint`: where the body was last time.

        Raises: ExtractError.
        """
        task = Task(
            payload=payload,
            url=url,
            content_type=content_type,
            charset=charset,
            selectors=self.selectors(source),
            is_vouched=is_vouched,
            knowledge=self.knowledge(source),
            hint=hint if self._config.knowledge.hints else None,
        )
        return perform(self._extractor(), task)

    def fresh(
        self,
        payload: bytes,
        url: str,
        standing: Standing,
        *,
        content_type: str | None,
        charset: str | None,
        hint: Hint | None,
    ) -> Article:
        """Read what a look at an article brought; `hint` comes from its newest version. Raises: ExtractError.

        The first version decides for all: an article that was read on a person's word at first is always read so,
        one that was not never is, so that no change of the reading looks like an editor's.
        """
        read = partial(self.read, payload, url, standing.article.source, content_type=content_type, charset=charset)
        if standing.latest is not None:
            return read(is_vouched=standing.latest.is_vouched, hint=hint)
        article = read()
        if article.outcome is ExtractionOutcome.NO_ARTICLE and standing.article.is_vouched:
            return read(is_vouched=True)
        return article

    def version(self, version: Version, source: str, now: datetime) -> Article:
        """A version as read by the present make; made from its payload, and kept, when it is missing."""
        known = self._history.extraction(version.id, self.make(source, is_vouched=version.is_vouched))
        if known is not None:
            return known
        return self._formed(version, source, self._hint(version, source, now), now)

    def _formed(self, version: Version, source: str, hint: Hint | None, now: datetime) -> Article:
        payload = self._history.payload(version.payload_sha256)
        article = self._stored(version, payload, source, version.charset, hint)
        self._history.add_extraction(version.id, article, now)
        return article

    def _hint(self, version: Version, source: str, now: datetime) -> Hint | None:
        """What a version is read with: what it was read with before, or what the version before it leaves.

        A hint counts for the extractor that left it alone: a better one must be free to choose another container.
        So the versions before are read first, from the oldest that this make has not read; one that cannot be read
        leaves no hint.
        """
        make = self.make(source, is_vouched=version.is_vouched)
        known = self._history.extractions(version.id)
        if any(_is_akin(article.make, make) for article in known):
            return self.hint_of_old(known, make, None)
        previous, missing = None, []
        for before in reversed(self._history.versions(version.article_id)):
            if previous is None and before.number < version.number:
                previous = self._history.extraction(before.id, make)
                missing += [before] if previous is None else []
        hint = previous.next_hint if previous is not None else None
        for before in reversed(missing):
            try:
                hint = self._formed(before, source, hint, now).next_hint
            except (ExtractError, NotFound, StorageError):
                hint = None
        return hint

    def pair(
        self,
        old: Version,
        new: Version,
        source: str,
        now: datetime,
        known: Mapping[int, Sequence[Article]] | None = None,
    ) -> tuple[Article, Article]:
        """Two versions read by the newest make that both have; by the present one when they share none.

        `known`: the extractions of both, by version, where they were gathered before.
        """
        found = self._history.extractions_of([old.id, new.id]) if known is None else known
        mine = found.get(old.id, ())
        theirs = {article.make: article for article in found.get(new.id, ())}
        for article in reversed(mine):
            if article.make in theirs:
                return article, theirs[article.make]
        return self.version(old, source, now), self.version(new, source, now)

    def earlier(self, standing: Standing, now: datetime) -> Sequence[tuple[int, str]]:
        """Content hashes of the versions before the newest, by number, as the present make reads them.

        Those that it cannot read any more are left out: a mark that is missing must not cost us a version.
        """
        found = []
        for version in self._history.versions(standing.article.id)[:-1]:
            try:
                found.append((version.number, content_hash(self.version(version, standing.article.source, now))))
            except ExtractError:
                continue
        return found

    def _stored(self, version: Version, payload: bytes, source: str, charset: str | None, hint: Hint | None) -> Article:
        return perform(self._extractor(), replace(self._task(version, payload, source, hint), charset=charset))

    def task(self, version: Version, source: str, hint: Hint | None) -> Task:
        """What reading a version takes. Raises: NotFound, StorageError when its page cannot be had."""
        return self._task(version, self._history.payload(version.payload_sha256), source, hint)

    def _task(self, version: Version, payload: bytes, source: str, hint: Hint | None) -> Task:
        return Task(
            payload=payload,
            url=version.final_url,
            content_type=version.content_type,
            charset=version.charset,
            selectors=self.selectors(source),
            is_vouched=version.is_vouched,
            knowledge=self.knowledge(source),
            hint=hint if self._config.knowledge.hints else None,
        )

    def hint_of_old(self, known: Sequence[Article], make: Make, before: Article | None) -> Hint | None:
        """What a version is read with by this make, given its readings and the version before as read by it."""
        akin = [article for article in known if _is_akin(article.make, make)]
        return akin[-1].hint if akin else before.next_hint if before is not None else None

    def look(self, seen: Observation, source: str, previous: Article | None, *, is_vouched: bool) -> Article | None:
        """The page of an earlier look after the version `previous`, None when its payload is not kept."""
        if seen.payload_sha256 is None:
            return None
        payload = self._history.payload(seen.payload_sha256)
        url = seen.final_url or seen.url
        return self.read(
            payload,
            url,
            source,
            content_type=seen.content_type,
            charset=seen.charset,
            is_vouched=is_vouched,
            hint=previous.next_hint if previous is not None else None,
        )

    def doubts(self, standing: Standing, previous: Article | None) -> Sequence[tuple[Observation, Article]]:
        """The suspect looks since the newest version was last seen, newest first, with what they showed."""
        found = []
        is_vouched = standing.latest is not None and standing.latest.is_vouched
        for seen in standing.since:
            if seen.outcome is Outcome.SUSPECT:
                article = self.look(seen, standing.article.source, previous, is_vouched=is_vouched)
                if article is not None:
                    found.append((seen, article))
        return found

    def ticks(self, article: Article, previous: Article, latest: Version, source: str) -> tuple[Tick, ...]:
        """The boxes in which alone a look differs from the newest version; see `ticking.ticks`."""
        if not self._config.knowledge.ticks or not any(article.places):
            return ()
        payload = self._history.payload(latest.payload_sha256)
        placed = self._stored(latest, payload, source, latest.charset, previous.hint)
        return ticks(placed, article) if placed == previous else ()

    def breaks_off(self, payload: bytes, latest: Version | None) -> bool:
        """Whether a page lacks the end tag that the newest version's page had: an answer that was cut on its way.

        Only where a server gives no length can that go unnoticed by `fetch`.
        """
        if latest is None or _has_end(payload):
            return False
        return _has_end(self._history.payload(latest.payload_sha256))

    def is_same(
        self, article: Article, previous: Article, standing: Standing, seen: Observation, payload: bytes
    ) -> bool:
        """Whether a look shows the newest version: the same text, if need be after decoding as the other was.

        A server that begins to name another charset, or an extractor that got better, changes no story.
        """
        digest = content_hash(article)
        if digest == content_hash(previous):
            return True
        latest = standing.latest
        if latest is None:
            return False
        source = standing.article.source
        if seen.charset != latest.charset and seen.final_url is not None:
            again = self.fresh(
                payload,
                seen.final_url,
                standing,
                content_type=seen.content_type,
                charset=latest.charset,
                hint=previous.next_hint,
            )
            if content_hash(again) == content_hash(previous):
                return True
            stored = self._history.payload(latest.payload_sha256)
            again = self._stored(latest, stored, source, seen.charset, previous.hint)
            if content_hash(again) == digest:
                return True
        return self._is_as_last_seen(digest, previous, latest, source)

    def _is_as_last_seen(self, digest: str, previous: Article, latest: Version, source: str) -> bool:
        """For a version read anew: whether the look shows what the last unchanged look showed to the new make.

        The new make may read more of the page, and that part may have changed while nobody read it.
        """
        if self._history.extractions(latest.id)[0].make == self.make(source, is_vouched=latest.is_vouched):
            return False
        last = self._history.last_unchanged(latest.article_id)
        if last is None or last.version != latest.number:
            return False
        article = self.look(last, source, previous, is_vouched=latest.is_vouched)
        return article is not None and content_hash(article) == digest
