"""The menu of a group: find, mute, notify, rename, leave, delete, each for those who may."""

from collections.abc import Callable
from functools import partial

from messenger.components.dialogs.callers import set_callers
from messenger.components.dialogs.delete_group import delete_group
from messenger.components.dialogs.go_to_date import go_to_date
from messenger.components.dialogs.integrations import show_integrations
from messenger.components.dialogs.leave_group import leave_group
from messenger.components.dialogs.rename_group import rename_group
from messenger.components.dialogs.search import search_in
from messenger.components.extras import add_extras, add_panels
from messenger.components.group_line import group_line
from messenger.components.menu import Menu
from messenger.components.parts import Parts
from messenger.components.rights import Rights
from messenger.components.toast import refusals
from messenger.model.group import GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.model.permissions import Action
from messenger.words import _, language


def group_menu(app: Parts, member_id: MemberId, group_id: GroupId, *, target: str) -> None:
    """Open the menu beside the element of this CSS selector; for who is no member there is none."""
    rights = Rights(app.store, member_id, group_id)
    quiet = app.actions.quiet
    group = app.store.group_as(member_id, group_id, language())
    if group is None:
        return
    line = group_line(app.store, group, member_id, is_current=True, language=language())
    with Menu('bottom end', 'top end', target=target) as menu:
        menu.heading(line.name, line.status.words if line.status else line.second)
        if rights.may(Action.FIND_DAY):
            menu.item(_('Search here'), lambda: search_in(app, member_id, group_id), icon='search')
            menu.item(_('Go to date'), lambda: go_to_date(app, member_id, group_id), icon='event')
        if app.store.is_muted(group_id, member_id):
            menu.item(_('Unmute'), partial(_ask, quiet.unmute, member_id, group_id), icon='notifications')
        elif rights.may(Action.MUTE):
            menu.item(_('Mute'), partial(_ask, quiet.mute, member_id, group_id), icon='notifications_off')
            _offer_all(app, menu, member_id, group_id)
        if rights.may(Action.LIST_INCOMING):
            menu.item(_('Integrations'), lambda: show_integrations(app, member_id, group_id), icon='webhook')
        add_extras(menu, app.extensions.group_lines(member_id, group_id))
        add_panels(menu, app.extensions.panels(member_id, group_id))
        if rights.may(Action.RENAME_GROUP):
            menu.item(_('Rename group'), lambda: rename_group(app, member_id, group_id), icon='edit')
        if rights.may(Action.SET_CALLERS):
            menu.item(_('Mention everyone'), lambda: set_callers(app, member_id, group_id), icon='alternate_email')
        if rights.may(Action.LEAVE):
            menu.item(_('Leave group'), lambda: leave_group(app, member_id, group_id), icon='logout')
        if rights.may(Action.DELETE_GROUP):
            delete = partial(delete_group, app, member_id, group_id)
            menu.item(_('Delete group'), delete, icon='delete', is_dangerous=True)


def _offer_all(app: Parts, menu: Menu, member_id: MemberId, group_id: GroupId) -> None:
    """Offer to be told of more or of less; of direct messages one is told anyway."""
    group = app.store.group(group_id)
    if group is None or group.kind is GroupKind.DIRECT:
        return
    wants_all = app.store.wants_all(group_id, member_id)
    text = _('Notify me of mentions only') if wants_all else _('Notify me of everything')
    tell = partial(app.actions.quiet.be_told_of_all, is_wanted=not wants_all)
    menu.item(text, partial(_ask, tell, member_id, group_id), icon='notifications_active')


def _ask(action: Callable[[MemberId, GroupId], None], member_id: MemberId, group_id: GroupId) -> None:
    with refusals():
        action(member_id, group_id)
