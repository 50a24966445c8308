"""The side of every page: the member's groups, the ways to more of them, and the member."""

from collections.abc import Set

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.browse_groups import browse_groups
from messenger.components.dialogs.new_group import new_group
from messenger.components.group_list import GroupList
from messenger.components.own_corner import OwnCorner
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId


class Sidebar:
    """The landmark "Groups"."""

    def __init__(self, app: Parts, member_id: MemberId, session_id: str) -> None:
        with ui.element('nav').classes('side').props('aria-label=Groups'):
            ui.label(app.settings.title).classes('site').props('role=heading aria-level=1')
            with ui.element('div').classes('groups'):
                self._groups = GroupList(app.store, member_id)
                Button('New group', lambda: new_group(app, member_id), icon='add', look='wide')
                Button('Browse groups', lambda: browse_groups(app, member_id), icon='travel_explore', look='wide')
            self._corner = OwnCorner(app, member_id, session_id)

    @property
    def unread(self) -> int:
        """How many messages wait in all groups together."""
        return self._groups.unread

    def choose(self, group_id: GroupId | None) -> None:
        """Mark the group that is open."""
        self._groups.choose(group_id)

    def show(self, group_id: GroupId) -> None:
        """Show a group as it is now, which may be in the list no longer or not yet."""
        self._groups.show([group_id])

    def show_known(self, group_ids: Set[GroupId]) -> None:
        """Show those of these groups that are in the list."""
        self._groups.show_known(group_ids)

    def show_all(self, *, besides: GroupId | None) -> None:
        """Show everything as it is now, `besides` one group."""
        self._groups.show_all(besides=besides)
        self._corner.show()
