"""All versions are in the search index. No table changes.

`newsdiff.storage.schema` fills the index before it runs this, some hundred articles in a transaction, which takes long in
a large archive: one that stands at the revision before is one where that was cut short, and goes on.

Revision: 0009
"""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
