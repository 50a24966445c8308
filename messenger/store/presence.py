"""Who has a page open and who is typing; never journalled, gone with the process."""

import asyncio
import time
from collections.abc import Callable

from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.store.listeners import Listeners

TYPING_SECONDS = 5.0
"""How long somebody counts as typing after the last sign of it."""

Later = Callable[[float, Callable[[], None]], object]


def call_later(seconds: float, then: Callable[[], None]) -> object:
    """Call something once the running event loop has gone on for some seconds."""
    return asyncio.get_running_loop().call_later(seconds, then)


class Presence:
    """Open pages by member, and typing by group and thread.

    Args:
        members_of: the ids of a group's members, and of nobody for a group that is gone.
        clock: seconds that only go forward.
        later: calls something after some seconds.
    """

    def __init__(
        self,
        members_of: Callable[[GroupId], list[MemberId]],
        *,
        clock: Callable[[], float] = time.monotonic,
        later: Later = call_later,
    ) -> None:
        self._members_of = members_of
        self._clock = clock
        self._later = later
        self._pages: dict[str, MemberId] = {}
        self._here: dict[MemberId, set[str]] = {}
        self._typing: dict[LogId, dict[MemberId, float]] = {}
        self._listeners: Listeners[GroupId | None] = Listeners()

    def listen(self, listener: Callable[[GroupId | None], None]) -> Callable[[], None]:
        """Hear of a group when who types there changed, and of None when who is here changed."""
        return self._listeners.add(listener)

    def arrive(self, member_id: MemberId, page_id: str) -> None:
        """Count a page of a member as open."""
        self.depart(page_id)
        self._pages[page_id] = member_id
        pages = self._here.setdefault(member_id, set())
        pages.add(page_id)
        if len(pages) == 1:
            self._listeners.tell(None)

    def depart(self, page_id: str) -> None:
        """Count a page as closed; an unknown one is no error."""
        member_id = self._pages.pop(page_id, None)
        if member_id is None:
            return
        self._here[member_id].discard(page_id)
        if not self._here[member_id]:
            del self._here[member_id]
            self._stop_everywhere(member_id)
            self._listeners.tell(None)

    def is_here(self, member_id: MemberId) -> bool:
        """Tell whether a member has a page open."""
        return member_id in self._here

    def here(self, group_id: GroupId) -> list[MemberId]:
        """Return the members of a group who have a page open, whatever it shows; the longest-standing first."""
        return [member_id for member_id in self._members_of(group_id) if member_id in self._here]

    def types(self, member_id: MemberId, group_id: GroupId, thread: Ordinal = NO_THREAD) -> None:
        """Count a member as typing in a group or thread from now on for `TYPING_SECONDS`."""
        typing = self._typing.setdefault(LogId(group_id, thread), {})
        is_news = member_id not in typing
        typing[member_id] = self._clock() + TYPING_SECONDS
        if is_news:
            self._later(TYPING_SECONDS, lambda: self._expire(LogId(group_id, thread), member_id))
            self._listeners.tell(group_id)

    def stops(self, member_id: MemberId, group_id: GroupId, thread: Ordinal = NO_THREAD) -> None:
        """Count a member as typing no longer."""
        log = LogId(group_id, thread)
        typing = self._typing.get(log, {})
        if typing.pop(member_id, None) is None:
            return
        if not typing:
            del self._typing[log]
        self._listeners.tell(group_id)

    def typing(self, group_id: GroupId, thread: Ordinal = NO_THREAD, *, besides: MemberId) -> list[MemberId]:
        """Return who else is typing in a group or thread, the first to begin first; members only."""
        typing = self._typing.get(LogId(group_id, thread))
        if not typing:
            return []
        now, members = self._clock(), set(self._members_of(group_id))
        return [each for each, until in typing.items() if until > now and each != besides and each in members]

    def _expire(self, log: LogId, member_id: MemberId) -> None:
        until = self._typing.get(log, {}).get(member_id)
        if until is None:
            return
        left = until - self._clock()
        if left > 0:
            self._later(left, lambda: self._expire(log, member_id))
        else:
            self.stops(member_id, *log)

    def _stop_everywhere(self, member_id: MemberId) -> None:
        for log in [log for log, typing in self._typing.items() if member_id in typing]:
            self.stops(member_id, *log)
