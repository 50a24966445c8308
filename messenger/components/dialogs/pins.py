"""The panel of a group's pinned messages, the last pinned first."""

from html import escape

from nicegui import Client, background_tasks, ui
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.going import go_to
from messenger.components.locale import locale_of
from messenger.components.message_links import MessageLinks
from messenger.components.parts import Parts
from messenger.model.changes import (
    Change,
    GroupDeleted,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePinned,
    MessageUnpinned,
    RoleChanged,
)
from messenger.model.ids import GroupId, MemberId, Ordinal, StreamId, new_request_id
from messenger.model.message import Message
from messenger.model.permissions import Action, is_allowed, standing_of
from messenger.words import _, marked

NOTHING = marked(
    'Nothing is pinned yet. Moderators choose "Pin message" in the menu of a message that all shall find at once.'
)
FOLLOWED = (
    MessagePinned,
    MessageUnpinned,
    MessageEdited,
    MessageDeleted,
    RoleChanged,
    MemberLeft,
    GroupDeleted,
)
"""What may change the list, or what its viewer may do with it."""


def show_pins(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Open the panel in the current slot."""
    Pins(app, member_id, group_id)


class Pins:
    """What is pinned, as it stands now; a click goes there, and who may unpins it."""

    def __init__(self, app: Parts, member_id: MemberId, group_id: GroupId) -> None:
        self._app = app
        self._member_id = member_id
        self._group_id = group_id
        self._client: Client = ui.context.client
        self._links = MessageLinks(app.store, member_id, locale_of(app.store, member_id, self._client.request))
        with Dialog(_('Pinned messages'), side=True) as self._dialog:
            self._dialog.body.classes('search')
            self._dialog.body.on('keydown', js_handler=browser.MOVE_IN_LIST)
            self._dialog.body.on('click', self._choose, js_handler=browser.CHOOSE)
            self._dialog.body.on('click', self._unpin, js_handler=browser.CLICK)
            self._status = ui.label().classes('words').props('role=status')
            self._results = ui.element('div').classes('results')
        self._dialog.follow(app.store.listen, self._hear)
        background_tasks.create(self._show())

    async def _show(self) -> None:
        with self._dialog.refusals():
            pinned = await self._app.actions.pins.list_pins(self._member_id, self._group_id)
            if self._dialog.is_open:
                with self._dialog:
                    lines = ''.join(map(self._line, pinned))
                    self._results.props['innerHTML'] = f'<ul role="list" class="pins">{lines}</ul>' if pinned else ''
                    self._status.set_text('' if pinned else _(NOTHING))

    def _line(self, message: Message) -> str:
        text = _('Unpin the message by {name}', name=self._links.name(message.author_id))
        unpin = icon_button(text, 'unpin', 'close') if self._may_unpin() else ''
        pinned = _('Pinned by {name}', name=self._links.name(message.pin.by if message.pin else None))
        by = f'<span class="pinned-by">{escape(pinned)}</span>'
        return f'<li data-for="{message.ordinal}">{self._links.link(message, below=by)}{unpin}</li>'

    def _may_unpin(self) -> bool:
        membership = self._app.store.membership(self._group_id, self._member_id)
        return is_allowed(Action.UNPIN_MESSAGE, [standing_of(membership.role if membership else None)])

    async def _choose(self, event: GenericEventArguments) -> None:
        match event.args:
            case [str(), int(ordinal)] if ordinal > 0:
                self._dialog.close()
                await go_to(self._client, self._group_id, Ordinal(ordinal))

    async def _unpin(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['unpin', int(ordinal)]:
                with self._dialog.refusals():
                    unpin = self._app.actions.pins.unpin_message
                    await unpin(self._member_id, self._group_id, Ordinal(ordinal), new_request_id())

    def _hear(self, change: Change) -> None:
        if change.stream == StreamId(self._group_id) and isinstance(change.fact, FOLLOWED):
            background_tasks.create(self._show())
