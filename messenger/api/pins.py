"""Pinned messages, over HTTP."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from messenger.actions import Actions
from messenger.api import shapes
from messenger.api.asking import ONCE, AtOrdinal, InGroup, as_it_is, asker, once
from messenger.api.shaping import message_shape


class PinRoutes:
    """The operations on pins."""

    def __init__(self, actions: Actions) -> None:
        self._pins = actions.pins

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        pins: dict[str, Any] = {'tags': ['pins']}
        router.get('/groups/{group_id}/pins', **pins)(self.list_pins)
        one = '/groups/{group_id}/pins/{ordinal}'
        router.put(one, status_code=204, openapi_extra=ONCE, **pins)(self.pin_message)
        router.delete(one, status_code=204, openapi_extra=ONCE, **pins)(self.unpin_message)

    async def list_pins(self, request: Request, group_id: InGroup) -> list[shapes.Message]:
        """List the pinned messages of a group, the last pinned first."""
        return [message_shape(row) for row in await self._pins.list_pins(asker(request), group_id)]

    async def pin_message(self, request: Request, group_id: InGroup, ordinal: AtOrdinal) -> Response:
        """Pin a message, as moderator or owner, or in a direct group; doing so again changes nothing."""
        with as_it_is():
            await self._pins.pin_message(asker(request), group_id, ordinal, once(request))
        return Response(status_code=204)

    async def unpin_message(self, request: Request, group_id: InGroup, ordinal: AtOrdinal) -> Response:
        """Pin a message no longer; doing so again changes nothing."""
        with as_it_is():
            await self._pins.unpin_message(asker(request), group_id, ordinal, once(request))
        return Response(status_code=204)
