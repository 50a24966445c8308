"""The side of every page: the member's groups, the ways to more of them, and the member."""

from collections.abc import Set
from html import escape

from nicegui import ui
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.button import icon_button, wide_button
from messenger.components.dialogs.browse_groups import browse_groups
from messenger.components.dialogs.new_group import new_group
from messenger.components.dialogs.new_message import new_message
from messenger.components.dialogs.search import Search
from messenger.components.extension_page import page_link
from messenger.components.group_line import count
from messenger.components.group_list import GroupList
from messenger.components.group_menu import group_menu
from messenger.components.notifier import Notifier
from messenger.components.own_corner import OwnCorner
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, is_id
from messenger.words import _

MENTIONS = '/mentions'
"""Where they are, and what stands for a name where the open page of an extension is named."""


class Sidebar:
    """The landmark "Groups". What never changes is plain HTML: each element costs its page memory."""

    def __init__(self, app: Parts, member_id: MemberId, session_id: str) -> None:
        self._app = app
        self._member_id = member_id
        self._open_page = ''
        with ui.element('nav').classes('side') as side:
            side.props['aria-label'] = _('Groups')
            title = ui.element('div').classes('site').on('click', self._go, js_handler=browser.CLICK)
            title.props['innerHTML'] = (
                f'<h1>{escape(app.settings.title)}</h1>{icon_button(_("Search"), "search", "search")}'
            )
            self._groups = GroupList(app.store, member_id, on_news=Notifier(app.store, member_id).tell)
            self._groups.element.on('press', self._open_menu, js_handler=browser.PRESSED)
            ways = ui.element('div').classes('ways').on('click', self._go, js_handler=browser.CLICK)
            self._ways = ways
            self.show_pages()
            self._corner = OwnCorner(app, member_id, session_id)

    def show_pages(self, open_page: str | None = None) -> None:
        """Show the ways to more groups, and to the pages of extensions that there are now.

        `open_page` is the name of the extension whose page is open, empty for none; None leaves that as it is.
        """
        self._open_page = self._open_page if open_page is None else open_page
        self._pages = self._app.extensions.pages(self._member_id)
        self._draw_ways()

    def _follow_mentions(self) -> None:
        """Draw the ways anew only where other mentions wait than they show: each message asks, of each page."""
        if self._groups.mentions != self._mentions:
            self._draw_ways()

    def _draw_ways(self) -> None:
        self._mentions = self._groups.mentions
        with self._ways:
            html = self._ways_html()
        if self._ways.props.get('innerHTML') != html:
            self._ways.props['innerHTML'] = html

    def _ways_html(self) -> str:
        links = (page_link(page, is_open=page.name == self._open_page) for page in self._pages)
        return (
            _mentions_link(self._mentions, is_open=self._open_page == MENTIONS)
            + wide_button(_('New message'), 'message', 'edit_square')
            + wide_button(_('New group'), 'new', 'add')
            + wide_button(_('Browse groups'), 'browse', 'travel_explore')
            + ''.join(links)
        )

    @property
    def unread(self) -> int:
        """How many messages wait in all groups together."""
        return self._groups.unread

    def unread_in(self, group_id: GroupId) -> int:
        """How many messages wait in a group, as far as its line says so."""
        return self._groups.unread_in(group_id)

    def choose(self, group_id: GroupId | None) -> None:
        """Mark the group that is open."""
        self._groups.choose(group_id)

    def beside(self, step: int) -> GroupId | None:
        """Return the group so many lines below the one that is open, round the end; None when there is none."""
        return self._groups.beside(step)

    def show(self, group_id: GroupId) -> None:
        """Show a group as it is now, which may be in the list no longer or not yet."""
        self._groups.show([group_id])
        self._follow_mentions()

    def show_known(self, group_ids: Set[GroupId]) -> bool:
        """Show those of these groups that are in the list; tells whether there are any."""
        is_any = self._groups.show_known(group_ids)
        if is_any:
            self._follow_mentions()
        return is_any

    def show_all(self, *, besides: GroupId | None) -> None:
        """Show everything as it is now, `besides` one group."""
        self._groups.show_all(besides=besides)
        self._follow_mentions()
        self._corner.show()

    def _go(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['new', _]:
                new_group(self._app, self._member_id)
            case ['message', _]:
                new_message(self._app, self._member_id)
            case ['browse', _]:
                browse_groups(self._app, self._member_id)
            case ['search', _]:
                Search(self._app, self._member_id)

    def _open_menu(self, event: GenericEventArguments) -> None:
        """Open the menu of a group on which a finger rests."""
        match event.args:
            case str(group_id) if is_id(group_id):
                target = f'.group-list [href="/groups/{group_id}"]'
                group_menu(self._app, self._member_id, GroupId(group_id), target=target)


def _mentions_link(new: int, *, is_open: bool) -> str:
    """Write the line that leads to the messages that mention the member, with how many wait."""
    current = ' aria-current="page"' if is_open else ''
    waiting = f'<b class="count at">{count(new)}</b>' if new else ''
    name = escape(_('Mentions'))
    return f'<a class="button wide" href="{MENTIONS}" data-icon="alternate_email"{current}>{name}{waiting}</a>'
