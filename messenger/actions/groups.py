"""Creating, renaming and deleting groups."""

from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.languages import marked
from messenger.model.changes import CallersChanged, GroupCreated, GroupDeleted, GroupRenamed
from messenger.model.group import Callers, Group, GroupKind
from messenger.model.ids import GroupId, MemberId, RequestId, StreamId, derived_id, new_request_id
from messenger.model.names import clean_name, name_key, suggest
from messenger.model.permissions import Action
from messenger.model.refused import NameTaken, NotFound, Refused


class GroupActions:
    """What a member does with groups."""

    def __init__(self, *, scope: Scope, submissions: Submissions, limits: Limits) -> None:
        self._scope = scope
        self._submissions = submissions
        self._limits = limits

    async def create_group(self, member_id: MemberId, name: str, kind: GroupKind, request_id: RequestId) -> Group:
        """Make a group whose owner and first member one is; durable when this returns. Emits GroupCreated.

        Raises:
            Refused: ``bad_name``, ``name_taken`` (open groups only), ``too_fast``, ``unavailable``.
        """
        member = self._scope.signed_in(member_id, Action.CREATE_GROUP)
        group_id = _id_for(member.id, request_id)
        earlier = self._submissions.earlier(member.id, StreamId(group_id), request_id, GroupCreated)
        if earlier is not None:
            return self._existing(group_id)
        if kind not in {GroupKind.OPEN, GroupKind.PRIVATE}:
            raise Refused('bad_kind', 'A group is open or private. Choose one of the two.')
        cleaned = clean_name(name)
        self._require_free(cleaned, kind)
        self._limits.spend(Pace.GROUP, member.id)
        fact = GroupCreated(group_id=group_id, name=cleaned, kind=GroupKind(kind), owner_id=member.id)
        await self._submissions.submit(member.id, request_id, fact)
        return self._existing(group_id)

    async def rename_group(self, member_id: MemberId, group_id: GroupId, name: str, request_id: RequestId) -> Group:
        """Give a group another name; durable when this returns. Emits GroupRenamed.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``bad_name``, ``name_taken``, ``unchanged``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.RENAME_GROUP)
        if self._submissions.earlier(member_id, StreamId(group_id), request_id, GroupRenamed) is not None:
            return self._existing(group_id)
        cleaned = clean_name(name)
        if cleaned == place.group.name:
            raise Refused('unchanged', 'The group has this name already.')
        self._require_free(cleaned, place.group.kind, besides=group_id)
        self._limits.spend(Pace.RENAME, member_id)
        await self._submissions.submit(member_id, request_id, GroupRenamed(group_id=group_id, name=cleaned))
        return self._existing(group_id)

    async def set_callers(
        self, member_id: MemberId, group_id: GroupId, callers: Callers, request_id: RequestId
    ) -> None:
        """Say who may mention everyone in a group at once; durable when this returns. Emits CallersChanged.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``unchanged``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.SET_CALLERS)
        if self._submissions.earlier(member_id, StreamId(group_id), request_id, CallersChanged) is not None:
            return
        if place.group.callers is callers:
            raise Refused('unchanged', 'This is so already: nothing was changed.')
        self._limits.spend(Pace.RENAME, member_id)
        await self._submissions.submit(member_id, request_id, CallersChanged(group_id=group_id, callers=callers))

    async def delete_group(self, member_id: MemberId, group_id: GroupId, request_id: RequestId) -> None:
        """Remove a group with all its messages; durable when this returns. Emits GroupDeleted.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``unavailable``.
        """
        if self._submissions.earlier(member_id, StreamId(group_id), request_id, GroupDeleted) is not None:
            return
        self._scope.place(member_id, group_id, Action.DELETE_GROUP)
        await self._submissions.submit(member_id, request_id, GroupDeleted(group_id=group_id))

    async def provide_lobby(self, name: str) -> Group:
        """Return the open group that everybody joins, made now if there is none yet.

        It is the one made so before, whatever it is called since; else an open group of that name.

        Raises:
            Refused: ``bad_name``, ``unavailable``.
        """
        cleaned = clean_name(name)
        lobby_id = _id_for(MemberId(''), RequestId('lobby'))
        lobby = self._scope.store.group(lobby_id) or self._open_group(cleaned)
        if lobby is not None:
            return lobby
        if self._scope.store.head(StreamId(lobby_id)) > 0:  # its owner deleted it
            lobby_id = _id_for(MemberId(''), new_request_id())
        fact = GroupCreated(group_id=lobby_id, name=cleaned, kind=GroupKind.OPEN, owner_id=None)
        await self._submissions.submit(None, new_request_id(), fact)
        return self._existing(lobby_id)

    def _existing(self, group_id: GroupId) -> Group:
        group = self._scope.store.group(group_id)
        if group is None:
            raise NotFound('group')
        return group

    def _require_free(self, name: str, kind: GroupKind, besides: GroupId | None = None) -> None:
        """Let only names of open groups collide: who cannot see a group must not learn its name."""
        same = self._open_group(name) if kind is GroupKind.OPEN else None
        if same is None or same.id == besides:
            return
        free = suggest(name, lambda candidate: self._open_group(candidate) is not None)
        reason = marked('There is an open group called {name} already. Choose another name, such as {free}.')
        raise NameTaken(reason, free, name=same.name, free=free)

    def _open_group(self, name: str) -> Group | None:
        key = name_key(name)
        return next((group for group in self._scope.store.open_groups() if name_key(group.name) == key), None)


def _id_for(member_id: MemberId, request_id: RequestId) -> GroupId:
    """Return the id of the group that a request makes, so that the same request again makes the same group."""
    return GroupId(derived_id(f'{member_id} {request_id}'))
