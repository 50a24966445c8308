"""Mentions that an edit adds: told to whom they name, who may have read the message long before."""

from collections.abc import Callable

from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.store.listeners import ListenersByKey


class LateMentions:
    """Tells members of messages that mention them only since an edit."""

    def __init__(self) -> None:
        self._listeners: ListenersByKey[MemberId, Message] = ListenersByKey()

    def listen(self, member_id: MemberId, listener: Callable[[Message], None]) -> Callable[[], None]:
        """Hear of each such message as it stands after the edit; returns what stops it."""
        return self._listeners.add(member_id, listener)

    def tell(self, before: Message, after: Message) -> None:
        """Tell those whom a message mentions and did not before, besides its author."""
        known = {each.member_id for each in before.mentions} | {after.author_id}
        for member_id in {each.member_id for each in after.mentions} - known:
            self._listeners.tell(member_id, after)
