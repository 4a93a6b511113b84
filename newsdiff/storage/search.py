"""Searching all versions: which articles fit a query, the most recently seen first, a page at a time.

What is rare is looked up, and all that is found is judged. What is common is met by walking through the versions from
the newest back, judging their articles until a page is full: a word that stands everywhere costs no more than others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.article import Article
from newsdiff.model.observation import SHOWING
from newsdiff.model.search import Event, SearchFilter, SearchHit, SearchPage, Sighting
from newsdiff.search.matching import Fit, Reading, fit, fitting, ranges, snippets
from newsdiff.search.query import And, Not, Or, Phrase, Query, phrases
from newsdiff.storage import fulltext, indexing, rows
from newsdiff.storage import tables as t
from newsdiff.storage.dialect import Database
from newsdiff.storage.fulltext import Stay

#: versions named in one statement by two values each
_PAIRS = 400

#: when a version was first seen, and its id: of those seen at one instant the later recorded one is newer
_Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a search does at once. What it finds does not depend on them."""

    #: a phrase with more stays is common
    rare: int = 2_000
    #: so many articles are looked up by themselves, and not met on the way; older SQLite takes 999 values
    few: int = 900
    #: articles judged, and told of, at once
    at_once: int = 100
    #: versions walked through at once: few at first, since most searches end with them
    stride: int = 100
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
            hits = tuple(hit for part in parts for hit in _hits(conn, query, wanted, part))
            return SearchPage(hits=hits, cursor=cursor)

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


@dataclass(frozen=True, slots=True)
class _Found:
    """An article that fits."""

    key: _Key
    article_id: int
    #: the version that `key` is of
    number: int
    fit: Fit

    @property
    def cursor(self) -> tuple[int, int]:
        """What names it when the list is to go on behind it."""
        return self.article_id, self.number


class _Walked(NamedTuple):
    """A version that was met on the way back."""

    key: _Key
    article_id: int
    number: int


