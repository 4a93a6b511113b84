"""What each change is, kept: the stream of changes is filtered by the database, not by comparing everything anew.

These rows are opinions. They may be deleted at any time; those that are missing are formed when they are asked for.
A row counts only while the rules are those that formed it, while the article has no newer version (which may turn a
change into a part of a back and forth), and until a version on either side is read by one more make (`forget`).
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from newsdiff.model.change import Alternation, Assessment, Label, LabelName
from newsdiff.model.stream import ChangeFilter, Horizon, LeftOut, Opinion, RecordedChange
from newsdiff.storage import tables as t
from newsdiff.storage.alternations import drop_alternations, load_alternations, save_alternations
from newsdiff.storage.chain import canonical_json
from newsdiff.storage.dialect import Database
from newsdiff.storage.rows import is_older

#: pages that could not be read are tried again after this time: the reader may have got better
TRY_AGAIN = timedelta(days=1)
#: articles of a source of which all changes are gone through and sorted for a page
FEW = 500
#: versions named in one statement: SQLite takes 32,766 values, and older ones 999
_BATCH = 500


class AssessmentStore:
    """What is kept of the changes of one archive."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def newest(
        self,
        wanted: ChangeFilter,
        *,
        limit: int,
        rules: str,
        now: datetime,
        before: RecordedChange | None = None,
        horizon: Horizon | None = None,
        is_walk: bool = False,
    ) -> list[RecordedChange]:
        """The newest wanted changes, and those of which nothing is known yet, newest first; all before `before`.

        A back and forth stands once, at the newest of its wanted changes (`swing` gives all of them). `horizon`: none
        that is older. `is_walk`: go from the newest version back, since the wanted source is large (`is_large`).
        """
        rows = _Rows(wanted, rules, now, is_walk=is_walk)
        query = rows.select().where(rows.is_wanted, rows.is_newest_of_its_swing())
        if before is not None:
            query = query.where(rows.is_before(before))
        if horizon is not None:
            query = query.where(_is_not_older(rows.versions, horizon.by, horizon.version_id))
        newest_first = query.order_by(rows.by.desc(), rows.versions.c.id.desc()).limit(limit)
        with self._db.read() as conn:
            return [rows.change(row) for row in conn.execute(newest_first)]

    def swing(self, change: RecordedChange, wanted: ChangeFilter, *, rules: str, now: datetime) -> list[RecordedChange]:
        """All wanted changes of the back and forth to which a change belongs, oldest first; the change itself too."""
        if change.opinion is None or change.opinion.swing is None:
            return [change]
        rows = _Rows(wanted, rules, now)
        mine = (rows.versions.c.article_id == change.article_id, rows.kept.c.swing == change.opinion.swing)
        query = rows.select().where(rows.is_wanted, *mine).order_by(rows.versions.c.number)
        with self._db.read() as conn:
            return [rows.change(row) for row in conn.execute(query)]

    def left_out(
        self,
        wanted: ChangeFilter,
        *,
        rules: str,
        now: datetime,
        before: RecordedChange | None = None,
        until: RecordedChange | None = None,
        horizon: Horizon | None = None,
        is_walk: bool = False,
    ) -> LeftOut:
        """How many assessed changes lie before the one and not before the other or the horizon, and are not wanted."""
        if not wanted.is_selective:
            return LeftOut()
        rows = _Rows(wanted, rules, now, is_walk=is_walk)
        is_lighter = rows.kept.c.weight < (wanted.min_weight or 0)
        query = rows.select(sa.func.count(), sa.func.sum(sa.case((is_lighter, 1), else_=0))).where(~rows.is_wanted)
        if before is not None:
            query = query.where(rows.is_before(before))
        if until is not None:
            query = query.where(_is_not_older(rows.versions, until.by, until.version_id))
        if horizon is not None:
            query = query.where(_is_not_older(rows.versions, horizon.by, horizon.version_id))
        with self._db.read() as conn:
            total, lighter = conn.execute(query).one()
        return LeftOut(lighter=int(lighter or 0), unlabelled=int(total) - int(lighter or 0))

    def is_large(self, source: str) -> bool:
        """Whether a source has so many articles that its newest changes are met sooner among those of all sources."""
        mine = sa.select(t.articles.c.id).join(t.sources).where(t.sources.c.name == source).offset(FEW).limit(1)
        with self._db.read() as conn:
            return conn.scalar(mine) is not None

    def horizon(self, versions: int, *, until: datetime | None, before: RecordedChange | None) -> Horizon | None:
        """The change so many versions back, from the newest one of the wanted time or from a change; None: none is."""
        version = t.versions.c
        newest_first = (version.by.desc(), version.id.desc())
        back = sa.select(version.by, version.id).order_by(*newest_first).limit(1).offset(versions)
        if until is not None:
            back = back.where(version.by < until)
        if before is not None:
            back = back.where(is_older(t.versions, before.by, before.version_id))
        change = (
            sa.select(version.article_id, version.number, version.id, version.by)
            .join(t.articles, t.articles.c.id == version.article_id)
            .where(version.number > 1, t.articles.c.merged_into.is_(None))
            .order_by(*newest_first)
            .limit(1)
        )
        with self._db.read() as conn:
            reached = conn.execute(back).one_or_none()
            older = is_older(t.versions, reached.by, reached.id) if reached else sa.false()
            row = conn.execute(change.where(older)).one_or_none()
        if row is None:
            return None
        return Horizon(article_id=row.article_id, number=row.number, version_id=row.id, by=row.by)

    def change(self, version_id: int, *, rules: str, now: datetime) -> RecordedChange | None:
        """The change that led to a version; None for a first version, or where there is none."""
        rows = _Rows(ChangeFilter(), rules, now)
        with self._db.read() as conn:
            row = conn.execute(rows.select().where(rows.versions.c.id == version_id)).one_or_none()
            return None if row is None else rows.change(row)

    def of_article(self, article_id: int, *, rules: str, numbers: range | None = None) -> dict[int, Opinion]:
        """What these rules said of an article's changes, by version id, also where a newer version came since.

        `numbers`: of these versions alone.
        """
        query = (
            sa.select(t.assessments)
            .join(t.versions, t.versions.c.id == t.assessments.c.version_id)
            .where(t.versions.c.article_id == article_id, t.assessments.c.rules == rules)
        )
        if numbers is not None:
            query = query.where(t.versions.c.number.between(numbers.start, numbers.stop - 1))
        with self._db.read() as conn:
            return {row.version_id: _opinion(row) for row in conn.execute(query)}

    def alternations(self, article_id: int, *, release: str) -> tuple[Alternation, ...] | None:
        """What this release found to go back and forth among all versions of an article, None where it has not yet."""
        with self._db.read() as conn:
            return load_alternations(conn, article_id, release)

    def save_alternations(
        self, article_id: int, found: Sequence[Alternation], *, of_versions: int, release: str
    ) -> None:
        """Keep these, in place of former ones."""
        with self._db.write() as conn:
            save_alternations(conn, article_id, found, of_versions=of_versions, release=release)

    def save(
        self, article_id: int, opinions: Sequence[Opinion], *, of_versions: int, rules: str, now: datetime
    ) -> None:
        """Keep these, in place of former ones; the article's others hold for this number of versions too."""
        mine = sa.select(t.versions.c.id).where(t.versions.c.article_id == article_id)
        with self._db.write() as conn:
            _delete(conn, [opinion.version_id for opinion in opinions])
            if opinions:
                rows = [_row(o) | {"rules": rules, "of_versions": of_versions, "added_at": now} for o in opinions]
                conn.execute(sa.insert(t.assessments), rows)
            if labels := list(_label_rows(opinions)):
                conn.execute(sa.insert(t.assessment_labels), labels)
            others = sa.update(t.assessments).where(t.assessments.c.version_id.in_(mine))
            conn.execute(others.values(of_versions=of_versions))


