"""The card of a person: who it is, and the ways to write to them or to hear no more of them."""

from collections.abc import Callable
from html import escape

from nicegui import ui

from messenger.components.avatar import avatar_html
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.components.status import status_line
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.member import Member
from messenger.model.membership import Role
from messenger.store.store import Store
from messenger.words import _, marked

TITLES = {Role.OWNER: marked('Owner'), Role.MODERATOR: marked('Moderator')}
"""Roles worth a word."""

STANDINGS = {Role.OWNER: marked('Owner of this group'), Role.MODERATOR: marked('Moderator of this group')}


def person_card(
    app: Parts, member_id: MemberId, other_id: MemberId, group_id: GroupId, *, on_go: Callable[[], None] | None = None
) -> None:
    """Open the card of somebody met in a group; `on_go` is called when it leads to another page."""
    other = app.store.member(other_id)
    if other is None:
        return
    is_here = app.store.presence.is_here(other.id)
    with Dialog(other.name) as dialog:
        ui.element('div').classes('portrait').props['innerHTML'] = (
            f'{avatar_html(other.id, other.name, picture=other.picture, is_here=is_here)}'
            f'<span class="words">{status_line(other.status)}'
            f'<span class="second">{escape(standing(app.store, other.id, group_id))}</span></span>'
        )
        if other.id == member_id:
            dialog.text(_('This is you.'))
        else:
            _Ways(app, member_id, other, dialog, on_go)


class _Ways:
    """What a member can do about another one."""

    def __init__(
        self, app: Parts, member_id: MemberId, other: Member, dialog: Dialog, on_go: Callable[[], None] | None
    ) -> None:
        self._app = app
        self._member_id = member_id
        self._other = other
        self._dialog = dialog
        self._on_go = on_go
        with ui.element('footer'):
            if other.picture and may_remove_pictures(app.store, member_id):
                Button(_('Remove picture'), self._remove_picture)
            if app.store.has_blocked(member_id, other.id):
                Button(_('Unblock'), self._unblock)
            else:
                Button(_('Block'), self._block)
            Button(_('Message'), self._write, look='primary').props('autofocus')

    async def _write(self) -> None:
        with self._dialog.refusals():
            direct_id = await self._app.actions.directs.open_direct(self._member_id, [self._other.id])
            if self._on_go:
                self._on_go()
            self._dialog.go(f'/groups/{direct_id}')

    async def _remove_picture(self) -> None:
        with self._dialog.refusals():
            telling = _('{name} has no picture any more.', name=self._other.name)
            await self._app.actions.pictures.remove_picture(self._member_id, self._other.id, new_request_id())
            self._dialog.close()
            self._dialog.toast(telling)

    def _block(self) -> None:
        with self._dialog.refusals():
            self._app.actions.quiet.block(self._member_id, self._other.id)
            self._dialog.close()
            self._dialog.toast(
                _('You blocked {name}. “Blocked people” in your settings undoes it.', name=self._other.name)
            )

    def _unblock(self) -> None:
        with self._dialog.refusals():
            self._app.actions.quiet.unblock(self._member_id, self._other.id)
            self._dialog.close()
            self._dialog.toast(_('{name} is no longer blocked.', name=self._other.name))


def may_remove_pictures(store: Store, member_id: MemberId) -> bool:
    """Tell whether a member may take the pictures of others away."""
    member = store.member(member_id)
    return member is not None and member.is_administrator


def standing(store: Store, other_id: MemberId, group_id: GroupId) -> str:
    """Say whether somebody is here, and what they are in a group."""
    membership = store.membership(group_id, other_id)
    title = STANDINGS.get(membership.role) if membership else None
    is_here = store.presence.is_here(other_id)
    if title is None:
        return _('Here now') if is_here else _('Not here now')
    return f'{_(title)} · {_("here now") if is_here else _("not here now")}'
