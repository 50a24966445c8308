"""Reading the rows of groups whole: each with the reactions to it, which stand in a table of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select

from messenger.journal.sql.codec import message_from
from messenger.journal.sql.tables import messages, reactions
from messenger.model.message import Message
from messenger.model.reaction import Reaction

MOST_KEYS = 10_000
"""Parameters of one query; SQLite takes 32,766 at most (its limits, section 9)."""

IS_TO = and_(reactions.c.group_id == messages.c.group_id, reactions.c.ordinal == messages.c.ordinal)
REACTIONS = (
    select(messages.c.id, reactions.c.emoji, reactions.c.member_id)
    .join_from(messages, reactions, IS_TO)
    .where(messages.c.id.in_(bindparam('ids', expanding=True)))
    .order_by(reactions.c.number)
)


def read_rows(
    connection: Connection, query: Select[*tuple[Any, ...]], keys: Mapping[str, object] | None = None
) -> list[Message]:
    """Read the rows that a query of `messages` finds, and with one more query the reactions to all of them."""
    rows = connection.execute(query, keys).all()
    reacted = _read_reactions(connection, [row.id for row in rows])
    return [message_from(row, reacted.get(row.id, ())) for row in rows]


def _read_reactions(connection: Connection, ids: Sequence[int]) -> dict[int, list[Reaction]]:
    found: dict[int, list[Reaction]] = {}
    for start in range(0, len(ids), MOST_KEYS):
        for row in connection.execute(REACTIONS, {'ids': ids[start : start + MOST_KEYS]}):
            found.setdefault(row.id, []).append(Reaction(emoji=row.emoji, member_id=row.member_id))
    return found
