"""Keeping the search index true: which readings of an article are searched, and which passages stand in each.

All of it is derived from the stored extractions and may be made anew at any time (`reindex`). Each text is indexed once
for an article, however many versions hold it.

A reading is a version as one make read it. An article whose versions were all read by one make is searched as the
newest such make reads it. Where there is none, each version is searched as read by the make that it shares with the
version before, and a version in which two makes meet has two readings: so what a better extractor reads is never an
edit.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from newsdiff.model.article import Article, Make
from newsdiff.model.search import Field, passages
from newsdiff.search.query import LONGEST_PHRASE
from newsdiff.search.words import words
from newsdiff.storage import fulltext, rows
from newsdiff.storage import tables as t
from newsdiff.storage.tables import ID_STEP, storable

#: words of one row of the index: PostgreSQL keeps at most 255 places of a word
PART = 255

#: a field, and the digest of a text
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Read:
    """An extraction that is, or may be, searched."""

    extraction_id: int
    number: int
    make: Make


@dataclass(frozen=True, slots=True)
class Step:
    """A reading, and whether the one before it is of the version before by the same make."""

    read: Read
    follows: bool


def steps(versions: Sequence[Sequence[Read]]) -> list[Step]:
    """The readings to search, given all those of each version, oldest version first, each as they were added."""
    newest = [read.make for read in versions[-1]] if versions else []
    shared = [make for make in newest if all(any(read.make == make for read in version) for version in versions)]
    found: list[Step] = []
    for k, version in enumerate(versions):
        known = [read for read in version if not shared or read.make == shared[-1]]
        found += next_steps(found[-1].read if found else None, versions[k - 1] if k else (), known)
    return found


def next_steps(last: Read | None, before: Sequence[Read], version: Sequence[Read]) -> list[Step]:
    """How the readings go on from the last one with the next version; `before`: all readings of the version before."""
    if not version:
        return []
    if last is None or last.number != version[-1].number - 1:
        return [Step(version[-1], follows=False)]
    for read in reversed(version):
        if read.make == last.make:
            return [Step(read, follows=True)]
        if same := [one for one in before if one.make == read.make]:
            return [Step(same[-1], follows=False), Step(read, follows=True)]
    return [Step(version[-1], follows=False)]


def add_version(conn: sa.Connection, article_id: int, read: Read, article: Article) -> None:
    """Index a version that was just recorded, with its first extraction."""
    last = _last(conn, article_id)
    before: list[Read] = []
    if last is not None and last[1].make != read.make:
        query = _READS.where(t.versions.c.article_id == article_id, t.versions.c.number == read.number - 1)
        before = [_read(row) for row in conn.execute(query)]
    index = _Index(conn, article_id, place=0 if last is None else last[0] + 1)
    for step in next_steps(last[1] if last else None, before, [read]):
        index.add(step, article if step.read == read else load(conn, step.read.extraction_id))


def add_extraction(conn: sa.Connection, version_id: int, make: Make) -> None:
    """Index an article anew when by this reading of a version all of its versions were read by one make."""
    article_id = conn.scalar(sa.select(t.versions.c.article_id).where(t.versions.c.id == version_id))
    other = sa.and_(t.extractions.c.version_id == t.versions.c.id, *_is_by(make))
    lacking = sa.select(t.versions.c.id).where(
        t.versions.c.article_id == article_id, ~sa.exists(sa.select(t.extractions.c.id).where(other))
    )
    if article_id is not None and conn.execute(lacking.limit(1)).first() is None:
        reindex_article(conn, article_id)


def reindex_article(conn: sa.Connection, article_id: int) -> None:
    """Form everything about an article anew; texts that are known keep their rows."""
    conn.execute(sa.delete(t.search_stays).where(t.search_stays.c.passage_id.between(*_ids(article_id))))
    conn.execute(sa.delete(t.search_readings).where(t.search_readings.c.article_id == article_id))
    versions: dict[int, list[Read]] = {}
    for row in conn.execute(_READS.where(t.versions.c.article_id == article_id)):
        versions.setdefault(row.number, []).append(_read(row))
    index = _Index(conn, article_id, place=0)
    for step in steps(list(versions.values())):
        index.add(step, load(conn, step.read.extraction_id))


def reindex(conn: sa.Connection, on_plan: Callable[[int], None], on_article: Callable[[int], None]) -> None:
    """Make the whole index anew. `on_plan` is told the number of articles, `on_article` the id of each."""
    index = fulltext.of(conn)
    index.drop(conn)
    for table in (t.search_stays, t.search_passages, t.search_readings):
        conn.execute(sa.delete(table))
    index.create(conn)
    found = missing(conn)
    on_plan(len(found))
    for article_id in found:
        reindex_article(conn, article_id)
        on_article(article_id)


def missing(conn: sa.Connection) -> Sequence[int]:
    """The articles that are not indexed to their newest version, by id."""
    read, version = t.search_readings.c, t.versions.c
    newest = sa.select(sa.func.max(read.number)).where(read.article_id == version.article_id).scalar_subquery()
    query = (
        sa.select(version.article_id)
        .join(t.extractions, t.extractions.c.version_id == version.id)
        .where(version.number > sa.func.coalesce(newest, 0))
    )
    return conn.scalars(query.distinct().order_by(version.article_id)).all()


def load(conn: sa.Connection, extraction_id: int) -> Article:
    """A stored extraction."""
    return rows.extraction(conn.execute(sa.select(t.extractions).where(t.extractions.c.id == extraction_id)).one())


#: all readings of versions, oldest version first, each as they were added
_READS = (
    sa.select(
        t.extractions.c.id,
        t.versions.c.number,
        t.extractions.c.extractor,
        t.extractions.c.knowledge,
        t.extractions.c.selectors,
    )
    .join(t.versions, t.versions.c.id == t.extractions.c.version_id)
    .order_by(t.versions.c.number, t.extractions.c.id)
)


def _read(row: Any) -> Read:
    make = Make(extractor=row.extractor, knowledge=row.knowledge, selectors=row.selectors)
    return Read(extraction_id=row.id, number=row.number, make=make)


def _is_by(make: Make) -> tuple[sa.ColumnElement[bool], ...]:
    read = t.extractions.c
    return read.extractor == make.extractor, read.knowledge == make.knowledge, read.selectors == make.selectors


def _last(conn: sa.Connection, article_id: int) -> tuple[int, Read] | None:
    """The place of the last reading of an article, and that reading."""
    place = t.search_readings.c
    query = (
        sa.select(place.place, place.number, place.extraction_id.label("id"))
        .add_columns(t.extractions.c.extractor, t.extractions.c.knowledge, t.extractions.c.selectors)
        .outerjoin(t.extractions, t.extractions.c.id == place.extraction_id)
        .where(place.article_id == article_id)
        .order_by(place.place.desc())
        .limit(1)
    )
    row = conn.execute(query).one_or_none()
    return None if row is None else (row.place, _read(row))


def _ids(article_id: int) -> tuple[int, int]:
    """The first and the last id that a passage of an article may have."""
    return article_id * ID_STEP, article_id * ID_STEP + ID_STEP - 1


class _Index:
    """What is indexed of one article, and adding readings to it."""

    def __init__(self, conn: sa.Connection, article_id: int, *, place: int) -> None:
        self._conn = conn
        self._article_id = article_id
        self._place = place
        #: the rows of each text, and those that the last reading holds
        self._known: dict[_Key, list[int]] = {}
        self._open: set[_Key] = set()
        self._next_id = _ids(article_id)[0]
        stay, passage = t.search_stays.c, t.search_passages.c
        is_open = sa.exists().where(stay.passage_id == passage.id, stay.stop.is_(None))
        query = sa.select(passage.id, passage.field, passage.digest, is_open.label("is_open"))
        for row in conn.execute(query.where(passage.id.between(*_ids(article_id))).order_by(passage.id)):
            self._known.setdefault((row.field, row.digest), []).append(row.id)
            if row.is_open:
                self._open.add((row.field, row.digest))
            self._next_id = row.id + 1

    def add(self, step: Step, article: Article) -> None:
        """Add the next reading."""
        texts = {(one.field.value, _digest(one.text)): storable(one.text) for one in passages(article)}
        self._make_known({key: text for key, text in texts.items() if key not in self._known})
        self._close(self._open - texts.keys())
        begun = [
            {"passage_id": i, "start": self._place} for key in texts if key not in self._open for i in self._known[key]
        ]
        if begun:
            self._conn.execute(sa.insert(t.search_stays), begun)
        reading = {"extraction_id": step.read.extraction_id, "number": step.read.number, "follows": step.follows}
        self._conn.execute(
            sa.insert(t.search_readings).values(article_id=self._article_id, place=self._place, **reading)
        )
        self._open = set(texts)
        self._place += 1

    def _make_known(self, texts: dict[_Key, str]) -> None:
        made, said = [], []
        for (field, digest), text in texts.items():
            for part in _parts([word.text for word in words(text)]):
                made.append({"id": self._next_id, "field": field, "digest": digest})
                said.append(fulltext.Words(self._next_id, Field(field), part))
                self._known.setdefault((field, digest), []).append(self._next_id)
                self._next_id += 1
        if made:
            self._conn.execute(sa.insert(t.search_passages), made)
            fulltext.of(self._conn).add(self._conn, said)

    def _close(self, keys: set[_Key]) -> None:
        gone = [i for key in keys for i in self._known[key]]
        stay = t.search_stays.c
        for k in range(0, len(gone), 500):
            ended = sa.update(t.search_stays).where(stay.passage_id.in_(gone[k : k + 500]), stay.stop.is_(None))
            self._conn.execute(ended.values(stop=self._place))


def _parts(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words of a text, or parts that overlap so that each phrase stands in one of them as a whole."""
    step = PART - LONGEST_PHRASE + 1
    yield said[:PART]
    for start in range(step, len(said) - LONGEST_PHRASE + 1, step):
        yield said[start : start + PART]


def _digest(text: str) -> int:
    """64 bits of a text's BLAKE2b, as a database keeps them."""
    return int.from_bytes(hashlib.blake2b(storable(text).encode(), digest_size=8).digest(), "big", signed=True)
