"""The dialog that renames a group."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.words import _


def rename_group(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask for another name."""
    group = app.store.group(group_id)
    with Dialog(_('Rename group')) as dialog, ui.element('form'):
        name = dialog.field(_('Group name'), group.name if group else '')

        async def rename() -> None:
            with dialog.refusals():
                await app.actions.groups.rename_group(member_id, group_id, name.typed, new_request_id())
                dialog.close()

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Rename'), rename)
