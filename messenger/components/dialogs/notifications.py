"""The dialog in which a member says what this browser should tell."""

from nicegui import ui

from messenger.components import browser
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.model.ids import MemberId
from messenger.words import _, marked

WHAT = marked(
    'While a tab of this site is open, this browser can tell you of direct messages and of messages that mention you. '
    'In the menu of a group you can choose to be told of everything there, or of nothing.'
)
STATES = {
    'on': marked('Notifications are on in this browser.'),
    'off': marked('Notifications are off in this browser.'),
    'denied': marked(
        'This browser blocks notifications of this site. Allow them beside its address, then reload the page.'
    ),
    'impossible': marked(
        'This browser shows notifications only of sites with https. Ask your operator for such an address.'
    ),
}


async def notifications(member_id: MemberId) -> None:
    """Show what is on, with ways to change it."""
    client = ui.context.client
    with Dialog(_('Notifications')) as dialog:
        dialog.text(_(WHAT))
        place = ui.element('div').classes('choices')

    async def show() -> None:
        match await browser.ask(client, browser.leave_to_notify(member_id)):
            case [str(state), bool(has_sound)] if state in STATES and dialog.is_open:
                place.clear()
                with place:
                    _notifying(state)
                    _sounding(has_sound=has_sound)

    def _notifying(state: str) -> None:
        ui.label(_(STATES[state])).props('role=status')
        if state == 'off':
            button = _button(_('Turn notifications on'), 'notifies')
            button.on('click', show, args=[], js_handler=browser.ASK_TO_NOTIFY)
        elif state == 'on':
            _switch(_('Turn notifications off'), 'notifies')

    def _sounding(*, has_sound: bool) -> None:
        ui.label(_('The sound is on in this browser.') if has_sound else _('The sound is off in this browser.'))
        _switch(_('Turn the sound off') if has_sound else _('Turn the sound on'), 'sounds')

    def _switch(text: str, key: str) -> None:
        _button(text, key).on('click', show, args=[], js_handler=browser.SWITCH)

    def _button(text: str, key: str) -> Button:
        return Button(text).props(f'type=button data-key={key} data-member={member_id}')

    await show()
