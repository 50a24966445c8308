"""Tells one page's browser of messages that its member wants to be told of."""

import asyncio

from nicegui import Client, ui

from messenger.components import browser
from messenger.components.preview import preview
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.store.store import Store
from messenger.words import spoken_by


class Notifier:
    """Speaks for one open page; whether anything is shown or heard is for its browser to decide."""

    def __init__(self, store: Store, member_id: MemberId) -> None:
        self._store = store
        self._member_id = member_id
        self._client: Client = ui.context.client
        self._superseded: dict[GroupId, Ordinal] = {}
        self._client.on_delete(store.late_mentions.listen(member_id, self._hear_late))

    def tell(self, group_id: GroupId) -> None:
        """Tell of the newest message of a group, unless its author is blocked or an edit is told of in its place."""
        newest = self._store.newest(group_id)
        if newest is not None and newest.ordinal != self._superseded.get(group_id):
            self._tell_of(newest, f'{group_id}/{newest.ordinal}')

    def tell_late(self, message: Message) -> None:
        """Tell of a message that mentions the member since it was edited, unless its group is on screen."""
        if self._store.is_muted(message.group_id, self._member_id):
            return
        newest = self._store.newest(message.group_id)
        if newest is not None:  # the edit makes the group count another mention, which is not the newest message's
            self._superseded[message.group_id] = newest.ordinal
        self._tell_of(message, f'{message.group_id}/{message.ordinal}/{message.revision}', is_late=True)

    def _hear_late(self, message: Message) -> None:
        # Not inside the commit: what is told here must not keep the writer waiting.
        asyncio.get_running_loop().call_soon(self.tell_late, message)

    def _tell_of(self, message: Message, mark: str, *, is_late: bool = False) -> None:
        group = self._store.group_as(self._member_id, message.group_id, spoken_by(self._client))
        if group is None or not self._client.has_socket_connection:
            return
        if self._store.has_blocked(self._member_id, message.author_id):
            return
        path = f'/groups/{message.group_id}'
        text = preview(message, self._member_id, self._store, spoken_by(self._client))
        code = browser.notify(self._member_id, group.name, text, path=path, mark=mark)
        self._client.run_javascript(browser.unless_open(path, code) if is_late else code)
