"""Turns at something that few may do at once: those who wait go one of each member, round and round."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from messenger.model.ids import MemberId


class Turns:
    """Nobody waits for more than one turn of each other member, however many of theirs are in front."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: OrderedDict[MemberId, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def take(self, member_id: MemberId) -> AsyncIterator[None]:
        """Wait for a member's turn; the next one's begins when this is left."""
        await self._wait(member_id)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, member_id: MemberId) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(member_id, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it came at the same moment
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            member_id, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[member_id] = turns  # behind all others
            if not turn.cancelled():
                turn.set_result(None)
                return
        self._free += 1
