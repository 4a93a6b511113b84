"""Observations, versions, extractions and payloads of articles: reading them, and recording one look."""

from collections.abc import Collection, Iterator
from datetime import datetime

import sqlalchemy as sa

from newsdiff.errors import NotFound
from newsdiff.model.article import Article, Make
from newsdiff.model.observation import SHOWING, Observation, Outcome
from newsdiff.model.page import Validators
from newsdiff.model.recording import Marks, Recording, Standing
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.storage import articles, indexing, payloads, rows
from newsdiff.storage import tables as t
from newsdiff.storage.aliases import keys_of
from newsdiff.storage.assessments import forget
from newsdiff.storage.dialect import Database
from newsdiff.storage.recording import insert_extraction, record

#: values in one statement: older SQLite takes 999
_FEW = 900
_SHOWING = [outcome.value for outcome in SHOWING]


class HistoryStore:
    """What was seen of the articles of one archive."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def standing(self, article_id: int) -> Standing:
        """What the next look at an article must know. Raises: NotFound."""
        with self._db.read() as conn:
            return _standing(conn, article_id)

    def versions(self, article_id: int, *, after: int = 0, limit: int | None = None) -> list[Version]:
        """All versions, oldest first, or so many of those with a higher number than `after`."""
        query = rows.VERSIONS.where(t.versions.c.article_id == article_id).order_by(t.versions.c.number).limit(limit)
        if after:
            query = query.where(t.versions.c.number > after)
        with self._db.read() as conn:
            return [rows.version(row) for row in conn.execute(query)]

    def version(self, article_id: int, number: int) -> Version:
        """One version. Raises: NotFound, naming those there are."""
        query = rows.VERSIONS.where(t.versions.c.article_id == article_id, t.versions.c.number == number)
        with self._db.read() as conn:
            row = conn.execute(query).one_or_none() if t.is_id(number) and t.is_id(article_id) else None
            if row is None:
                count = conn.scalar(sa.select(t.articles.c.versions).where(t.articles.c.id == article_id)) or 0
                have = f"it has versions 1 to {count}" if count else "it has no versions yet"
                raise NotFound(f"article {article_id} has no version {number}; {have}")
            return rows.version(row)

    def changes(self, version_ids: Collection[int]) -> dict[int, tuple[Version, Version]]:
        """Each of these versions behind the one before it, by its id; where one of the two is missing, none."""
        newer, older = t.versions.alias(), t.versions.alias()
        is_next = sa.and_(older.c.article_id == newer.c.article_id, older.c.number + 1 == newer.c.number)
        ids = sa.select(newer.c.id, older.c.id).join(older, is_next).where(newer.c.id.in_(version_ids))
        with self._db.read() as conn:
            pairs = [(new, old) for new, old in conn.execute(ids)]
            wanted = {version_id for pair in pairs for version_id in pair}
            found = conn.execute(rows.VERSIONS.where(t.versions.c.id.in_(wanted)))
            known = {row.id: rows.version(row) for row in found}
        return {new: (known[old], known[new]) for new, old in pairs if old in known and new in known}

    def observations(self, article_id: int, *, first: int = 0, before: int | None = None) -> list[Observation]:
        """All looks, oldest first, or those from the look `first` on and before the look `before`, by their numbers."""
        seen = t.observations.c
        query = sa.select(t.observations).where(seen.article_id == article_id, seen.id >= first).order_by(seen.id)
        if before is not None:
            query = query.where(seen.id < before)
        with self._db.read() as conn:
            return [rows.observation(row) for row in conn.execute(query)]

    def looks(self, article_id: int) -> int:
        """How often an article was looked at."""
        query = sa.select(sa.func.count()).where(t.observations.c.article_id == article_id)
        with self._db.read() as conn:
            return conn.scalar(query) or 0

    def last_look(self, source: str | None = None) -> datetime | None:
        """When an article, or one of that source, was looked at last; None before the first look."""
        last = sa.select(t.observations.c.at).order_by(t.observations.c.id.desc()).limit(1)
        if source is not None:
            article, named = t.articles.c, sa.select(t.sources.c.id).where(t.sources.c.name == source)
            mine = (article.source_id == named.scalar_subquery(), article.merged_into.is_(None))
            last = sa.select(sa.func.max(article.last_checked_at)).where(*mine)
        with self._db.read() as conn:
            return conn.scalar(last)

    def marks(self) -> dict[int, Marks]:
        """What tells without reading it whether anything of an article is new, by article."""
        shown = sa.case((t.observations.c.outcome.in_(_SHOWING), t.observations.c.id))
        of_article = t.observations.c.article_id
        looks = sa.select(of_article, sa.func.max(t.observations.c.id), sa.func.max(shown)).group_by(of_article)
        read = (
            sa.select(t.versions.c.article_id, sa.func.max(t.extractions.c.id))
            .join(t.extractions, t.extractions.c.version_id == t.versions.c.id)
            .group_by(t.versions.c.article_id)
        )
        with self._db.read() as conn:
            readings = {row[0]: row[1] for row in conn.execute(read)}
            return {
                article: Marks(look=look, shown=seen or 0, reading=readings.get(article, 0))
                for article, look, seen in conn.execute(looks)
            }

    def moments(self) -> Iterator[tuple[int, int, datetime]]:
        """Article, number and look of every version after the first, in the order in which they were recorded."""
        version = t.versions.c
        query = sa.select(version.article_id, version.number, version.by).where(version.number > 1).order_by(version.id)
        with self._db.read() as conn:
            for row in conn.execution_options(yield_per=10_000).execute(query):
                yield row.article_id, row.number, row.by

    def last_outcomes(self, article_ids: Collection[int]) -> dict[int, tuple[Outcome, str]]:
        """Outcome and reason of each article's newest look, by article; one that was never looked at is left out."""
        if not article_ids:
            return {}
        wanted, seen, newer = set(article_ids), t.observations, t.observations.alias()
        newest = sa.select(sa.func.max(newer.c.id)).where(newer.c.article_id == t.articles.c.id).scalar_subquery()
        few = len(wanted) <= _FEW  # more values than some SQLite takes; and those between them are not worth much
        named = t.articles.c.id.in_(wanted) if few else t.articles.c.id.between(min(wanted), max(wanted))
        query = (  # one seek in the index per article, whatever the number of its looks
            sa.select(t.articles.c.id, seen.c.outcome, seen.c.reason)
            .select_from(t.articles)
            .join(seen, seen.c.id == newest)
            .where(named)
        )
        with self._db.read() as conn:
            return {row.id: (Outcome(row.outcome), row.reason) for row in conn.execute(query) if row.id in wanted}

    def was_told(self, article_id: int, version: int, detail: str) -> bool:
        """Whether a look that showed that version said exactly that."""
        seen = t.observations.c
        query = sa.select(seen.id).where(seen.article_id == article_id, seen.version == version, seen.detail == detail)
        with self._db.read() as conn:
            return conn.scalar(query.limit(1)) is not None

    def observation(self, observation_id: int) -> Observation:
        """One look. Raises: NotFound."""
        with self._db.read() as conn:
            row = conn.execute(sa.select(t.observations).where(t.observations.c.id == observation_id)).one_or_none()
        if row is None:
            raise NotFound(f"no observation {observation_id} in this archive")
        return rows.observation(row)

    def payload(self, sha256: str) -> bytes:
        """The bytes with that hash. Raises: NotFound when they are not kept, StorageError when damaged."""
        with self._db.read() as conn:
            found = conn.scalar(sa.select(t.payloads.c.id).where(t.payloads.c.sha256 == sha256))
            if found is None:
                raise NotFound(f"payload {sha256[:12]} is not kept in this archive")
            return payloads.get(conn, found)

    def last_unchanged(self, article_id: int) -> Observation | None:
        """The newest unchanged look whose payload is kept, or None."""
        query = (
            sa.select(t.observations)
            .join(t.unchanged_payloads, t.unchanged_payloads.c.observation_id == t.observations.c.id)
            .where(t.unchanged_payloads.c.article_id == article_id)
        )
        with self._db.read() as conn:
            row = conn.execute(query).one_or_none()
            return None if row is None else rows.observation(row)

    def extractions(self, version_id: int) -> list[Article]:
        """All extractions of a version, the first one first, then as they were added."""
        query = sa.select(t.extractions).where(t.extractions.c.version_id == version_id).order_by(t.extractions.c.id)
        with self._db.read() as conn:
            return [rows.extraction(row) for row in conn.execute(query)]

    def extractions_of(self, version_ids: Collection[int]) -> dict[int, list[Article]]:
        """All extractions of these versions, by version, each list as `extractions` gives it."""
        query = sa.select(t.extractions).where(t.extractions.c.version_id.in_(version_ids)).order_by(t.extractions.c.id)
        found: dict[int, list[Article]] = {}
        with self._db.read() as conn:
            for row in conn.execute(query):
                found.setdefault(row.version_id, []).append(rows.extraction(row))
        return found

    def makes(self, article_id: int) -> dict[int, list[Make]]:
        """The makes that have read each version of an article, by its number, as they were added; no texts are read."""
        read = t.extractions.c
        query = (
            sa.select(t.versions.c.number, read.extractor, read.knowledge, read.selectors)
            .select_from(t.versions.outerjoin(t.extractions, read.version_id == t.versions.c.id))
            .where(t.versions.c.article_id == article_id)
            .order_by(t.versions.c.number, read.id)
        )
        found: dict[int, list[Make]] = {}
        with self._db.read() as conn:
            for number, extractor, knowledge, selectors in conn.execute(query):
                makes = found.setdefault(number, [])
                if extractor is not None:
                    makes.append(Make(extractor=extractor, knowledge=knowledge, selectors=selectors))
        return found

    def extractions_by(self, make: Make, article_id: int, numbers: range) -> dict[int, Article]:
        """What these versions of an article say as that make read them, by number."""
        query = (
            sa.select(t.versions.c.number, t.extractions)
            .join(t.versions, t.versions.c.id == t.extractions.c.version_id)
            .where(
                t.versions.c.article_id == article_id,
                t.versions.c.number.between(numbers.start, numbers.stop - 1),
                t.extractions.c.extractor == make.extractor,
                t.extractions.c.knowledge == make.knowledge,
                t.extractions.c.selectors == make.selectors,
            )
        )
        with self._db.read() as conn:
            return {row.number: rows.extraction(row) for row in conn.execute(query)}

    def extraction(self, version_id: int, make: Make) -> Article | None:
        """The version's extraction of that make, or None."""
        query = sa.select(t.extractions).where(
            t.extractions.c.version_id == version_id,
            t.extractions.c.extractor == make.extractor,
            t.extractions.c.knowledge == make.knowledge,
            t.extractions.c.selectors == make.selectors,
        )
        with self._db.read() as conn:
            row = conn.execute(query).one_or_none()
            return None if row is None else rows.extraction(row)

    def add_extraction(self, version_id: int, article: Article, now: datetime) -> None:
        """Add one more extraction of a version; the first one is never touched. Its changes must be assessed anew."""
        with self._db.write() as conn:
            known = sa.select(t.extractions.c.id).where(
                t.extractions.c.version_id == version_id,
                t.extractions.c.extractor == article.make.extractor,
                t.extractions.c.knowledge == article.make.knowledge,
                t.extractions.c.selectors == article.make.selectors,
            )
            if conn.scalar(known) is None:
                insert_extraction(conn, version_id, article, now, is_first=False)
                forget(conn, version_id)
                indexing.add_extraction(conn, version_id, article.make)

    def record(self, recording: Recording) -> Observation:
        """Write one look: everything or nothing. The observation as stored.

        Raises: Conflict when another run recorded a version since the look was prepared; NotFound.
        """
        with self._db.write() as conn:
            observation_id = record(conn, recording)
            row = conn.execute(sa.select(t.observations).where(t.observations.c.id == observation_id)).one()
            return rows.observation(row)