class _Search:
    """One search, in one transaction."""

    def __init__(
        self, conn: sa.Connection, query: Query, wanted: SearchFilter, before: _Key | None, bounds: Bounds
    ) -> None:
        self._conn = conn
        self._bounds = bounds
        self._query = query
        self._wanted = wanted
        self._before = before
        self._index = fulltext.of(conn)
        #: the stays of each phrase that is rare, by article
        self._rare: dict[Phrase, dict[int, list[Stay]]] = {}
        self._common: list[Phrase] = []
        self._needed = _needed(query)
        for phrase in dict.fromkeys(phrases(query)):
            self._look_up(phrase)

    def _look_up(self, phrase: Phrase) -> None:
        stays = self._index.stays(self._conn, phrase, self._bounds.rare)
        if stays is None:
            self._common.append(phrase)
            return
        by_article = self._rare.setdefault(phrase, {})
        for stay in stays:
            by_article.setdefault(stay.article_id, []).append(stay)

    def newest(self, limit: int, patience: int | None) -> tuple[list[_Found], tuple[int, int] | None]:
        """At most so many articles that fit, newest first, and the version behind which others may follow."""
        candidates = self._candidates(self._query)
        seen: set[int] = set()
        found: list[_Found] = []
        for walked in self._walk(candidates):
            met = dict.fromkeys(version.article_id for version in walked)
            fresh = [one for one in met if one not in seen and (candidates is None or one in candidates)]
            seen.update(fresh)
            for k in range(0, len(fresh), self._bounds.at_once):
                found += self._judge(fresh[k : k + self._bounds.at_once])
            found.sort(key=lambda one: one.key, reverse=True)
            # an article is never newer than the version by which it was met first
            if candidates is not None and len(seen) == len(candidates):
                break
            last = walked[-1]
            if len(found) > limit and found[limit].key >= last.key:
                break
            if patience is not None and len(seen) >= patience:
                certain = [one for one in found if one.key >= last.key]
                return certain, (last.article_id, last.number)
        return found[:limit], found[limit - 1].cursor if len(found) > limit else None

    def _candidates(self, query: Query) -> set[int] | None:
        """The articles that may fit, as far as what is rare decides it; None: any."""
        if isinstance(query, Phrase):
            return set(self._rare[query]) if query in self._rare else None
        if not isinstance(query, And | Or):
            return None
        sets = [self._candidates(part) for part in query.parts]
        known = [one for one in sets if one is not None]
        if isinstance(query, And):
            return set.intersection(*known) if known else None
        return set.union(*known) if len(known) == len(sets) else None

    def _walk(self, candidates: set[int] | None) -> Iterator[list["_Walked"]]:
        """The versions of the wanted time and source, from the newest back, in parts that are never empty."""
        version, wanted = t.versions.c, self._wanted
        query = (
            sa.select(version.by, version.id, version.article_id, version.number)
            .join(t.articles, t.articles.c.id == version.article_id)
            # what was merged into another article is that one's, as in `list`
            .where(t.articles.c.merged_into.is_(None))
            .order_by(version.by.desc(), version.id.desc())
        )
        if wanted.is_public:
            query = query.where(t.articles.c.withheld.is_(None))
        if wanted.source is not None:
            source = sa.select(t.sources.c.id).where(t.sources.c.name == wanted.source).scalar_subquery()
            query = query.where(t.articles.c.source_id == source)
        if wanted.since is not None:
            query = query.where(version.by >= wanted.since)
        if wanted.until is not None:
            query = query.where(version.by < wanted.until)
        if self._before is not None:
            query = query.where(*_older(self._before))
        if candidates is not None and len(candidates) <= self._bounds.few:
            walked = self._walked(query.where(version.article_id.in_(candidates)))
            stride = self._bounds.stride
            yield from (walked[k : k + stride] for k in range(0, len(walked), stride))
            return
        stride = self._bounds.stride
        walked = self._walked(query.limit(stride))
        while walked:
            yield walked
            stride = min(2 * stride, self._bounds.longest_stride)
            walked = self._walked(query.where(*_older(walked[-1].key)).limit(stride))

    def _walked(self, query: sa.Select[Any]) -> list["_Walked"]:
        return [_Walked((row.by, row.id), row.article_id, row.number) for row in self._conn.execute(query)]

    def _judge(self, article_ids: Sequence[int]) -> list[_Found]:
        """Those of these articles that fit."""
        held: dict[Phrase, dict[int, list[Stay]]] = {}
        left = article_ids
        for phrase in (*self._rare, *self._common):
            held[phrase] = self._stays(phrase, left)
            if phrase in self._needed:
                left = [one for one in left if one in held[phrase]]
            if not left:
                return []
        readings = self._readings(left)
        fits: dict[int, Fit] = {}
        for article_id, read in readings.items():
            found = {phrase: _bits(stays.get(article_id, ()), len(read)) for phrase, stays in held.items()}
            if bits := fitting(self._query, found, len(read)):
                fits[article_id] = fit(read, bits)
        numbers = {article_id: of for article_id, one in fits.items() if (of := self._telling(one))}
        keys = self._keys(numbers)
        return [
            _Found(key=key, article_id=article_id, number=number, fit=fits[article_id])
            for article_id, (key, number) in keys.items()
            if self._before is None or key < self._before
        ]

    def _telling(self, one: Fit) -> frozenset[int]:
        """The versions by which an article may be listed."""
        if self._wanted.event is None:
            return frozenset(one.versions)
        return frozenset(one.added if self._wanted.event is Event.ADDED else one.removed)

    def _readings(self, article_ids: Sequence[int]) -> dict[int, list[Reading]]:
        """Of each article its readings; where one make has read all versions, as mostly, they need only be counted."""
        read = t.search_readings.c
        follow = sa.func.sum(sa.case((read.follows, 1), else_=0)).label("follow")
        counted = sa.select(
            *(read.article_id, sa.func.count().label("readings"), follow),
            *(sa.func.min(read.number).label("first"), sa.func.max(read.number).label("last")),
        )
        found: dict[int, list[Reading]] = {}
        uneven: list[int] = []
        for row in self._conn.execute(counted.where(read.article_id.in_(article_ids)).group_by(read.article_id)):
            if row.readings == row.last - row.first + 1 == row.follow + 1:
                found[row.article_id] = [Reading(n, n > row.first) for n in range(row.first, row.last + 1)]
            else:
                uneven.append(row.article_id)
        query = sa.select(read.article_id, read.number, read.follows).where(read.article_id.in_(uneven))
        for row in self._conn.execute(query.order_by(read.article_id, read.place)) if uneven else ():
            found.setdefault(row.article_id, []).append(Reading(row.number, row.follows))
        return found

    def _stays(self, phrase: Phrase, article_ids: Sequence[int]) -> dict[int, list[Stay]]:
        if phrase in self._rare:
            return self._rare[phrase]
        found: dict[int, list[Stay]] = {}
        for stay in self._index.stays_in(self._conn, phrase, article_ids):
            found.setdefault(stay.article_id, []).append(stay)
        return found

    def _keys(self, numbers: dict[int, frozenset[int]]) -> dict[int, tuple[_Key, int]]:
        """Of each article the newest of these versions that lies in the wanted time: they are in order of time."""
        wanted = self._wanted
        if wanted.until is None:
            newest = {(article_id, max(of)) for article_id, of in numbers.items()}
            found = {row.article_id: row for row in _versions(self._conn, newest)}
        else:
            version, found = t.versions.c, {}
            query = sa.select(t.versions).where(version.article_id.in_(numbers), version.by < wanted.until)
            for row in self._conn.execute(query.order_by(version.number)):
                if row.number in numbers[row.article_id]:
                    found[row.article_id] = row
        return {
            article_id: ((row.by, row.id), row.number)
            for article_id, row in found.items()
            if wanted.since is None or row.by >= wanted.since
        }


def _needed(query: Query) -> frozenset[Phrase]:
    """The phrases without which no version fits."""
    if isinstance(query, Phrase):
        return frozenset([query])
    if isinstance(query, Not):
        return frozenset()
    parts = [_needed(part) for part in query.parts]
    return frozenset.union(*parts) if isinstance(query, And) else frozenset.intersection(*parts)


