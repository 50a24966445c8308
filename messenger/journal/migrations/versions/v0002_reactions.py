"""Reactions to messages."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of who reacts to which message with what."""
    op.create_table(
        'reactions',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.Column('emoji', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'ordinal', 'emoji', 'member_id', name='reactions_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='reactions_in_groups'),
        sqlite_with_rowid=False,
    )
