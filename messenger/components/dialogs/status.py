"""The dialog in which a member says something of the moment."""

from datetime import UTC, datetime

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.emoji_picker import EmojiPicker
from messenger.components.locale import locale_of
from messenger.components.menu import Menu
from messenger.components.parts import Parts
from messenger.components.select import Select
from messenger.components.status import ENDS, end_of
from messenger.components.times import short_time
from messenger.model.ids import MemberId, new_request_id
from messenger.model.status import STATUS_CHARACTERS, Status
from messenger.words import _

AT_HAND = ('📅', '🚌', '🤒', '🌴', '🏡', '🎯', '☕', '🍽️')
"""What people say most often of the moment: in a meeting, on the way, ill, on holiday, at home, busy, at a break."""

KEPT = 'kept'
"""The choice to leave the end as it was."""


def set_status(app: Parts, member_id: MemberId) -> None:
    """Ask for an emoji, a text and an end; everybody sees them beside the member's name."""
    with Dialog(_('Your status')) as dialog, ui.element('form').classes('status-form'):
        _Status(app, member_id, dialog)


class _Status:
    """What stands in the dialog."""

    def __init__(self, app: Parts, member_id: MemberId, dialog: Dialog) -> None:
        self._app = app
        self._member_id = member_id
        self._dialog = dialog
        member = app.store.member(member_id)
        self._before = (member.status if member else None) or Status()
        self._locale = locale_of(app.store, member_id, ui.context.client.request)
        self._emoji = self._before.emoji
        with ui.element('div').classes('status-words'):
            self._button = Button('', self._choose_emoji).classes('status-emoji')
            self._button.props('type=button aria-haspopup=dialog')
            self._field = dialog.field(_('Status'), self._before.text, longest=STATUS_CHARACTERS)
        self._end = self._add_ends()
        with ui.element('footer'):
            Button(_('Clear status'), self._clear).props('type=button').set_visibility(self._before != Status())
            Button(_('Cancel'), dialog.close).props('type=button')
            submit_button(_('Save'), self._save)
        self._show_emoji()

    def _add_ends(self) -> Select:
        end = self._before.clear_at
        kept = {KEPT: _('At {time}', time=short_time(end, self._locale))} if end else {}
        ends = {choice: _(words) for choice, words in ENDS.items()}
        return Select(_('Clear after'), kept | ends, chosen=KEPT if kept else '')

    def _choose_emoji(self) -> None:
        async def pick(emoji: str) -> None:
            menu.close()
            self._emoji = emoji
            self._show_emoji()

        with Menu('bottom start', 'top start', target='.status-emoji', dialog=_('Choose an emoji')) as menu:
            if self._emoji:
                Button(_('No emoji'), lambda: pick('')).props('type=button')
            EmojiPicker(pick, at_hand=AT_HAND)

    def _show_emoji(self) -> None:
        self._button.set_text(self._emoji or '🙂')
        self._button.classes(add='' if self._emoji else 'none', remove='none' if self._emoji else '')
        name = _('Emoji: {emoji}', emoji=self._emoji) if self._emoji else _('Choose an emoji')
        self._button.props['aria-label'] = name

    async def _save(self) -> None:
        now = datetime.now(UTC)
        end = self._before.clear_at if self._end.chosen == KEPT else end_of(self._end.chosen, now, self._locale.zone)
        await self._set(Status(emoji=self._emoji, text=self._field.typed, clear_at=end))

    async def _clear(self) -> None:
        await self._set(Status())

    async def _set(self, status: Status) -> None:
        with self._dialog.refusals():
            await self._app.actions.statuses.set_status(self._member_id, status, new_request_id())
            self._dialog.close()
