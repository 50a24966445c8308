"""The dialog that makes a group."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.group import GroupKind
from messenger.model.ids import MemberId, new_request_id
from messenger.words import _


def new_group(app: Parts, member_id: MemberId) -> None:
    """Ask for the name and kind of a group, make it and go there."""
    request_id = new_request_id()  # one for the dialog: a second click makes no second group
    with Dialog(_('New group')) as dialog, ui.element('form'):
        name = dialog.field(_('Group name'))
        private = ui.switch(_('Private')).classes('switch')
        dialog.text(_('Only invited people can join a private group. Everybody can find and join an open one.'))

        async def create() -> None:
            kind = GroupKind.PRIVATE if private.value is True else GroupKind.OPEN
            with dialog.refusals():
                group = await app.actions.groups.create_group(member_id, name.typed, kind, request_id)
                dialog.go(f'/groups/{group.id}')

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Create'), create)
