"""Finding open groups."""

from messenger.components.dialogs.browse_groups import browse_groups
from tests.components.eventually import eventually


async def test_one_joins_by_a_click_and_goes_there(world, stage, viewer):
    with viewer:
        browse_groups(stage, world.carol.id)
    viewer.find('Join').click()
    await eventually(lambda: world.store.membership(world.watercooler.id, world.carol.id))
    await eventually(lambda: viewer.back_history[-1] == f'/groups/{world.watercooler.id}')


async def test_private_groups_are_not_listed(world, stage, viewer):
    with viewer:
        browse_groups(stage, world.carol.id)
    assert len(viewer.find('Join').elements) == 1


async def test_a_group_one_is_in_is_opened_not_joined(world, stage, viewer):
    with viewer:
        browse_groups(stage, world.bob.id)
    await viewer.should_see('Open')
    await viewer.should_not_see('Join')


async def test_without_open_groups_it_says_what_to_do(empty_world, viewer, world, stage):
    await world.actions.groups.delete_group(
        world.alice.id, world.watercooler.id, 'b1f7c1a2-6a3c-4b60-9d0a-0f6f1f7f3f10'
    )
    with viewer:
        browse_groups(stage, world.carol.id)
    await viewer.should_see('There is no open group yet. Make the first one with “New group”.')
