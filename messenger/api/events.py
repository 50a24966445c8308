"""``/groups/{group_id}/events``: what happens in a group, as it happens, without gap or double."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import StreamingResponse

from messenger.actions.changes import ChangeActions
from messenger.api.asking import InGroup, asker
from messenger.api.followers import MOST_STREAMS, Follower, Followers, frame
from messenger.api.shapes import MOST_ORDINAL
from messenger.model.ids import GroupId, MemberId, StreamId
from messenger.model.refused import Refused
from messenger.store.store import Store

GIVEN: dict[int | str, dict[str, Any]] = {
    200: {
        'description': 'Server-sent events, one for each change; `data` of each is an Event.',
        'content': {'text/event-stream': {'schema': {'type': 'string'}}},
    }
}
UNBUFFERED = {'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no'}
"""A proxy that gathers what comes would hold events back."""


HELLO = b': hello\n\n'
"""What a stream begins with, so that whoever opens it knows at once that it is open."""


class EventRoutes:
    """Following a group."""

    def __init__(self, changes: ChangeActions, store: Store, followers: Followers) -> None:
        self._changes = changes
        self._store = store
        self._followers = followers

    def add_to(self, router: APIRouter) -> None:
        """Place the operation."""
        path = '/groups/{group_id}/events'
        router.get(path, tags=['events'], response_class=StreamingResponse, responses=GIVEN)(self.follow)

    async def follow(
        self,
        request: Request,
        group_id: InGroup,
        last_event_id: Annotated[
            int | None,
            Header(
                alias='Last-Event-ID',
                ge=0,
                le=MOST_ORDINAL,
                description='The number of the newest change that is known; 0 for all there ever were.',
            ),
        ] = None,
    ) -> StreamingResponse:
        """Follow a group: with `Last-Event-ID`, what happened since comes first; without, only what is new.

        The stream ends when the asker may not follow any more, or reads too slowly: then come back with the last id.
        """
        self._changes.check_reader(asker(request), group_id)
        head = self._store.head(StreamId(group_id))
        after = head if last_event_id is None else last_event_id
        if after > head:
            raise Refused('bad_position', 'This group has no change of that number. Begin without Last-Event-ID.')
        if self._followers.count(asker(request)) >= MOST_STREAMS:
            raise Refused('too_many', f'A bot can have {MOST_STREAMS} streams at once. Close some first.')
        may_follow = partial(self._may_follow, asker(request), group_id, request.state.is_good)
        events = self._events(Follower(asker(request), group_id, after, may_follow))
        return StreamingResponse(events, media_type='text/event-stream', headers=UNBUFFERED)

    def _may_follow(self, member_id: MemberId, group_id: GroupId, is_good: Callable[[], bool]) -> bool:
        return is_good() and self._store.membership(group_id, member_id) is not None

    async def _events(self, follower: Follower) -> AsyncIterator[bytes]:
        """Give what is past from the journal, then what is heard."""
        end = self._followers.add(follower)
        try:
            yield HELLO
            async for past in self._past(follower):
                yield past
            async for heard in self._heard(follower):
                yield heard
        except Refused:
            return  # not a member any more, or the journal cannot be read: who may comes back
        finally:
            end()

    async def _heard(self, follower: Follower) -> AsyncIterator[bytes]:
        """Give what comes, and, where a number is missing before it, what the journal has."""
        async for waiting in follower.take():
            if follower.misses(waiting):
                async for past in self._past(follower):
                    yield past
            if heard := follower.pick(waiting):
                yield heard

    async def _past(self, follower: Follower) -> AsyncIterator[bytes]:
        """Give what the follower does not have of the changes up to now, some hundred at a time."""
        while follower.position < self._store.head(StreamId(follower.group_id)):
            changes = await self._changes.read_changes(follower.member_id, follower.group_id, follower.position)
            if not changes:
                return
            follower.position = changes[-1].number
            yield b''.join(map(frame, changes))
