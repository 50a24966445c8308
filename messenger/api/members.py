"""``/me`` and ``/members``."""

from fastapi import APIRouter, Request

from messenger.api import shapes
from messenger.api.asking import OfMember, asker
from messenger.api.shaping import member_shape
from messenger.model.ids import MemberId
from messenger.model.refused import NotFound
from messenger.store.store import Store


class MemberRoutes:
    """Who there is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        router.get('/me', tags=['members'])(self.read_me)
        router.get('/members', tags=['members'])(self.list_members)
        router.get('/members/{member_id}', tags=['members'])(self.read_member)

    async def read_me(self, request: Request) -> shapes.Member:
        """Read who the token makes the asker."""
        return self._shown(asker(request))

    async def list_members(self, request: Request) -> list[shapes.Member]:
        """List everybody, in the order they registered."""
        return [member_shape(member) for member in self._store.members()]

    async def read_member(self, request: Request, member_id: OfMember) -> shapes.Member:
        """Read one member."""
        return self._shown(member_id)

    def _shown(self, member_id: MemberId) -> shapes.Member:
        member = self._store.member(member_id)
        if member is None:
            raise NotFound('member')
        return member_shape(member)
