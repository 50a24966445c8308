"""A thread: messages of a group that hang below one of its messages and are read beside the group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message, MessageKind

MOST_NAMED = 3
"""Members a summary names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What a message says of the thread below it: its undeleted replies, of which there is at least one.

    `author_ids` are those who replied last, the latest first, at most `MOST_NAMED`; `last` is the newest reply.
    """

    root: Ordinal
    count: int
    last: Ordinal
    last_at: datetime
    author_ids: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What counting needs to know of a message of a thread."""

    group_id: GroupId
    thread: Ordinal
    ordinal: Ordinal
    author_id: MemberId
    mentioned: frozenset[MemberId]


def reply_of(message: Message) -> Reply | None:
    """Return what counts of a message in a thread that is still there, None for any other row."""
    if message.thread is None or message.is_deleted or message.kind is not MessageKind.TEXT:
        return None
    return Reply(
        group_id=message.group_id,
        thread=message.thread,
        ordinal=message.ordinal,
        author_id=message.author_id,
        mentioned=frozenset(mention.member_id for mention in message.mentions),
    )


def with_reply(thread: Thread | None, message: Message) -> Thread | None:
    """Return a thread's summary with a later reply; what is counted already and what is no reply change nothing."""
    if message.thread is None or message.is_deleted or (thread and message.ordinal <= thread.last):
        return thread
    named = [message.author_id, *(thread.author_ids if thread else ())]
    return Thread(
        root=message.thread,
        count=thread.count + 1 if thread else 1,
        last=message.ordinal,
        last_at=max(message.sent_at, thread.last_at) if thread else message.sent_at,
        author_ids=tuple(dict.fromkeys(named))[:MOST_NAMED],
    )


def threads_among(rows: Iterable[Message]) -> dict[Ordinal, Thread]:
    """Sum up the threads that some rows, oldest first, are replies of; by what they hang below."""
    threads: dict[Ordinal, Thread] = {}
    for row in rows:
        thread = with_reply(threads.get(row.thread) if row.thread is not None else None, row)
        if thread is not None:
            threads[thread.root] = thread
    return threads
