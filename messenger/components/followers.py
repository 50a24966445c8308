"""Who looks at which log, and what they are told while it grows."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol

from messenger.actions.reading import ReadingActions
from messenger.components.times import QUARTER_SECONDS
from messenger.model.group import GroupKind
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.model.refused import NotFound
from messenger.store.store import Store

NEWS_SECONDS = 1.0
"""How often a viewer's pill follows what others say."""

READ_SECONDS = 3.0
"""How often it is noted that those at the newest row have read it: a receipt costs as much as several deliveries."""


RowsIn = Callable[[int], int]
"""How many rows the block with an index has."""


class Follower(Protocol):
    """One viewer's window on a log."""

    member_id: MemberId

    @property
    def is_at_newest(self) -> bool:
        """Whether the newest row is on screen, in a visible tab."""

    def on_new_block(self, index: int, rows_in: RowsIn) -> None:
        """Hear that the log goes on in a new block."""

    def on_news(self) -> None:
        """Hear, at most once a second and only when not at the newest row, that there are new ones."""

    def on_threads(self) -> None:
        """Hear, at most once a second, that something came in the threads of the group."""

    def on_deleted(self, ordinal: Ordinal) -> None:
        """Hear that a message is gone for everyone."""

    def on_renamed(self) -> None:
        """Hear that the group goes by another name."""

    def on_quarter(self) -> None:
        """Hear that a quarter of an hour begins, and with it somewhere a new day."""

    def hear_own(self) -> None:
        """Hear that the viewer may do other things now, or chose something."""

    def on_left(self) -> None:
        """Hear that the viewer is no longer a member, before anything later is shown."""


class Followers:
    """The windows on all logs. What costs something per viewer happens here, once a second and together."""

    def __init__(self, *, store: Store, reading: ReadingActions) -> None:
        self._store = store
        self._reading = reading
        self._of: defaultdict[LogId, set[Follower]] = defaultdict(set)
        self._news: dict[LogId, asyncio.TimerHandle] = {}
        self._receipts: dict[LogId, asyncio.TimerHandle] = {}
        self._threads: dict[LogId, asyncio.TimerHandle] = {}
        self._clock: asyncio.TimerHandle | None = None

    def follow(self, log: LogId, follower: Follower) -> Callable[[], None]:
        """Tell a window from now on; returns how to stop."""
        self._of[log].add(follower)
        self._wind()

        def stop() -> None:
            self._of[log].discard(follower)
            if not self._of[log]:
                del self._of[log]

        return stop

    def tell_of_block(self, log: LogId, index: int, rows_in: RowsIn) -> None:
        """Let windows on the last block go on into the one that has just begun; `rows_in` counts those of any."""
        for follower in self._all(log):
            follower.on_new_block(index, rows_in)

    def tell_of_deletion(self, group_id: GroupId, ordinal: Ordinal) -> None:
        """Let windows drop what they hold of a message that is gone."""
        for follower in self._all_in(group_id):
            follower.on_deleted(ordinal)

    def tell_of_name(self, group_id: GroupId) -> None:
        """Let windows show the group's new name."""
        for follower in self._all_in(group_id):
            follower.on_renamed()

    def tell_of_role(self, group_id: GroupId, member_id: MemberId) -> None:
        """Let one member's windows show what the member may do now."""
        for follower in self._all_in(group_id):
            if follower.member_id == member_id:
                follower.hear_own()

    def tell_of_member(self, member_id: MemberId) -> None:
        """Let windows on a member's direct groups show them under the member's new name."""
        for group_id in {log.group_id for log in self._of}:
            group = self._store.group(group_id)
            is_inside = self._store.membership(group_id, member_id) is not None
            if group and group.kind is GroupKind.DIRECT and is_inside:
                self.tell_of_name(group_id)

    def tell_soon(self, log: LogId) -> None:
        """Let windows know of new rows soon."""
        loop = asyncio.get_running_loop()
        if log not in self._news:
            self._news[log] = loop.call_later(NEWS_SECONDS, self._tell, log)
        if log not in self._receipts:
            self._receipts[log] = loop.call_later(READ_SECONDS, self._read, log)

    def tell_of_thread(self, group_id: GroupId) -> None:
        """Let windows on a group's own log know soon that something came in its threads."""
        log = LogId(group_id)
        if log in self._of and log not in self._threads:
            self._threads[log] = asyncio.get_running_loop().call_later(NEWS_SECONDS, self._tell_threads, log)

    def send_away(self, group_id: GroupId, member_id: MemberId | None = None) -> None:
        """Close one member's windows on a group, or all."""
        for follower in self._all_in(group_id):
            if member_id in {None, follower.member_id}:
                follower.on_left()

    def has(self, log: LogId) -> bool:
        """Tell whether anybody looks at a log."""
        return log in self._of

    def _all(self, log: LogId) -> Iterator[Follower]:
        return iter(list(self._of.get(log, ())))

    def _all_in(self, group_id: GroupId) -> Iterator[Follower]:
        """Walk through the windows on a group's own log and its threads."""
        return (follower for log in list(self._of) if log.group_id == group_id for follower in self._all(log))

    def _tell(self, log: LogId) -> None:
        del self._news[log]
        for follower in self._all(log):
            if not follower.is_at_newest:
                follower.on_news()

    def _tell_threads(self, log: LogId) -> None:
        del self._threads[log]
        for follower in self._all(log):
            follower.on_threads()

    def _read(self, log: LogId) -> None:
        del self._receipts[log]
        readers = {follower.member_id for follower in self._all(log) if follower.is_at_newest}
        last = self._store.last_ordinal(log.group_id)
        if log.thread == NO_THREAD:
            self._reading.mark_read_together(readers, log.group_id, last)
        for member_id in readers if log.thread != NO_THREAD else ():
            with suppress(NotFound):  # out of the group since
                self._reading.mark_thread_read(member_id, *log, last)

    def _wind(self) -> None:
        """Wait for the next quarter of an hour, while anybody looks."""
        if self._clock is None:
            wait = QUARTER_SECONDS - time.time() % QUARTER_SECONDS
            self._clock = asyncio.get_running_loop().call_later(wait + 1, self._strike)

    def _strike(self) -> None:
        self._clock = None
        for log in list(self._of):
            for follower in self._all(log):
                follower.on_quarter()
            self._wind()
