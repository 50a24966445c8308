"""The dialog that lists how other programs come into a group, and makes and removes what lets them in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from messenger.actions.bot_tokens import BotToken
from messenger.actions.outgoing_webhooks import OutgoingWebhook
from messenger.components.address import absolute
from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.sessions import how_long_ago
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId
from messenger.outbound.address import LONGEST_ADDRESS
from messenger.words import _, language, marked

NAME, ADDRESS = marked('Name'), marked('Address')
"""What the fields are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of what lets programs in: what it is called, and what is done with it."""

    title: str
    text: str
    adding: str
    """Adding one, in words."""
    load: Callable[[], Awaitable[Sequence[BotToken | OutgoingWebhook]]]
    add: Callable[..., Awaitable[str]]
    """Makes one by what stands in the fields; returns its secret."""
    remove: Callable[[str], Awaitable[None]]
    tell: Callable[[str], None]
    """Shows a new one's secret."""
    fields: tuple[str, ...] = (NAME,)


async def show_integrations(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """List a group's webhooks and bots to one of its keepers."""
    with Dialog(_('Integrations')) as dialog, dialog.refusals():
        for section in _sections(app, member_id, group_id):
            await _show_section(dialog, section)


def show_address(app: Parts, secret: str) -> None:
    """Show a new webhook's address and a command that posts by it; neither can be shown again."""
    address = absolute(app.settings, f'/hooks/{secret}')
    with Dialog(_('Address of the webhook')) as dialog:
        dialog.text(_('Whoever knows this address can post here. Copy it now: it is not shown again.'))
        dialog.address(_('Address'), address)
        dialog.address(_('Try it in a terminal'), curl_line(address))


def show_token(app: Parts, group_id: GroupId, token: str) -> None:
    """Show a new bot's token and a command that posts by it; neither can be shown again."""
    address = absolute(app.settings, f'/api/v1/groups/{group_id}/messages')
    with Dialog(_('Token of the bot')) as dialog:
        dialog.text(
            _('Whoever knows this token is the bot, in every group it is in. Copy it now: it is not shown again.')
        )
        dialog.address(_('Token'), token)
        dialog.address(_('Try it in a terminal'), curl_line(address, token))
        ui.link(_('What a bot can do'), absolute(app.settings, '/api/v1/docs'), new_tab=True)


def show_signing_secret(secret: str) -> None:
    """Show the secret that signs what a new outgoing webhook sends; it cannot be shown again."""
    with Dialog(_('Secret of the webhook')) as dialog:
        dialog.text(
            _('What is sent is signed with this secret, so that its receiver can check that it comes from here.')
        )
        dialog.address(_('Secret'), secret)


def curl_line(address: str, token: str = '') -> str:
    """Write a command that posts."""
    bearer = f" -H 'Authorization: Bearer {token}'" if token else ''
    return f"""curl{bearer} -H 'Content-Type: application/json' -d '{{"text": "Hello"}}' {address}"""


def _sections(app: Parts, member_id: MemberId, group_id: GroupId) -> Sequence[Section]:
    incoming, bots, outgoing = app.actions.incoming, app.actions.bots, app.actions.outgoing
    return (
        Section(
            title=_('Incoming webhooks'),
            text=_('Each is an address by which another program posts here, and does nothing else.'),
            adding=_('Add an incoming webhook'),
            load=partial(incoming.list_incoming, member_id, group_id),
            add=partial(incoming.add_incoming, member_id, group_id),
            remove=partial(incoming.remove_incoming, member_id, group_id),
            tell=partial(show_address, app),
        ),
        Section(
            title=_('Bots'),
            text=_('Each is a member that reads and writes by a token, in this group and where else it is invited.'),
            adding=_('Add a bot'),
            load=partial(bots.list_bots, member_id, group_id),
            add=partial(bots.add_bot, member_id, group_id),
            remove=partial(bots.remove_bot, member_id, group_id),
            tell=partial(show_token, app, group_id),
        ),
        Section(
            title=_('Outgoing webhooks'),
            text=_('Each is an address of another program that is told whatever happens here.'),
            adding=_('Add an outgoing webhook'),
            load=partial(outgoing.list_outgoing, member_id, group_id),
            add=partial(outgoing.add_outgoing, member_id, group_id),
            remove=partial(outgoing.remove_outgoing, member_id, group_id),
            tell=show_signing_secret,
            fields=(NAME, ADDRESS),
        ),
    )


async def _show_section(dialog: Dialog, section: Section) -> None:
    tokens = await section.load()
    with ui.element('section').classes('part') as part:
        part.props['aria-label'] = section.title
        ui.label(section.title).props('role=heading aria-level=3')
        dialog.text(section.text)
        lines = ui.element('ul').classes('lines').props('role=list')
        lines.props['aria-label'] = section.title
        with ui.element('footer'):
            Button(section.adding, lambda: _ask(dialog, section, show))

    async def remove(token: BotToken | OutgoingWebhook) -> None:
        with dialog.refusals():
            await section.remove(token.id)
            await show()
            dialog.focus()

    async def show() -> None:
        draw(await section.load())

    def draw(tokens: Sequence[BotToken | OutgoingWebhook]) -> None:
        if not dialog.is_open:
            return
        lines.clear()
        for token in tokens:
            with lines, ui.element('li'):
                _line(token)
                Button(_('Remove'), partial(remove, token))

    draw(tokens)


def _ask(integrations: Dialog, section: Section, show: Callable[[], Awaitable[None]]) -> None:
    """Ask what a new one is to be called, and where it is, then make it and show its secret."""
    with Dialog(section.adding) as dialog, ui.element('form'):
        fields = [
            dialog.field(_(label), takes_cursor=label == NAME, longest=LONGEST_ADDRESS) for label in section.fields
        ]

        async def add() -> None:
            with dialog.refusals():
                secret = await section.add(*(field.typed for field in fields))
                await show()
                dialog.close()
                with integrations:
                    section.tell(secret)

        with ui.element('footer'):
            submit_button(_('Add'), add)


def _line(token: BotToken | OutgoingWebhook) -> None:
    with ui.element('span').classes('words'):
        ui.label(token.name).classes('name').props('dir=auto')
        ui.label(_second(token)).classes('second')
        if isinstance(token, OutgoingWebhook) and token.why:
            ui.label(f'{token.why.said(language())} {_("It is tried again and again.")}').classes('second error')


def _second(token: BotToken | OutgoingWebhook) -> str:
    if isinstance(token, OutgoingWebhook):
        return token.url
    if token.last_used_at is None:
        return _('Not used yet')
    ago = how_long_ago(token.last_used_at)
    return _('Used {ago}', ago=ago) if ago else _('Used just now')
