"""Who may read what happened in a group."""

import pytest

from messenger.model.refused import NotFound
from tests.world import World


async def test_who_is_in_the_group_may_follow_it_and_who_is_not_or_has_left_may_not(world: World) -> None:
    check = world.actions.changes.check_reader
    check(world.bob.id, world.watercooler.id)
    await world.leave(world.bob, world.watercooler)
    for outsider in (world.bob, world.carol):
        with pytest.raises(NotFound):
            check(outsider.id, world.watercooler.id)
