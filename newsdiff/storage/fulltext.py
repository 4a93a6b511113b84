"""The words of passages, and finding phrases among them: FTS5 on SQLite, a GIN index over tsvectors on PostgreSQL.

Both are given words that `search.words` has cut and folded, and are told to leave them as they are: which passages hold
a phrase is then the same question on both. Nothing that a person wrote reaches either of them but such words.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from newsdiff.model.search import Field
from newsdiff.search.query import Phrase
from newsdiff.storage.tables import ID_STEP

#: values in one statement: older SQLite takes 999
_AT_ONCE = 900
#: letters of a beginning: up to so many FTS5 keeps an index of beginnings, which finds one as quickly as a word
_BEGINNING = 6
#: to look for a phrase anew takes FTS5 as long as to go through so many articles that hold a common word
_NEAR = 8
#: tables of this index, which the declared schema does not know
NAME = "search_words"


class Words(NamedTuple):
    """The words of one passage, or of a part of a long one."""

    passage_id: int
    field: Field
    words: Sequence[str]


#: of each article the readings that hold a phrase: from one on, and to before another one; None: to the last
Stays = dict[int, list[tuple[int, int | None]]]


class FullText(Protocol):
    """The index of one kind of database."""

    def create(self, conn: sa.Connection) -> None:
        """Make it, empty."""

    def drop(self, conn: sa.Connection) -> None:
        """Take it away."""

    def add(self, conn: sa.Connection, passages: Sequence[Words]) -> None:
        """Add words under ids that are new."""

    def stays(self, conn: sa.Connection, phrase: Phrase, limit: int) -> Stays | None:
        """Where a phrase stands in the whole archive; None where it stands more often than `limit`."""

    def articles(self, conn: sa.Connection, phrase: Phrase) -> set[int] | None:
        """The articles in which a phrase stands; None where to tell takes longer than to look into some."""

    def stays_in(self, conn: sa.Connection, phrase: Phrase, article_ids: Collection[int]) -> Stays:
        """Where a phrase stands in these articles."""


def of(conn: sa.Connection, gathered: int = 0) -> FullText:
    """The index of this database. `gathered`: a phrase that stands in so many passages may be looked up whole."""
    return SqliteFullText(gathered) if conn.dialect.name == "sqlite" else PostgresFullText()


class SqliteFullText:
    """FTS5 without content: the words themselves stand in the extractions, and only there.

    Its tokenizer `ascii` parts words at spaces and lets all else be, since no word holds any other ASCII character
    but letters and digits. There is one column for each field, so that a query may name it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        #: ids of the passages that hold a phrase; None: of too many
        self._gathered: dict[Phrase, array[int] | None] = {}

    def create(self, conn: sa.Connection) -> None:
        columns = ", ".join(Field)
        conn.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {NAME} USING fts5({columns}, content='', columnsize=0, tokenize='ascii', "
            f"prefix='{' '.join(map(str, range(1, _BEGINNING + 1)))}')"
        )

    def drop(self, conn: sa.Connection) -> None:
        conn.exec_driver_sql(f"DROP TABLE {NAME}")

    def add(self, conn: sa.Connection, passages: Sequence[Words]) -> None:
        for field in Field:
            rows = [(one.passage_id, " ".join(one.words)) for one in passages if one.field is field]
            if rows:
                conn.exec_driver_sql(f"INSERT INTO {NAME} (rowid, {field}) VALUES (?, ?)", rows)  # noqa: S608

    def stays(self, conn: sa.Connection, phrase: Phrase, limit: int) -> Stays | None:
        ids = self._gather(conn, phrase)
        return None if ids is None or len(ids) > limit else self._stays_of(conn, ids)

    def articles(self, conn: sa.Connection, phrase: Phrase) -> set[int] | None:
        ids = self._gather(conn, phrase)
        return None if ids is None or len(ids) > self._most else {one // ID_STEP for one in ids}

    def stays_in(self, conn: sa.Connection, phrase: Phrase, article_ids: Collection[int]) -> Stays:
        if (ids := self._gather(conn, phrase)) is not None:
            starts = ((bisect_left(ids, one * ID_STEP), bisect_left(ids, (one + 1) * ID_STEP)) for one in article_ids)
            return self._stays_of(conn, [i for start, end in starts for i in ids[start:end]])
        runs = _runs(article_ids)
        statement = (
            f"WITH wanted (first, last) AS (VALUES {', '.join('(?, ?)' for _ in runs)}) "  # noqa: S608
            f"SELECT DISTINCT passage_id / {ID_STEP}, start, stop FROM wanted CROSS JOIN {NAME} ON {NAME} MATCH ? "
            f"AND {NAME}.rowid BETWEEN first * {ID_STEP} AND last * {ID_STEP} + {ID_STEP - 1} "
            f"CROSS JOIN search_stays ON passage_id = {NAME}.rowid"
        )
        ends = (end for run in runs for end in run)
        found = _by_article(conn.exec_driver_sql(statement, (*ends, self._match(phrase))).all())
        return {one: found[one] for one in article_ids if one in found}

    def _gather(self, conn: sa.Connection, phrase: Phrase) -> "array[int] | None":
        """The passages that hold a phrase, ascending; None for a common one.

        For a long beginning they are all gathered: FTS5 goes through all words that begin so whenever it is asked.
        """
        if phrase in self._gathered:
            return self._gathered[phrase]
        match, ids = (self._match(phrase),), None
        more = f"SELECT 1 FROM {NAME} WHERE {NAME} MATCH ? LIMIT 1 OFFSET {self._most}"  # noqa: S608
        is_long = phrase.is_prefix and len(phrase.words[-1]) > _BEGINNING
        if is_long or not conn.exec_driver_sql(more, match).first():
            statement = f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH ? ORDER BY rowid"  # noqa: S608
            with conn.exec_driver_sql(statement, match) as found:
                # the driver's own rows: there may be a million. All that may fail is done when the first one is there
                ids = array("q", (row[0] for row in iter(found.cursor.fetchone, None)))
        self._gathered[phrase] = ids
        return ids

    def _stays_of(self, conn: sa.Connection, passage_ids: Sequence[int]) -> Stays:
        found: list[Any] = []
        for k in range(0, len(passage_ids), _AT_ONCE):
            batch = tuple(passage_ids[k : k + _AT_ONCE])
            statement = (
                f"SELECT DISTINCT passage_id / {ID_STEP}, start, stop FROM search_stays "  # noqa: S608
                f"WHERE passage_id IN ({', '.join('?' for _ in batch)})"
            )
            found += conn.exec_driver_sql(statement, batch).all()
        return _by_article(found)

    def _match(self, phrase: Phrase) -> str:
        fields = f"{{{phrase.field}}} : " if phrase.field else ""
        return f'{fields}"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'


class PostgresFullText:
    """A table of tsvectors. They are written out word by word with their places, and no parser changes any of it."""

    def create(self, conn: sa.Connection) -> None:
        conn.exec_driver_sql(
            f"CREATE TABLE {NAME} "
            f"(passage_id BIGINT NOT NULL CONSTRAINT pk_{NAME} PRIMARY KEY, words TSVECTOR NOT NULL)"
        )
        conn.exec_driver_sql(f"CREATE INDEX ix_{NAME}_words ON {NAME} USING gin (words)")

    def drop(self, conn: sa.Connection) -> None:
        conn.exec_driver_sql(f"DROP TABLE {NAME}")

    def add(self, conn: sa.Connection, passages: Sequence[Words]) -> None:
        rows = [{"id": one.passage_id, "words": _tsvector(one.words)} for one in passages]
        statement = f"INSERT INTO {NAME} (passage_id, words) VALUES (:id, CAST(:words AS tsvector))"  # noqa: S608
        if rows:
            conn.execute(sa.text(statement), rows)

    def stays(self, conn: sa.Connection, phrase: Phrase, limit: int) -> Stays | None:
        query = f"SELECT {self._where(phrase, NAME)} LIMIT :limit"
        rows = conn.execute(sa.text(query), {**self._values(phrase), "limit": limit + 1}).all()
        return None if len(rows) > limit else _by_article(rows)

    def articles(self, conn: sa.Connection, phrase: Phrase) -> set[int] | None:  # noqa: ARG002
        return None  # each passage would have to be fetched

    def stays_in(self, conn: sa.Connection, phrase: Phrase, article_ids: Collection[int]) -> Stays:
        # what these articles say is gone through, article by article: OFFSET keeps the planner, which cannot know how
        # little that is, from gathering all passages that hold a common word first
        said = (
            f"(SELECT said.* FROM unnest(CAST(:ids AS bigint[])) AS a(id) CROSS JOIN LATERAL (SELECT * FROM {NAME} "  # noqa: S608
            f"WHERE passage_id BETWEEN a.id * {ID_STEP} AND a.id * {ID_STEP} + {ID_STEP - 1} OFFSET 0) said)"
        )
        query = f"SELECT DISTINCT {self._where(phrase, said)}"
        return _by_article(conn.execute(sa.text(query), {**self._values(phrase), "ids": list(article_ids)}).all())

    def _where(self, phrase: Phrase, said: str) -> str:
        field = "JOIN search_passages p ON p.id = w.passage_id AND p.field = :field" if phrase.field else ""
        return (
            f"w.passage_id / {ID_STEP}, s.start, s.stop FROM {said} w {field} "
            "JOIN search_stays s ON s.passage_id = w.passage_id WHERE w.words @@ CAST(:words AS tsquery)"
        )

    def _values(self, phrase: Phrase) -> dict[str, Any]:
        words = " <-> ".join(_quoted(word) for word in phrase.words)
        return {"words": words + (":*" if phrase.is_prefix else ""), "field": phrase.field}


def _runs(article_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of articles that lie near each other, by id, with others between them."""
    runs: list[tuple[int, int]] = []
    for one in sorted(article_ids):
        if runs and one - runs[-1][1] <= _NEAR:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


def _tsvector(words: Iterable[str]) -> str:
    return " ".join(f"{_quoted(word)}:{place}" for place, word in enumerate(words, 1))


def _quoted(word: str) -> str:
    """A word of a tsvector or tsquery, taken as it is; no word holds a quote or backslash, and none may."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _by_article(rows: Iterable[Any]) -> Stays:
    found: Stays = {}
    for article_id, start, stop in rows:
        found.setdefault(article_id, []).append((start, stop))
    return found
