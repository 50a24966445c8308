"""Messages that everybody in a group finds at once."""

import sqlalchemy as sa
from alembic import op

from messenger.journal.sql.moment import Moment

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a message say who pinned it and when, and those that are pinned be found."""
    op.add_column('messages', sa.Column('pinned_at', Moment()))
    op.add_column('messages', sa.Column('pinned_by', sa.String()))
    is_pinned = sa.text('pinned_at IS NOT NULL')
    op.create_index(
        'messages_by_pinned_at', 'messages', ['pinned_at'], sqlite_where=is_pinned, postgresql_where=is_pinned
    )
