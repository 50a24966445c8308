"""The dialog that lists the addresses by which other programs post to a group, and makes and removes them."""

from functools import partial

from nicegui import ui

from messenger.actions.incoming_webhooks import IncomingWebhook
from messenger.components.address import absolute
from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.sessions import how_long_ago
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId


async def show_integrations(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """List a group's incoming webhooks to one of its keepers."""
    incoming = app.actions.incoming
    with Dialog('Integrations') as dialog:
        dialog.text('Other programs post here as a bot of their own, by an address that only they know.')
        lines = ui.element('ul').classes('lines').props('role=list aria-label="Incoming webhooks"')
        with ui.element('form'):
            # The cursor is not put here: that would open a phone's keyboard over the list.
            name = dialog.field('Name', takes_cursor=False)

            async def add() -> None:
                with dialog.refusals():
                    secret = await incoming.add_incoming(member_id, group_id, name.typed)
                    name.set_value('')
                    await show()
                    show_address(app, secret)

            with ui.element('footer'):
                submit_button('Add an incoming webhook', add)

        async def remove(webhook: IncomingWebhook) -> None:
            with dialog.refusals():
                await incoming.remove_incoming(member_id, group_id, webhook.id)
                await show()
                dialog.focus()

        async def show() -> None:
            found = await incoming.list_incoming(member_id, group_id)
            if not dialog.is_open:
                return
            lines.clear()
            for webhook in found:
                with lines, ui.element('li'):
                    _line(webhook)
                    Button('Remove', partial(remove, webhook))

        with dialog.refusals():
            await show()


def show_address(app: Parts, secret: str) -> None:
    """Show a new webhook's address and a command that posts by it; neither can be shown again."""
    address = absolute(app.settings, f'/hooks/{secret}')
    with Dialog('Address of the webhook') as dialog:
        dialog.text('Whoever knows this address can post here. Copy it now: it is not shown again.')
        dialog.address('Address', address)
        dialog.address('Try it in a terminal', curl_line(address))


def curl_line(address: str) -> str:
    """Write a command that posts."""
    return f"""curl -H 'Content-Type: application/json' -d '{{"text": "Hello"}}' {address}"""


def _line(webhook: IncomingWebhook) -> None:
    used = f'Used {how_long_ago(webhook.last_used_at)}' if webhook.last_used_at else 'Not used yet'
    with ui.element('span').classes('words'):
        ui.label(webhook.name).classes('name').props('dir=auto')
        ui.label(used).classes('second')
