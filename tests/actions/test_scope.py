"""What is found through the member who asks."""

import pytest

from messenger.actions.scope import Scope
from messenger.model.permissions import Action
from messenger.model.refused import Refused
from tests.world import World


async def test_what_needs_a_group_is_not_for_who_only_signed_in(world: World):
    scope = Scope(world.store)
    assert scope.signed_in(world.carol.id, Action.CREATE_GROUP) == world.carol
    with pytest.raises(Refused) as refused:
        scope.signed_in(world.carol.id, Action.DELETE_GROUP)
    assert refused.value.code == 'not_allowed'
