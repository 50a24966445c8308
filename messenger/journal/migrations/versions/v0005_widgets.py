"""Widgets in messages, who wrote a text for its author, and extensions that are switched off."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let changes and messages hold the states of widgets, and extensions be switched."""
    op.add_column('changes', sa.Column('state', sa.Text(), nullable=False, server_default=''))
    op.add_column('messages', sa.Column('via', sa.String(), nullable=False, server_default=''))
    op.add_column('messages', sa.Column('widget', sa.Text(), nullable=False, server_default=''))
    op.add_column('messages', sa.Column('state', sa.Text(), nullable=False, server_default=''))
    op.add_column('messages', sa.Column('state_number', sa.BigInteger()))
    op.create_table(
        'extensions',
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('is_on', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('name', name='extensions_key'),
        sqlite_with_rowid=False,
    )
