"""Editing a message: a box above the composer, so that no row moves and the draft underneath stays."""

from collections.abc import Awaitable, Callable, Mapping
from html import escape

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.messages import MessageActions
from messenger.components import browser
from messenger.components.completion import Completion, attributes, list_of
from messenger.components.log_key import log_key
from messenger.components.suggestions import Suggest
from messenger.components.toast import toast
from messenger.components.too_long import too_long
from messenger.components.unheard import unheard_call
from messenger.model.ids import LogId, MemberId, RequestId, new_request_id
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.model.text import TEXT_CHARACTERS
from messenger.words import _, spoken_by


class Editor:
    """One viewer's box for one message, one at a time in a log. `on_close` runs when it is gone, saved or not."""

    def __init__(
        self,
        message: Message,
        *,
        log: LogId,
        messages: MessageActions,
        member_id: MemberId,
        suggest: Mapping[str, Suggest],
        on_empty: Callable[[Message, Callable[[], Awaitable[None]]], None],
        on_close: Callable[[], Awaitable[None]],
    ) -> None:
        self.box_id = f'edit-{log_key(log)}'
        self._message = message
        self._messages = messages
        self._member_id = member_id
        self._request_id: RequestId = new_request_id()
        self._on_empty = on_empty
        self._on_close = on_close
        self._client: Client = ui.context.client
        with Element('div').classes('editor') as self.element:
            self._problem = Element('div').classes('problem').props('role=alert')
            Element('div').classes('writing').props['innerHTML'] = self._box()
            with Element('div').classes('edit-buttons'):
                Element('span').classes('hint').props['innerHTML'] = escape(_('Enter saves, Esc cancels'))
                Element('button').classes('quiet cancel').props('type=button').props['innerHTML'] = escape(_('Cancel'))
                Element('button').classes('primary save').props('type=button').props['innerHTML'] = escape(_('Save'))
        for event in ('keydown', 'click'):
            self.element.on(event, self._on_event, js_handler=browser.EDIT)
        Completion(self.element, self.box_id, suggest).wake()
        self._client.run_javascript(browser.marking(self.box_id))
        self._client.run_javascript(browser.focus(self.box_id))

    def _box(self) -> str:
        """Write the box natively, as the composer's is; a line break that it begins with would be lost."""
        name = escape(_('Edit message'))
        return (
            f'{list_of(self.box_id)}<textarea id="{self.box_id}" rows="1" dir="auto" aria-label="{name}"'
            f' {attributes(self.box_id)} data-most="{TEXT_CHARACTERS}">\n{escape(self._message.text)}</textarea>'
        )

    async def close(self) -> None:
        """Take the box away."""
        if not self.element.is_deleted:
            self.element.delete()
            await self._on_close()

    async def _on_event(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['save', str(text)]:
                await self._save(text)
            case ['long', str(count)] if count.isdecimal():
                self._show_problem(too_long(int(count[:9]), TEXT_CHARACTERS))
            case ['cancel', _]:
                await self.close()

    async def _save(self, text: str) -> None:
        if not text.strip() and not self._message.attachments:
            self._on_empty(self._message, self.close)
            return
        if text != self._message.text and not await self._edit(text):
            return
        await self.close()

    async def _edit(self, text: str) -> bool:
        message = self._message
        try:
            change = await self._messages.edit_message(
                self._member_id, message.group_id, message.ordinal, text, self._request_id
            )
        except Refused as refused:
            if refused.code == 'unchanged':
                return True
            self._show_problem(refused.said(spoken_by(self._client)))
            return False
        if reason := unheard_call(self._messages, self._member_id, change):
            toast(_('Saved, but {reason}', reason=reason))
        return True

    def _show_problem(self, reason: str) -> None:
        self._problem.clear()
        with self._problem:
            ui.label(reason)
