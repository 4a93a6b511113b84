"""SQLite: the index of words knows the beginnings of words too. It is filled after the migration, by `newsdiff.storage.schema`.

Revision: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE search_words")
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING "
        "fts5(headline, standfirst, byline, body, content='', columnsize=0, tokenize='ascii', prefix='1 2 3 4 5 6')"
    )
    for table in ("search_stays", "search_passages", "search_readings"):
        op.execute(f"DELETE FROM {table}")
