"""Articles that are not shown to browsers, with the reason.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("articles", sa.Column("withheld", sa.Text()))
