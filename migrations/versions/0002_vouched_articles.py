"""Articles for which a person vouches: pages that look like none are read as one all the same.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("articles", sa.Column("is_vouched", sa.Boolean(), nullable=False, server_default=sa.false()))
