"""Files that come with messages."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let changes and messages hold attachments, and find them by id and by content."""
    for table in ('changes', 'messages'):
        op.add_column(table, sa.Column('attachments', sa.Text(), nullable=False, server_default=''))
    op.create_table(
        'attachments',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.Column('sha256', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'id', name='attachments_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='attachments_in_groups'),
        sqlite_with_rowid=False,
    )
    op.create_index('attachments_by_sha256', 'attachments', ['sha256'])
    op.create_index('attachments_by_group_id_ordinal', 'attachments', ['group_id', 'ordinal'])
