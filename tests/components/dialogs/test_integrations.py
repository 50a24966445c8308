"""The addresses by which other programs post."""

from nicegui import ui

from messenger.actions.outgoing_webhooks import ANSWERED
from messenger.components.button import Button
from messenger.components.dialogs.integrations import curl_line, show_integrations
from messenger.languages import sentence
from tests.components.eventually import eventually


def addresses(viewer):
    return [field.value for field in viewer.find(ui.input).elements if 'https://' in str(field.value)]


def add(viewer, noun, name):
    viewer.find(kind=Button, content=f'Add {noun}').click()
    viewer.find(ui.input).type(name)
    viewer.find(kind=Button, content='Add').trigger('click.prevent')


async def test_a_webhook_is_made_and_its_address_shown_once(world, stage, viewer):
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    add(viewer, 'an incoming webhook', 'CI')
    await eventually(lambda: len(addresses(viewer)) == 2)
    address = next(each for each in addresses(viewer) if each.startswith('https://chat.example.org/hooks/'))
    assert curl_line(address) in addresses(viewer)
    await viewer.should_see('Not used yet')
    await world.actions.incoming.post_incoming(address.rsplit('/', 1)[1], 'Hello')


async def test_a_webhook_is_removed_by_a_click(world, stage, viewer):
    await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'CI')
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    await viewer.should_see('CI')
    viewer.find(kind=Button, content='Remove').click()
    await eventually(lambda: world.store.membership(world.design.id, world.store.member_named('CI').id) is None)
    await viewer.should_not_see('CI')


async def test_a_bot_is_made_and_its_token_shown_once(world, stage, viewer):
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    add(viewer, 'a bot', 'Helper')
    await viewer.should_see('Token of the bot')
    bot = world.store.member_named('Helper')
    token = next(field.value for field in viewer.find(ui.input).elements if field.props.get('label') == 'Token')
    assert await world.actions.bots.bot_with(token) == bot.id
    address = f'https://chat.example.org/api/v1/groups/{world.design.id}/messages'
    assert curl_line(address, token) in addresses(viewer)


async def test_a_bot_is_removed_by_a_click(world, stage, viewer):
    await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    await viewer.should_see('Helper')
    viewer.find(kind=Button, content='Remove').click()
    await eventually(lambda: world.store.membership(world.design.id, world.store.member_named('Helper').id) is None)
    await viewer.should_not_see('Helper')


async def test_an_outgoing_webhook_is_made_and_its_secret_shown_once(world, stage, viewer):
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    viewer.find(kind=Button, content='Add an outgoing webhook').click()
    name, address = sorted(viewer.find(ui.input).elements, key=lambda field: field.props['label'], reverse=True)
    name.value, address.value = 'Listener', 'https://example.org/' + 'x' * 300
    viewer.find(kind=Button, content='Add').trigger('click.prevent')
    await viewer.should_see('Secret of the webhook')
    (secret,) = [field.value for field in viewer.find(ui.input).elements if field.props.get('label') == 'Secret']
    assert secret.startswith('whsec_')
    (shown,) = await world.actions.outgoing.list_outgoing(world.alice.id, world.design.id)
    assert (shown.name, shown.url) == ('Listener', address.value)
    await viewer.should_see(shown.url)


async def test_what_is_wrong_with_an_outgoing_webhook_is_said(world, stage, viewer):
    heard = []
    await world.actions.outgoing.all_outgoing(heard.append)
    await world.actions.outgoing.add_outgoing(world.alice.id, world.design.id, 'Listener', 'https://example.org/')
    world.actions.outgoing.note_trouble(heard[0], sentence(ANSWERED, status='500'))
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    await viewer.should_see('It answered 500 instead of 200. It is tried again and again.')


async def test_a_name_that_is_taken_stays_in_the_field(world, stage, viewer):
    with viewer:
        await show_integrations(stage, world.alice.id, world.design.id)
    add(viewer, 'an incoming webhook', 'Bob')
    await viewer.should_see('This name is taken.')
    assert viewer.find(ui.input).elements.pop().value == 'Bob'


async def test_who_is_no_keeper_is_told_so(world, stage, viewer):
    await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'CI')
    with viewer:
        await show_integrations(stage, world.bob.id, world.design.id)
    await viewer.should_see('Only owners and moderators of Design can see its webhooks.')
    await viewer.should_not_see('Not used yet')


def test_the_command_of_a_bot_says_who_it_is():
    assert curl_line('https://x.example/api', 'abc').startswith("curl -H 'Authorization: Bearer abc' -H 'Content-Type")


def test_the_command_posts_json():
    assert curl_line('https://chat.example.org/hooks/abc') == (
        'curl -H \'Content-Type: application/json\' -d \'{"text": "Hello"}\' https://chat.example.org/hooks/abc'
    )
