"""A thread beside its group, or over it where there is no room."""

from collections.abc import Callable
from html import escape

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.parts import Parts
from messenger.components.preferences import mark_preferences
from messenger.components.shared import Shared
from messenger.components.talk import Talk
from messenger.live import Locale
from messenger.model.group import Group
from messenger.model.ids import LogId, MemberId
from messenger.words import _


class ThreadPane:
    """One viewer's pane of one thread."""

    def __init__(self, app: Parts, shared: Shared, member_id: MemberId, group: Group, log: LogId) -> None:
        self._app = app
        self._member_id = member_id
        self.log = log
        self.talk = Talk(app, shared, member_id, group, log)

    async def open(self, locale: Locale, *, on_close: Callable[[], None], around: int = 0) -> None:
        """Build the pane in the current slot, around an ordinal if one is given. Raises NotFound."""
        self._on_close = on_close
        with Element('section').classes('conversation thread') as self._main:
            self._main.props['aria-label'] = _('Thread')
            mark_preferences(self._main, self._app.store, self._member_id)
            with Element('header').classes('head').on('click', self._on_head, js_handler=browser.CLICK):
                Element('div').classes('part').props['innerHTML'] = (
                    icon_button(_('Back to the group'), 'back', 'arrow_back')
                    + f'<h2>{escape(_("Thread"))}</h2>'
                    + icon_button(_('Close the thread'), 'close', 'close')
                )
            self._main.on('keydown', on_close, js_handler=browser.ESCAPE)
            await self.talk.open(self._main, locale, around=around)

    async def wake(self, *, wants_focus: bool) -> None:
        """Take up what only an open page can do."""
        self.talk.conversation.wake()
        self.talk.composer.wake(wants_focus=wants_focus)

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""
        mark_preferences(self._main, self._app.store, self._member_id)
        self.talk.hear_own()

    def close(self) -> None:
        """Leave the thread and take the pane away; closing twice is no error."""
        self.talk.close()
        if not self._main.is_deleted:
            self._main.delete()

    def _on_head(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['back' | 'close', _]:
                self._on_close()
