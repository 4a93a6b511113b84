"""The first schema: sources, feeds, articles, observations, payloads, versions, extractions, hosts.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table('hosts',
    sa.Column('host', sa.Text(), nullable=False),
    sa.Column('last_request_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('retry_after_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('backoff_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('robots', sa.Text(), nullable=True),
    sa.Column('robots_status', sa.Integer(), nullable=True),
    sa.Column('robots_fetched_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('host', name=op.f('pk_hosts'))
    )
    op.create_table('payloads',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('base_id', BigId, nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['payloads.id'], name=op.f('fk_payloads_base_id_payloads')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payloads')),
    sa.UniqueConstraint('sha256', name=op.f('uq_payloads_sha256'))
    )
    op.create_index(op.f('ix_payloads_base_id'), 'payloads', ['base_id'], unique=False)
    op.create_table('sources',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sources')),
    sa.UniqueConstraint('name', name=op.f('uq_sources_name'))
    )
    op.create_table('feeds',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('source_id', BigId, nullable=False),
    sa.Column('parent_id', BigId, nullable=True),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('filters', sa.Text(), nullable=False),
    sa.Column('period_s', sa.Float(), nullable=False),
    sa.Column('is_tracked', sa.Boolean(), nullable=False),
    sa.Column('backfill', sa.Boolean(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_success_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('next_check_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['feeds.id'], name=op.f('fk_feeds_parent_id_feeds')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_feeds_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feeds')),
    sa.UniqueConstraint('key', name=op.f('uq_feeds_key'))
    )
    op.create_index(op.f('ix_feeds_next_check_at'), 'feeds', ['next_check_at'], unique=False)
    op.create_table('articles',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('source_id', BigId, nullable=False),
    sa.Column('feed_id', BigId, nullable=True),
    sa.Column('merged_into', BigId, nullable=True),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('is_tracked', sa.Boolean(), nullable=False),
    sa.Column('headline', sa.Text(), nullable=True),
    sa.Column('versions', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('next_check_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('period_s', sa.Float(), nullable=True),
    sa.Column('gone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['feed_id'], ['feeds.id'], name=op.f('fk_articles_feed_id_feeds')),
    sa.ForeignKeyConstraint(['merged_into'], ['articles.id'], name=op.f('fk_articles_merged_into_articles')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_articles_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_articles')),
    sa.UniqueConstraint('key', name=op.f('uq_articles_key'))
    )
    op.create_index(op.f('ix_articles_next_check_at'), 'articles', ['next_check_at'], unique=False)
    op.create_index(op.f('ix_articles_source_id'), 'articles', ['source_id'], unique=False)
    op.create_table('feed_observations',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('feed_id', BigId, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('old', sa.Integer(), nullable=False),
    sa.Column('filtered', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['feed_id'], ['feeds.id'], name=op.f('fk_feed_observations_feed_id_feeds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feed_observations'))
    )
    op.create_index(op.f('ix_feed_observations_feed_id'), 'feed_observations', ['feed_id'], unique=False)
    op.create_table('entries',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('feed_id', BigId, nullable=False),
    sa.Column('article_id', BigId, nullable=True),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('guid', sa.Text(), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_entries_article_id_articles')),
    sa.ForeignKeyConstraint(['feed_id'], ['feeds.id'], name=op.f('fk_entries_feed_id_feeds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entries')),
    sa.UniqueConstraint('feed_id', 'key', name=op.f('uq_entries_feed_id_key'))
    )
    op.create_index(op.f('ix_entries_article_id'), 'entries', ['article_id'], unique=False)
    op.create_index('ix_entries_feed_id_state', 'entries', ['feed_id', 'state'], unique=False)
    op.create_table('observations',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('article_id', BigId, nullable=False),
    sa.Column('payload_id', BigId, nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('origin', sa.String(length=16), nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('final_url', sa.Text(), nullable=True),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.Column('headers', sa.Text(), nullable=True),
    sa.Column('charset', sa.Text(), nullable=True),
    sa.Column('payload_sha256', sa.String(length=64), nullable=True),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.Column('content_hash', sa.String(length=64), nullable=True),
    sa.Column('metadata', sa.Text(), nullable=True),
    sa.Column('elapsed_s', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_observations_article_id_articles')),
    sa.ForeignKeyConstraint(['payload_id'], ['payloads.id'], name=op.f('fk_observations_payload_id_payloads')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observations'))
    )
    op.create_index('ix_observations_article_id_id', 'observations', ['article_id', 'id'], unique=False)
    op.create_index(op.f('ix_observations_at'), 'observations', ['at'], unique=False)
    op.create_index(op.f('ix_observations_payload_id'), 'observations', ['payload_id'], unique=False)
    op.create_table('aliases',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('article_id', BigId, nullable=True),
    sa.Column('observation_id', BigId, nullable=True),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_aliases_article_id_articles')),
    sa.ForeignKeyConstraint(['observation_id'], ['observations.id'], name=op.f('fk_aliases_observation_id_observations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aliases'))
    )
    op.create_index(op.f('ix_aliases_article_id'), 'aliases', ['article_id'], unique=False)
    op.create_index(op.f('ix_aliases_key'), 'aliases', ['key'], unique=False)
    op.create_table('unchanged_payloads',
    sa.Column('article_id', BigId, autoincrement=False, nullable=False),
    sa.Column('observation_id', BigId, nullable=False),
    sa.Column('payload_id', BigId, nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_unchanged_payloads_article_id_articles')),
    sa.ForeignKeyConstraint(['observation_id'], ['observations.id'], name=op.f('fk_unchanged_payloads_observation_id_observations')),
    sa.ForeignKeyConstraint(['payload_id'], ['payloads.id'], name=op.f('fk_unchanged_payloads_payload_id_payloads')),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_unchanged_payloads'))
    )
    op.create_index(op.f('ix_unchanged_payloads_payload_id'), 'unchanged_payloads', ['payload_id'], unique=False)
    op.create_table('versions',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('article_id', BigId, nullable=False),
    sa.Column('observation_id', BigId, nullable=False),
    sa.Column('payload_id', BigId, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('after', sa.DateTime(timezone=True), nullable=True),
    sa.Column('by', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('chain_hash', sa.String(length=64), nullable=False),
    sa.Column('returns_to', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_versions_article_id_articles')),
    sa.ForeignKeyConstraint(['observation_id'], ['observations.id'], name=op.f('fk_versions_observation_id_observations')),
    sa.ForeignKeyConstraint(['payload_id'], ['payloads.id'], name=op.f('fk_versions_payload_id_payloads')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_versions')),
    sa.UniqueConstraint('article_id', 'number', name=op.f('uq_versions_article_id_number'))
    )
    op.create_index(op.f('ix_versions_by'), 'versions', ['by'], unique=False)
    op.create_index(op.f('ix_versions_payload_id'), 'versions', ['payload_id'], unique=False)
    op.create_table('extractions',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('version_id', BigId, nullable=False),
    sa.Column('is_first', sa.Boolean(), nullable=False),
    sa.Column('extractor', sa.Text(), nullable=False),
    sa.Column('knowledge', sa.Text(), nullable=False),
    sa.Column('selectors', sa.String(length=64), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('paragraphs', sa.Text(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['versions.id'], name=op.f('fk_extractions_version_id_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extractions')),
    sa.UniqueConstraint('version_id', 'extractor', 'knowledge', 'selectors', name=op.f('uq_extractions_version_id_extractor_knowledge_selectors'))
    )
