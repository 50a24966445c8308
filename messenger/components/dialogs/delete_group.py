"""The dialog that asks for a group's name before the group is deleted."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.names import name_key


def delete_group(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask whether to delete, and for the name, so that it does not happen by a slip."""
    group = app.store.group(group_id)
    if group is None:
        return
    with Dialog(f'Delete {group.name}?') as dialog, ui.element('form'):
        dialog.text(f'All its messages are deleted for everybody, for good. Type “{group.name}” to go on.')
        name = dialog.field('Group name')

        async def delete() -> None:
            if name_key(name.typed) != name_key(group.name):
                dialog.refuse(f'Nothing is deleted: the group’s name is “{group.name}”.')
                return
            with dialog.refusals():
                await app.actions.groups.delete_group(member_id, group_id, new_request_id())
                dialog.toast(f'{group.name} is deleted.')
                dialog.go('/')

        with ui.element('footer'):
            Button('Cancel', dialog.close)
            submit_button('Delete', delete, look='danger')
