"""What is found through the member who asks."""

from dataclasses import replace

import pytest

from messenger.actions.scope import KEPT, Scope
from messenger.model.ids import GroupId
from messenger.model.membership import Role
from messenger.model.permissions import PERMISSIONS, Action, standing_of
from messenger.model.refused import Refused
from tests.world import World


async def test_what_needs_a_group_is_not_for_who_only_signed_in(world: World):
    scope = Scope(world.store)
    assert scope.signed_in(world.carol.id, Action.CREATE_GROUP) == world.carol
    with pytest.raises(Refused) as refused:
        scope.signed_in(world.carol.id, Action.DELETE_GROUP)
    assert refused.value.code == 'not_allowed'


@pytest.mark.parametrize('action', KEPT)
def test_a_refusal_names_all_roles_that_may_do_it_and_no_other(action: Action):
    able = [role for role in (Role.OWNER, Role.MODERATOR, Role.MEMBER) if standing_of(role) in PERMISSIONS[action]]
    assert KEPT[action].startswith(f'Only {" and ".join(f"{role.value}s" for role in able)} of {{group}} can ')


async def test_where_nobody_may_there_is_nobody_to_ask(world: World):
    scope = Scope(world.store)
    place = scope.place(world.bob.id, world.design.id, Action.READ_MESSAGES)
    gone = replace(place, group=replace(place.group, id=GroupId('0' * 32)))
    assert scope.not_allowed(gone, Action.DELETE_GROUP).reason == 'Only owners of Design can delete it.'
