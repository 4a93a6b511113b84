"""What is known of sources: learned lines and boxes, what people say of them, and what was seen to tick.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table('knowledge',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('source_id', BigId, nullable=False),
    sa.Column('version', sa.String(length=32), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('boxes', sa.Text(), nullable=False),
    sa.Column('learned_lines', sa.Text(), nullable=False),
    sa.Column('learned_boxes', sa.Text(), nullable=False),
    sa.Column('articles', sa.Integer(), nullable=False),
    sa.Column('ticks', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_knowledge_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge'))
    )
    op.create_index(op.f('ix_knowledge_source_id'), 'knowledge', ['source_id'], unique=False)
    op.create_index(op.f('ix_knowledge_version'), 'knowledge', ['version'], unique=False)
    op.create_table('source_words',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('source_id', BigId, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('word', sa.String(length=8), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_source_words_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source_words'))
    )
    op.create_index(op.f('ix_source_words_source_id'), 'source_words', ['source_id'], unique=False)
    op.create_table('ticks',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('article_id', BigId, nullable=False),
    sa.Column('observation_id', BigId, nullable=False),
    sa.Column('box', sa.Text(), nullable=False),
    sa.Column('is_count', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_ticks_article_id_articles')),
    sa.ForeignKeyConstraint(['observation_id'], ['observations.id'], name=op.f('fk_ticks_observation_id_observations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticks')),
    sa.UniqueConstraint('article_id', 'box', 'is_count', name=op.f('uq_ticks_article_id_box_is_count'))
    )
