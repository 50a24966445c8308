"""Whom one has blocked."""

from messenger.components.dialogs.blocked_people import blocked_people
from tests.components.eventually import eventually


async def test_they_are_listed_and_unblocked_by_a_click(world, stage, viewer):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    with viewer:
        blocked_people(stage, world.alice.id)
    viewer.find('Unblock').click()
    await eventually(lambda: world.store.blocked_by(world.alice.id) == [])
    await viewer.should_not_see('Unblock')
