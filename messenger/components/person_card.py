"""The card of a person: who it is, and the ways to write to them or to hear no more of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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
    if face := _face(app.store, member_id, other_id, group_id):
        _Card(app, member_id, face, group_id, on_go)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """What a card shows; of two that are equal nothing is drawn anew."""

    other: Member
    standing: str
    is_here: bool
    is_blocked: bool
    may_lose_picture: bool

    @property
    def portrait(self) -> str:
        """The picture, and beside it what they are at and what they are in the group."""
        other = self.other
        return (
            f'{avatar_html(other.id, other.name, picture=other.picture, is_here=self.is_here)}'
            f'<span class="words">{status_line(other.status)}'
            f'<span class="second">{escape(self.standing)}</span></span>'
        )


def _face(store: Store, member_id: MemberId, other_id: MemberId, group_id: GroupId) -> _Face | None:
    """Look up what a card shows to a member now; None of who is not there."""
    other = store.member(other_id)
    if other is None:
        return None
    return _Face(
        other=other,
        standing=standing(store, other_id, group_id),
        is_here=store.presence.is_here(other_id),
        is_blocked=store.has_blocked(member_id, other_id),
        may_lose_picture=other.picture is not None and may_remove_pictures(store, member_id),
    )


class _Card:
    """A card that is open: it shows its person as they are now."""

    def __init__(
        self, app: Parts, member_id: MemberId, face: _Face, group_id: GroupId, on_go: Callable[[], None] | None
    ) -> None:
        store = app.store
        self._look_up = partial(_face, store, member_id, face.other.id, group_id)
        self._face = face
        self._ways: _Ways | None = None
        with Dialog(face.other.name) as self._dialog:
            self._portrait = ui.element('div').classes('portrait')
            if face.other.id == member_id:
                self._dialog.text(_('This is you.'))
            else:
                self._ways = _Ways(app, member_id, face.other, self._dialog, on_go)
        self._draw(face)
        self._soon: asyncio.Handle | None = None
        self._dialog.follow(store.listen, self._hear)
        self._dialog.follow(partial(store.listen_to_own, member_id), self._hear)
        self._dialog.follow(store.presence.listen, self._hear_presence)

    def _hear_presence(self, group_id: GroupId | None) -> None:
        if group_id is None:  # else it is about who is typing
            self._hear(None)

    def _hear(self, _news: object) -> None:
        """Look soon, whatever it was: to compare costs less than to tell what concerns whom.

        Not at once, where a choice on the card that closes it is what is heard of.
        """
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self._follow)

    def _follow(self) -> None:
        self._soon = None
        if self._dialog.is_following and self._dialog.is_open:
            with self._dialog:
                self._look()

    def _look(self) -> None:
        face = self._look_up()
        if face is None:
            self._dialog.close()
            self._dialog.toast(_('{name} is no longer a member.', name=self._face.other.name))
        elif face != self._face:
            self._draw(face)

    def _draw(self, face: _Face) -> None:
        self._face = face
        self._dialog.rename(face.other.name)
        self._portrait.props['innerHTML'] = face.portrait
        if self._ways:
            self._ways.show(face)


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
            self._removes = Button(_('Remove picture'), self._remove_picture)
            self._unblocks = Button(_('Unblock'), self._unblock)
            self._blocks = Button(_('Block'), self._block)
            Button(_('Message'), self._write, look='primary').props('autofocus')

    def show(self, face: _Face) -> None:
        """Offer what there is to do now."""
        self._other = face.other
        self._unblocks.set_visibility(face.is_blocked)
        self._blocks.set_visibility(not face.is_blocked)
        self._removes.set_visibility(face.may_lose_picture)

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
