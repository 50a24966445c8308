"""The dialog that changes one's own name."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import MemberId, new_request_id
from messenger.words import _


def change_name(app: Parts, member_id: MemberId) -> None:
    """Ask for another name; everything the member wrote then stands under it."""
    member = app.store.member(member_id)
    with Dialog(_('Change name')) as dialog, ui.element('form'):
        name = dialog.field(_('Display name'), member.name if member else '')
        dialog.text(_('What you wrote so far is shown under the new name, too. The old one is free for others.'))

        async def change() -> None:
            changed = _('Your name is changed.')  # the dialog may be closed meanwhile
            with dialog.refusals():
                await app.actions.members.rename(member_id, member_id, name.typed, new_request_id())
                dialog.close()
                dialog.toast(changed)

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Change'), change)
