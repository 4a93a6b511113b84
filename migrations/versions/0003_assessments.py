"""What each change is, kept so that the stream of changes need not compare everything anew: derived rows.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table('assessments',
    sa.Column('version_id', BigId, autoincrement=False, nullable=False),
    sa.Column('rules', sa.String(length=64), nullable=False),
    sa.Column('of_versions', sa.Integer(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=True),
    sa.Column('labels', sa.Text(), nullable=False),
    sa.Column('swing', sa.Integer(), nullable=True),
    sa.Column('unread', sa.Text(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['versions.id'], name=op.f('fk_assessments_version_id_versions')),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_assessments'))
    )
    op.create_table('assessment_labels',
    sa.Column('label', sa.String(length=32), nullable=False),
    sa.Column('version_id', BigId, nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['assessments.version_id'], name=op.f('fk_assessment_labels_version_id_assessments')),
    sa.PrimaryKeyConstraint('label', 'version_id', name=op.f('pk_assessment_labels'))
    )
    op.create_index(op.f('ix_assessment_labels_version_id'), 'assessment_labels', ['version_id'], unique=False)