def _older(key: _Key) -> tuple[sa.ColumnElement[bool], ...]:
    """That a version comes behind another one: two conditions, of which the first is a range of the index."""
    version, (by, version_id) = t.versions.c, key
    return version.by <= by, sa.or_(version.by < by, version.id < version_id)


def _bits(stays: Sequence[Stay], readings: int) -> int:
    """The readings of some stays, as bits."""
    bits = 0
    for stay in stays:
        stop = readings if stay.stop is None else stay.stop
        bits |= (1 << max(stop, stay.start)) - (1 << stay.start)
    return bits & ((1 << readings) - 1)


def _versions(conn: sa.Connection, wanted: Iterable[tuple[int, int]]) -> Iterator[Any]:
    """The rows of these versions, each named by its article and number."""
    named, version = list(wanted), t.versions.c
    for k in range(0, len(named), _PAIRS):
        columns = sa.column("article", sa.BigInteger), sa.column("number", sa.Integer)
        pairs = sa.values(*columns, name="wanted").data(named[k : k + _PAIRS]).cte("wanted")
        is_one = sa.and_(version.article_id == pairs.c.article, version.number == pairs.c.number)
        yield from conn.execute(sa.select(t.versions).join(pairs, is_one))


def _key(conn: sa.Connection, article_id: int, number: int) -> _Key:
    version = t.versions.c
    query = sa.select(version.by, version.id).where(version.article_id == article_id, version.number == number)
    row = conn.execute(query).one_or_none() if t.is_id(article_id) and t.is_id(number) else None
    if row is None:
        raise NotFound(f"there is no version {number} of article {article_id} to go on from")
    return row.by, row.id


def _hits(conn: sa.Connection, query: Query, wanted: SearchFilter, page: Sequence[_Found]) -> Iterator[SearchHit]:
    """What is told of the articles of one page."""
    ids = [found.article_id for found in page]
    articles, sightings = _articles(conn, ids), _sightings(conn, page)
    shown = {found.article_id: _shown(found, wanted) for found in page}
    texts = _texts(conn, shown)
    for found in page:
        article, seen, fits = articles[found.article_id], sightings[found.article_id], found.fit
        following = seen.get(fits.versions[-1] + 1)
        last_seen_at = following.after if following else article.last_shown_at
        text = texts.get(article.id)
        yield SearchHit(
            article_id=article.id,
            url=article.url,
            source=article.source,
            headline=article.headline,
            versions=article.versions,
            ranges=ranges(fits.versions),
            added=tuple(seen[number] for number in fits.added),
            removed=tuple(seen[number] for number in fits.removed),
            listed=seen[found.number],
            first_seen=seen[fits.versions[0]],
            last_seen_at=last_seen_at or seen[fits.versions[-1]].by,
            shown=shown[article.id],
            language=text.language if text else None,
            snippets=snippets(query, text) if text else (),
        )


def _shown(found: _Found, wanted: SearchFilter) -> int:
    """The version whose words are shown: the newest that fits, or the one that did what was asked for, or lost it."""
    if wanted.event is None:
        return found.fit.versions[-1]
    return found.number - (wanted.event is Event.REMOVED)


def _articles(conn: sa.Connection, ids: Sequence[int]) -> dict[int, Any]:
    article, seen = t.articles.c, t.observations.c
    shown = sa.select(seen.at).where(
        seen.article_id == article.id, seen.outcome.in_([outcome.value for outcome in SHOWING])
    )
    last_shown_at = shown.order_by(seen.id.desc()).limit(1).scalar_subquery().label("last_shown_at")
    columns = (article.id, article.url, article.headline, article.versions, t.sources.c.name.label("source"))
    query = sa.select(*columns, last_shown_at).join(t.sources, t.sources.c.id == article.source_id)
    return {row.id: row for row in conn.execute(query.where(article.id.in_(ids)))}


def _sightings(conn: sa.Connection, page: Sequence[_Found]) -> dict[int, dict[int, Sighting]]:
    """When each version of which a hit tells appeared, by article and number."""
    wanted = {
        (one.article_id, number)
        for one in page
        for number in (
            *(*one.fit.added, *one.fit.removed),
            *(one.fit.versions[0], one.fit.versions[-1], one.fit.versions[-1] + 1, one.number),
        )
    }
    found: dict[int, dict[int, Sighting]] = {one.article_id: {} for one in page}
    for row in _versions(conn, wanted):
        found.setdefault(row.article_id, {})[row.number] = Sighting(version=row.number, after=row.after, by=row.by)
    return found


def _texts(conn: sa.Connection, versions: dict[int, int]) -> dict[int, Article]:
    """What a version of each article says, by the reading that is searched."""
    read = t.search_readings.c
    query = (
        sa.select(t.extractions, read.article_id)
        .join(t.search_readings, read.extraction_id == t.extractions.c.id)
        .where(sa.or_(*(sa.and_(read.article_id == one, read.number == n) for one, n in versions.items())))
        .order_by(read.place)  # where two makes meet in a version, the later one counts
    )
    return {row.article_id: rows.extraction(row) for row in conn.execute(query)}
