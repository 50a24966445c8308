"""What an extension may do on its own account: in a hook, a route or a periodic task."""

from messenger.actions.messages import MessageActions
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, RequestId, new_request_id
from messenger.model.member import Member
from messenger.store.store import Store


class Messenger:
    """The messenger, as hooks get it under the name `messenger`."""

    def __init__(self, *, store: Store, messages: MessageActions) -> None:
        self._store = store
        self._messages = messages

    def member(self, member_id: MemberId) -> Member | None:
        """Return a member."""
        return self._store.member(member_id)

    def group(self, group_id: GroupId) -> Group | None:
        """Return a group."""
        return self._store.group(group_id)

    def members(self, group_id: GroupId) -> list[Member]:
        """Return the members of a group, the longest-standing first."""
        memberships = self._store.members_of(group_id)
        return [member for each in memberships if (member := self._store.member(each.member_id)) is not None]

    async def say(self, group_id: GroupId, text: str, *, by: MemberId, request_id: RequestId | None = None) -> Change:
        """Send a message in a member's name, such as that of a bot; durable when this returns.

        The same `request_id` twice sends it once. Raises Refused as for anybody who sends.
        """
        return await self._messages.send_message(by, group_id, text, request_id or new_request_id())
