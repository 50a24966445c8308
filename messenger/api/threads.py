"""Threads below messages, over HTTP; what is said in them is sent, edited and deleted as any message."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from messenger.actions import Actions
from messenger.api import shapes
from messenger.api.asking import AtOrdinal, InGroup, asker
from messenger.api.messages import MOST_ROWS, Bound
from messenger.api.shaping import message_shape, thread_shape


class ThreadRoutes:
    """The operations on threads."""

    def __init__(self, actions: Actions) -> None:
        self._threads = actions.threads

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        threads: dict[str, Any] = {'tags': ['threads']}
        router.get('/groups/{group_id}/threads', **threads)(self.list_threads)
        router.get('/groups/{group_id}/threads/{ordinal}', **threads)(self.read_thread)

    async def list_threads(self, request: Request, group_id: InGroup) -> list[shapes.Thread]:
        """List the threads of a group with the newest messages, the latest first."""
        listed = await self._threads.list_threads(asker(request), group_id)
        return [thread_shape(thread) for thread, _ in listed]

    async def read_thread(
        self,
        request: Request,
        group_id: InGroup,
        ordinal: AtOrdinal,
        after: Bound = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 50,
    ) -> shapes.MessagePage:
        """Read a thread by the message that it hangs below, which comes first: oldest first, deleted ones too."""
        ordinals = await self._threads.read_thread(asker(request), group_id, ordinal)
        asked = [each for each in ordinals if each > (after or 0)]
        rows = await self._threads.read_in_thread(asker(request), group_id, asked[:limit])
        return shapes.MessagePage(
            messages=[message_shape(row) for row in rows],
            has_earlier=len(asked) < len(ordinals),
            has_later=len(asked) > limit,
        )
