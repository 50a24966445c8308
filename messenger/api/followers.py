"""Programs that follow groups: each change is written once, and the same bytes go to all of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence

from fastapi.sse import format_sse_event

from messenger.api.shaping import event_shape
from messenger.model.changes import Change, GroupDeleted, MemberLeft
from messenger.model.ids import GroupId, MemberId, StreamId
from messenger.store.store import Store

MOST_WAITING = 1000
"""Changes that a follower may be behind; then its stream ends, and it comes back by the number it has."""

MOST_STREAMS = 1000
"""Of one member at a time."""

PING_SECONDS = 15.0
"""How often a silent stream says that it lives, so that nothing on the way closes it."""

PING = b': still here\n\n'


def frame(change: Change) -> bytes:
    """Write a change as a server-sent event, whose id is its number."""
    event = event_shape(change)
    return bytes(format_sse_event(data_str=event.model_dump_json(), event=event.type, id=str(change.number)))


class Follower:
    """One stream: how far it is, and what waits to go out, each with its number, 0 for what is no change."""

    def __init__(self, member_id: MemberId, group_id: GroupId, position: int, may_follow: Callable[[], bool]) -> None:
        self.member_id = member_id
        self.group_id = group_id
        self.position = position
        self.may_follow = may_follow
        self._waiting: list[tuple[int, bytes]] = []
        self._news = asyncio.Event()
        self._is_closed = False

    def put(self, number: int, data: bytes) -> None:
        """Let something go out; a follower that lags too far behind is let go."""
        if len(self._waiting) >= MOST_WAITING:
            self.close()
        if not self._is_closed:
            self._waiting.append((number, data))
            self._news.set()

    def close(self) -> None:
        """End the stream after what waits."""
        self._is_closed = True
        self._news.set()

    def misses(self, waiting: Sequence[tuple[int, bytes]]) -> bool:
        """Tell whether there are changes between the position and what waits, or among it."""
        numbers = [self.position, *(number for number, _ in waiting if number > self.position)]
        return numbers[-1] - numbers[0] != len(numbers) - 1

    def pick(self, waiting: Sequence[tuple[int, bytes]]) -> bytes:
        """Join what did not go out yet, and move the position on."""
        new = [(number, data) for number, data in waiting if number > self.position or not number]
        self.position = max([self.position, *(number for number, _ in new)])
        return b''.join(data for _, data in new)

    async def take(self) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        """Give what waits, and what comes as it comes, until the stream ends."""
        while True:
            if self._waiting:
                waiting, self._waiting = self._waiting, []
                yield waiting
            elif self._is_closed:
                return
            else:
                self._news.clear()
                await self._news.wait()


class Followers:
    """All streams. One listener on the store serves them, and one beat of pings."""

    def __init__(self, store: Store) -> None:
        self._of: defaultdict[StreamId, set[Follower]] = defaultdict(set)
        self._store = store
        self._epoch = ''
        self._beat: asyncio.TimerHandle | None = None
        self._is_closed = False
        store.listen(self._hear)

    def add(self, follower: Follower) -> Callable[[], None]:
        """Let a follower hear of its group from the next change on; returns how to end that."""
        if not self._of:
            self._epoch = self._store.epoch
        stream = StreamId(follower.group_id)
        self._of[stream].add(follower)
        if self._is_closed:
            follower.close()
        elif self._beat is None:
            self._ping_later()

        def end() -> None:
            self._of[stream].discard(follower)
            if not self._of[stream]:
                del self._of[stream]

        return end

    def __len__(self) -> int:
        """Count the streams."""
        return sum(map(len, self._of.values()))

    def count(self, member_id: MemberId) -> int:
        """Count a member's streams."""
        return sum(follower.member_id == member_id for follower in self._all())

    def close(self) -> None:
        """End all streams, and those that still begin: the server stops."""
        self._is_closed = True
        if self._beat is not None:
            self._beat.cancel()
        for follower in self._all():
            follower.close()

    def _hear(self, change: Change) -> None:
        if self._store.epoch != self._epoch:
            self._begin_anew()
        followers = self._of.get(change.stream)
        if followers:
            data = frame(change)
            for follower in followers:
                follower.put(change.number, data)
        if isinstance(change.fact, MemberLeft | GroupDeleted):
            self._end_rights(change.fact)

    def _begin_anew(self) -> None:
        """End all streams: another past was loaded, in which their numbers mean something else."""
        self._epoch = self._store.epoch
        for follower in self._all():
            follower.close()

    def _end_rights(self, fact: MemberLeft | GroupDeleted) -> None:
        """End the streams of who may not follow any more; that is the last thing they hear."""
        for follower in self._all():
            is_concerned = isinstance(fact, GroupDeleted) or follower.member_id == fact.member_id
            if is_concerned and not follower.may_follow():
                follower.close()

    def _all(self) -> list[Follower]:
        return [follower for followers in self._of.values() for follower in followers]

    def _ping_later(self) -> None:
        self._beat = asyncio.get_running_loop().call_later(PING_SECONDS, self._ping)

    def _ping(self) -> None:
        self._beat = None
        for follower in self._all():
            follower.put(0, PING)
        if self._of:
            self._ping_later()
