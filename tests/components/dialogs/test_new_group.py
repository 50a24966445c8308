"""Making a group."""

from nicegui import ui

from messenger.components.dialogs.new_group import new_group
from messenger.model.group import GroupKind
from tests.components.eventually import eventually


def made(world, name='Kitchen'):
    return [group for group in world.store.groups_of(world.carol.id) if group.name == name]


async def test_it_makes_an_open_group_and_goes_there(world, stage, viewer):
    with viewer:
        new_group(stage, world.carol.id)
    viewer.find(ui.input).type('Kitchen')
    viewer.find('Create').trigger('click.prevent')
    (group,) = await eventually(lambda: made(world))
    assert group.kind is GroupKind.OPEN
    await eventually(lambda: viewer.back_history[-1] == f'/groups/{group.id}')


async def test_the_switch_makes_it_private(world, stage, viewer):
    with viewer:
        new_group(stage, world.carol.id)
    viewer.find(ui.input).type('Kitchen')
    viewer.find('Private').click()
    viewer.find('Create').trigger('click.prevent')
    (group,) = await eventually(lambda: made(world))
    assert group.kind is GroupKind.PRIVATE


async def test_a_second_click_makes_no_second_group(world, stage, viewer):
    with viewer:
        new_group(stage, world.carol.id)
    viewer.find(ui.input).type('Kitchen')
    viewer.find('Create').trigger('click.prevent').trigger('click.prevent')
    await eventually(lambda: viewer.back_history[1:])
    assert len(made(world)) == 1


async def test_a_refusal_is_said_in_the_dialog_and_the_name_stays(world, stage, viewer):
    with viewer:
        new_group(stage, world.carol.id)
    viewer.find(ui.input).type('x' * 41)
    viewer.find('Create').trigger('click.prevent')
    await viewer.should_see('A name has at most 40 characters; this one has 41.')
    assert viewer.find(ui.input).elements.pop().value == 'x' * 41
