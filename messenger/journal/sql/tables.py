"""The tables, as the newest migration leaves them (a test compares the two).

`changes` and `streams` are the truth in order; the others are current state, written in the
same transaction. The search index over `messages.plain` differs by engine: see `search.py`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from messenger.journal.sql.moment import Moment

metadata = MetaData(
    naming_convention={
        'ix': '%(table_name)s_by_%(column_0_N_name)s',
        'uq': '%(table_name)s_unique_%(column_0_N_name)s',
        'fk': '%(table_name)s_in_%(referred_table_name)s',
        'pk': '%(table_name)s_key',
    }
)


def _partly(*columns: str, where: str, postgresql: str = '') -> Index:
    """Return an index of the rows alone for which something holds, which the two engines may write otherwise."""
    return Index(None, *columns, sqlite_where=text(where), postgresql_where=text(postgresql or where))


def _contents_of_messages(name: str) -> Table:
    """Return a table that finds what belongs to a message by its id, and tells which contents are in use."""
    return Table(
        name,
        metadata,
        Column('group_id', String, ForeignKey('groups.id'), nullable=False),
        Column('id', String, nullable=False),
        Column('ordinal', BigInteger, nullable=False),
        Column('sha256', String, nullable=False),
        PrimaryKeyConstraint('group_id', 'id'),
        Index(None, 'sha256'),
        Index(None, 'group_id', 'ordinal'),
        sqlite_with_rowid=False,
    )


properties = Table(
    'properties',
    metadata,
    Column('key', String, nullable=False),
    Column('value', String, nullable=False),
    PrimaryKeyConstraint('key'),
)
"""What the database says of itself: its epoch, and when it was last probed."""

streams = Table(
    'streams',
    metadata,
    Column('id', String, nullable=False),
    Column('number', BigInteger, nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    PrimaryKeyConstraint('id'),
    sqlite_with_rowid=False,
)
"""How far each stream has come; its row is locked by whoever appends to it."""

changes = Table(
    'changes',
    metadata,
    Column('stream', String, nullable=False),
    Column('number', BigInteger, nullable=False),
    Column('at', Moment, nullable=False),
    Column('by', String),
    Column('request_id', String, nullable=False),
    Column('kind', String, nullable=False),
    Column('ordinal', BigInteger),
    Column('target', BigInteger),
    Column('text', Text, nullable=False),
    Column('mentions', Text, nullable=False),
    Column('details', Text, nullable=False),
    Column('attachments', Text, nullable=False, server_default=''),
    Column('state', Text, nullable=False, server_default=''),
    PrimaryKeyConstraint('stream', 'number'),
    UniqueConstraint('request_id', 'stream'),
    _partly('stream', 'target', where='target IS NOT NULL'),
    sqlite_with_rowid=False,
)
"""Accepted facts in order; texts, states, mentions and attachments of deleted messages are blank, and
so are the states of widgets that have another one since, with their texts."""

members = Table(
    'members',
    metadata,
    Column('id', String, nullable=False),
    Column('name', String, nullable=False),
    Column('name_key', String, nullable=False),
    Column('is_administrator', Boolean, nullable=False),
    Column('is_bot', Boolean, nullable=False),
    Column('registered_at', Moment, nullable=False),
    Column('picture', String),
    Column('status', Text, nullable=False, server_default=''),
    PrimaryKeyConstraint('id'),
    UniqueConstraint('name_key'),
    sqlite_with_rowid=False,
)

groups = Table(
    'groups',
    metadata,
    Column('id', String, nullable=False),
    Column('name', String, nullable=False),
    Column('kind', String, nullable=False),
    Column('created_at', Moment, nullable=False),
    Column('callers', String, nullable=False, server_default='by-size'),
    PrimaryKeyConstraint('id'),
    sqlite_with_rowid=False,
)

memberships = Table(
    'memberships',
    metadata,
    Column('group_id', String, ForeignKey('groups.id'), nullable=False),
    Column('member_id', String, ForeignKey('members.id'), nullable=False),
    Column('role', String, nullable=False),
    Column('joined_at', Moment, nullable=False),
    PrimaryKeyConstraint('group_id', 'member_id'),
    sqlite_with_rowid=False,
)

messages = Table(
    'messages',
    metadata,
    Column('id', BigInteger().with_variant(Integer, 'sqlite'), nullable=False),
    Column('group_id', String, ForeignKey('groups.id'), nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    Column('number', BigInteger, nullable=False),
    Column('kind', String, nullable=False),
    Column('author_id', String, nullable=False),
    Column('text', Text, nullable=False),
    Column('mentions', Text, nullable=False),
    Column('about', String),
    Column('detail', String, nullable=False),
    Column('sent_at', Moment, nullable=False),
    Column('edited_at', Moment),
    Column('revision', Integer, nullable=False),
    Column('is_deleted', Boolean, nullable=False),
    Column('plain', Text, nullable=False),
    Column('attachments', Text, nullable=False, server_default=''),
    Column('reply_to', BigInteger),
    Column('via', String, nullable=False, server_default=''),
    Column('widget', Text, nullable=False, server_default=''),
    Column('state', Text, nullable=False, server_default=''),
    Column('state_number', BigInteger),
    Column('thread', BigInteger),
    Column('is_in_group_too', Boolean, nullable=False, server_default=false()),
    Column('pinned_at', Moment),
    Column('pinned_by', String),
    Column('previews', Text, nullable=False, server_default=''),
    PrimaryKeyConstraint('id'),
    UniqueConstraint('group_id', 'ordinal'),
    _partly(
        'group_id',
        'author_id',
        'ordinal',
        where="kind = 'text' AND is_deleted = 0",
        postgresql="kind = 'text' AND NOT is_deleted",
    ),
    _partly('group_id', 'reply_to', where='reply_to IS NOT NULL'),
    _partly('pinned_at', where='pinned_at IS NOT NULL'),
    _partly('group_id', 'thread', 'ordinal', where='thread IS NOT NULL'),
)
"""The rows of the groups as they stand; `number` is that of the change that added the row,
`state_number` that of the change that brought the state of its widget."""

mentions = Table(
    'mentions',
    metadata,
    Column('group_id', String, ForeignKey('groups.id'), nullable=False),
    Column('member_id', String, nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    PrimaryKeyConstraint('group_id', 'member_id', 'ordinal'),
    sqlite_with_rowid=False,
)
"""Who is named by others in which message; counts as unread mentions."""

reactions = Table(
    'reactions',
    metadata,
    Column('group_id', String, ForeignKey('groups.id'), nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    Column('emoji', String, nullable=False),
    Column('member_id', String, nullable=False),
    Column('number', BigInteger, nullable=False),
    PrimaryKeyConstraint('group_id', 'ordinal', 'emoji', 'member_id'),
    sqlite_with_rowid=False,
)
"""Who reacts to which message with what; `number` is that of the change that added it, and so their order."""

attachments = _contents_of_messages('attachments')
"""Where to find a file by its id, and which contents are still in use; what it is stands in its message."""

preview_pictures = _contents_of_messages('preview_pictures')
"""Pictures of pages that messages link to: what they are asked for by, and which contents are still in use."""

extensions = Table(
    'extensions',
    metadata,
    Column('name', String, nullable=False),
    Column('is_on', Boolean, nullable=False),
    PrimaryKeyConstraint('name'),
    sqlite_with_rowid=False,
)
"""Which extensions were switched, and how they are."""

receipts = Table(
    'receipts',
    metadata,
    Column('group_id', String, nullable=False),
    Column('member_id', String, nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    PrimaryKeyConstraint('group_id', 'member_id'),
    ForeignKeyConstraint(['group_id', 'member_id'], ['memberships.group_id', 'memberships.member_id']),
    sqlite_with_rowid=False,
)

thread_receipts = Table(
    'thread_receipts',
    metadata,
    Column('group_id', String, nullable=False),
    Column('member_id', String, nullable=False),
    Column('thread', BigInteger, nullable=False),
    Column('ordinal', BigInteger, nullable=False),
    PrimaryKeyConstraint('group_id', 'member_id', 'thread'),
    ForeignKeyConstraint(['group_id', 'member_id'], ['memberships.group_id', 'memberships.member_id']),
    sqlite_with_rowid=False,
)
"""Who follows which thread, and how far they have read it."""

drafts = Table(
    'drafts',
    metadata,
    Column('group_id', String, nullable=False),
    Column('member_id', String, nullable=False),
    Column('thread', BigInteger, nullable=False, server_default='0'),
    # Last: SQLite's own check of a table without row ids takes a column that stands within the key for missing.
    Column('text', Text, nullable=False),
    PrimaryKeyConstraint('group_id', 'member_id', 'thread'),
    ForeignKeyConstraint(['group_id', 'member_id'], ['memberships.group_id', 'memberships.member_id']),
    sqlite_with_rowid=False,
)

preferences = Table(
    'preferences',
    metadata,
    Column('member_id', String, ForeignKey('members.id'), nullable=False),
    Column('key', String, nullable=False),
    Column('value', Text, nullable=False),
    PrimaryKeyConstraint('member_id', 'key'),
    sqlite_with_rowid=False,
)

tokens = Table(
    'tokens',
    metadata,
    Column('id', String, nullable=False),
    Column('hash', LargeBinary, nullable=False),
    Column('kind', String, nullable=False),
    Column('member_id', String, nullable=False),
    Column('group_id', String),
    Column('label', String, nullable=False),
    Column('created_at', Moment, nullable=False),
    Column('last_seen_at', Moment, nullable=False),
    Column('expires_at', Moment, nullable=False),
    PrimaryKeyConstraint('id'),
    UniqueConstraint('hash'),
)
