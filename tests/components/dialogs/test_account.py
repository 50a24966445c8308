"""One's own name and devices."""

from nicegui import ui

from messenger.components.dialogs.add_device import add_device
from messenger.components.dialogs.change_name import change_name
from tests.components.eventually import eventually


async def test_a_name_is_changed(world, stage, viewer):
    with viewer:
        change_name(stage, world.bob.id)
    viewer.find(ui.input).clear().type('Robert')
    viewer.find('Change').trigger('click.prevent')
    await eventually(lambda: world.store.member(world.bob.id).name == 'Robert')


async def test_a_taken_name_is_refused(world, stage, viewer):
    with viewer:
        change_name(stage, world.bob.id)
    viewer.find(ui.input).clear().type('ALICE')
    viewer.find('Change').trigger('click.prevent')
    await viewer.should_see('taken')
    assert world.store.member(world.bob.id).name == 'Bob'


async def test_a_device_link_signs_in_as_its_maker(world, stage, viewer):
    with viewer:
        await add_device(stage, world.bob.id)
    address = viewer.find(ui.input).elements.pop().value
    assert address.startswith('https://chat.example.org/device/')
    signed_in = await stage.accounts.sign_in_by_link(address.rsplit('/', 1)[1], 'Phone')
    assert signed_in.session.member_id == world.bob.id
