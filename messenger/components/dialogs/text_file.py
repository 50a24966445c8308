"""The dialog that shows what a text begins with which came with a message."""

from nicegui import ui
from nicegui.element import Element

from messenger.actions.attachments import Beginning
from messenger.components.dialogs.dialog import Dialog
from messenger.model.changes import Change, MessageDeleted
from messenger.model.message import Message
from messenger.store.store import Store
from messenger.words import _


def show_text(store: Store, message: Message, beginning: Beginning, address: str) -> None:
    """Show it until the message is deleted; `address` is where the whole of it is served."""
    gone = _('This file was deleted.')  # nobody's page speaks where it is heard of
    with Dialog(beginning.name) as dialog:
        ui.label(beginning.text).classes('text-file').props('tabindex=0 dir=auto')
        if not beginning.is_whole:
            dialog.text(_('This is the beginning of the file. Download it to read on.'))
        with ui.element('footer'):
            save = Element('a').classes('download')
            save.props.update({'href': address, 'download': beginning.name, 'data-icon': 'download'})
            with save:
                ui.label(_('Download'))

    def hear(change: Change) -> None:
        match change.fact:
            case MessageDeleted(group_id=group_id, target=target):
                if (group_id, target) == (message.group_id, message.ordinal):
                    dialog.close()
                    dialog.toast(gone)

    dialog.follow(store.listen, hear)
