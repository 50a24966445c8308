"""The member's own corner: avatar and name, and behind them devices, theme, name and the way out."""

from functools import partial
from html import escape

from nicegui import ui

from messenger.components.avatar import avatar_html
from messenger.components.dialogs.add_device import add_device
from messenger.components.dialogs.blocked_people import blocked_people
from messenger.components.dialogs.change_name import change_name
from messenger.components.dialogs.extensions import show_extensions
from messenger.components.dialogs.keys import show_keys
from messenger.components.dialogs.notifications import notifications
from messenger.components.dialogs.picture import show_picture
from messenger.components.dialogs.preferences import preferences
from messenger.components.dialogs.saved import show_saved
from messenger.components.dialogs.sessions import show_sessions
from messenger.components.dialogs.status import set_status
from messenger.components.menu import Menu
from messenger.components.parts import Parts
from messenger.components.status import status_mark
from messenger.components.theme import THEMES, choose_theme, theme_of
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.words import _

PADDING_PIXELS = 8
"""Between the edge of the side and what stands in it."""


class OwnCorner:
    """The button at the foot of the side, and its menu."""

    def __init__(self, app: Parts, member_id: MemberId, session_id: str) -> None:
        self._app = app
        self._member_id = member_id
        self._session_id = session_id
        self._shown: Member | None = None
        self._button = ui.element('button').classes('own-corner').props('type=button aria-haspopup=menu')
        self._button.on('click', self._open, args=[])
        self.show()

    def show(self) -> None:
        """Show the member as it is now: the picture, the name and the emoji of the status."""
        member = self._app.store.member(self._member_id)
        if member is None or member == self._shown:
            return
        self._shown = member
        with self._button:
            self._button.props['aria-label'] = _('{name}, your settings', name=member.name)
        self._button.props['innerHTML'] = (
            f'{avatar_html(member.id, member.name, picture=member.picture)}<span class="name" dir="auto">'
            f'{escape(member.name)}{status_mark(member.status)}</span>'
        )

    def _open(self) -> None:
        app, member_id = self._app, self._member_id
        with Menu('top start', 'bottom start', target='.own-corner', aside=-PADDING_PIXELS) as menu:
            menu.item(_('Set status'), lambda: set_status(app, member_id), icon='add_reaction')
            menu.item(_('Add a device'), lambda: add_device(app, member_id), icon='devices')
            menu.item(_('Sessions'), lambda: show_sessions(app, member_id, self._session_id), icon='key')
            menu.item(_('Saved messages'), lambda: show_saved(app, member_id), icon='bookmark')
            menu.item(_('Notifications'), lambda: notifications(member_id), icon='notifications')
            menu.item(_('Preferences'), lambda: preferences(app, member_id), icon='tune')
            menu.item(_('Keys'), show_keys, icon='keyboard')
            menu.item(_('Change name'), lambda: change_name(app, member_id), icon='edit')
            menu.item(_('Your picture'), lambda: show_picture(app, member_id), icon='account_circle')
            menu.item(_('Blocked people'), lambda: blocked_people(app, member_id), icon='block')
            if self._is_administrator():
                menu.item(_('Extensions'), lambda: show_extensions(app, member_id), icon='extension')
            self._add_themes(menu)
            # A form of the browser's own: signing out works on a page whose connection is gone.
            with ui.element('form').props('method=post action=/sign-out'):
                menu.item(_('Sign out'), None, icon='logout')

    def _is_administrator(self) -> bool:
        member = self._app.store.member(self._member_id)
        return member is not None and member.is_administrator

    def _add_themes(self, menu: Menu) -> None:
        chosen = theme_of(self._app.store, self._member_id)
        with ui.element('div').classes('themes').props('role=group') as themes:
            themes.props['aria-label'] = _('Theme')
            for theme, (name, icon) in THEMES.items():
                menu.choice(
                    _(name),
                    partial(choose_theme, self._app.actions, self._member_id, theme),
                    icon=icon,
                    is_chosen=theme == chosen,
                )
