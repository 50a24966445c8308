"""What most questions say of the rows they look for."""

from sqlalchemy import ColumnElement, and_, literal_column, or_

from messenger.journal.sql.tables import messages
from messenger.model.message import MessageKind


def is_said() -> ColumnElement[bool]:
    """Say of a row that it is a member's message that is still there, in the words of its index."""
    return and_(messages.c.kind == literal_column(f"'{MessageKind.TEXT}'"), ~messages.c.is_deleted)


def is_in_log() -> ColumnElement[bool]:
    """Say of a row that it stands in the group's own log."""
    return or_(messages.c.thread.is_(None), messages.c.is_in_group_too)
