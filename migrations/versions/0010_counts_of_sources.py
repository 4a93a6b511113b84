"""What `sources` counts stands in the index by which it is found: of 100,000 articles no row needs to be read.

Revision: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.drop_index("ix_articles_source_id", "articles")
    op.create_index(
        "ix_articles_source_id_counts",
        "articles",
        ["source_id", "merged_into", "versions", "last_checked_at", "last_changed_at"],
    )
