"""A group's page: who it is, what is said, the box to say something, and beside it a thread."""

from collections.abc import Callable
from html import escape

from nicegui import Client, background_tasks, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.dialogs.pins import show_pins
from messenger.components.dialogs.threads import show_threads
from messenger.components.group_menu import group_menu
from messenger.components.locale import Reader
from messenger.components.members import members_panel
from messenger.components.parts import Parts
from messenger.components.preferences import mark_preferences
from messenger.components.shared import Shared
from messenger.components.talk import Talk
from messenger.components.thread_pane import ThreadPane
from messenger.components.toast import refusals, toast
from messenger.live import Block, Locale, View
from messenger.model.group import Group
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.model.refused import NotFound, Refused
from messenger.words import _, said, spoken_by


class GroupPage:
    """One viewer's page of one group.

    Whoever shows it calls `wake` at each connect and `close` when another page takes its place.
    """

    def __init__(self, app: Parts, shared: Shared, member_id: MemberId, group_id: GroupId) -> None:
        self._client: Client = ui.context.client
        group = app.store.group_as(member_id, group_id, spoken_by(self._client))
        if group is None:
            raise NotFound('group')
        self._app = app
        self._shared = shared
        self._member_id = member_id
        self._group: Group = group
        self._reader = Reader(app.store, member_id, self._client)
        self._talk = Talk(app, shared, member_id, group, LogId(group_id))
        self._thread: ThreadPane | None = None
        self._views: list[View] = []
        self._is_awake = False

    async def open(self, *, on_back: Callable[[], None], around: int = 0, thread: int = 0) -> None:
        """Build the page in the current slot, at the newest messages or around an ordinal. Raises NotFound.

        `thread` is the ordinal of the message whose thread is open beside it, 0 for none.
        """
        self._around, root = around, Ordinal(thread)
        if around and not thread:
            root = await self._thread_alone(Ordinal(around))
        with Element('div').classes('beside') as self._frame, Element('section').classes('conversation') as self._main:
            mark_preferences(self._main, self._app.store, self._member_id)
            self._build_header(on_back)
            await self._talk.open(self._main, self._reader.locale, around=root or around)
        self._wire()
        if root:
            with refusals():
                await self._build_thread(root, around=around)
        if self._client.has_socket_connection:
            background_tasks.create(self.wake())

    async def wake(self) -> None:
        """Take up what only an open page can do: its zone, its unsent texts, its focus."""
        if not self._is_awake and not self._around:
            self._talk.conversation.show_divider()
        self._talk.conversation.wake()
        if not self._is_awake:
            self._is_awake = True
            self._talk.composer.wake(wants_focus=not self._around and self._thread is None)
            if self._thread:
                await self._thread.wake(wants_focus=not self._around)
            if self._around:
                await self._show_row()
            await self._reader.ask(self._app.actions.reading, self._relocate)
        await self._talk.composer.send_unsent()

    def hear_own(self) -> None:
        """Follow what the member does in other tabs."""
        mark_preferences(self._main, self._app.store, self._member_id)
        self._talk.hear_own()
        if self._thread:
            self._thread.hear_own()
        self._reader.follow(self._relocate)

    def follow_address(self, path: str) -> None:
        """Close the thread where the way back leads to the group alone; one that comes is built with the page."""
        if self._thread and path == f'/groups/{self._group.id}':
            self._thread.close()
            self._thread = None

    def close(self) -> None:
        """Leave the group's blocks and stop hearing of it; closing twice is no error."""
        self._talk.close()
        if self._thread:
            self._thread.talk.close()
        for view in self._views:
            view.leave()
        self._views.clear()

    def _build_header(self, on_back: Callable[[], None]) -> None:
        self._on_back = on_back
        with Element('header').classes('head').on('click', self._on_head, js_handler=browser.CLICK) as self._head:
            self._heading = Element('div').classes('part')
            self._draw_heading()
            self._line('here-line', self._shared.lines.here(self._group.id))
            self._line('part', self._shared.lines.pins(self._group.id))
            Element('div').classes('part').props['innerHTML'] = (
                icon_button(_('Threads'), 'threads', 'forum')
                + icon_button(_('Members'), 'members', 'group')
                + icon_button(_('Group settings'), 'settings', 'more_horiz')
            )

    def _on_head(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['back', _]:
                self._on_back()
            case ['pins', _]:
                show_pins(self._app, self._member_id, self._group.id)
            case ['threads', _]:
                show_threads(self._app, self._member_id, self._group.id, self._open_thread)
            case ['members', _]:
                members_panel(self._app, self._member_id, self._group.id)
            case ['settings', _]:
                group_menu(self._app, self._member_id, self._group.id, target='.head .settings')

    def _wire(self) -> None:
        self._talk.on_thread = self._open_thread
        conversation = self._talk.conversation
        conversation.after_renaming = self._follow_group
        conversation.after_leaving = self._leave
        conversation.after_threads = self._mark_threads
        conversation.on_threads()

    async def _thread_alone(self, ordinal: Ordinal) -> Ordinal:
        """Return what the thread hangs below in which alone a message stands, `NO_THREAD` for any other."""
        try:
            message = await self._app.actions.messages.read_message(self._member_id, self._group.id, ordinal)
        except Refused:
            return NO_THREAD
        return NO_THREAD if message.is_in_log or message.thread is None else message.thread

    async def _open_thread(self, ordinal: int) -> None:
        """Open the thread of a row beside the group, in place of the one that is open."""
        with refusals():
            row = await self._app.actions.threads.read_in_thread(self._member_id, self._group.id, [Ordinal(ordinal)])
            root = row[0].thread or row[0].ordinal if row else Ordinal(ordinal)
            if self._thread and self._thread.log.thread == root:
                return self._thread.talk.composer.take_focus()
            await self._build_thread(root)
            with self._frame:
                ui.navigate.history.push(f'/groups/{self._group.id}?thread={root}')
            if self._thread:
                await self._thread.wake(wants_focus=True)
        return None

    async def _build_thread(self, root: Ordinal, *, around: int = 0) -> None:
        """Place the pane of a thread. Raises NotFound, and then what was open stays."""
        with self._frame:
            pane = ThreadPane(self._app, self._shared, self._member_id, self._group, LogId(self._group.id, root))
            try:
                await pane.open(self._reader.locale, on_close=self._close_thread, around=around)
            except BaseException:
                pane.close()
                raise
        if self._thread:
            self._thread.close()
        self._thread = pane

    def _close_thread(self) -> None:
        if self._thread:
            self._thread.close()
            self._thread = None
            with self._frame:
                ui.navigate.history.replace(f'/groups/{self._group.id}')
            self._talk.composer.take_focus()

    def _relocate(self, locale: Locale) -> None:
        self._talk.relocate(locale)
        if self._thread:
            self._thread.talk.relocate(locale)

    async def _show_row(self) -> None:
        """Go to the message that the address names, or say that there is none to see."""
        talk = self._thread.talk if self._thread else self._talk
        try:
            await talk.show(self._around)
        except Refused as refused:
            with self._main:
                toast(said(refused), is_bad=True)
            talk.composer.take_focus()

    def _line(self, name: str, block: Block) -> None:
        """Place one of the lines that all viewers share."""
        view = self._app.live.view(identity=self._member_id, locale=self._reader.locale, may_see=self._may_see)
        view.element.classes(name)
        view.show([block])
        self._views.append(view)

    def _may_see(self) -> bool:
        return self._app.store.membership(self._group.id, self._member_id) is not None

    def _follow_group(self) -> None:
        language = spoken_by(self._client)
        self._group = self._app.store.group_as(self._member_id, self._group.id, language) or self._group
        self._draw_heading()

    def _mark_threads(self, count: int) -> None:
        """Mark the button of the threads while there is something new in them."""
        self._head.classes(add='has-news' if count else '', remove='' if count else 'has-news')

    def _draw_heading(self) -> None:
        title = f'<h1 class="{self._group.kind.value}">{escape(self._group.name)}</h1>'
        with self._heading:
            self._heading.props['innerHTML'] = icon_button(_('Back to the groups'), 'back', 'arrow_back') + title

    def _leave(self) -> None:
        """Go away from a group that the viewer is no longer a member of."""
        self.close()
        with self._client:
            is_deleted, name = self._app.store.group(self._group.id) is None, self._group.name
            gone = _('{group} was deleted.', group=name)
            toast(gone if is_deleted else _('You are no longer a member of {group}.', group=name))
            ui.navigate.to('/')
