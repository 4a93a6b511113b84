"""What goes back and forth in each article, kept beside the assessments of its changes.

Those are formed anew, so that both are there together: they are opinions.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "alternations",
        sa.Column("article_id", BigId, sa.ForeignKey("articles.id", name="fk_alternations_article_id_articles"), nullable=False),
        sa.Column("release", sa.String(64), nullable=False),
        sa.Column("of_versions", sa.Integer(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_alternations"),
    )
    op.execute("DELETE FROM assessment_labels")
    op.execute("DELETE FROM assessments")
