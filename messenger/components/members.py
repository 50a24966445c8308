"""The panel that lists a group's members and lets those who may bring others in, put them out and give them roles."""

from dataclasses import dataclass
from html import escape

from nicegui import ui

from messenger.components.avatar import avatar_html
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.invite import invite_form
from messenger.components.dialogs.narrowed_list import NarrowedList
from messenger.components.naming import UNKNOWN_NAME
from messenger.components.parts import Parts
from messenger.components.person_card import TITLES, person_card
from messenger.components.rights import Rights
from messenger.components.status import status_line
from messenger.model.attachment import Sha256
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.membership import Role
from messenger.model.permissions import Action
from messenger.model.status import Status
from messenger.store.store import Store
from messenger.words import _, marked

REFRESH_SECONDS = 1.0

RANKS = {Role.OWNER: 0, Role.MODERATOR: 1, Role.MEMBER: 2, Role.PEER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """What is shown of a member, and what the viewer may do about it."""

    id: MemberId
    name: str
    role: Role
    is_here: bool
    may_remove: bool
    may_set_role: bool
    picture: Sha256 | None = None
    status: Status | None = None

    @property
    def html(self) -> str:
        """The words of the line."""
        parts = [
            _(TITLES.get(self.role, '')),
            _('here now') if self.is_here else '',
        ]
        second = ' · '.join(part for part in parts if part)
        return (
            f'{avatar_html(self.id, self.name, picture=self.picture, is_here=self.is_here)}<span class="words">'
            f'<span class="name" dir="auto">{escape(self.name)}</span><span class="second">{escape(second)}</span>'
            f'{status_line(self.status)}</span>'
        )


def members_panel(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Open the panel for a member of the group."""
    rights = Rights(app.store, member_id, group_id)
    with Dialog(_('Members'), side=True) as dialog:
        if rights.may_invite():
            invite_form(app, member_id, group_id, dialog)
        panel = _Panel(app, member_id, group_id, dialog)
        ui.timer(REFRESH_SECONDS, panel.show)


class _Panel:
    def __init__(self, app: Parts, member_id: MemberId, group_id: GroupId, dialog: Dialog) -> None:
        self._app = app
        self._member_id = member_id
        self._group_id = group_id
        self._dialog = dialog
        self._list = NarrowedList(self._lines(), self._draw, label=_('Find a member'))

    def show(self) -> None:
        """Show who is in the group now; the panel is for its members only."""
        if self._app.store.membership(self._group_id, self._member_id) is None:
            self._dialog.close()
        elif self._dialog.is_open:
            self._list.change(self._lines())

    def _lines(self) -> list[MemberLine]:
        return member_lines(self._app.store, self._member_id, self._group_id)

    def _draw(self, line: MemberLine) -> None:
        person = ui.element('button').classes('person').props('type=button aria-haspopup=dialog')
        person.props['innerHTML'] = line.html
        person.on('click', lambda: self._meet(line.id), args=[])
        if line.may_set_role:
            other = Role.MEMBER if line.role is Role.MODERATOR else Role.MODERATOR
            text, icon = _ROLE_BUTTONS[other]
            Button(_(text), lambda: self._set_role(line.id, other), icon=icon, look='icon')
        if line.may_remove:
            Button(_('Remove'), lambda: self._remove(line.id), icon='person_remove', look='icon')

    def _meet(self, other_id: MemberId) -> None:
        person_card(self._app, self._member_id, other_id, self._group_id, on_go=self._dialog.close)

    async def _set_role(self, other_id: MemberId, role: Role) -> None:
        with self._dialog.refusals():
            actions = self._app.actions.memberships
            await actions.set_role(self._member_id, self._group_id, other_id, role, new_request_id())
            self.show()
            self._dialog.focus()

    async def _remove(self, other_id: MemberId) -> None:
        with self._dialog.refusals():
            await self._app.actions.memberships.remove(self._member_id, self._group_id, other_id, new_request_id())
            self.show()
            self._dialog.focus()


_ROLE_BUTTONS = {
    Role.MODERATOR: (marked('Make moderator'), 'add_moderator'),
    Role.MEMBER: (marked('Make member'), 'remove_moderator'),
}


def member_lines(store: Store, member_id: MemberId, group_id: GroupId) -> list[MemberLine]:
    """List the members as one of them sees them: owners, moderators, then the others, each by name."""
    rights = Rights(store, member_id, group_id)
    may_set_role = rights.may(Action.SET_ROLE)
    lines = []
    for membership in store.members_of(group_id):
        member = store.member(membership.member_id)
        is_other = membership.member_id != member_id
        lines.append(
            MemberLine(
                id=membership.member_id,
                name=member.name if member else _(UNKNOWN_NAME),
                role=membership.role,
                picture=member.picture if member else None,
                status=member.status if member else None,
                is_here=store.presence.is_here(membership.member_id),
                may_remove=is_other and rights.may_remove(membership.role),
                may_set_role=is_other and may_set_role and membership.role is not Role.OWNER,
            )
        )
    return sorted(lines, key=lambda line: (RANKS[line.role], line.name.casefold(), line.id))
