"""What is shown of the pages that messages link to."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a message hold it; nobody has looked at the links of those that are there."""
    op.add_column('messages', sa.Column('previews', sa.Text(), nullable=False, server_default=''))
    op.create_table(
        'preview_pictures',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.Column('sha256', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'id', name='preview_pictures_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='preview_pictures_in_groups'),
        sqlite_with_rowid=False,
    )
    op.create_index('preview_pictures_by_sha256', 'preview_pictures', ['sha256'])
    op.create_index('preview_pictures_by_group_id_ordinal', 'preview_pictures', ['group_id', 'ordinal'])
