"""The dialog that lists the open groups."""

from dataclasses import dataclass
from html import escape

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.narrowed_list import NarrowedList
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.store.store import Store
from messenger.words import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGroup:
    """One line of the list."""

    id: GroupId
    name: str
    members: int
    is_joined: bool


def browse_groups(app: Parts, member_id: MemberId) -> None:
    """List every open group, with a way in."""
    with Dialog(_('Open groups')) as dialog:

        async def join(group_id: GroupId) -> None:
            with dialog.refusals():
                await app.actions.memberships.join(member_id, group_id, new_request_id())
                dialog.go(f'/groups/{group_id}')

        def line(group: OpenGroup) -> None:
            ui.element('span').classes('glyph').props('data-icon=tag')
            ui.element('span').classes('words').props['innerHTML'] = _words(group)
            if group.is_joined:
                Button(_('Open'), lambda: dialog.go(f'/groups/{group.id}'))
            else:
                Button(_('Join'), lambda: join(group.id)).classes('accented')

        groups = _open_groups(app.store, member_id)
        if groups:
            NarrowedList(groups, line, label=_('Find a group'))
        else:
            dialog.text(_('There is no open group yet. Make the first one with “New group”.'))


def _open_groups(store: Store, member_id: MemberId) -> list[OpenGroup]:
    return [
        OpenGroup(
            id=group.id,
            name=group.name,
            members=len(store.members_of(group.id)),
            is_joined=store.membership(group.id, member_id) is not None,
        )
        for group in store.open_groups()
    ]


def _words(group: OpenGroup) -> str:
    people = escape(ngettext('{count} member', '{count} members', group.members))
    return f'<span class="name" dir="auto">{escape(group.name)}</span><span class="second">{people}</span>'
