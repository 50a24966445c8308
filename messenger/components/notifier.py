"""Tells one page's browser of messages that its member wants to be told of."""

from nicegui import Client, ui

from messenger.components import browser
from messenger.components.preview import preview
from messenger.model.ids import GroupId, MemberId
from messenger.store.store import Store


class Notifier:
    """Speaks for one open page; whether anything is shown or heard is for its browser to decide."""

    def __init__(self, store: Store, member_id: MemberId) -> None:
        self._store = store
        self._member_id = member_id
        self._client: Client = ui.context.client

    def tell(self, group_id: GroupId) -> None:
        """Tell of the newest message of a group, unless its author is blocked."""
        group = self._store.group_as(self._member_id, group_id)
        newest = self._store.newest(group_id)
        if group is None or newest is None or not self._client.has_socket_connection:
            return
        if self._store.has_blocked(self._member_id, newest.author_id):
            return
        self._client.run_javascript(
            browser.notify(
                self._member_id,
                group.name,
                preview(newest, self._member_id, self._store),
                path=f'/groups/{group_id}',
                mark=f'{group_id}/{newest.ordinal}',
            )
        )
