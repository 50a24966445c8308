"""``/me`` and ``/members``."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi import Response as Answer

from messenger.actions.pictures import PictureActions
from messenger.api import shapes
from messenger.api.asking import OfMember, asker
from messenger.api.shaping import member_shape
from messenger.media.pictures import PORTRAIT_TYPE
from messenger.model.ids import MemberId
from messenger.model.refused import NotFound
from messenger.store.store import Store

SHOWN: dict[int | str, dict[str, Any]] = {
    200: {'description': 'The picture.', 'content': {PORTRAIT_TYPE: {'schema': {'type': 'string', 'format': 'binary'}}}}
}


class MemberRoutes:
    """Who there is."""

    def __init__(self, store: Store, pictures: PictureActions) -> None:
        self._store = store
        self._pictures = pictures

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        router.get('/me', tags=['members'])(self.read_me)
        router.get('/members', tags=['members'])(self.list_members)
        router.get('/members/{member_id}', tags=['members'])(self.read_member)
        path = '/members/{member_id}/picture'
        router.get(path, tags=['members'], response_class=Answer, responses=SHOWN)(self.read_picture)

    async def read_me(self, request: Request) -> shapes.Member:
        """Read who the token makes the asker."""
        return self._shown(asker(request))

    async def list_members(self, request: Request) -> list[shapes.Member]:
        """List everybody, in the order they registered."""
        return [member_shape(member) for member in self._store.members()]

    async def read_member(self, request: Request, member_id: OfMember) -> shapes.Member:
        """Read one member."""
        return self._shown(member_id)

    async def read_picture(self, request: Request, member_id: OfMember) -> Answer:
        """Read a member's picture, which is square."""
        member = self._store.member(member_id)
        if member is None or member.picture is None:
            raise NotFound('picture')
        content = await self._pictures.read_picture(asker(request), member.picture)
        return Answer(content, media_type=PORTRAIT_TYPE, headers={'Cache-Control': 'private, no-cache'})

    def _shown(self, member_id: MemberId) -> shapes.Member:
        member = self._store.member(member_id)
        if member is None:
            raise NotFound('member')
        return member_shape(member)
