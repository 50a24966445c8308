"""Reading the messages that mention a member."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, select

from messenger.journal.sql.said import is_said
from messenger.journal.sql.tables import mentions, messages
from messenger.model.ids import GroupId, MemberId
from messenger.model.search import Place


def mentioning(
    member_id: MemberId, group_ids: Collection[GroupId], below: Place | None, limit: int
) -> Select[*tuple[Any, ...]]:
    """Select undeleted messages by others that mention a member, newest first, of the time before a place.

    The key of the mentions begins with the group and the member, so that nothing else is walked through.
    """
    place = and_(messages.c.group_id == mentions.c.group_id, messages.c.ordinal == mentions.c.ordinal)
    query = select(messages).join_from(mentions, messages, place)
    query = query.where(mentions.c.group_id.in_(group_ids), mentions.c.member_id == member_id, is_said())
    if below is not None:
        at = select(messages.c.id).where(messages.c.group_id == below[0], messages.c.ordinal == below[1])
        query = query.where(messages.c.id < at.scalar_subquery())
    return query.order_by(messages.c.id.desc()).limit(limit)
