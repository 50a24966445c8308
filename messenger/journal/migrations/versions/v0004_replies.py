"""Messages may reply to others."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a message say which one it replies to, and the replies to a message be found."""
    op.add_column('messages', sa.Column('reply_to', sa.BigInteger()))
    is_reply = sa.text('reply_to IS NOT NULL')
    op.create_index(
        'messages_by_group_id_reply_to',
        'messages',
        ['group_id', 'reply_to'],
        sqlite_where=is_reply,
        postgresql_where=is_reply,
    )
