"""The middle of a page: what its address names, changed without reloading."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

from nicegui import ui

from messenger.components.empty import empty_state
from messenger.components.stand_ins import do_nothing
from messenger.model.ids import GroupId
from messenger.model.refused import Refused
from messenger.words import _, said

MOST_DIGITS = 15
"""An ordinal in an address has no more; it must fit the database's integers."""

FIRST_SECONDS = 2.0
"""How long the answer to a request waits for the conversation; what comes later comes by the socket."""


class Conversation(Protocol):
    """What stands in the middle while a group is open."""

    async def wake(self) -> None:
        """Take up, at each connect, what only an open page can do."""

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""

    def follow_address(self, path: str) -> None:
        """Follow the address of the page, such as by the browser's way back."""

    def close(self) -> None:
        """Leave the group; closing twice is no error."""


ShowGroup = Callable[[GroupId, int, int], Awaitable[Conversation]]
"""Builds a conversation at the newest messages, or around the message of an ordinal that is not 0.

With a second ordinal the thread below that message is open beside it. Raises Refused."""


class Middle:
    """Shows one thing at a time: a conversation, or what to do when there is none."""

    def __init__(
        self,
        show_group: ShowGroup,
        *,
        show_page: Callable[[str], Awaitable[None]],
        show_mentions: Callable[[], Callable[[], None]],
        choose: Callable[[GroupId | None], None],
        browse: Callable[[], None],
    ) -> None:
        """Place it; `show_page` builds the page of an extension of some name, `show_mentions` that of the mentions.

        The latter returns what ends it.

        `choose` is told which group is shown before it is, `browse` opens the list of open groups.
        """
        self._show_group = show_group
        self._show_page = show_page
        self._show_mentions = show_mentions
        self._end_mentions: Callable[[], None] = do_nothing
        self._choose = choose
        self._browse = browse
        self._conversation: Conversation | None = None
        self._is_shown = asyncio.Event()
        with ui.element('main').classes('middle').props('tabindex=-1') as self.element:
            addresses: dict[str, Callable[..., Any]] = {
                '/': self._home,
                '/groups/{group_id}': self._group,
                '/mentions': self._mentions,
                '/x/{name}': self._extension,
            }
            self._pages = ui.sub_pages(addresses, show_404=False)
        ui.context.client.sub_pages_router.on_path_changed(self._follow_address)

    async def shown(self) -> None:
        """Wait a while for what is built, so that the first HTML holds it."""
        try:
            await asyncio.wait_for(self._is_shown.wait(), FIRST_SECONDS)
        except TimeoutError:
            return

    def refresh(self) -> None:
        """Build anew what the address names."""
        self._pages.refresh()

    async def wake(self) -> None:
        """Take up what only an open page can do."""
        if self._conversation:
            await self._conversation.wake()

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""
        if self._conversation:
            self._conversation.hear_own()

    def close(self) -> None:
        """Leave the group, or the mentions, that are open."""
        self._end_mentions()
        self._end_mentions = do_nothing
        if self._conversation:
            self._conversation.close()
            self._conversation = None

    def _follow_address(self, path: str) -> None:
        if self._conversation:
            self._conversation.follow_address(path)

    def _home(self) -> None:
        self.close()
        self._choose(None)
        self._is_shown.set()
        text = _('Choose a group at the side, or find one to join.')
        empty_state(text, _('See open groups'), self._browse, icon='forum')

    def _group(self, group_id: str, at: str = '', thread: str = '') -> Coroutine[None, None, None]:
        self.close()
        self._choose(GroupId(group_id))
        return self._converse(GroupId(group_id), _ordinal(at), _ordinal(thread))

    def _mentions(self) -> None:
        """Show the messages that mention the member."""
        self.close()
        self._choose(None)
        self._is_shown.set()
        self._end_mentions = self._show_mentions()

    async def _extension(self, name: str) -> None:
        """Show the page of an extension."""
        self.close()
        self._choose(None)
        self._is_shown.set()
        await self._show_page(name)

    async def _converse(self, group_id: GroupId, ordinal: int, thread: int) -> None:
        try:
            self._conversation = await self._show_group(group_id, ordinal, thread)
        except Refused as refused:
            self._pages.clear()
            empty_state(said(refused), _('See open groups'), self._browse, icon='tag')
        except Exception:
            self._pages.clear()
            empty_state(_('This group cannot be shown just now.'), _('Try again'), self.refresh, icon='error')
            raise
        finally:
            self._is_shown.set()


def _ordinal(told: str) -> int:
    """Return the ordinal that an address names, 0 for none."""
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= MOST_DIGITS else 0
