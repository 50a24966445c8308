"""The first tables."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    # Trigrams find what has no spaces between words (天气) and what has no letters (->, C++). Positions are left
    # out (detail): the search asks the column whether the word is really there, and the index is half the size.
    """
    CREATE VIRTUAL TABLE message_search USING fts5(
        plain, content='messages', content_rowid='id', tokenize='trigram', detail='none'
    )
    """,
    """
    CREATE TRIGGER message_search_inserted AFTER INSERT ON messages WHEN new.plain <> '' BEGIN
        INSERT INTO message_search(rowid, plain) VALUES (new.id, new.plain);
    END
    """,
    """
    CREATE TRIGGER message_search_deleted AFTER DELETE ON messages WHEN old.plain <> '' BEGIN
        INSERT INTO message_search(message_search, rowid, plain) VALUES ('delete', old.id, old.plain);
    END
    """,
    """
    CREATE TRIGGER message_search_updated AFTER UPDATE OF plain ON messages WHEN old.plain <> new.plain BEGIN
        INSERT INTO message_search(message_search, rowid, plain)
            SELECT 'delete', old.id, old.plain WHERE old.plain <> '';
        INSERT INTO message_search(rowid, plain) SELECT new.id, new.plain WHERE new.plain <> '';
    END
    """,
)
"""The search index of SQLite, kept by triggers so that no writer can forget it."""


def upgrade() -> None:
    """Make every table of the first version, and give the database its epoch."""
    _make_properties()
    _make_changes()
    _make_members_and_groups()
    _make_memberships()
    _make_messages()
    _make_side_records()
    _make_tokens()
    if op.get_bind().dialect.name == 'sqlite':
        for statement in SEARCH:
            op.execute(statement)


def _make_properties() -> None:
    properties = op.create_table(
        'properties',
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('value', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('key', name='properties_key'),
    )
    values = {'epoch': secrets.token_hex(16), 'probed_at': ''}
    op.bulk_insert(properties, [{'key': key, 'value': value} for key, value in values.items()])


def _make_changes() -> None:
    op.create_table(
        'streams',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='streams_key'),
        sqlite_with_rowid=False,
    )
    op.create_table(
        'changes',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('by', sa.String()),
        sa.Column('request_id', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger()),
        sa.Column('target', sa.BigInteger()),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('mentions', sa.Text(), nullable=False),
        sa.Column('details', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'number', name='changes_key'),
        sa.UniqueConstraint('request_id', 'stream', name='changes_unique_request_id_stream'),
        sqlite_with_rowid=False,
    )
    has_target = sa.text('target IS NOT NULL')
    op.create_index(
        'changes_by_stream_target',
        'changes',
        ['stream', 'target'],
        sqlite_where=has_target,
        postgresql_where=has_target,
    )


def _make_members_and_groups() -> None:
    op.create_table(
        'members',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('name_key', sa.String(), nullable=False),
        sa.Column('is_administrator', sa.Boolean(), nullable=False),
        sa.Column('is_bot', sa.Boolean(), nullable=False),
        sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name='members_key'),
        sa.UniqueConstraint('name_key', name='members_unique_name_key'),
        sqlite_with_rowid=False,
    )
    op.create_table(
        'groups',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name='groups_key'),
        sqlite_with_rowid=False,
    )


def _make_memberships() -> None:
    op.create_table(
        'memberships',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'member_id', name='memberships_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='memberships_in_groups'),
        sa.ForeignKeyConstraint(['member_id'], ['members.id'], name='memberships_in_members'),
        sqlite_with_rowid=False,
    )


def _make_messages() -> None:
    op.create_table(
        'messages',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('author_id', sa.String(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('mentions', sa.Text(), nullable=False),
        sa.Column('about', sa.String()),
        sa.Column('detail', sa.String(), nullable=False),
        sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('edited_at', sa.DateTime(timezone=True)),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('is_deleted', sa.Boolean(), nullable=False),
        sa.Column('plain', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='messages_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='messages_in_groups'),
        sa.UniqueConstraint('group_id', 'ordinal', name='messages_unique_group_id_ordinal'),
    )
    op.create_index(
        'messages_by_group_id_author_id_ordinal',
        'messages',
        ['group_id', 'author_id', 'ordinal'],
        sqlite_where=sa.text("kind = 'text' AND is_deleted = 0"),
        postgresql_where=sa.text("kind = 'text' AND NOT is_deleted"),
    )
    op.create_table(
        'mentions',
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('ordinal', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('group_id', 'member_id', 'ordinal', name='mentions_key'),
        sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name='mentions_in_groups'),
        sqlite_with_rowid=False,
    )


def _make_side_records() -> None:
    _make_beside_membership('receipts', sa.Column('ordinal', sa.BigInteger(), nullable=False))
    _make_beside_membership('drafts', sa.Column('text', sa.Text(), nullable=False))
    op.create_table(
        'preferences',
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('member_id', 'key', name='preferences_key'),
        sa.ForeignKeyConstraint(['member_id'], ['members.id'], name='preferences_in_members'),
        sqlite_with_rowid=False,
    )


def _make_beside_membership(name: str, column: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column('group_id', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        column,
        sa.PrimaryKeyConstraint('group_id', 'member_id', name=f'{name}_key'),
        sa.ForeignKeyConstraint(
            ['group_id', 'member_id'],
            ['memberships.group_id', 'memberships.member_id'],
            name=f'{name}_in_memberships',
        ),
        sqlite_with_rowid=False,
    )


def _make_tokens() -> None:
    op.create_table(
        'tokens',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('hash', sa.LargeBinary(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('member_id', sa.String(), nullable=False),
        sa.Column('group_id', sa.String()),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name='tokens_key'),
        sa.UniqueConstraint('hash', name='tokens_unique_hash'),
    )
