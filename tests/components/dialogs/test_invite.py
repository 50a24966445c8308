"""Bringing others into a group."""

from nicegui import ui

from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.invite import completions, invite_form, show_link
from tests.components.eventually import eventually


def names(world, typed):
    return [member.name for member in completions(world.store, world.design.id, typed)]


async def test_names_are_completed_from_those_outside_the_group(world):
    assert names(world, 'c') == ['Carol']
    assert names(world, 'O') == ['Carol', 'Robo']
    assert names(world, 'bob') == []


async def test_nothing_typed_completes_to_nothing(world):
    assert names(world, '') == []
    assert names(world, '  ') == []


async def test_those_that_begin_alike_come_first(world):
    await world.register('Roxane')
    await world.register('Aaro')
    assert names(world, 'ro') == ['Robo', 'Roxane', 'Aaro', 'Carol']


async def test_a_name_that_is_typed_is_invited(world, stage, viewer):
    with viewer, Dialog('Members') as dialog:
        invite_form(stage, world.alice.id, world.design.id, dialog)
    viewer.find(ui.input).type('carol')
    viewer.find('Invite').trigger('click.prevent')
    await eventually(lambda: world.store.membership(world.design.id, world.carol.id))


async def test_a_completion_is_invited_by_a_click(world, stage, viewer):
    with viewer, Dialog('Members') as dialog:
        invite_form(stage, world.alice.id, world.design.id, dialog)
    viewer.find(ui.input).type('ca')
    viewer.find('Carol').click()
    await eventually(lambda: world.store.membership(world.design.id, world.carol.id))


async def test_an_unknown_name_is_refused_and_stays(world, stage, viewer):
    with viewer, Dialog('Members') as dialog:
        invite_form(stage, world.alice.id, world.design.id, dialog)
    viewer.find(ui.input).type('Nobody')
    viewer.find('Invite').trigger('click.prevent')
    await eventually(lambda: [label for label in viewer.find(ui.label).elements if label.props.get('role') == 'alert'])
    assert viewer.find(ui.input).elements.pop().value == 'Nobody'


async def test_a_link_leads_to_this_site_and_lets_in_once(world, stage, viewer):
    with viewer:
        await show_link(stage, world.alice.id, world.design.id)
    address = viewer.find(ui.input).elements.pop().value
    assert address.startswith('https://chat.example.org/invite/')
    secret = address.rsplit('/', 1)[1]
    await world.actions.invitations.accept(world.carol.id, secret, 'b1f7c1a2-6a3c-4b60-9d0a-0f6f1f7f3f10')
    assert world.store.membership(world.design.id, world.carol.id)
