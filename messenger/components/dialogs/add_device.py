"""The dialog that signs its viewer in on another device."""

import segno
from nicegui import ui

from messenger.components.address import absolute
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import MemberId
from messenger.words import _

QUIET_ZONE_MODULES = 2
"""White around the code; scanners on phones need two, the standard asks for four in print."""


async def add_device(app: Parts, member_id: MemberId) -> None:
    """Show a link that signs in once within ten minutes, also as a picture to scan."""
    with Dialog(_('Add a device')) as dialog, dialog.refusals():
        dialog.text(
            _(
                'Open this address on your other device, or scan the code with its camera. '
                'It works once, within 10 minutes. Show it to nobody: it signs in as you.'
            )
        )
        secret = await app.accounts.make_device_link(member_id)
        address = absolute(app.settings, f'/device/{secret}')
        _picture(address)
        dialog.address(_('One-time link'), address)


def _picture(address: str) -> None:
    code = segno.make(address, micro=False).svg_data_uri(border=QUIET_ZONE_MODULES, scale=5, light='white')
    ui.element('img').classes('qr').props.update({'src': code, 'alt': _('QR code of the one-time link')})
