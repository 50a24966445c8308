"""Threads below messages: who follows them, how far they have read, and what they have typed there."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a message belong to a thread, and receipts and drafts to threads."""
    op.add_column('messages', sa.Column('thread', sa.BigInteger()))
    op.add_column('messages', sa.Column('is_in_group_too', sa.Boolean(), nullable=False, server_default=sa.false()))
    is_in_thread = sa.text('thread IS NOT NULL')
    op.create_index(
        'messages_by_group_id_thread_ordinal',
        'messages',
        ['group_id', 'thread', 'ordinal'],
        sqlite_where=is_in_thread,
        postgresql_where=is_in_thread,
    )
    op.create_table(
        'thread_receipts',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('thread', sa.BigInteger(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'member_id', 'thread', name='thread_receipts_key'),
        _beside_membership('thread_receipts'),
        sqlite_with_rowid=False,
    )
    _remake_drafts()


def _remake_drafts() -> None:
    """Make the table anew, as no engine lets a key grow in place; drafts are few and short."""
    connection = op.get_bind()
    kept = [row._asdict() for row in connection.execute(sa.text('SELECT group_id, member_id, text FROM drafts'))]
    op.drop_table('drafts')
    drafts = op.create_table(
        'drafts',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('thread', sa.BigInteger(), nullable=False, server_default='0'),
        sa.Column('text', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'member_id', 'thread', name='drafts_key'),
        _beside_membership('drafts'),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(drafts, kept)


def _beside_membership(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ['group_id', 'member_id'],
        ['memberships.group_id', 'memberships.member_id'],
        name=f'{table}_in_memberships',
    )