def _standing(conn: sa.Connection, article_id: int) -> Standing:
    article = articles.load(conn, article_id)
    of_article = t.observations.c.article_id == article_id
    newest_first = sa.select(t.observations).where(of_article).order_by(t.observations.c.id.desc())
    shown = conn.execute(newest_first.where(t.observations.c.outcome.in_(_SHOWING)).limit(1)).one_or_none()
    after = t.observations.c.id > (shown.id if shown else 0)
    row = conn.execute(
        rows.VERSIONS.where(t.versions.c.article_id == article_id).order_by(t.versions.c.number.desc()).limit(1)
    ).one_or_none()
    known = conn.execute(newest_first.where(t.observations.c.metadata.is_not(None)).limit(1)).one_or_none()
    validators, validated_url = _validators(conn, article)
    return Standing(
        article=article,
        latest=rows.version(row) if row else None,
        validators=validators,
        validated_url=validated_url,
        last_shown_at=shown.at if shown else None,
        since=tuple(rows.observation(r) for r in conn.execute(newest_first.where(after).limit(50))),
        metadata=rows.observation(known).metadata if known else None,
        keys=keys_of(conn, article_id),
    )


def _validators(conn: sa.Connection, article: TrackedArticle) -> tuple[Validators, str | None]:
    """Those of the newest look with a body that showed the newest version, and the address that gave them."""
    with_body = [o for o in _SHOWING if o != Outcome.NOT_MODIFIED.value]
    query = (
        sa.select(t.observations.c.etag, t.observations.c.last_modified, t.observations.c.final_url)
        .where(
            t.observations.c.article_id == article.id,
            t.observations.c.outcome.in_(with_body),
            t.observations.c.version == article.versions,
        )
        .order_by(t.observations.c.id.desc())
        .limit(1)
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        return Validators(), None
    return Validators(etag=row.etag, last_modified=row.last_modified), row.final_url
