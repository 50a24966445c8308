"""Keys and presses of a finger that work everywhere on a page."""

from nicegui import Client
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.dialogs.keys import show_keys
from messenger.components.dialogs.search import Search
from messenger.components.dialogs.switch_group import switch_group
from messenger.components.going import go_to
from messenger.components.parts import Parts
from messenger.components.sidebar import Sidebar
from messenger.model.ids import MemberId


class Shortcuts:
    """What the keys of one page do, and a finger that rests on something."""

    def __init__(self, app: Parts, member_id: MemberId, frame: Element, side: Sidebar) -> None:
        self._app = app
        self._member_id = member_id
        self._side = side
        self._client: Client = frame.client
        frame.on('ask', self._do, js_handler=browser.ASKED)

    def wake(self) -> None:
        """Listen to the keys and fingers at a page that is open; listening twice is no error."""
        self._client.run_javascript(browser.SHORTCUTS)
        self._client.run_javascript(browser.PRESS)

    async def _do(self, event: GenericEventArguments) -> None:
        match event.args:
            case 'search':
                Search(self._app, self._member_id)
            case 'switch':
                switch_group(self._app, self._member_id)
            case 'keys':
                show_keys()
            case 'previous' | 'next' as way:
                group_id = self._side.beside(1 if way == 'next' else -1)
                if group_id:
                    await go_to(self._client, group_id)
