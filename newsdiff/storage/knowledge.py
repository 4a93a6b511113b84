"""What is known of sources: learned lines and boxes, what people say of them, and what was seen to tick.

Rows are only added: each state of a source's knowledge stays, so that an extraction that was read with it can be
repeated; of a person's words on one line the newest counts.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.article import Article
from newsdiff.model.knowledge import Counted, Knowledge, Learned, Tick, Word, resolved
from newsdiff.storage import rows
from newsdiff.storage import tables as t
from newsdiff.storage.chain import canonical_json
from newsdiff.storage.dialect import Database, insert_row


class KnowledgeStore:
    """What is known of the sources of one archive."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._current: dict[str, Knowledge] = {}

    def current(self, source: str) -> Knowledge:
        """What pages of a source are read with. Read once: a run reads all pages of a source with the same."""
        if source not in self._current:
            query = _of_source(t.knowledge, source).order_by(t.knowledge.c.id.desc()).limit(1)
            with self._db.read() as conn:
                row = conn.execute(query).one_or_none()
            self._current[source] = _knowledge(row) if row else Knowledge()
        return self._current[source]

    def by_version(self, version: str) -> Knowledge:
        """The knowledge of that version, for repeating what was read with it. Raises: NotFound."""
        query = sa.select(t.knowledge).where(t.knowledge.c.version == version).limit(1)
        with self._db.read() as conn:
            row = conn.execute(query).one_or_none()
        if row is None:
            raise NotFound(f"no knowledge {version} in this archive")
        return _knowledge(row)

    def learned(self, source: str) -> Learned:
        """What was learned last, with what people say of it: a line that only they name was found on 0 articles."""
        with self._db.read() as conn:
            learned, words = _learned(conn, source), _words(conn, source)
        lines = [_worded(line, words) for line in learned.lines]
        boxes = [_worded(box, words) for box in learned.boxes]
        named = {counted.text for counted in (*lines, *boxes)}
        lines += [Counted(text=text, articles=0, word=word) for text, word in words.items() if text not in named]
        return Learned(lines=tuple(lines), boxes=tuple(boxes), articles=learned.articles, ticks=learned.ticks)

    def learn(self, source: str, learned: Learned, now: datetime) -> Knowledge:
        """Add one state; what is known from here on."""
        with self._db.write() as conn:
            return self._add(conn, source, learned, now)

    def say(self, source: str, texts: Collection[tuple[str, Word]], now: datetime) -> Knowledge:
        """Keep a person's words on lines or boxes; what is known from here on."""
        with self._db.write() as conn:
            for text, word in texts:
                insert_row(
                    conn, t.source_words, source_id=_source_id(conn, source), text=text, word=word.value, added_at=now
                )
            return self._add(conn, source, _learned(conn, source), now)

    def _add(self, conn: sa.Connection, source: str, learned: Learned, now: datetime) -> Knowledge:
        known = resolved(learned, _words(conn, source))
        insert_row(
            conn,
            t.knowledge,
            source_id=_source_id(conn, source),
            version=known.version,
            lines=canonical_json(list(known.lines)),
            boxes=canonical_json(list(known.boxes)),
            learned_lines=canonical_json([[line.text, line.articles] for line in learned.lines]),
            learned_boxes=canonical_json([[box.text, box.articles] for box in learned.boxes]),
            articles=learned.articles,
            ticks=learned.ticks,
            added_at=now,
        )
        self._current[source] = known
        return known

    def amounts(self) -> dict[str, tuple[int, int]]:
        """How many articles with versions, and how many ticks, there are of each source."""
        articles = sa.and_(t.articles.c.versions > 0, t.articles.c.merged_into.is_(None))
        joined = t.sources.join(t.articles, t.articles.c.source_id == t.sources.c.id)
        counted = sa.select(t.sources.c.name, sa.func.count()).group_by(t.sources.c.name)
        with self._db.read() as conn:
            pages = conn.execute(counted.select_from(joined).where(articles)).all()
            ticks = conn.execute(
                counted.select_from(joined.join(t.ticks, t.ticks.c.article_id == t.articles.c.id))
            ).all()
        seen: dict[str, int] = {row[0]: row[1] for row in ticks}
        return {row[0]: (row[1], seen.get(row[0], 0)) for row in pages}

    def learned_from(self) -> dict[str, tuple[int, int]]:
        """From how many articles and ticks each source was learned last; one that never was is left out."""
        newest = sa.select(sa.func.max(t.knowledge.c.id)).group_by(t.knowledge.c.source_id)
        query = (
            sa.select(t.sources.c.name, t.knowledge.c.articles, t.knowledge.c.ticks)
            .select_from(t.knowledge.join(t.sources))
            .where(t.knowledge.c.id.in_(newest))
        )
        with self._db.read() as conn:
            return {name: (articles, ticks) for name, articles, ticks in conn.execute(query)}

    def pages(self, source: str, limit: int) -> list[Article]:
        """The newest version of each of a source's newest articles, as it was read last; oldest article first."""
        article, version, read, newer = t.articles.c, t.versions.c, t.extractions.c, t.extractions.alias()
        last = sa.select(sa.func.max(newer.c.id)).where(newer.c.version_id == version.id).scalar_subquery()
        is_newest = sa.and_(version.article_id == article.id, version.number == article.versions)
        joined = t.sources.join(t.articles, article.source_id == t.sources.c.id).join(t.versions, is_newest)
        query = (
            sa.select(t.extractions)
            .select_from(joined.join(t.extractions, read.version_id == version.id))
            .where(read.id == last, t.sources.c.name == source, article.merged_into.is_(None))
            .order_by(article.id.desc())
            .limit(limit)
        )
        with self._db.read() as conn:
            return [rows.extraction(row) for row in reversed(conn.execute(query).all())]

    def ticks(self, *, source: str | None = None, article_id: int | None = None) -> list[Tick]:
        """What was seen to tick, in a source or in one article."""
        joined = t.ticks.join(t.articles).join(t.sources, t.sources.c.id == t.articles.c.source_id)
        query = sa.select(t.ticks).select_from(joined).order_by(t.ticks.c.id)
        if source is not None:
            query = query.where(t.sources.c.name == source)
        if article_id is not None:
            query = query.where(t.ticks.c.article_id == article_id)
        with self._db.read() as conn:
            return [Tick(box=r.box, article_id=r.article_id, is_count=r.is_count) for r in conn.execute(query)]


