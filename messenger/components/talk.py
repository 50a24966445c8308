"""What is said in a group or a thread, and the box to say something: the same for both."""

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.attachments import AttachmentLimits
from messenger.components import browser
from messenger.components.composer import Composer
from messenger.components.conversation import Conversation
from messenger.components.copying import ASK
from messenger.components.editor import Editor
from messenger.components.extras import offer_extras
from messenger.components.marking import mark_unread
from messenger.components.message_menu import MessageMenu
from messenger.components.parts import Parts
from messenger.components.person_card import person_card
from messenger.components.reacting import Reacting
from messenger.components.shared import Shared
from messenger.components.stand_ins import await_nothing
from messenger.components.suggestions import suggesters
from messenger.components.text_preview import TextPreview
from messenger.live import Locale
from messenger.model.group import Group
from messenger.model.ids import LogId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.words import _


class Talk:
    """One viewer's log and box of one group, or of one of its threads.

    `on_thread` is called to open the thread of a row.
    """

    def __init__(self, app: Parts, shared: Shared, member_id: MemberId, group: Group, log: LogId) -> None:
        self._app = app
        self._shared = shared
        self._member_id = member_id
        self._group = group
        self._log = log
        self._client: Client = ui.context.client
        self._suggest = suggesters(app.store, group.id, member_id, may_call=self._may_call)
        self._editor: Editor | None = None
        self.on_thread: Callable[[int], Awaitable[None]] = await_nothing
        self.conversation = Conversation(
            logs=shared.logs,
            live=app.live,
            store=app.store,
            reading=app.actions.reading,
            member_id=member_id,
            log=log,
        )

    async def open(self, main: Element, locale: Locale, *, around: int = 0) -> None:
        """Build it in the current slot, which is that of `main`, around an ordinal if one is given. Raises NotFound."""
        self._main = main
        main.props['data-copy'] = _(ASK)
        await self.conversation.open(locale, around=around)
        with Element('footer').classes('foot') as self._foot:
            self._typing = self._app.live.view(identity=self._member_id, locale=locale, may_see=self._may_see)
            self._typing.element.classes('typing-line')
            self._typing.show([self._shared.lines.typing(self._log)])
            self._build_composer(locale)
            await self.composer.restore_reply()
        self._menu = self._build_menu()
        self._menu.locale = locale
        self._reacting = self._build_reacting()
        self._wire()

    def relocate(self, locale: Locale) -> None:
        """Show all times in another zone and language."""
        self._menu.locale = self._preview.locale = locale
        self.conversation.relocate(locale)

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""
        self.composer.follow_draft()
        self.conversation.hear_own()

    def close(self) -> None:
        """Leave the blocks and stop hearing of them; closing twice is no error."""
        self.conversation.close()
        if hasattr(self, '_typing'):
            self._typing.leave()

    async def show(self, ordinal: int) -> None:
        """Go to a message, or say that there is none to see. Raises Refused."""
        await self._app.actions.messages.read_message(self._member_id, self._group.id, Ordinal(ordinal))
        await self.conversation.show(ordinal)

    def _build_composer(self, locale: Locale) -> None:
        app = self._app
        self.composer = Composer(
            messages=app.actions.messages,
            reading=app.actions.reading,
            member_id=self._member_id,
            group=self._group,
            thread=self._log.thread,
            store=app.store,
            suggest=self._suggest,
            most_characters=app.settings.message_characters,
            extensions=app.extensions,
            attachable=AttachmentLimits(
                most_megabytes=app.settings.attachment_megabytes,
                most_of_a_message=app.settings.attachments_per_message,
            ),
        )
        if self.composer.has_extras:
            offer_extras(app, self.composer.element, self._member_id, self._group.id)
        self._preview = TextPreview(
            self.composer.element,
            messages=app.actions.messages,
            extensions=app.extensions,
            bodies=app.bodies,
            member_id=self._member_id,
            group_id=self._group.id,
            locale=locale,
        )

    def _build_menu(self) -> MessageMenu:
        app = self._app
        return MessageMenu(
            actions=app.actions,
            store=app.store,
            bodies=app.bodies,
            member_id=self._member_id,
            log=self._log,
            within=self.conversation.log.html_id,
            edit=self._edit,
            quote=self._quote,
            meet=lambda other_id: person_card(app, self._member_id, other_id, self._group.id),
            extras=partial(app.extensions.message_lines, self._member_id),
        )

    def _build_reacting(self) -> Reacting:
        actions = self._app.actions
        return Reacting(
            reactions=actions.reactions,
            messages=actions.messages,
            reading=actions.reading,
            store=self._app.store,
            member_id=self._member_id,
            group_id=self._group.id,
            within=self.conversation.log.html_id,
        )

    def _wire(self) -> None:
        self.composer.on_sent = self._after_sending
        self.composer.on_edit_last = self._menu.edit_last
        self.composer.tell = partial(self._app.live.tell, self._client)
        self._menu.on_react = lambda message: self._reacting.open(message.ordinal)
        self._menu.on_reply = self._reply
        self._menu.on_original = self.conversation.show
        self._menu.on_unread = self._mark_unread
        self._menu.on_thread = lambda message: self.on_thread(message.ordinal)
        self.conversation.after_deleting = self.composer.follow_deletion
        self.conversation.log.on('click', self._on_row, js_handler=browser.CLICK)
        self.conversation.log.on('keydown', self._on_row, js_handler=browser.KEYS)

    async def _on_row(self, event: GenericEventArguments) -> None:
        with self._main:
            match event.args:
                case ['toggle', int(ordinal), str(emoji)]:
                    await self._reacting.toggle(ordinal, emoji)
                case ['react', int(ordinal)]:
                    await self._reacting.open(ordinal)
                case ['thread', int(ordinal)]:
                    await self.on_thread(ordinal)
                case [str(action), int(ordinal)]:
                    await self._menu.do(action, ordinal)

    async def _edit(self, message: Message) -> None:
        """Open the box for a message; the composer waits underneath with its draft."""
        if self._editor:
            await self._editor.close()
        self.conversation.style.edit(message.ordinal)
        self.composer.element.set_visibility(False)
        with self._foot:
            self._editor = Editor(
                message,
                log=self._log,
                messages=self._app.actions.messages,
                member_id=self._member_id,
                suggest=self._suggest,
                on_empty=self._menu.ask_to_delete,
                on_close=self._end_edit,
            )

    async def _after_sending(self) -> None:
        self._preview.close()
        await self.conversation.show_newest()

    def _quote(self, message: Message) -> None:
        """Put what a message says into the box that is open."""
        box_id = self._editor.box_id if self._editor else self.composer.box_id
        self._client.run_javascript(browser.quote(box_id, message.ordinal, message.text))

    async def _reply(self, message: Message) -> None:
        """Let the composer, which an open edit gives way to, reply to a message."""
        if self._editor:
            await self._editor.close()
        self.composer.reply(message)

    async def _mark_unread(self, message: Message) -> None:
        await mark_unread(self._app, self._member_id, message)
        self.conversation.hear_own()

    async def _end_edit(self) -> None:
        self._editor = None
        self.conversation.style.edit(0)
        self.composer.element.set_visibility(True)
        self.composer.take_focus_if_free()
        await self.composer.send_unsent()  # Enter as the editor opened came to a box that was hidden by then

    def _may_call(self) -> bool:
        try:
            self._app.actions.messages.mention_all(self._member_id, self._group.id)
        except Refused:
            return False
        return True

    def _may_see(self) -> bool:
        return self._app.store.membership(self._group.id, self._member_id) is not None
