"""The dialog that asks for a group's name before the group is deleted."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.names import name_key
from messenger.words import _


def delete_group(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask whether to delete, and for the name, so that it does not happen by a slip."""
    group = app.store.group(group_id)
    if group is None:
        return
    with Dialog(_('Delete {group}?', group=group.name)) as dialog, ui.element('form'):
        dialog.text(
            _('All its messages are deleted for everybody, for good. Type “{group}” to go on.', group=group.name)
        )
        name = dialog.field(_('Group name'))

        async def delete() -> None:
            if name_key(name.typed) != name_key(group.name):
                dialog.refuse(_('Nothing is deleted: the group’s name is “{group}”.', group=group.name))
                return
            done = _('{group} is deleted.', group=group.name)  # afterwards the page that speaks is gone
            with dialog.refusals():
                await app.actions.groups.delete_group(member_id, group_id, new_request_id())
                dialog.toast(done)
                dialog.go('/')

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Delete'), delete, look='danger')
