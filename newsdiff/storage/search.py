"""Searching all versions: which articles fit a query, the most recently seen first, a page at a time.

What is rare is looked up, and all that is found is judged. What is common is met by walking through the versions from
the newest back, judging their articles until a page is full: a word that stands everywhere costs no more than others.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.search import Event, SearchFilter, SearchPage
from newsdiff.search.matching import Reading, fit, fitting, newest_fit
from newsdiff.search.query import And, Not, Or, Phrase, Query, phrases
from newsdiff.storage import fulltext, indexing
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import Database
from newsdiff.storage.fulltext import Stays
from newsdiff.storage.hits import Found, Key, hits, versions
from newsdiff.storage.rows import is_older


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a search does at once. What it finds does not depend on them."""

    #: a phrase with more stays is common
    rare: int = 2_000
    #: FTS5 tells all of so many passages with a phrase as soon as which of some hundred articles hold it
    gathered: int = 20_000
    #: so many articles are looked up by themselves, and not met on the way; older SQLite takes 999 values
    few: int = 900
    #: articles judged, and told of, at once
    at_once: int = 100
    #: versions walked through at once: few at first, since most searches end with them
    stride: int = 50
    longest_stride: int = 2_000


class SearchStore:
    """The search index of one archive."""

    def __init__(self, database: Database, bounds: Bounds | None = None) -> None:
        self._db = database
        self._bounds = bounds or Bounds()

    def find(
        self,
        query: Query,
        wanted: SearchFilter,
        *,
        limit: int,
        before: tuple[int, int] | None = None,
        patience: int | None = None,
    ) -> SearchPage:
        """The articles with a version that fits, the most recently seen first; those behind `before` (a `cursor`).

        Words that stand everywhere and hardly ever fit together take long: a page ends, perhaps without any hit, when
        so many articles were judged as `patience` says, and its cursor goes on from there.

        Raises: NotFound when `before` names no version.
        """
        with self._db.read() as conn:
            search = _Search(conn, query, wanted, None if before is None else _key(conn, *before), self._bounds)
            found, cursor = search.newest(limit, patience)
            at_once = self._bounds.at_once
            parts = [found[k : k + at_once] for k in range(0, len(found), at_once)]
            told = tuple(hit for part in parts for hit in hits(conn, query, wanted, part))
            return SearchPage(hits=told, cursor=cursor)

    def reindex(
        self, on_plan: Callable[[int], None] = lambda _: None, on_article: Callable[[int], None] = lambda _: None
    ) -> None:
        """Make the whole index anew. `on_plan` is told the number of articles, `on_article` the id of each."""
        with self._db.write() as conn:
            indexing.reindex(conn, on_plan, on_article)

    def missing(self) -> int:
        """How many articles are not found by what their newest version says; 0, or the index is damaged."""
        with self._db.read() as conn:
            return len(indexing.missing(conn))


class _Walked(NamedTuple):
    """A version that was met on the way back."""

    key: Key
    article_id: int
    number: int


