"""Mentions that an edit adds: told to whom they name, who may have read the message long before."""

from collections.abc import Callable

from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.store.listeners import Listeners


class LateMentions:
    """Tells members of messages that mention them only since an edit."""

    def __init__(self) -> None:
        self._listeners: dict[MemberId, Listeners[Message]] = {}

    def listen(self, member_id: MemberId, listener: Callable[[Message], None]) -> Callable[[], None]:
        """Hear of each such message as it stands after the edit; returns what stops it."""
        listeners = self._listeners.setdefault(member_id, Listeners())
        remove = listeners.add(listener)

        def stop() -> None:
            remove()
            if not listeners and self._listeners.get(member_id) is listeners:
                del self._listeners[member_id]

        return stop

    def tell(self, before: Message, after: Message) -> None:
        """Tell those whom a message mentions and did not before, besides its author."""
        known = {each.member_id for each in before.mentions} | {after.author_id}
        for member_id in {each.member_id for each in after.mentions} - known:
            if member_id in self._listeners:
                self._listeners[member_id].tell(after)
