"""What a member has typed in a group and not sent yet, and what a member prefers."""

from dataclasses import dataclass

from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """Unsent text in a group or one of its threads; empty text removes it. The last write wins."""

    group_id: GroupId
    member_id: MemberId
    text: str
    thread: Ordinal = NO_THREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A member's choice, such as ``theme`` = ``dark``. The last write wins."""

    member_id: MemberId
    key: str
    value: str


def reply_key(log: LogId) -> str:
    """Return the key under which a member keeps which message the draft in a log replies to, by its ordinal."""
    return f'reply.{log.group_id}' + (f'.{log.thread}' if log.thread != NO_THREAD else '')
