"""A group's page: who it is, what is said, and the box to say something."""

from collections.abc import Callable
from functools import partial
from html import escape

from nicegui import Client, background_tasks, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.attachments import AttachmentLimits
from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.composer import Composer
from messenger.components.conversation import Conversation
from messenger.components.editor import Editor
from messenger.components.extras import offer_extras
from messenger.components.group_menu import group_menu
from messenger.components.locale import Reader
from messenger.components.marking import mark_unread
from messenger.components.members import members_panel
from messenger.components.message_menu import MessageMenu
from messenger.components.parts import Parts
from messenger.components.person_card import person_card
from messenger.components.preferences import mark_preferences
from messenger.components.reacting import Reacting
from messenger.components.shared import Shared
from messenger.components.suggestions import suggesters
from messenger.components.text_preview import TextPreview
from messenger.components.toast import toast
from messenger.live import Block, Locale, View
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.refused import NotFound, Refused


class GroupPage:
    """One viewer's page of one group.

    Whoever shows it calls `wake` at each connect and `close` when another page takes its place.
    """

    def __init__(self, app: Parts, shared: Shared, member_id: MemberId, group_id: GroupId) -> None:
        group = app.store.group_as(member_id, group_id)
        if group is None:
            raise NotFound('group')
        self._app = app
        self._shared = shared
        self._member_id = member_id
        self._group: Group = group
        self._client: Client = ui.context.client
        self._reader = Reader(app.store, member_id, self._client)
        self._suggest = suggesters(app.store, group_id, member_id, may_call=self._may_call)
        self._editor: Editor | None = None
        self._views: list[View] = []
        self._is_awake = False

    async def open(self, *, on_back: Callable[[], None], around: int = 0) -> None:
        """Build the page in the current slot, at the newest messages or around an ordinal. Raises NotFound."""
        with Element('section').classes('conversation') as self._main:
            mark_preferences(self._main, self._app.store, self._member_id)
            self._build_header(on_back)
            self._build_conversation()
            await self._conversation.open(self._reader.locale, around=around)
            with Element('footer').classes('foot') as self._foot:
                self._line('typing-line', self._shared.lines.typing(self._group.id))
                self._build_composer()
                await self._composer.restore_reply()
        self._menu = self._build_menu()
        self._menu.locale = self._reader.locale
        self._reacting = self._build_reacting()
        self._wire()
        self._around = around
        if self._client.has_socket_connection:
            background_tasks.create(self.wake())

    async def wake(self) -> None:
        """Take up what only an open page can do: its zone, its unsent texts, its focus."""
        if not self._is_awake and not self._around:
            self._conversation.show_divider()
        self._client.run_javascript(browser.HOLD)
        self._client.run_javascript(browser.KEEP_FOCUS)
        self._client.run_javascript(browser.WATCH)
        if not self._is_awake:
            self._is_awake = True
            self._composer.wake(wants_focus=not self._around)
            if self._around:
                await self._show_row()
            await self._reader.ask(self._app.actions.reading, self._relocate)
        await self._composer.send_unsent()

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""
        mark_preferences(self._main, self._app.store, self._member_id)
        self._composer.follow_draft()
        self._conversation.hear_own()
        self._reader.follow(self._relocate)

    def close(self) -> None:
        """Leave the group's blocks and stop hearing of it; closing twice is no error."""
        self._conversation.close()
        for view in self._views:
            view.leave()
        self._views.clear()

    def _build_header(self, on_back: Callable[[], None]) -> None:
        self._on_back = on_back
        with Element('header').classes('head').on('click', self._on_head, js_handler=browser.CLICK):
            self._heading = Element('div').classes('part')
            self._draw_heading()
            self._line('here-line', self._shared.lines.here(self._group.id))
            Element('div').classes('part').props['innerHTML'] = icon_button(
                'Members', 'members', 'group'
            ) + icon_button('Group settings', 'settings', 'more_horiz')

    def _on_head(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['back', _]:
                self._on_back()
            case ['members', _]:
                members_panel(self._app, self._member_id, self._group.id)
            case ['settings', _]:
                group_menu(self._app, self._member_id, self._group.id, target='.head .settings')

    def _build_conversation(self) -> None:
        app = self._app
        self._conversation = Conversation(
            logs=self._shared.logs,
            live=app.live,
            store=app.store,
            reading=app.actions.reading,
            member_id=self._member_id,
            group_id=self._group.id,
        )

    def _build_composer(self) -> None:
        app = self._app
        self._composer = Composer(
            messages=app.actions.messages,
            reading=app.actions.reading,
            member_id=self._member_id,
            group=self._group,
            store=app.store,
            suggest=self._suggest,
            most_characters=app.settings.message_characters,
            extensions=app.extensions,
            attachable=AttachmentLimits(
                most_megabytes=app.settings.attachment_megabytes,
                most_of_a_message=app.settings.attachments_per_message,
            ),
        )
        offer_extras(app, self._composer.element, self._member_id, self._group.id)
        self._preview = TextPreview(
            self._composer.element,
            messages=app.actions.messages,
            extensions=app.extensions,
            bodies=app.bodies,
            member_id=self._member_id,
            group_id=self._group.id,
        )

    def _build_menu(self) -> MessageMenu:
        app = self._app
        return MessageMenu(
            actions=app.actions,
            store=app.store,
            bodies=app.bodies,
            member_id=self._member_id,
            group_id=self._group.id,
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
        )

    def _wire(self) -> None:
        self._composer.on_sent = self._after_sending
        self._composer.on_edit_last = self._menu.edit_last
        self._composer.tell = partial(self._app.live.tell, self._client)
        self._menu.on_reply = self._reply
        self._menu.on_original = self._conversation.show
        self._menu.on_unread = self._mark_unread
        self._conversation.after_deleting = self._composer.follow_deletion
        self._conversation.after_renaming = self._follow_group
        self._conversation.after_leaving = self._leave
        self._conversation.log.on('click', self._on_row, js_handler=browser.CLICK)
        self._conversation.log.on('keydown', self._on_row, js_handler=browser.KEYS)

    async def _on_row(self, event: GenericEventArguments) -> None:
        with self._main:
            match event.args:
                case ['toggle', int(ordinal), str(emoji)]:
                    await self._reacting.toggle(ordinal, emoji)
                case ['react', int(ordinal)]:
                    await self._reacting.open(ordinal)
                case [str(action), int(ordinal)]:
                    await self._menu.do(action, ordinal)

    async def _edit(self, message: Message) -> None:
        """Open the box for a message; the composer waits underneath with its draft."""
        if self._editor:
            await self._editor.close()
        self._conversation.style.edit(message.ordinal)
        self._composer.element.set_visibility(False)
        with self._foot:
            self._editor = Editor(
                message,
                messages=self._app.actions.messages,
                member_id=self._member_id,
                suggest=self._suggest,
                on_empty=self._menu.ask_to_delete,
                on_close=self._end_edit,
            )

    async def _after_sending(self) -> None:
        self._preview.close()
        await self._conversation.show_newest()

    def _quote(self, message: Message) -> None:
        """Put what a message says into the box that is open."""
        box_id = self._editor.box_id if self._editor else self._composer.box_id
        self._client.run_javascript(browser.quote(box_id, message.ordinal, message.text))

    async def _reply(self, message: Message) -> None:
        """Let the composer, which an open edit gives way to, reply to a message."""
        if self._editor:
            await self._editor.close()
        self._composer.reply(message)

    async def _mark_unread(self, message: Message) -> None:
        await mark_unread(self._app, self._member_id, message)
        self._conversation.hear_own()

    async def _end_edit(self) -> None:
        self._editor = None
        self._conversation.style.edit(0)
        self._composer.element.set_visibility(True)
        self._composer.take_focus()
        await self._composer.send_unsent()  # Enter as the editor opened came to a box that was hidden by then

    def _relocate(self, locale: Locale) -> None:
        self._menu.locale = locale
        self._conversation.relocate(locale)

    async def _show_row(self) -> None:
        """Go to the message that the address names, or say that there is none to see."""
        try:
            await self._app.actions.messages.read_message(self._member_id, self._group.id, Ordinal(self._around))
        except Refused as refused:
            with self._main:
                toast(refused.reason, is_bad=True)
            self._composer.take_focus()
        else:
            await self._conversation.show(self._around)

    def _line(self, name: str, block: Block) -> None:
        """Place one of the lines that all viewers share."""
        view = self._app.live.view(identity=self._member_id, locale=self._reader.locale, may_see=self._may_see)
        view.element.classes(name)
        view.show([block])
        self._views.append(view)

    def _may_call(self) -> bool:
        try:
            self._app.actions.messages.mention_all(self._member_id, self._group.id)
        except Refused:
            return False
        return True

    def _may_see(self) -> bool:
        return self._app.store.membership(self._group.id, self._member_id) is not None

    def _follow_group(self) -> None:
        self._group = self._app.store.group_as(self._member_id, self._group.id) or self._group
        self._draw_heading()

    def _draw_heading(self) -> None:
        title = f'<h1 class="{self._group.kind.value}">{escape(self._group.name)}</h1>'
        self._heading.props['innerHTML'] = icon_button('Back to the groups', 'back', 'arrow_back') + title

    def _leave(self) -> None:
        """Go away from a group that the viewer is no longer a member of."""
        self.close()
        with self._client:
            is_deleted, name = self._app.store.group(self._group.id) is None, self._group.name
            toast(f'{name} was deleted.' if is_deleted else f'You are no longer a member of {name}.')
            ui.navigate.to('/')
