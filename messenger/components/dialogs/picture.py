"""The dialog in which a member chooses a picture of oneself."""

from html import escape

from nicegui import ui
from nicegui.events import GenericEventArguments

from messenger.actions.pictures import MOST_BYTES, MOST_MEGABYTES, TOO_LARGE
from messenger.components import browser
from messenger.components.avatar import avatar_html
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.components.tray import NOT_REACHED
from messenger.media.kind import PICTURES
from messenger.model.ids import MemberId, new_request_id
from messenger.words import _


def show_picture(app: Parts, member_id: MemberId) -> None:
    """Show the picture as it is, with the ways to another one or none."""
    with Dialog(_('Your picture')) as dialog:
        _Picture(app, member_id, dialog)


class _Picture:
    """What stands in the dialog."""

    def __init__(self, app: Parts, member_id: MemberId, dialog: Dialog) -> None:
        self._app = app
        self._member_id = member_id
        self._dialog = dialog
        self._portrait = ui.element('div').classes('portrait large')
        dialog.text(
            _(
                'A PNG, JPEG, GIF or WebP file of up to {most} MB. Its middle is shown beside your name, to '
                'everybody here; where and with what it was taken is left out.',
                most=MOST_MEGABYTES,
            )
        )
        self._telling = ui.label().classes('words').props('role=status')
        with ui.element('footer'):
            self._removing = Button(_('Remove'), self._remove)
            chooser = ui.element('label').classes('button primary file')
            chooser.props['innerHTML'] = (
                f'{escape(_("Choose a picture"))}<input type="file" class="sr-only"'
                f' accept="{",".join(PICTURES.values())}" data-most="{MOST_BYTES}">'
            )
            chooser.on('change', self._hear, js_handler=browser.TAKE_PICTURE)
        self._show()

    def _show(self, telling: str = '') -> None:
        member = self._app.store.member(self._member_id)
        if member is not None:
            self._portrait.props['innerHTML'] = avatar_html(member.id, member.name, picture=member.picture)
            self._removing.set_visibility(member.picture is not None)
        self._telling.set_text(telling)

    def _hear(self, event: GenericEventArguments) -> None:
        """Take in what the browser says of the file; what no page of ours says is ignored."""
        match event.args:
            case ['began', _]:
                self._show(_('Uploading…'))
            case ['done', _]:
                with self._dialog.refusals():
                    self._show(_('This is your picture now.'))
            case ['failed', str(reason)]:
                self._refuse(reason.strip()[:300] or _(NOT_REACHED))
            case ['large', _]:
                self._refuse(_(TOO_LARGE, most=MOST_MEGABYTES))

    def _refuse(self, reason: str) -> None:
        self._show()
        self._dialog.refuse(reason)

    async def _remove(self) -> None:
        with self._dialog.refusals():
            removed = _('You have no picture any more.')  # the dialog may be closed meanwhile
            await self._app.actions.pictures.remove_picture(self._member_id, self._member_id, new_request_id())
            self._show(removed)
            self._dialog.focus()
