"""The dialog that lists how other programs come into a group, and makes and removes what lets them in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from messenger.actions.bot_tokens import BotToken
from messenger.components.address import absolute
from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.sessions import how_long_ago
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of what lets programs in: what it is called, and what is done with it."""

    title: str
    text: str
    noun: str
    load: Callable[[], Awaitable[Sequence[BotToken]]]
    add: Callable[[str], Awaitable[str]]
    """Makes one by its name; returns its secret."""
    remove: Callable[[str], Awaitable[None]]
    tell: Callable[[str], None]
    """Shows a new one's secret."""


async def show_integrations(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """List a group's incoming webhooks and bots to one of its keepers."""
    with Dialog('Integrations') as dialog, dialog.refusals():
        for section in _sections(app, member_id, group_id):
            await _show_section(dialog, section)


def show_address(app: Parts, secret: str) -> None:
    """Show a new webhook's address and a command that posts by it; neither can be shown again."""
    address = absolute(app.settings, f'/hooks/{secret}')
    with Dialog('Address of the webhook') as dialog:
        dialog.text('Whoever knows this address can post here. Copy it now: it is not shown again.')
        dialog.address('Address', address)
        dialog.address('Try it in a terminal', curl_line(address))


def show_token(app: Parts, group_id: GroupId, token: str) -> None:
    """Show a new bot's token and a command that posts by it; neither can be shown again."""
    address = absolute(app.settings, f'/api/v1/groups/{group_id}/messages')
    with Dialog('Token of the bot') as dialog:
        dialog.text('Whoever knows this token is the bot, in every group it is in. Copy it now: it is not shown again.')
        dialog.address('Token', token)
        dialog.address('Try it in a terminal', curl_line(address, token))
        ui.link('What a bot can do', absolute(app.settings, '/api/v1/docs'), new_tab=True)


def curl_line(address: str, token: str = '') -> str:
    """Write a command that posts."""
    bearer = f" -H 'Authorization: Bearer {token}'" if token else ''
    return f"""curl{bearer} -H 'Content-Type: application/json' -d '{{"text": "Hello"}}' {address}"""


def _sections(app: Parts, member_id: MemberId, group_id: GroupId) -> Sequence[Section]:
    incoming, bots = app.actions.incoming, app.actions.bots
    return (
        Section(
            title='Incoming webhooks',
            text='Each is an address by which another program posts here, and does nothing else.',
            noun='an incoming webhook',
            load=partial(incoming.list_incoming, member_id, group_id),
            add=partial(incoming.add_incoming, member_id, group_id),
            remove=partial(incoming.remove_incoming, member_id, group_id),
            tell=partial(show_address, app),
        ),
        Section(
            title='Bots',
            text='Each is a member that reads and writes by a token, in this group and where else it is invited.',
            noun='a bot',
            load=partial(bots.list_bots, member_id, group_id),
            add=partial(bots.add_bot, member_id, group_id),
            remove=partial(bots.remove_bot, member_id, group_id),
            tell=partial(show_token, app, group_id),
        ),
    )


async def _show_section(dialog: Dialog, section: Section) -> None:
    tokens = await section.load()
    with ui.element('section').props(f'aria-label="{section.title}"').classes('part'):
        ui.label(section.title).props('role=heading aria-level=3')
        dialog.text(section.text)
        lines = ui.element('ul').classes('lines').props(f'role=list aria-label="{section.title}"')
        with ui.element('footer'):
            Button(f'Add {section.noun}', lambda: _ask_for_name(dialog, section, show))

    async def remove(token: BotToken) -> None:
        with dialog.refusals():
            await section.remove(token.id)
            await show()
            dialog.focus()

    async def show() -> None:
        draw(await section.load())

    def draw(tokens: Sequence[BotToken]) -> None:
        if not dialog.is_open:
            return
        lines.clear()
        for token in tokens:
            with lines, ui.element('li'):
                _line(token)
                Button('Remove', partial(remove, token))

    draw(tokens)


def _ask_for_name(integrations: Dialog, section: Section, show: Callable[[], Awaitable[None]]) -> None:
    """Ask what a new one is to be called, then make it and show its secret."""
    with Dialog(f'Add {section.noun}') as dialog, ui.element('form'):
        name = dialog.field('Name')

        async def add() -> None:
            with dialog.refusals():
                secret = await section.add(name.typed)
                await show()
                dialog.close()
                with integrations:
                    section.tell(secret)

        with ui.element('footer'):
            submit_button('Add', add)


def _line(token: BotToken) -> None:
    used = f'Used {how_long_ago(token.last_used_at)}' if token.last_used_at else 'Not used yet'
    with ui.element('span').classes('words'):
        ui.label(token.name).classes('name').props('dir=auto')
        ui.label(used).classes('second')
