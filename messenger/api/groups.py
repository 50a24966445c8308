"""``/groups``, ``/directs`` and the members of groups."""

from fastapi import APIRouter
from fastapi import Response as Answer

from messenger.actions import Actions
from messenger.api import shapes
from messenger.api.asking import Asker, InGroup, OfMember, Once
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
        router.get('/groups', tags=['groups'])(self.list_groups)
        router.post('/groups', status_code=201, tags=['groups'])(self.create_group)
        router.get('/open-groups', tags=['groups'])(self.list_open_groups)
        router.post('/directs', status_code=201, tags=['groups'])(self.open_direct)
        router.get('/groups/{group_id}', tags=['groups'])(self.read_group)
        router.patch('/groups/{group_id}', tags=['groups'])(self.rename_group)
        router.delete('/groups/{group_id}', status_code=204, tags=['groups'])(self.delete_group)
        router.post('/groups/{group_id}/join', tags=['members'])(self.join_group)
        router.post('/groups/{group_id}/leave', status_code=204, tags=['members'])(self.leave_group)
        router.get('/groups/{group_id}/members', tags=['members'])(self.list_group_members)
        router.post('/groups/{group_id}/members', status_code=201, tags=['members'])(self.invite_member)
        router.patch('/groups/{group_id}/members/{member_id}', tags=['members'])(self.set_role)
        router.delete('/groups/{group_id}/members/{member_id}', status_code=204, tags=['members'])(self.remove_member)

    async def list_groups(self, asker: Asker) -> list[shapes.Group]:
        """List the groups that the asker is in, by name, then the direct ones."""
        return [group_shape(self._store, asker, group) for group in self._store.groups_of(asker)]

    async def list_open_groups(self, asker: Asker) -> list[shapes.Group]:
        """List the groups that anybody may join, by name."""
        return [group_shape(self._store, asker, group) for group in self._store.open_groups()]

    async def create_group(self, asker: Asker, once: Once, new: shapes.NewGroup) -> shapes.Group:
        """Create a group, open to all or by invitation, and own it."""
        group = await self._actions.groups.create_group(asker, new.name, GroupKind(new.kind), once)
        return group_shape(self._store, asker, group)

    async def open_direct(self, asker: Asker, new: shapes.NewDirect) -> shapes.Group:
        """Find the direct group of the asker and these members, or make it; they see it once somebody writes."""
        return self._shown(asker, await self._actions.directs.open_direct(asker, list(map(MemberId, new.member_ids))))

    async def read_group(self, asker: Asker, group_id: InGroup) -> shapes.Group:
        """Read one group that the asker is in."""
        return self._shown(asker, group_id)

    async def rename_group(self, asker: Asker, once: Once, group_id: InGroup, new: shapes.NewName) -> shapes.Group:
        """Give a group another name; for its owners."""
        group = await self._actions.groups.rename_group(asker, group_id, new.name, once)
        return group_shape(self._store, asker, group)

    async def delete_group(self, asker: Asker, once: Once, group_id: InGroup) -> Answer:
        """Delete a group with all its messages; for its owners."""
        await self._actions.groups.delete_group(asker, group_id, once)
        return Answer(status_code=204)

    async def join_group(self, asker: Asker, once: Once, group_id: InGroup) -> shapes.Group:
        """Join an open group."""
        await self._actions.memberships.join(asker, group_id, once)
        return self._shown(asker, group_id)

    async def leave_group(self, asker: Asker, once: Once, group_id: InGroup) -> Answer:
        """Leave a group. A bot that leaves the group it was made in has no good token any more."""
        await self._actions.memberships.leave(asker, group_id, once)
        return Answer(status_code=204)

    async def list_group_members(self, asker: Asker, group_id: InGroup) -> list[shapes.GroupMember]:
        """List the members of a group, the longest-standing first."""
        self._group(asker, group_id)
        places = self._store.members_of(group_id)
        return [place_shape(member, each) for each in places if (member := self._store.member(each.member_id))]

    async def invite_member(
        self, asker: Asker, once: Once, group_id: InGroup, new: shapes.NewMember
    ) -> shapes.GroupMember:
        """Bring somebody in by name."""
        await self._actions.memberships.invite(asker, group_id, new.name, once)
        member = self._store.member_named(new.name)
        return self._place(group_id, member.id if member else MemberId(''))

    async def set_role(
        self, asker: Asker, once: Once, group_id: InGroup, member_id: OfMember, new: shapes.NewRole
    ) -> shapes.GroupMember:
        """Make a member owner, moderator or plain member; for owners."""
        await self._actions.memberships.set_role(asker, group_id, member_id, Role(new.role), once)
        return self._place(group_id, member_id)

    async def remove_member(self, asker: Asker, once: Once, group_id: InGroup, member_id: OfMember) -> Answer:
        """Put another member out; for moderators and owners."""
        await self._actions.memberships.remove(asker, group_id, member_id, once)
        return Answer(status_code=204)

    def _group(self, asker: MemberId, group_id: GroupId) -> Group:
        group = self._store.group_as(asker, group_id)
        if group is None:
            raise NotFound('group')
        return group

    def _shown(self, asker: MemberId, group_id: GroupId) -> shapes.Group:
        return group_shape(self._store, asker, self._group(asker, group_id))

    def _place(self, group_id: GroupId, member_id: MemberId) -> shapes.GroupMember:
        member, membership = self._store.member(member_id), self._store.membership(group_id, member_id)
        if member is None or membership is None:
            raise NotFound('member')  # gone meanwhile
        return place_shape(member, membership)
