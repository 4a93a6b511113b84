"""The schema, declared once. `migrations/` must lead to exactly this on SQLite and on PostgreSQL (tested).

Facts (observations, payloads, versions, first extractions, aliases, feed observations) are only ever added. What
may be rewritten is our plan (next looks, periods, counters), and our opinion of each change (assessments): both can
be formed again from the facts.
"""

import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

#: "NwDf": marks the file as a newsdiff archive for `file(1)` and for us
APPLICATION_ID = 0x4E774466

#: the newest revision in migrations/, which leads to the tables below
REVISION = "0010"

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(sa.types.TypeDecorator[datetime]):
    """An aware UTC instant with microseconds; SQLite keeps it as naive UTC text."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values: they would be read as local time somewhere."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a datetime without timezone must not reach the archive")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give an aware UTC datetime back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SafeText(sa.types.TypeDecorator[str]):
    """Text from outside: NUL and lone surrogates, which PostgreSQL cannot store, become U+FFFD on both databases."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what no database can hold."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates (each becomes U+FFFD): what the archive gives back for it."""
    return _UNSTORABLE.sub("\ufffd", text)


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def is_id(number: int) -> bool:
    """Whether the databases can hold it: a larger number names nothing, and both would refuse to look for it."""
    return 0 < number < 1 << 31


BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", BigId, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, BigId, sa.ForeignKey(f"{target}.id"), **options)


sources = sa.Table(
    "sources",
    metadata,
    _id(),
    sa.Column("name", SafeText, nullable=False, unique=True),
    sa.Column("added_at", Utc, nullable=False),
)

feeds = sa.Table(
    "feeds",
    metadata,
    _id(),
    _ref("source_id", "sources", nullable=False),
    _ref("parent_id", "feeds"),
    sa.Column("url", SafeText, nullable=False),
    sa.Column("key", SafeText, nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("title", SafeText),
    sa.Column("filters", SafeText, nullable=False),
    sa.Column("period_s", sa.Float, nullable=False),
    sa.Column("is_tracked", sa.Boolean, nullable=False),
    sa.Column("backfill", sa.Boolean, nullable=False),
    sa.Column("etag", SafeText),
    sa.Column("last_modified", SafeText),
    sa.Column("added_at", Utc, nullable=False),
    sa.Column("last_checked_at", Utc),
    sa.Column("last_success_at", Utc),
    sa.Column("next_check_at", Utc, index=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", SafeText),
)

feed_observations = sa.Table(
    "feed_observations",
    metadata,
    _id(),
    _ref("feed_id", "feeds", nullable=False, index=True),
    sa.Column("at", Utc, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("error", SafeText),
    sa.Column("entries", sa.Integer, nullable=False),
    sa.Column("taken", sa.Integer, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
    sa.Column("old", sa.Integer, nullable=False),
    sa.Column("filtered", sa.Integer, nullable=False),
)

articles = sa.Table(
    "articles",
    metadata,
    _id(),
    _ref("source_id", "sources", nullable=False),
    _ref("feed_id", "feeds"),
    _ref("merged_into", "articles"),
    sa.Column("url", SafeText, nullable=False),
    sa.Column("key", SafeText, nullable=False, unique=True),
    sa.Column("is_tracked", sa.Boolean, nullable=False),
    sa.Column("headline", SafeText),
    sa.Column("versions", sa.Integer, nullable=False),
    sa.Column("added_at", Utc, nullable=False),
    sa.Column("first_seen_at", Utc),
    sa.Column("last_checked_at", Utc),
    sa.Column("last_changed_at", Utc),
    sa.Column("next_check_at", Utc, index=True),
    sa.Column("period_s", sa.Float),
    sa.Column("gone_at", Utc),
    #: a person vouches that the address is an article
    sa.Column("is_vouched", sa.Boolean, nullable=False, server_default=sa.false()),
    #: why a person withholds it from browsers; NULL: it is shown
    sa.Column("withheld", SafeText),
)

sa.Index(
    "ix_articles_source_id_counts",  # what `sources` tells of them, without a look at their rows
    *articles.c["source_id", "merged_into", "versions", "last_checked_at", "last_changed_at"],
)

entries = sa.Table(
    "entries",
    metadata,
    _id(),
    _ref("feed_id", "feeds", nullable=False),
    _ref("article_id", "articles", index=True),
    sa.Column("key", SafeText, nullable=False),
    sa.Column("url", SafeText, nullable=False),
    sa.Column("guid", SafeText),
    sa.Column("title", SafeText),
    sa.Column("published_at", Utc),
    sa.Column("updated_at", Utc),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("first_seen_at", Utc, nullable=False),
    sa.UniqueConstraint("feed_id", "key"),
)
sa.Index("ix_entries_feed_id_state", entries.c.feed_id, entries.c.state)

aliases = sa.Table(
    "aliases",
    metadata,
    _id(),
    #: NULL: from this row on the address names no article (a claim that was dropped)
    _ref("article_id", "articles", index=True),
    _ref("observation_id", "observations"),
    sa.Column("url", SafeText, nullable=False),
    sa.Column("key", SafeText, nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("added_at", Utc, nullable=False),
)

payloads = sa.Table(
    "payloads",
    metadata,
    _id(),
    _ref("base_id", "payloads", index=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    #: bases that must be read before this one; 0: stands alone
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

observations = sa.Table(
    "observations",
    metadata,
    _id(),
    _ref("article_id", "articles", nullable=False),
    #: the kept payload; NULL for unchanged looks, whose newest one stands in unchanged_payloads
    _ref("payload_id", "payloads", index=True),
    sa.Column("at", Utc, nullable=False, index=True),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("reason", SafeText, nullable=False),
    sa.Column("detail", SafeText, nullable=False),
    sa.Column("origin", sa.String(16), nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("url", SafeText, nullable=False),
    sa.Column("final_url", SafeText),
    sa.Column("etag", SafeText),
    sa.Column("last_modified", SafeText),
    sa.Column("headers", SafeText),
    sa.Column("charset", SafeText),
    sa.Column("payload_sha256", sa.String(64)),
    sa.Column("version", sa.Integer),
    sa.Column("content_hash", sa.String(64)),
    sa.Column("metadata", SafeText),
    sa.Column("elapsed_s", sa.Float, nullable=False),
)
sa.Index("ix_observations_article_id_id", observations.c.article_id, observations.c.id)

unchanged_payloads = sa.Table(
    "unchanged_payloads",
    metadata,
    sa.Column("article_id", BigId, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    _ref("observation_id", "observations", nullable=False),
    _ref("payload_id", "payloads", nullable=False, index=True),
)

versions = sa.Table(
    "versions",
    metadata,
    _id(),
    _ref("article_id", "articles", nullable=False),
    _ref("observation_id", "observations", nullable=False),
    _ref("payload_id", "payloads", nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("after", Utc),
    sa.Column("by", Utc, nullable=False, index=True),
    sa.Column("content_hash", sa.String(64), nullable=False),
    sa.Column("chain_hash", sa.String(64), nullable=False),
    sa.Column("returns_to", sa.Integer),
    sa.UniqueConstraint("article_id", "number"),
)

extractions = sa.Table(
    "extractions",
    metadata,
    _id(),
    _ref("version_id", "versions", nullable=False),
    sa.Column("is_first", sa.Boolean, nullable=False),
    sa.Column("extractor", SafeText, nullable=False),
    sa.Column("knowledge", SafeText, nullable=False),
    sa.Column("selectors", sa.String(64), nullable=False),
    sa.Column("fields", SafeText, nullable=False),
    sa.Column("paragraphs", SafeText, nullable=False),
    sa.Column("added_at", Utc, nullable=False),
    sa.UniqueConstraint("version_id", "extractor", "knowledge", "selectors"),
)

assessments = sa.Table(
    "assessments",
    metadata,
    sa.Column("version_id", BigId, sa.ForeignKey("versions.id"), primary_key=True, autoincrement=False),
    #: version of the rules for labels and weight
    sa.Column("rules", sa.String(64), nullable=False),
    #: how many versions the article had: a later one may show that this change was part of a back and forth
    sa.Column("of_versions", sa.Integer, nullable=False),
    #: NULL: the two versions could not be compared
    sa.Column("weight", sa.Integer),
    sa.Column("labels", SafeText, nullable=False),
    sa.Column("swing", sa.Integer),
    #: why the two versions could not be compared; "" when they were
    sa.Column("unread", SafeText, nullable=False),
    sa.Column("added_at", Utc, nullable=False),
)

#: the label names of `assessments.labels`, each once, to find changes by
assessment_labels = sa.Table(
    "assessment_labels",
    metadata,
    sa.Column("label", sa.String(32), primary_key=True),
    sa.Column(
        "version_id",
        BigId,
        sa.ForeignKey("assessments.version_id"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
)

#: what goes back and forth in an article (storage/alternations.py)
alternations = sa.Table(
    "alternations",
    metadata,
    sa.Column("article_id", BigId, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    #: of newsdiff: another one may align the same texts in another way
    sa.Column("release", sa.String(64), nullable=False),
    sa.Column("of_versions", sa.Integer, nullable=False),
    sa.Column("found", SafeText, nullable=False),
)

#: states of what is known of a source; the newest one counts
knowledge = sa.Table(
    "knowledge",
    metadata,
    _id(),
    _ref("source_id", "sources", nullable=False, index=True),
    #: `Knowledge.version`, by which extractions name it
    sa.Column("version", sa.String(32), nullable=False, index=True),
    #: what decides: what was learned, overruled by people
    sa.Column("lines", SafeText, nullable=False),
    sa.Column("boxes", SafeText, nullable=False),
    #: what was learned: lists of [text, articles]
    sa.Column("learned_lines", SafeText, nullable=False),
    sa.Column("learned_boxes", SafeText, nullable=False),
    #: from how much it was learned
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("ticks", sa.Integer, nullable=False),
    sa.Column("added_at", Utc, nullable=False),
)

#: what people say of lines and boxes of a source; of those on one text the newest counts
source_words = sa.Table(
    "source_words",
    metadata,
    _id(),
    _ref("source_id", "sources", nullable=False, index=True),
    sa.Column("text", SafeText, nullable=False),
    sa.Column("word", sa.String(8), nullable=False),
    sa.Column("added_at", Utc, nullable=False),
)

#: boxes in which alone two looks at an article differed; each once, at the first look that showed it
ticks = sa.Table(
    "ticks",
    metadata,
    _id(),
    _ref("article_id", "articles", nullable=False),
    _ref("observation_id", "observations", nullable=False),
    sa.Column("box", SafeText, nullable=False),
    sa.Column("is_count", sa.Boolean, nullable=False),
    sa.UniqueConstraint("article_id", "box", "is_count"),
)

#: what search is based on, derived from `extractions`: which readings of an article are searched, in order
search_readings = sa.Table(
    "search_readings",
    metadata,
    sa.Column("article_id", BigId, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    #: from 0, per article
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    #: no foreign key: a derived row must not stand in the way of whoever mends an archive
    sa.Column("extraction_id", BigId, nullable=False),
    #: of the version
    sa.Column("number", sa.Integer, nullable=False),
    #: the reading before it is of the version before, by the same make
    sa.Column("follows", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)

#: each text that was ever searched in an article, once; its words stand in `search_words` (storage/fulltext.py)
search_passages = sa.Table(
    "search_passages",
    metadata,
    #: `ID_STEP` times the article's id, and a number that counts from 0 in each article
    sa.Column("id", BigId, primary_key=True, autoincrement=False),
    sa.Column("field", sa.String(16), nullable=False),
    #: of the text; a long text has several rows, each with a part of its words
    sa.Column("digest", sa.BigInteger, nullable=False),
)

#: in which readings each passage stands
search_stays = sa.Table(
    "search_stays",
    metadata,
    sa.Column("passage_id", BigId, sa.ForeignKey("search_passages.id"), primary_key=True, autoincrement=False),
    #: place of the first reading that holds it
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    #: place of the first reading after it that does not; NULL: the article's last reading still does
    sa.Column("stop", sa.Integer),
    sqlite_with_rowid=False,
)

#: distance between the ids of the first passages of two neighbouring articles
ID_STEP = 1 << 24

hosts = sa.Table(
    "hosts",
    metadata,
    sa.Column("host", SafeText, primary_key=True),
    sa.Column("last_request_at", Utc),
    sa.Column("retry_after_until", Utc),
    sa.Column("backoff_until", Utc),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", SafeText),
    sa.Column("robots", SafeText),
    sa.Column("robots_status", sa.Integer),
    sa.Column("robots_fetched_at", Utc),
)
