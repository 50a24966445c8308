"""Who may mention everyone in a group at once."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a group say who may; until it does, it goes by its size."""
    op.add_column('groups', sa.Column('callers', sa.String(), nullable=False, server_default='by-size'))