class _Search:
    """One search, in one transaction."""

    def __init__(
        self, conn: sa.Connection, query: Query, wanted: SearchFilter, before: Key | None, bounds: Bounds
    ) -> None:
        self._conn = conn
        self._bounds = bounds
        self._query = query
        self._wanted = wanted
        self._before = before
        self._index = fulltext.of(conn, bounds.gathered)
        #: where each phrase that is rare stands
        self._rare: dict[Phrase, Stays] = {}
        self._common: list[Phrase] = []
        self._needed = _needed(query)
        for phrase in dict.fromkeys(phrases(query)):
            stays = self._index.stays(conn, phrase, bounds.rare)
            if stays is None:
                self._common.append(phrase)
            else:
                self._rare[phrase] = stays

    def newest(self, limit: int, patience: int | None) -> tuple[list[Found], tuple[int, int] | None]:
        """At most so many articles that fit, newest first, and the version behind which others may follow."""
        candidates = self._candidates(self._query)
        if candidates is None and self._wanted.source is not None:
            candidates = self._of_source(self._wanted.source)
        seen: set[int] = set()
        found: list[Found] = []
        passed = 0
        for walked in self._walk(candidates, patience):
            met = {one.article_id: one for one in walked if candidates is None or one.article_id in candidates}
            fresh = [one for one in met if one not in seen]
            seen.update(fresh)
            passed += 0 if self._is_sparse(candidates) else len(walked) - len(met)
            for k in range(0, len(fresh), self._bounds.at_once):
                found += self._judge({one: met[one] for one in fresh[k : k + self._bounds.at_once]})
            found.sort(key=lambda one: one.key, reverse=True)
            # an article is never newer than the version by which it was met first
            if candidates is not None and len(seen) == len(candidates):
                break
            last = walked[-1]
            if len(found) > limit and found[limit].key >= last.key:
                break
            if patience is not None and len(seen) + passed >= patience:
                certain = [one for one in found if one.key >= last.key]
                return certain, (last.article_id, last.number)
        return found[:limit], found[limit - 1].cursor if len(found) > limit else None

    def _candidates(self, query: Query) -> set[int] | None:
        """The articles that may fit, as far as what is not common decides it; None: any."""
        if isinstance(query, Phrase):
            return set(self._rare[query]) if query in self._rare else self._index.articles(self._conn, query)
        if not isinstance(query, And | Or):
            return None
        sets = [self._candidates(part) for part in query.parts]
        known = [one for one in sets if one is not None]
        if isinstance(query, And):
            return set.intersection(*known) if known else None
        return set.union(*known) if len(known) == len(sets) else None

    def _is_sparse(self, candidates: set[int] | None) -> bool:
        """Whether candidates are so few that those on the way between them do not count as looked at."""
        return candidates is not None and len(candidates) <= self._bounds.rare

    def _of_source(self, name: str) -> set[int] | None:
        """The articles of a source; None when there are many."""
        query = sa.select(t.articles.c.id).join(t.sources).where(t.sources.c.name == name)
        found = self._conn.scalars(query.limit(self._bounds.few + 1)).all()
        return set(found) if len(found) <= self._bounds.few else None

    def _walk(self, candidates: set[int] | None, patience: int | None) -> Iterator[list["_Walked"]]:
        """The articles of the wanted time and source, each at its newest version there, from the newest back.

        They come in parts that are never empty. `patience`: nobody goes on when about so many have come.
        """
        stride, version = self._bounds.stride, t.versions.c
        if candidates is not None and len(candidates) <= self._bounds.few:
            walked = self._walked(self._versions().where(version.article_id.in_(candidates), self._is_newest()))
            walked.sort(key=lambda one: one.key, reverse=True)
            yield from (walked[k : k + stride] for k in range(0, len(walked), stride))
            return
        query = self._versions().where(~self._has_newer()).order_by(version.by.desc(), version.id.desc())
        walked, came = self._walked(query.limit(stride)), 0
        while walked:
            yield walked
            came += len(walked)
            stride = min(2 * stride, self._bounds.longest_stride)
            # of those that are walked through few are judged where there are few candidates
            left = (
                stride if patience is None or self._is_sparse(candidates) else max(self._bounds.stride, patience - came)
            )
            older = query.where(is_older(t.versions, *walked[-1].key))
            walked = self._walked(older.limit(min(stride, left)))

    def _versions(self) -> sa.Select[Any]:
        """The versions of the wanted time and source."""
        version, wanted = t.versions.c, self._wanted
        query = (
            sa.select(version.by, version.id, version.article_id, version.number)
            .join(t.articles, t.articles.c.id == version.article_id)
            # what was merged into another article is that one's, as in `list`
            .where(t.articles.c.merged_into.is_(None), *self._bounded(t.versions))
        )
        if wanted.is_public:
            query = query.where(t.articles.c.withheld.is_(None))
        if wanted.source is not None:
            source = sa.select(t.sources.c.id).where(t.sources.c.name == wanted.source).scalar_subquery()
            query = query.where(t.articles.c.source_id == source)
        return query if wanted.since is None else query.where(version.by >= wanted.since)

    def _bounded(self, versions: Any) -> list[sa.ColumnElement[bool]]:
        """That versions are not too new."""
        bounds = [] if self._wanted.until is None else [versions.c.by < self._wanted.until]
        return bounds if self._before is None else [*bounds, is_older(versions, *self._before)]

    def _is_newest(self) -> sa.ColumnElement[bool]:
        """That a version is its article's newest that is not too new: one look at each article."""
        newest = t.versions.alias()
        mine = sa.select(newest.c.number).where(newest.c.article_id == t.articles.c.id, *self._bounded(newest))
        return t.versions.c.number == mine.order_by(newest.c.number.desc()).limit(1).scalar_subquery()

    def _has_newer(self) -> sa.ColumnElement[bool]:
        """That the next version of the article is not too new either: one look at each version, however many it has."""
        following, version = t.versions.alias(), t.versions.c
        is_next = (following.c.article_id == version.article_id, following.c.number == version.number + 1)
        is_newer = is_older(t.versions, following.c.by, following.c.id)
        return sa.exists().where(*is_next, is_newer, *self._bounded(following))

    def _walked(self, query: sa.Select[Any]) -> list["_Walked"]:
        return [_Walked((by, i), article_id, number) for by, i, article_id, number in self._conn.execute(query).all()]

    def _judge(self, met: Mapping[int, _Walked]) -> list[Found]:
        """Those of these articles that fit."""
        held: dict[Phrase, Stays] = {}
        left: Collection[int] = met.keys()
        for phrase in (*self._rare, *self._common):
            is_rare = phrase in self._rare
            held[phrase] = self._rare[phrase] if is_rare else self._index.stays_in(self._conn, phrase, left)
            if phrase in self._needed:
                left = [one for one in left if one in held[phrase]]
            if not left:
                return []
        readings, numbers = self._readings(left), dict[int, frozenset[int]]()
        fits: dict[int, int] = {}
        for article_id, read in readings.items():
            found = {phrase: _bits(stays.get(article_id, ()), len(read)) for phrase, stays in held.items()}
            fits[article_id] = fitting(self._query, found, len(read))
            if telling := self._telling(read, fits[article_id]):
                numbers[article_id] = telling
        return [
            Found(key=key, article_id=one, number=number, readings=readings[one], fits=fits[one])
            for one, (key, number) in self._keys(numbers, met).items()
            if self._before is None or key < self._before
        ]

    def _telling(self, readings: Sequence[Reading], fits: int) -> frozenset[int]:
        """The versions by which an article may be listed; the newest that fits will do while time is unbound."""
        if self._wanted.event is None and self._wanted.until is None:
            newest = newest_fit(readings, fits)
            return frozenset() if newest is None else frozenset([newest])
        if self._wanted.event is None:
            return frozenset(fit(readings, fits).versions)
        if fits in {0, (1 << len(readings)) - 1}:  # most words that stand everywhere never come or go
            return frozenset()
        turns = fit(readings, fits)
        return frozenset(turns.added if self._wanted.event is Event.ADDED else turns.removed)

    def _readings(self, article_ids: Collection[int]) -> dict[int, Sequence[Reading]]:
        """Of each article its readings; where one make has read all versions, as mostly, they need only be counted."""
        read = t.search_readings.c
        follow = sa.func.sum(sa.case((read.follows, 1), else_=0)).label("follow")
        counted = sa.select(
            *(read.article_id, sa.func.count().label("readings"), follow),
            *(sa.func.min(read.number).label("first"), sa.func.max(read.number).label("last")),
        )
        found: dict[int, Sequence[Reading]] = {}
        uneven: dict[int, list[Reading]] = {}
        counts = self._conn.execute(counted.where(read.article_id.in_(article_ids)).group_by(read.article_id)).all()
        for row in counts:
            if row.readings == row.last - row.first + 1 == row.follow + 1:
                found[row.article_id] = _following(row.first, row.last)
            else:
                uneven[row.article_id] = []
        query = sa.select(read.article_id, read.number, read.follows).where(read.article_id.in_(uneven))
        for row in self._conn.execute(query.order_by(read.article_id, read.place)) if uneven else ():
            uneven[row.article_id].append(Reading(row.number, row.follows))
        return found | uneven

    def _keys(self, numbers: dict[int, frozenset[int]], met: Mapping[int, _Walked]) -> dict[int, tuple[Key, int]]:
        """Of each article the newest of these versions that lies in the wanted time: they are in order of time.

        Mostly that is the one by which it was met, and nothing need be looked up.
        """
        wanted, version = self._wanted, t.versions.c
        found = {one: (met[one].key, met[one].number) for one, of in numbers.items() if met[one].number == max(of)}
        older = {one: of for one, of in numbers.items() if one not in found}
        if wanted.until is None:
            rows = versions(self._conn, {(one, max(of)) for one, of in older.items()})
        else:
            query = sa.select(t.versions).where(version.article_id.in_(older), version.by < wanted.until)
            rows = iter(self._conn.execute(query.order_by(version.number)).all() if older else ())
        for row in rows:
            if row.number in older[row.article_id] and (wanted.since is None or row.by >= wanted.since):
                found[row.article_id] = ((row.by, row.id), row.number)
        return found


@lru_cache(maxsize=500)
def _following(first: int, last: int) -> tuple[Reading, ...]:
    """One reading of each version, all by one make."""
    return tuple(Reading(number, number > first) for number in range(first, last + 1))


def _needed(query: Query) -> frozenset[Phrase]:
    """The phrases without which no version fits."""
    if isinstance(query, Phrase):
        return frozenset([query])
    if isinstance(query, Not):
        return frozenset()
    parts = [_needed(part) for part in query.parts]
    return frozenset.union(*parts) if isinstance(query, And) else frozenset.intersection(*parts)


def _bits(stays: Iterable[tuple[int, int | None]], readings: int) -> int:
    """The readings of some stays, as bits."""
    bits = 0
    for start, stop in stays:
        bits |= (1 << max(readings if stop is None else stop, start)) - (1 << start)
    return bits & ((1 << readings) - 1)


def _key(conn: sa.Connection, article_id: int, number: int) -> Key:
    version = t.versions.c
    query = sa.select(version.by, version.id).where(version.article_id == article_id, version.number == number)
    row = conn.execute(query).one_or_none() if t.is_id(article_id) and t.is_id(number) else None
    if row is None:
        raise NotFound(f"there is no version {number} of article {article_id} to go on from")
    return row.by, row.id