def _of_source(table: sa.Table, source: str) -> sa.Select[Any]:
    return sa.select(table).join(t.sources, t.sources.c.id == table.c.source_id).where(t.sources.c.name == source)


def _source_id(conn: sa.Connection, source: str) -> int:
    found = conn.scalar(sa.select(t.sources.c.id).where(t.sources.c.name == source))
    if found is None:
        raise NotFound(f"no source {source!r} in this archive")
    return int(found)


def _knowledge(row: Any) -> Knowledge:
    return Knowledge(lines=tuple(json.loads(row.lines)), boxes=tuple(json.loads(row.boxes)))


def _learned(conn: sa.Connection, source: str) -> Learned:
    query = _of_source(t.knowledge, source).order_by(t.knowledge.c.id.desc()).limit(1)
    row = conn.execute(query).one_or_none()
    if row is None:
        return Learned()
    lines, boxes = (
        tuple(Counted(text=text, articles=articles) for text, articles in json.loads(said))
        for said in (row.learned_lines, row.learned_boxes)
    )
    return Learned(lines=lines, boxes=boxes, articles=row.articles, ticks=row.ticks)


def _words(conn: sa.Connection, source: str) -> dict[str, Word]:
    said = conn.execute(_of_source(t.source_words, source).order_by(t.source_words.c.id))
    words = {row.text: Word(row.word) for row in said}
    return {text: word for text, word in words.items() if word is not Word.FORGET}


def _worded(counted: Counted, words: dict[str, Word]) -> Counted:
    return Counted(text=counted.text, articles=counted.articles, word=words.get(counted.text))
