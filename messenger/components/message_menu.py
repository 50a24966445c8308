"""What a viewer can do with one message: the menu, and the dialogs behind it."""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import Client, ui
from nicegui.element import Element

from messenger.actions import Actions
from messenger.components import browser
from messenger.components.attached import address_of
from messenger.components.button import Button
from messenger.components.copying import copy, copy_address
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.seen_by import show_seen_by
from messenger.components.dialogs.text_file import show_text
from messenger.components.extras import add_extras
from messenger.components.filling import fill_html
from messenger.components.labelled import labelled
from messenger.components.menu import Menu
from messenger.components.naming import name_of
from messenger.components.picture_viewer import PictureViewer
from messenger.components.stand_ins import await_nothing
from messenger.components.times import long_time, short_time
from messenger.components.toast import refusals, toast
from messenger.extensions.menus import MenuLine
from messenger.live import Locale
from messenger.media.kind import TEXT
from messenger.model.attachment import summary
from messenger.model.ids import NO_THREAD, LogId, MemberId, Ordinal, new_request_id
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.permissions import Action, Standing, is_allowed, standing_of
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store
from messenger.words import _, language, ngettext

Answer = Callable[[Message], Awaitable[None]]


class MessageMenu:
    """Opens what a click or a key on a row asks for. Every right is checked again by the action."""

    def __init__(
        self,
        *,
        actions: Actions,
        store: Store,
        bodies: Bodies,
        member_id: MemberId,
        log: LogId,
        within: str,
        edit: Callable[[Message], Awaitable[None]],
        quote: Callable[[Message], None],
        meet: Callable[[MemberId], None],
        extras: Callable[[Message], Sequence[MenuLine]],
    ) -> None:
        """Serve the rows of one log, whose element has the HTML id `within`."""
        self._messages = actions.messages
        self._pins = actions.pins
        self._previews = actions.previews
        self._saved = actions.saved
        self._attachments = actions.attachments
        self._seen = actions.seen
        self._store = store
        self._bodies = bodies
        self._member_id = member_id
        self._group_id = log.group_id
        self._log = log
        self._within = within
        self._edit = edit
        self._quote = quote
        self._meet = meet
        self._extras = extras
        self._client: Client = ui.context.client
        self.locale = Locale(zone='UTC', language='en')
        self.on_react: Answer = await_nothing
        self.on_reply: Answer = await_nothing
        self.on_original: Callable[[int], Awaitable[None]] = await_nothing
        self.on_unread: Answer = await_nothing
        self.on_thread: Answer = await_nothing

    async def do(self, action: str, ordinal: int) -> None:
        """Do what a row was asked for, such as ``menu``, ``edit`` or ``reply``; anything unknown is ignored."""
        with refusals():
            message = await self._messages.read_message(self._member_id, self._group_id, Ordinal(ordinal))
            match action:
                case 'menu':
                    await self._open(message)
                case 'person':
                    self._meet(message.author_id)
                case 'reply':
                    await self.on_reply(message)
                case 'original':
                    await self._go_to_original(message)
                case 'edit' if self._may_edit(message):
                    await self._edit(message)
                case 'delete' if self._may_delete(message):
                    self.ask_to_delete(message)
                case 'quote' if message.text:
                    self._quote(message)
                case 'revisions':
                    await self._show_revisions(message)
                case _ if action.startswith('view '):
                    await self._view(message, action.removeprefix('view '))

    async def _view(self, message: Message, attachment_id: str) -> None:
        """Open a file of a message over the page, as far as it can be looked at there."""
        file = next((each for each in message.attachments if each.id == attachment_id), None)
        if file is not None and file.has_thumbnail:
            PictureViewer(self._store, message, file.id)
        elif file is not None and file.media_type == TEXT:
            beginning = await self._attachments.read_beginning(self._member_id, self._group_id, file.id)
            show_text(self._store, message, beginning, address_of(self._group_id, file))

    async def edit_last(self) -> None:
        """Edit my newest message, if there is one."""
        with refusals():
            message = await self._messages.last_own_message(self._member_id, *self._log)
            if message:
                await self._edit(message)

    def ask_to_delete(self, message: Message, after: Callable[[], Awaitable[None]] = await_nothing) -> None:
        """Ask before a message is gone for everyone; `after` is what is to be done then."""
        request_id = new_request_id()

        async def delete() -> None:
            with dialog.refusals():
                await self._messages.delete_message(self._member_id, self._group_id, message.ordinal, request_id)
                dialog.close()
                await after()

        with Dialog(_('Delete this message?')) as dialog:
            if message.text:
                html = fill_html(labelled(self._bodies.html(message)), self.locale)
                Element('div').classes('quoted bd').props['innerHTML'] = html
            if message.attachments:
                ui.label(summary(message.attachments, language())).classes('soft')
            dialog.text(_('It will be gone for everyone, with all its earlier texts and its files.'))
            with ui.element('footer'):
                Button(_('Cancel'), dialog.close)
                Button(_('Delete'), delete, look='danger').props('autofocus')

    async def _go_to_original(self, message: Message) -> None:
        if message.reply_to is not None:
            original = await self._messages.read_message(self._member_id, self._group_id, message.reply_to)
            await self.on_original(original.ordinal)

    async def _open(self, message: Message) -> None:
        seen_by = await self._seen_by(message)
        path = f'/groups/{self._group_id}?at={message.ordinal}'
        with Menu('bottom end', 'top end', target=f'#{self._within} [data-o="{message.ordinal}"] .more') as menu:
            menu.on_hide(lambda: self._client.run_javascript(browser.refocus_row(self._within, message.ordinal)))
            menu.heading(self._author_name(message), long_time(message.sent_at, self.locale))
            if self._may_edit(message):
                menu.item(_('Edit'), lambda: self._edit(message), icon='edit')
            menu.item(_('React'), lambda: self.on_react(message), icon='add_reaction')
            menu.item(_('Reply'), lambda: self.on_reply(message), icon='reply')
            if self._log.thread == NO_THREAD:
                menu.item(_('Open thread'), lambda: self.on_thread(message), icon='forum')
            if message.text:
                menu.item(_('Quote'), lambda: self._quote(message), icon='format_quote')
                menu.item(_('Copy text'), lambda: self._copy(message.text), icon='content_copy')
            if message.author_id != self._member_id:
                menu.item(self._about(message), lambda: self._meet(message.author_id), icon='person')
            self._offer_to_keepers(menu, message)
            menu.item(_('Copy link'), lambda: copy_address(self._client, path), icon='link')
            if self._saved.is_saved(self._member_id, self._group_id, message.ordinal):
                menu.item(_('Remove from saved'), lambda: self._unsave(message), icon='bookmark_remove')
            else:
                menu.item(_('Save for later'), lambda: self._save(message), icon='bookmark_add')
            if message.is_in_log:
                menu.item(_('Mark unread'), lambda: self.on_unread(message), icon='mark_chat_unread')
            if seen_by is not None:
                count = len(seen_by)
                text = ngettext('Seen by {count}', 'Seen by {count}', count) if count else _('Seen by nobody yet')
                menu.item(text, (lambda: show_seen_by(seen_by)) if seen_by else None, icon='done_all')
            add_extras(menu, self._extras(message))
            if self._may_delete(message):
                menu.item(_('Delete'), lambda: self.ask_to_delete(message), icon='delete', is_dangerous=True)

    def _offer_to_keepers(self, menu: Menu, message: Message) -> None:
        """Offer what moderators do for all, and the author of a message about its previews."""
        if self._may_pin(message):
            self._offer_pin(menu, message)
        if message.previews and is_allowed(Action.REMOVE_PREVIEWS, self._standings(message)):
            menu.item(_('Remove previews'), lambda: self._remove_previews(message), icon='link_off')

    def _offer_pin(self, menu: Menu, message: Message) -> None:
        pin, text, icon = self._pins.pin_message, _('Pin message'), 'keep'
        if message.pin is not None:
            pin, text, icon = self._pins.unpin_message, _('Unpin message'), 'keep_off'

        async def change() -> None:
            with refusals():
                await pin(self._member_id, self._group_id, message.ordinal, new_request_id())

        menu.item(text, change, icon=icon)

    async def _remove_previews(self, message: Message) -> None:
        with refusals():
            remove = self._previews.remove_previews
            await remove(self._member_id, self._group_id, message.ordinal, new_request_id())

    async def _save(self, message: Message) -> None:
        with refusals():
            await self._saved.save_message(self._member_id, self._group_id, message.ordinal)
            toast(_('Saved. Find it under your name, in "Saved messages".'))

    def _unsave(self, message: Message) -> None:
        with refusals():
            self._saved.unsave_message(self._member_id, self._group_id, message.ordinal)

    def _copy(self, text: str) -> None:
        copy(self._client, text)

    async def _show_revisions(self, message: Message) -> None:
        revisions = await self._messages.read_revisions(self._member_id, self._group_id, message.ordinal)
        with Dialog(_('Earlier texts')), Element('ol').classes('revisions'):
            for revision in reversed(revisions):
                with Element('li'):
                    ui.label(short_time(revision.at, self.locale)).classes('soft')
                    ui.label(revision.text).classes('revision')

    def _about(self, message: Message) -> str:
        return _('About {name}', name=self._author_name(message))

    def _author_name(self, message: Message) -> str:
        return name_of(message.author_id, self._store, language())

    async def _seen_by(self, message: Message) -> list[Member] | None:
        if not is_allowed(Action.SEEN_BY, self._standings(message)):
            return None
        return await self._seen.seen_by(self._member_id, self._group_id, message.ordinal)

    def _may_edit(self, message: Message) -> bool:
        return is_allowed(Action.EDIT_MESSAGE, self._standings(message))

    def _may_pin(self, message: Message) -> bool:
        action = Action.PIN_MESSAGE if message.pin is None else Action.UNPIN_MESSAGE
        return is_allowed(action, self._standings(message))

    def _may_delete(self, message: Message) -> bool:
        return is_allowed(Action.DELETE_MESSAGE, self._standings(message))

    def _standings(self, message: Message) -> set[Standing]:
        """What the viewer is to a message, for showing only what can be done."""
        membership = self._store.membership(self._group_id, self._member_id)
        standings = {standing_of(membership.role if membership else None)}
        if membership and message.author_id == self._member_id:
            standings.add(Standing.AUTHOR)
        return standings
