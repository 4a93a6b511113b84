"""The search index: which passages stand in which versions. Derived rows, filled after the migration by `indexing.complete`.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table('search_readings',
    sa.Column('article_id', BigId, autoincrement=False, nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('extraction_id', BigId, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('follows', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_search_readings_article_id_articles')),
    sa.PrimaryKeyConstraint('article_id', 'place', name=op.f('pk_search_readings')),
    sqlite_with_rowid=False
    )
    op.create_table('search_passages',
    sa.Column('id', BigId, autoincrement=False, nullable=False),
    sa.Column('field', sa.String(length=16), nullable=False),
    sa.Column('digest', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_passages'))
    )
    op.create_table('search_stays',
    sa.Column('passage_id', BigId, autoincrement=False, nullable=False),
    sa.Column('start', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('stop', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['passage_id'], ['search_passages.id'], name=op.f('fk_search_stays_passage_id_search_passages')),
    sa.PrimaryKeyConstraint('passage_id', 'start', name=op.f('pk_search_stays')),
    sqlite_with_rowid=False
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING "
            "fts5(headline, standfirst, byline, body, content='', columnsize=0, tokenize='ascii')"
        )
    else:
        op.execute(
            "CREATE TABLE search_words "
            "(passage_id BIGINT NOT NULL CONSTRAINT pk_search_words PRIMARY KEY, words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")
