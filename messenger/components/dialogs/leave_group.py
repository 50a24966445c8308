"""The dialog that asks before one leaves a group."""

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.membership import Role
from messenger.store.store import Store
from messenger.words import _


def leave_group(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask whether to leave, and say what that means."""
    group = app.store.group(group_id)
    if group is None:
        return
    with Dialog(_('Leave {group}?', group=group.name)) as dialog:
        dialog.text(_consequence(app.store, group, member_id))

        async def leave() -> None:
            with dialog.refusals():
                await app.actions.memberships.leave(member_id, group_id, new_request_id())
                dialog.go('/')

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            Button(_('Leave'), leave, look='danger')


def _consequence(store: Store, group: Group, member_id: MemberId) -> str:
    is_open = group.kind is GroupKind.OPEN
    back = _('You can join again.') if is_open else _('To come back, somebody has to invite you.')
    membership = store.membership(group.id, member_id)
    if membership and membership.role is Role.OWNER and len(store.members_of(group.id)) > 1:
        return f'{_("Its longest-standing moderator, else member, becomes the owner.")} {back}'
    return f'{_("You will no longer see its messages.")} {back}'
