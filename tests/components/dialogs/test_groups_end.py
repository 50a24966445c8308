"""Renaming, leaving and deleting a group."""

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.delete_group import delete_group
from messenger.components.dialogs.leave_group import leave_group
from messenger.components.dialogs.rename_group import rename_group
from messenger.components.group_menu import group_menu
from tests.components.eventually import eventually


async def test_the_owner_renames(world, stage, viewer):
    with viewer:
        rename_group(stage, world.alice.id, world.design.id)
    viewer.find(ui.input).clear().type('Drawing')
    viewer.find('Rename').trigger('click.prevent')
    await eventually(lambda: world.store.group(world.design.id).name == 'Drawing')


async def test_who_may_not_is_refused_though_the_dialog_was_open(world, stage, viewer):
    with viewer:
        rename_group(stage, world.bob.id, world.design.id)
    viewer.find(ui.input).clear().type('Mine')
    viewer.find('Rename').trigger('click.prevent')
    await eventually(lambda: [label for label in viewer.find(ui.label).elements if label.props.get('role') == 'alert'])
    assert world.store.group(world.design.id).name == 'Design'


async def test_leaving_asks_first(world, stage, viewer):
    with viewer:
        leave_group(stage, world.bob.id, world.design.id)
    await viewer.should_see('To come back, somebody has to invite you.', retries=1)
    assert world.store.membership(world.design.id, world.bob.id)
    viewer.find(kind=Button, content='Leave').click()
    await eventually(lambda: world.store.membership(world.design.id, world.bob.id) is None)


async def test_an_owner_who_leaves_learns_who_follows(world, stage, viewer):
    with viewer:
        leave_group(stage, world.alice.id, world.design.id)
    await viewer.should_see('becomes the owner')


async def test_deleting_takes_the_name(world, stage, viewer):
    with viewer:
        delete_group(stage, world.alice.id, world.design.id)
    viewer.find(ui.input).type('Desi')
    viewer.find('Delete').trigger('click.prevent')
    await viewer.should_see('Nothing is deleted')
    viewer.find(ui.input).type('gn')
    viewer.find('Delete').trigger('click.prevent')
    await eventually(lambda: world.store.group(world.design.id) is None)


async def test_the_menu_offers_what_one_may(world, stage, viewer):
    with viewer:
        group_menu(stage, world.alice.id, world.design.id, target='.settings')
    for name in ('Rename group', 'Leave group', 'Delete group'):
        await viewer.should_see(name)


async def test_the_menu_offers_a_member_to_leave_only(world, stage, viewer):
    with viewer:
        group_menu(stage, world.bob.id, world.design.id, target='.settings')
    await viewer.should_see('Leave group')
    await viewer.should_not_see('Rename group')
    await viewer.should_not_see('Delete group')
