"""From stories to rows, in bulk: ids are given beforehand, so that processes can make rows while others are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

import sqlalchemy as sa

from newsdiff import __version__
from newsdiff.app import page_extractor
from newsdiff.model.address import address_key
from newsdiff.model.article import Selectors
from newsdiff.model.change import Alternation
from newsdiff.model.search import Field
from newsdiff.storage import chain, fulltext, payloads
from newsdiff.storage import tables as t
from newsdiff.storage.aliases import index_key
from newsdiff.storage.alternations import written
from newsdiff.storage.indexing import _digest
from newsdiff.tracking.stream import KEPT_RULES
from tests.large.stories import EPOCH, State, Story, host
from tests.large.words import NOBODY, name

#: the archive begins so long before its newest look
SPAN = timedelta(days=500)
#: one article in so many is withheld; one was found to be the article before it; one has a second address
WITHHELD, MERGED, ALIAS = 1_000, 997, 5
#: looks that showed nothing new, before each version
QUIET = 2
_ORDER = (
    *(
        t.articles,
        t.payloads,
        t.observations,
        t.versions,
        t.extractions,
        t.assessments,
        t.assessment_labels,
        t.alternations,
    ),
    *(t.aliases, t.entries, t.search_readings, t.search_passages, t.search_stays),
)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """Which article tells which story, and which numbers its rows have. Articles count from 0, ids from 1."""

    stories: Sequence[Story]
    articles: int
    #: the instant of the newest look
    end: datetime

    def story(self, article: int) -> Story:
        """The story of an article."""
        return self.stories[article % len(self.stories)]

    def offsets(self, batch: int) -> list[tuple[int, int]]:
        """For each batch of articles, its first version id and its first observation id."""
        counts = [
            sum(len(self.story(k).states) for k in range(first, min(first + batch, self.articles)))
            for first in range(0, self.articles, batch)
        ]
        return [(1 + before, 1 + before * (1 + QUIET)) for before in accumulate(counts, initial=0)]

    def start(self, article: int) -> datetime:
        """When an article was first seen: one after the other, each early enough for all of its versions."""
        begins = self.end - SPAN * (1 - article / self.articles)
        return min(begins, self.end - self.story(article).states[-1].at - timedelta(seconds=article % 3600))


@dataclass
class _Look:
    at: datetime
    article: int
    state: int
    #: of a look before the version that showed the one before; 0: the look that showed the version
    quiet: int
    version_id: int = 0
    observation_id: int = 0


def make_rows(plan: Plan, first: int, stop: int, offset: tuple[int, int]) -> tuple[Rows, list[fulltext.Words]]:
    """All rows of these articles, and the words of their passages. Looks have their ids in the order of time."""
    looks = sorted(_looks(plan, first, stop), key=lambda look: look.at)
    version_id, observation_id = offset
    for look in looks:
        look.observation_id, observation_id = observation_id, observation_id + 1
        if not look.quiet:
            look.version_id, version_id = version_id, version_id + 1
    by_article: dict[int, list[_Look]] = {}
    for look in looks:
        by_article.setdefault(look.article, []).append(look)
    rows: Rows = {table.name: [] for table in _ORDER}
    said: list[fulltext.Words] = []
    for article, mine in by_article.items():
        _Writer(plan, article, rows, said).write(mine)
    for table in (t.payloads, t.observations, t.versions, t.extractions):
        rows[table.name].sort(key=lambda row: row["id"])
    return rows, said


def _looks(plan: Plan, first: int, stop: int) -> Iterator[_Look]:
    for article in range(first, stop):
        start = plan.start(article)
        for k, state in enumerate(plan.story(article).states):
            yield _Look(at=start + state.at, article=article, state=k, quiet=0)
            # the last of them is the last look before the next version
            until = _after(plan.story(article).states, k)
            for quiet in range(1, QUIET + 1):
                at = state.at + (until - state.at) * quiet / QUIET
                yield _Look(at=start + at, article=article, state=k, quiet=quiet)


def _after(states: Sequence[State], k: int) -> timedelta:
    later = states[k + 1].after if k + 1 < len(states) else None
    return states[k].at + timedelta(minutes=40) if later is None else later


class _Writer:
    """The rows of one article."""

    def __init__(self, plan: Plan, article: int, rows: Rows, said: list[fulltext.Words]) -> None:
        self._story = plan.story(article)
        self._end = plan.end
        self._rows = rows
        self._said = said
        self._id = article + 1
        self._name = name(article)
        self._url = f"https://{host(self._story.source)}/{self._name}"
        self._is_merged = self._id % MERGED == 5
        self._make = page_extractor().make(Selectors(), is_vouched=False)

    def write(self, looks: Sequence[_Look]) -> None:
        """Everything of the article; `looks` are in order of time."""
        shown = [look for look in looks if not look.quiet]
        self._article(looks, shown)
        pages: dict[str, int] = {}
        previous, base, depth = None, None, 0
        for look, state in zip(shown, self._story.states, strict=True):
            page = self._own(state.page).encode()
            digest = chain.sha256(page)
            if digest not in pages:
                depth = depth + 1 if base is not None and depth < payloads.MAX_DEPTH else 0
                base = self._payload(look.version_id, page, digest, base if depth else None, depth)
                pages[digest] = look.version_id
            previous = self._version(look, state, digest, pages[digest], previous)
        for look in looks:
            if look.quiet:
                self._look(look, "not_modified", 304, None, None)
        self._searched(shown)
        if not self._is_merged and self._story.swings is not None:
            self._swings(self._story.swings, shown[0].at)

    def _own(self, text: str) -> str:
        return text.replace(NOBODY, self._name)

    def _add(self, table: sa.Table, **values: Any) -> None:
        self._rows[table.name].append(values)

    def _article(self, looks: Sequence[_Look], shown: Sequence[_Look]) -> None:
        self._add(
            t.articles,
            id=self._id,
            source_id=self._story.source + 1,
            feed_id=self._story.source + 1,
            merged_into=self._id - 1 if self._is_merged else None,
            url=self._url,
            key=index_key(address_key(self._url)),
            is_tracked=not self._is_merged,
            headline=self._own(self._story.states[-1].headline),
            versions=len(shown),
            added_at=shown[0].at,
            first_seen_at=shown[0].at,
            last_checked_at=looks[-1].at,
            last_changed_at=shown[-1].at if len(shown) > 1 else None,
            next_check_at=None if self._is_merged or looks[-1].at < self._end - timedelta(days=30) else self._end,
            period_s=1800.0,
            gone_at=None,
            is_vouched=False,
            withheld="Withdrawn at the request of a person named in it." if self._id % WITHHELD == 13 else None,
        )
        self._add(
            t.entries,
            id=self._id,
            feed_id=self._story.source + 1,
            article_id=self._id,
            key=index_key(address_key(self._url)),
            url=self._url,
            guid=None,
            title=self._own(self._story.states[0].headline),
            published_at=shown[0].at,
            updated_at=None,
            state="taken",
            first_seen_at=shown[0].at,
        )
        if self._id % ALIAS == 0:
            url = f"https://{host(self._story.source)}/amp/{self._name}"
            key = index_key(address_key(url))
            values = {"article_id": self._id, "observation_id": None, "url": url, "key": key}
            self._add(t.aliases, id=self._id, **values, kind="canonical", added_at=shown[0].at)

    def _payload(self, version_id: int, page: bytes, digest: str, base: tuple[int, bytes] | None, depth: int) -> Any:
        packed = payloads._pack(page, base[1] if base else None)  # as `put` does
        values = {"base_id": base[0] if base else None, "sha256": digest, "size": len(page)}
        self._add(t.payloads, id=version_id, **values, depth=depth, data=packed)
        return version_id, page

    def _version(self, look: _Look, state: State, page: str, payload_id: int, previous: str | None) -> str:
        fields, paragraphs = self._own(state.fields), self._own(state.paragraphs)
        content = chain.sha256(self._own(state.content))
        after = None if state.after is None else look.at - (state.at - state.after)
        chained = chain.chain_hash(
            previous=previous,
            url=self._url,
            number=look.state + 1,
            payload_sha256=page,
            extraction_sha256=chain.extraction_hash(self._make, fields, paragraphs),
            after=after,
            by=look.at,
        )
        self._look(look, "changed" if look.state else "first", 200, payload_id, (page, content))
        self._add(
            t.versions,
            id=look.version_id,
            article_id=self._id,
            observation_id=look.observation_id,
            payload_id=payload_id,
            number=look.state + 1,
            after=after,
            by=look.at,
            content_hash=content,
            chain_hash=chained,
            returns_to=state.returns_to,
        )
        make = {"extractor": self._make.extractor, "knowledge": self._make.knowledge, "selectors": self._make.selectors}
        texts = {"fields": fields, "paragraphs": paragraphs}
        ids = {"id": look.version_id, "version_id": look.version_id}
        self._add(t.extractions, **ids, is_first=True, **make, **texts, added_at=look.at)
        if look.state and not self._is_merged:
            self._opinion(look, state)
        return chained

    def _opinion(self, look: _Look, state: State) -> None:
        self._add(
            t.assessments,
            version_id=look.version_id,
            rules=KEPT_RULES,
            of_versions=len(self._story.states),
            weight=state.weight,
            labels=self._own(state.labels),
            swing=state.swing,
            unread="",
            added_at=self._end,
        )
        for label in state.label_names:
            self._add(t.assessment_labels, label=label, version_id=look.version_id)

    def _swings(self, swings: Sequence[Alternation], start: datetime) -> None:
        found = [
            replace(
                swing,
                a=self._own(swing.a),
                b=self._own(swing.b),
                since=start + (swing.since - EPOCH),
                until=start + (swing.until - EPOCH),
            )
            for swing in swings
        ]
        values = {"article_id": self._id, "release": __version__, "of_versions": len(self._story.states)}
        self._add(t.alternations, **values, found=written(found))

    def _look(
        self, look: _Look, outcome: str, status: int, payload_id: int | None, hashes: tuple[str, str] | None
    ) -> None:
        self._add(
            t.observations,
            id=look.observation_id,
            article_id=self._id,
            payload_id=payload_id,
            at=look.at,
            outcome=outcome,
            reason="",
            detail="",
            origin="fetched",
            status=status,
            url=self._url,
            final_url=self._url,
            etag=None,
            last_modified=None,
            headers='[["content-type","text/html; charset=utf-8"],["server","Invented/1.0"]]' if hashes else None,
            charset="utf-8",
            payload_sha256=hashes[0] if hashes else None,
            version=look.state + 1,
            content_hash=hashes[1] if hashes else None,
            metadata=None,
            elapsed_s=0.2,
        )

    def _searched(self, shown: Sequence[_Look]) -> None:
        for place, look in enumerate(shown):
            reading = {"extraction_id": look.version_id, "number": place + 1, "follows": place > 0}
            self._add(t.search_readings, article_id=self._id, place=place, **reading)
        passage_id = self._id * t.ID_STEP
        for one in self._story.searched:
            digest = _digest(self._own(one.text))
            for part in one.parts:
                said = part.replace(NOBODY.lower(), self._name.lower()).split(" ") if part else []
                self._said.append(fulltext.Words(passage_id, Field(one.field), said))
                self._add(t.search_passages, id=passage_id, field=one.field, digest=digest)
                for start, stop in one.stays:
                    self._add(t.search_stays, passage_id=passage_id, start=start, stop=stop)
                passage_id += 1


def write_rows(conn: sa.Connection, rows: Rows, said: Sequence[fulltext.Words]) -> None:
    """Write what `make_rows` made."""
    for table in _ORDER:
        if rows[table.name]:
            conn.execute(sa.insert(table), rows[table.name])
    fulltext.of(conn).add(conn, said)


def write_sources(conn: sa.Connection, sources: int, end: datetime) -> None:
    """The sources, a feed of each with a month of looks; one feed in forty fails for days."""
    for number in range(sources):
        failures = 60 if number % 40 == 7 else 0
        seen = end - timedelta(minutes=number)
        values = {"name": f"Gazette {number}", "added_at": end - SPAN}
        conn.execute(sa.insert(t.sources).values(id=number + 1, **values))
        url = f"https://{host(number)}/feed.xml"
        conn.execute(
            sa.insert(t.feeds).values(
                id=number + 1,
                source_id=number + 1,
                url=url,
                key=index_key(address_key(url)),
                kind="feed",
                title=f"Gazette {number}",
                filters=chain.canonical_json({"include": [], "exclude": []}),
                period_s=1800.0,
                is_tracked=True,
                backfill=False,
                added_at=end - SPAN,
                last_checked_at=seen,
                last_success_at=seen - timedelta(hours=12 * failures),
                next_check_at=end,
                failures=failures,
                last_error="the host does not answer" if failures else None,
            )
        )
        conn.execute(sa.insert(t.feed_observations), list(_feed_looks(number + 1, end)))


def _feed_looks(feed_id: int, end: datetime) -> Iterator[dict[str, Any]]:
    random = Random(feed_id)
    counts = {"taken": 1, "waiting": 0, "old": 0, "filtered": 0}
    for k in range(100):
        at = end - timedelta(hours=7 * (99 - k), minutes=random.randrange(60))
        yield {"feed_id": feed_id, "at": at, "outcome": "read", "status": 200, "error": None, "entries": 20, **counts}
