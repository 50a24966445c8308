"""Bringing others into a group: by name, or by a link."""

from functools import partial

from nicegui import ui

from messenger.components.address import absolute
from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.member import Member
from messenger.model.names import name_key
from messenger.store.store import Store
from messenger.words import _

COMPLETIONS = 5


def invite_form(app: Parts, member_id: MemberId, group_id: GroupId, dialog: Dialog) -> None:
    """Place a field for a name, what it may become, and the way to a link."""

    async def invite(name: str) -> None:
        with dialog.refusals():
            invited = app.store.member_named(name)
            telling = _('{name} is in.', name=invited.name if invited else name)
            await app.actions.memberships.invite(member_id, group_id, name, new_request_id())
            if dialog.is_open:
                field.set_value('')
                field.refocus()
            dialog.toast(telling)

    def complete() -> None:
        found.clear()
        with found:
            for member in completions(app.store, group_id, field.typed):
                Button(member.name, partial(invite, member.name), icon='person_add', look='item')

    with ui.element('form').classes('invite'):
        # The cursor is not put here: that would open a phone's keyboard over the list.
        field = dialog.field(_('Name'), takes_cursor=False)
        field.on_value_change(complete)
        submit_button(_('Invite'), lambda: invite(field.typed))
        found = ui.element('div').classes('completions')
    Button(_('Copy invite link'), lambda: show_link(app, member_id, group_id), icon='link', look='wide')


def completions(store: Store, group_id: GroupId, typed: str) -> list[Member]:
    """Find members outside the group whose names begin like what was typed, then those that hold it."""
    wanted = name_key(typed)
    if not wanted:
        return []
    found = [
        (not name_key(member.name).startswith(wanted), member.name.casefold(), member)
        for member in store.members()
        if wanted in name_key(member.name) and store.membership(group_id, member.id) is None
    ]
    return [member for *_, member in sorted(found, key=lambda each: each[:2])[:COMPLETIONS]]


async def show_link(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Make a link that lets one person in, and show it."""
    with Dialog(_('Invite link')) as dialog, dialog.refusals():
        dialog.text(_('Whoever opens this link first joins the group. It works once, within 7 days.'))
        secret = await app.actions.invitations.make_link(member_id, group_id)
        dialog.address(_('Link'), absolute(app.settings, f'/invite/{secret}'))
