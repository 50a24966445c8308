"""The frame of every page: the groups at the side, and in the middle what the address names."""

from collections.abc import Callable, Set
from html import escape

from nicegui import Client, ui

from messenger.accounts.session import Session
from messenger.components.css_words import css_words
from messenger.components.dialogs.browse_groups import browse_groups
from messenger.components.extension_page import show_page
from messenger.components.mentions_page import MentionsPage
from messenger.components.middle import Middle, ShowGroup
from messenger.components.open_group import OpenGroup
from messenger.components.page_language import PageLanguage
from messenger.components.parts import Parts
from messenger.components.rounds import Rounds
from messenger.components.shortcuts import Shortcuts
from messenger.components.sidebar import MENTIONS, Sidebar
from messenger.components.theme import Theme
from messenger.components.toast import toast
from messenger.model.ids import GroupId
from messenger.model.refused import Refused
from messenger.words import _, marked, said, spoken_by

SORRY = marked('Something went wrong. Try again, or reload the page.')


class Shell:
    """One open page of one member, from its request until its browser has been gone for a while."""

    def __init__(self, app: Parts, rounds: Rounds, session: Session, show_group: ShowGroup) -> None:
        """Build the frame; `show_group` builds a conversation in the middle of it."""
        self._app = app
        self._rounds = rounds
        self._member_id = session.member_id
        self._client: Client = ui.context.client
        self._leave: Callable[[], None] | None = None
        self._language = PageLanguage(app.store, session.member_id, self._client)
        self._theme = Theme(app.store, session.member_id)
        self._open = OpenGroup(app.store, session.member_id, self._show_open)
        _free_the_landmark(self._client)
        ui.element('style').props['innerHTML'] = css_words()
        with ui.element('div').classes('shell') as self._frame:
            skip = ui.element('a').classes('nicegui-skip-link')
            self._side = Sidebar(app, session.member_id, session.id)
            self._middle = Middle(
                show_group,
                show_page=self._show_page,
                show_mentions=self._show_mentions,
                choose=self._choose,
                browse=lambda: browse_groups(app, session.member_id),
            )
        self._shortcuts = Shortcuts(app, session.member_id, self._frame, self._side)
        skip.props.update(
            {'href': f'#{self._middle.element.html_id}', 'innerHTML': escape(_('Skip to the conversation'))}
        )
        self._forget_extensions = app.extensions.listen(self._hear_extension)
        self._wire()

    async def shown(self) -> None:
        """Wait a while for what stands in the middle."""
        await self._middle.shown()

    def hear(self, group_ids: Set[GroupId]) -> None:
        """Show what changed in these groups; where nothing is to be shown this costs next to nothing."""
        if self._open.id in group_ids and not self._open.is_waiting:
            self._open.look_soon()
        self._show_others(group_ids)

    def hear_read(self, group_ids: Set[GroupId]) -> None:
        """Show that the member has read on in these groups, which can only change a line that counts something."""
        counting = {group_id for group_id in group_ids if self._side.unread_in(group_id)}
        if self._open.id in counting:
            self._open.look_soon()
        self._show_others(counting)

    def hear_all(self) -> None:
        """Show everything anew."""
        self._language.follow()
        self._theme.show()
        self._side.show_all(besides=self._open.id)
        self._open.look_soon()
        self._middle.hear_own()
        self._draw_title()

    def hear_at_once(self, group_id: GroupId) -> None:
        """Show that the member came into a group or is out of it, or that it has another name."""
        self._side.show(group_id)
        if group_id == self._open.id and self._open.is_entered:
            self._middle.refresh()
        self._draw_title()

    def _choose(self, group_id: GroupId | None) -> None:
        self._open.choose(group_id)
        self._side.choose(group_id)
        self._side.show_pages('')
        self._frame.classes(add='at-group' if group_id else '', remove='' if group_id else 'at-group')
        self._draw_title()

    def _show_mentions(self) -> Callable[[], None]:
        """Show the page of the mentions; on a phone it takes the place of the list, as a group does."""
        self._frame.classes(add='at-group')
        self._side.show_pages(MENTIONS)
        with self._frame:
            ui.page_title(_('Mentions – {site}', site=self._app.settings.title))
        return MentionsPage(self._app, self._member_id).close

    async def _show_page(self, name: str) -> None:
        """Show the page of an extension; on a phone it takes the place of the list, as a group does."""
        self._frame.classes(add='at-group')
        self._side.show_pages(name)
        with self._frame:
            ui.page_title(self._app.settings.title)
        await show_page(self._app, self._member_id, name)

    def _hear_extension(self, _name: str) -> None:
        """Follow an extension that was loaded again, switched, or is gone: it may have a page, or have it no more."""
        self._side.show_pages()

    def _show_others(self, group_ids: Set[GroupId]) -> None:
        if self._side.show_known(group_ids - {self._open.id}):
            self._draw_title()

    def _show_open(self) -> None:
        if self._open.id:
            self._side.show(self._open.id)
            self._draw_title()

    def _draw_title(self) -> None:
        title = self._open.title(self._app.settings.title, self._side.unread, spoken_by(self._client))
        if title != self._client.title:
            with self._frame:
                ui.page_title(title)

    def _wire(self) -> None:
        self._client.on_connect(self._arrive)
        self._client.on_connect(self._middle.wake)
        self._client.on_connect(self._shortcuts.wake)
        self._client.on_disconnect(self._depart)
        self._client.on_delete(self._go)
        self._client.on_exception(_say_sorry)

    def _arrive(self) -> None:
        self._app.store.presence.arrive(self._member_id, self._client.id)
        if self._leave is None:
            self._leave = self._rounds.join(self, self._member_id)
            self.hear_all()
            if self._open.id:
                self.hear_at_once(self._open.id)

    def _depart(self) -> None:
        if not self._client.has_socket_connection:
            self._app.store.presence.depart(self._client.id)

    def _go(self) -> None:
        self._app.store.presence.depart(self._client.id)
        self._middle.close()
        self._open.choose(None)
        self._forget_extensions()
        if self._leave:
            self._leave()


def _free_the_landmark(client: Client) -> None:
    """Take the role of the main part from Quasar's page, which holds the side as well."""
    if client.content.parent_slot:
        client.content.parent_slot.parent.props('role=none')


def _say_sorry(error: Exception) -> None:
    """Tell the viewer what a handler raised: a refusal in its words, anything else without its inner life."""
    toast(said(error) if isinstance(error, Refused) else _(SORRY), is_bad=True)
