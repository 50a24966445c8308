"""A member's picture and status."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let members have a picture, kept by its content, and a status."""
    op.add_column('members', sa.Column('picture', sa.String()))
    op.add_column('members', sa.Column('status', sa.Text(), nullable=False, server_default=''))
