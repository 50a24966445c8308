"""The frame of every page: the groups at the side, and in the middle what the address names."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Set
from typing import Protocol

from nicegui import Client, ui

from messenger.accounts.session import Session
from messenger.components.dialogs.browse_groups import browse_groups
from messenger.components.empty import empty_state
from messenger.components.open_group import OpenGroup
from messenger.components.parts import Parts
from messenger.components.rounds import Rounds
from messenger.components.sidebar import Sidebar
from messenger.components.theme import Theme
from messenger.components.toast import toast
from messenger.model.ids import GroupId
from messenger.model.refused import Refused

MOST_DIGITS = 16
"""An ordinal in an address has fewer; it must fit the database's integers."""

FIRST_SECONDS = 2.0
"""How long the answer to a request waits for the conversation; what comes later comes by the socket."""


class Conversation(Protocol):
    """What stands in the middle while a group is open."""

    async def wake(self) -> None:
        """Take up, at each connect, what only an open page can do."""

    def close(self) -> None:
        """Leave the group; closing twice is no error."""


ShowGroup = Callable[[GroupId, int], Awaitable[Conversation]]
"""Builds a conversation at the newest messages, or around the message of an ordinal that is not 0. Raises Refused."""


class Shell:
    """One open page of one member, from its request until its browser has been gone for a while."""

    def __init__(self, app: Parts, rounds: Rounds, session: Session, show_group: ShowGroup) -> None:
        """Build the frame; `show_group` builds a conversation in the middle of it."""
        self._app = app
        self._rounds = rounds
        self._member_id = session.member_id
        self._show_group = show_group
        self._client: Client = ui.context.client
        self._open = OpenGroup(app.store, session.member_id, self._show_open)
        self._conversation: Conversation | None = None
        self._is_shown = asyncio.Event()
        self._leave: Callable[[], None] | None = None
        self._theme = Theme(app.store, session.member_id)
        with ui.element('div').classes('shell') as self._frame:
            self._side = Sidebar(app, session.member_id, session.id)
            with ui.element('div').classes('middle').props('tabindex=-1') as middle:
                self._pages = ui.sub_pages({'/': self._home, '/groups/{group_id}': self._group}, show_404=False)
        ui.skip_link('Skip to the conversation', target=middle)
        self._wire()

    async def shown(self) -> None:
        """Wait a while for what stands in the middle, so that the first HTML holds it."""
        try:
            await asyncio.wait_for(self._is_shown.wait(), FIRST_SECONDS)
        except TimeoutError:
            return

    # What the rounds tell.

    def hear(self, group_ids: Set[GroupId]) -> None:
        """Show what changed in these groups."""
        others = group_ids - {self._open.id}
        if len(others) < len(group_ids):
            self._open.look_soon()
        self._side.show_known(others)
        self._draw_title()

    def hear_all(self) -> None:
        """Show everything anew."""
        self._theme.show()
        self._side.show_all(besides=self._open.id)
        self._open.look_soon()
        self._draw_title()

    def hear_at_once(self, group_id: GroupId) -> None:
        """Show that the member came into a group or is out of it, or that it has another name."""
        self._side.show(group_id)
        if group_id == self._open.id and self._open.is_entered:
            self._pages.refresh()
        self._draw_title()

    # What stands in the middle.

    def _home(self) -> None:
        self._choose(None)
        self._is_shown.set()
        empty_state('Choose a group at the side, or find one to join.', 'See open groups', self._browse, icon='forum')

    def _group(self, group_id: str, at: str = '') -> Coroutine[None, None, None]:
        self._choose(GroupId(group_id))
        return self._converse(GroupId(group_id), int(at) if at.isdecimal() and len(at) < MOST_DIGITS else 0)

    async def _converse(self, group_id: GroupId, ordinal: int) -> None:
        try:
            self._conversation = await self._show_group(group_id, ordinal)
        except Refused as refused:
            self._show_missing(refused)
        finally:
            self._is_shown.set()

    def _show_missing(self, refused: Refused) -> None:
        empty_state(refused.reason, 'See open groups', self._browse, icon='tag')

    def _browse(self) -> None:
        browse_groups(self._app, self._member_id)

    def _choose(self, group_id: GroupId | None) -> None:
        self._close_conversation()
        self._open.choose(group_id)
        self._side.choose(group_id)
        self._frame.classes(add='at-group') if group_id else self._frame.classes(remove='at-group')
        self._draw_title()

    def _show_open(self) -> None:
        if self._open.id:
            self._side.show(self._open.id)
            self._draw_title()

    def _draw_title(self) -> None:
        title = self._open.title(self._app.settings.title, self._side.unread)
        if title != self._client.title:
            with self._frame:
                ui.page_title(title)

    def _close_conversation(self) -> None:
        if self._conversation:
            self._conversation.close()
            self._conversation = None

    # From connecting to leaving.

    def _wire(self) -> None:
        self._client.on_connect(self._arrive)
        self._client.on_connect(self._wake)
        self._client.on_disconnect(self._depart)
        self._client.on_delete(self._go)
        self._client.on_exception(_say_sorry)

    def _arrive(self) -> None:
        self._app.store.presence.arrive(self._member_id, self._client.id)
        if self._leave is None:
            self._leave = self._rounds.join(self, self._member_id)
            self.hear_all()
            if self._open.id:
                self.hear_at_once(self._open.id)

    async def _wake(self) -> None:
        if self._conversation:
            await self._conversation.wake()

    def _depart(self) -> None:
        if not self._client.has_socket_connection:
            self._app.store.presence.depart(self._client.id)

    def _go(self) -> None:
        self._app.store.presence.depart(self._client.id)
        self._close_conversation()
        self._open.choose(None)
        if self._leave:
            self._leave()


def _say_sorry() -> None:
    toast('Something went wrong. Try again, or reload the page.', is_bad=True)
