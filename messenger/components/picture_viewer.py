"""The pictures of a message, and first pages of documents, large, one after the other, over everything else."""

from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from messenger.components.attached import address_of
from messenger.components.button import Button
from messenger.components.page_end import stop_with
from messenger.components.toast import toast
from messenger.model.attachment import Attachment
from messenger.model.changes import Change, MessageDeleted
from messenger.model.message import Message
from messenger.store.store import Store
from messenger.words import _


class PictureViewer:
    """Shows one picture; the arrows go to the next and the one before, Esc and a click beside it close."""

    def __init__(self, store: Store, message: Message, attachment_id: str) -> None:
        """Open at one of the message's pictures; it closes when the message is deleted."""
        self._message = message
        self._stop = stop_with(ui.context.client, store.listen(self._hear))
        self._pictures: Sequence[Attachment] = [each for each in message.attachments if each.has_thumbnail]
        self._place = next((at for at, each in enumerate(self._pictures) if each.id == attachment_id), 0)
        self._dialog = ui.element('q-dialog').props('maximized transition-duration=120')
        self._dialog.props['aria-label'] = _('Picture')
        self._dialog.props('transition-show=fade transition-hide=fade')
        self._dialog.on('hide', self._remove, args=[])
        with self._dialog, Element('section').classes('viewer') as self._frame:
            self._frame.props('tabindex=-1 data-autofocus')
            self._build()
        self._frame.on('keydown.left', lambda: self._step(-1), args=[])
        self._frame.on('keydown.right', lambda: self._step(1), args=[])
        self._show()
        self._dialog.run_method('show')

    def _hear(self, change: Change) -> None:
        match change.fact:
            case MessageDeleted(group_id=group_id, target=target) if not self._dialog.is_deleted:
                if (group_id, target) == (self._message.group_id, self._message.ordinal):
                    self._dialog.run_method('hide')
                    with self._dialog:
                        toast(_('This picture was deleted.'))

    def _remove(self) -> None:
        self._stop()
        if not self._dialog.is_deleted:
            self._dialog.delete()

    def _build(self) -> None:
        with Element('header'):
            self._name = ui.label().props('role=heading aria-level=2 aria-live=polite')
            self._save = Element('a').classes('button icon').props('data-icon=download')
            self._save.props['aria-label'] = _('Download')
            Button(_('Close'), lambda: self._dialog.run_method('hide'), icon='close', look='icon')
        with Element('div').classes('stage').on('click.self', lambda: self._dialog.run_method('hide'), args=[]):
            self._picture = Element('img')
        if len(self._pictures) > 1:
            Button(_('Previous picture'), lambda: self._step(-1), icon='chevron_left', look='icon').classes('before')
            Button(_('Next picture'), lambda: self._step(1), icon='chevron_right', look='icon').classes('after')

    def _step(self, by: int) -> None:
        self._place = (self._place + by) % len(self._pictures)
        self._show()

    def _show(self) -> None:
        picture = self._pictures[self._place]
        address = address_of(self._message.group_id, picture)
        source = address if picture.is_picture else f'{address}/thumb'
        self._name.set_text(self._named(picture.name))
        self._picture.props.update(
            {'src': source, 'alt': picture.name, 'width': picture.width, 'height': picture.height}
        )
        self._picture.update()
        self._save.props.update({'href': address, 'download': picture.name})
        self._save.update()

    def _named(self, name: str) -> str:
        if len(self._pictures) == 1:
            return name
        return _('{name} ({place} of {count})', name=name, place=self._place + 1, count=len(self._pictures))