def forget(conn: sa.Connection, version_id: int) -> None:
    """Drop what was said of the changes to and from a version: one of its texts is to be read in another way."""
    old, new = t.versions, t.versions.alias()
    following = (
        sa.select(new.c.id)
        .join(old, sa.and_(old.c.article_id == new.c.article_id, old.c.number + 1 == new.c.number))
        .where(old.c.id == version_id)
    )
    _delete(conn, [version_id, *conn.scalars(following)])
    article_id = conn.scalar(sa.select(old.c.article_id).where(old.c.id == version_id))
    if article_id is not None:
        drop_alternations(conn, article_id)


def _delete(conn: sa.Connection, version_ids: Sequence[int]) -> None:
    for start in range(0, len(version_ids), _BATCH):
        batch = version_ids[start : start + _BATCH]
        for table in (t.assessment_labels, t.assessments):
            conn.execute(sa.delete(table).where(table.c.version_id.in_(batch)))


def _is_not_older(versions: Any, by: datetime, version_id: int) -> sa.ColumnElement[bool]:
    """The contrary, said so that an index is left there."""
    version = versions.c
    return sa.and_(version.by >= by, sa.or_(version.by > by, version.id >= version_id))


class _Rows:
    """Versions after the first, in the wanted time and source, each with what is kept of its change if that counts."""

    def __init__(self, wanted: ChangeFilter, rules: str, now: datetime, *, is_walk: bool = False) -> None:
        """`is_walk`: from the newest version back, instead of by the articles of the wanted source."""
        self._wanted = wanted
        self._is_walk = is_walk
        self._rules = rules
        self._now = now
        self.versions = t.versions.alias()
        self.kept = t.assessments.alias()

    def select(self, *columns: Any) -> sa.Select[Any]:
        """These columns, by default what `change` needs, of all such rows."""
        article, kept = t.articles.c, self.kept.c
        default = (
            self.versions.c["id", "article_id", "number", "by"],
            (article.url, article.headline, article.versions.label("newest"), t.sources.c.name.label("source")),
            (kept.version_id, kept.rules, kept.weight, kept.labels, kept.swing, kept.unread),
        )
        joined = (
            self.versions.join(t.articles, article.id == self.versions.c.article_id)
            .join(t.sources, t.sources.c.id == article.source_id)
            .outerjoin(self.kept, self._counts)
        )
        chosen = columns or [column for group in default for column in group]
        return sa.select(*chosen).select_from(joined).where(*self._where())

    @property
    def _counts(self) -> sa.ColumnElement[bool]:
        kept = self.kept.c
        return sa.and_(
            kept.version_id == self.versions.c.id,
            kept.rules == self._rules,
            kept.of_versions == t.articles.c.versions,
            sa.or_(kept.unread == "", kept.added_at > self._now - TRY_AGAIN),
        )

    def _where(self) -> list[sa.ColumnElement[bool]]:
        wanted, version = self._wanted, self.versions.c
        # what was merged into another article is that one's, as in `list`
        conditions = [version.number > 1, t.articles.c.merged_into.is_(None)]
        if wanted.is_public:
            conditions.append(t.articles.c.withheld.is_(None))
        if wanted.since is not None:
            conditions.append(version.by >= wanted.since)
        if wanted.until is not None:
            conditions.append(version.by < wanted.until)
        if wanted.article is not None:
            conditions.append(version.article_id == wanted.article)
        if wanted.source is not None:
            conditions.append(t.sources.c.name == wanted.source)
        if wanted.source is not None and self._is_walk:
            # a sum is in no index: that of the source's articles is not used
            named = sa.select(t.sources.c.id).where(t.sources.c.name == wanted.source).scalar_subquery()
            conditions[-1] = t.articles.c.source_id + 0 == named
        return conditions

    @property
    def is_wanted(self) -> sa.ColumnElement[bool]:
        """Of the wanted weight and labels; unknown or unreadable."""
        kept, conditions = self.kept.c, []
        if self._wanted.min_weight is not None:
            conditions.append(kept.weight >= self._wanted.min_weight)
        if self._wanted.labels:
            label = t.assessment_labels.alias().c
            names = [name.value for name in self._wanted.labels]
            conditions.append(sa.exists().where(label.version_id == kept.version_id, label.label.in_(names)))
        return sa.or_(kept.version_id.is_(None), kept.unread != "", sa.and_(sa.true(), *conditions))

    @property
    def by(self) -> sa.ColumnElement[Any]:
        """When a version was first seen, to order by."""
        by = self.versions.c.by
        # those of a small source are found by its articles and sorted; PostgreSQL would go through all versions
        return by if self._wanted.source is None or self._is_walk else sa.func.coalesce(by, by)

    def is_before(self, change: RecordedChange) -> sa.ColumnElement[bool]:
        """Older than that change; of those seen at one instant the later recorded one is newer."""
        return is_older(self.versions, change.by, change.version_id)

    def is_newest_of_its_swing(self) -> sa.ColumnElement[bool]:
        """Alone, or without a newer wanted change of the same back and forth."""
        newer = _Rows(self._wanted, self._rules, self._now)
        same = (
            newer.versions.c.article_id == self.versions.c.article_id,
            newer.kept.c.swing == self.kept.c.swing,
            newer.versions.c.number > self.versions.c.number,
        )
        within = [newer.versions.c.by < self._wanted.until] if self._wanted.until is not None else []
        joined = newer.versions.join(newer.kept, newer.kept.c.version_id == newer.versions.c.id)
        found = sa.select(sa.literal(1)).select_from(joined).where(*same, *within, newer.is_wanted)
        return sa.or_(self.kept.c.swing.is_(None), ~found.exists())

    def change(self, row: Any) -> RecordedChange:
        """A row of `select`."""
        return RecordedChange(
            article_id=row.article_id,
            url=row.url,
            source=row.source,
            headline=row.headline,
            newest=row.newest,
            version_id=row.id,
            number=row.number,
            by=row.by,
            opinion=None if row.version_id is None else _opinion(row),
        )


def _row(opinion: Opinion) -> dict[str, Any]:
    assessment = opinion.assessment
    labels = assessment.labels if assessment else ()
    return {
        "version_id": opinion.version_id,
        "weight": assessment.weight if assessment else None,
        "labels": canonical_json([asdict(label) for label in labels]),
        "swing": opinion.swing,
        "unread": opinion.unread,
    }


def _label_rows(opinions: Iterable[Opinion]) -> Iterable[dict[str, Any]]:
    for opinion in opinions:
        names: Collection[str] = {label.name.value for label in opinion.assessment.labels} if opinion.assessment else ()
        yield from ({"label": name, "version_id": opinion.version_id} for name in sorted(names))


def _opinion(row: Any) -> Opinion:
    if row.weight is None:
        return Opinion(version_id=row.version_id, unread=row.unread)
    labels = tuple(Label(**{**values, "name": LabelName(values["name"])}) for values in json.loads(row.labels))
    assessment = Assessment(labels=labels, weight=row.weight, rules=row.rules)
    return Opinion(version_id=row.version_id, assessment=assessment, swing=row.swing)
