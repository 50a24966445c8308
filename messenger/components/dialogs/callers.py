"""The dialog in which an owner says who may mention everyone in a group at once."""

from nicegui import ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.components.select import Select
from messenger.model.calls import SMALL_GROUP
from messenger.model.group import Callers
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.words import _, marked

WORDS = {
    Callers.BY_SIZE: marked('Everybody, above {most} members moderators and owners'),
    Callers.EVERYBODY: marked('Everybody'),
    Callers.KEEPERS: marked('Moderators and owners'),
}


def set_callers(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask who may use @all and @here."""
    group = app.store.group(group_id)
    before = group.callers if group else Callers.BY_SIZE

    async def save() -> None:
        with dialog.refusals():
            if select.chosen != before:
                await app.actions.groups.set_callers(member_id, group_id, Callers(select.chosen), new_request_id())
            dialog.close()

    with Dialog(_('Mention everyone')) as dialog, ui.element('form'):
        dialog.text(_('@all mentions all members at once, and @here those who have a page open.'))
        options = {each.value: _(words, most=SMALL_GROUP) for each, words in WORDS.items()}
        select = Select(_('Who may use them'), options, chosen=before.value)
        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Save'), save)
