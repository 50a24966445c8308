"""``/groups``, ``/directs`` and the members of groups."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi import Response as Answer

from messenger.actions import Actions
from messenger.api import shapes
from messenger.api.asking import ONCE, InGroup, OfMember, asker, once
from messenger.api.shaping import group_shape, place_shape
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.model.membership import Role
from messenger.model.refused import NotFound
from messenger.store.store import Store


class GroupRoutes:
    """Groups, and who is in them."""

    def __init__(self, actions: Actions, store: Store) -> None:
        self._actions = actions
        self._store = store

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        groups: dict[str, Any] = {'tags': ['groups']}
        router.get('/groups', **groups)(self.list_groups)
        router.post('/groups', status_code=201, openapi_extra=ONCE, **groups)(self.create_group)
        router.get('/open-groups', **groups)(self.list_open_groups)
        router.post('/directs', status_code=201, **groups)(self.open_direct)
        router.get('/groups/{group_id}', **groups)(self.read_group)
        router.patch('/groups/{group_id}', openapi_extra=ONCE, **groups)(self.rename_group)
        router.delete('/groups/{group_id}', status_code=204, openapi_extra=ONCE, **groups)(self.delete_group)
        members: dict[str, Any] = {'tags': ['members']}
        path, one = '/groups/{group_id}/members', '/groups/{group_id}/members/{member_id}'
        router.post('/groups/{group_id}/join', openapi_extra=ONCE, **members)(self.join_group)
        router.post('/groups/{group_id}/leave', status_code=204, openapi_extra=ONCE, **members)(self.leave_group)
        router.get(path, **members)(self.list_group_members)
        router.post(path, status_code=201, openapi_extra=ONCE, **members)(self.invite_member)
        router.patch(one, openapi_extra=ONCE, **members)(self.set_role)
        router.delete(one, status_code=204, openapi_extra=ONCE, **members)(self.remove_member)

    async def list_groups(self, request: Request) -> list[shapes.Group]:
        """List the groups that the asker is in, by name, then the direct ones."""
        return [group_shape(self._store, asker(request), group) for group in self._store.groups_of(asker(request))]

    async def list_open_groups(self, request: Request) -> list[shapes.Group]:
        """List the groups that anybody may join, by name."""
        return [group_shape(self._store, asker(request), group) for group in self._store.open_groups()]

    async def create_group(self, request: Request, new: shapes.NewGroup) -> shapes.Group:
        """Create a group, open to all or by invitation, and own it."""
        group = await self._actions.groups.create_group(asker(request), new.name, GroupKind(new.kind), once(request))
        return group_shape(self._store, asker(request), group)

    async def open_direct(self, request: Request, new: shapes.NewDirect) -> shapes.Group:
        """Find the direct group of the asker and these members, or make it; they see it once somebody writes."""
        return self._shown(
            asker(request), await self._actions.directs.open_direct(asker(request), list(map(MemberId, new.member_ids)))
        )

    async def read_group(self, request: Request, group_id: InGroup) -> shapes.Group:
        """Read one group that the asker is in."""
        return self._shown(asker(request), group_id)

    async def rename_group(self, request: Request, group_id: InGroup, new: shapes.NewName) -> shapes.Group:
        """Give a group another name; for its owners."""
        group = await self._actions.groups.rename_group(asker(request), group_id, new.name, once(request))
        return group_shape(self._store, asker(request), group)

    async def delete_group(self, request: Request, group_id: InGroup) -> Answer:
        """Delete a group with all its messages; for its owners."""
        await self._actions.groups.delete_group(asker(request), group_id, once(request))
        return Answer(status_code=204)

    async def join_group(self, request: Request, group_id: InGroup) -> shapes.Group:
        """Join an open group."""
        await self._actions.memberships.join(asker(request), group_id, once(request))
        return self._shown(asker(request), group_id)

    async def leave_group(self, request: Request, group_id: InGroup) -> Answer:
        """Leave a group. A bot that leaves the group it was made in has no good token any more."""
        await self._actions.memberships.leave(asker(request), group_id, once(request))
        return Answer(status_code=204)

    async def list_group_members(self, request: Request, group_id: InGroup) -> list[shapes.GroupMember]:
        """List the members of a group, the longest-standing first."""
        self._group(asker(request), group_id)
        places = self._store.members_of(group_id)
        return [place_shape(member, each) for each in places if (member := self._store.member(each.member_id))]

    async def invite_member(self, request: Request, group_id: InGroup, new: shapes.NewMember) -> shapes.GroupMember:
        """Bring somebody in by name."""
        await self._actions.memberships.invite(asker(request), group_id, new.name, once(request))
        member = self._store.member_named(new.name)
        return self._place(group_id, member.id if member else MemberId(''))

    async def set_role(
        self, request: Request, group_id: InGroup, member_id: OfMember, new: shapes.NewRole
    ) -> shapes.GroupMember:
        """Make a member owner, moderator or plain member; for owners."""
        await self._actions.memberships.set_role(asker(request), group_id, member_id, Role(new.role), once(request))
        return self._place(group_id, member_id)

    async def remove_member(self, request: Request, group_id: InGroup, member_id: OfMember) -> Answer:
        """Put another member out; for moderators and owners."""
        await self._actions.memberships.remove(asker(request), group_id, member_id, once(request))
        return Answer(status_code=204)

    def _group(self, member_id: MemberId, group_id: GroupId) -> Group:
        group = self._store.group_as(member_id, group_id)
        if group is None:
            raise NotFound('group')
        return group

    def _shown(self, member_id: MemberId, group_id: GroupId) -> shapes.Group:
        return group_shape(self._store, member_id, self._group(member_id, group_id))

    def _place(self, group_id: GroupId, member_id: MemberId) -> shapes.GroupMember:
        member, membership = self._store.member(member_id), self._store.membership(group_id, member_id)
        if member is None or membership is None:
            raise NotFound('member')  # gone meanwhile
        return place_shape(member, membership)
