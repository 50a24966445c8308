"""Who there is, as bots ask for it."""

import pytest

from messenger.client import ApiProblem, Client
from messenger.model.status import Status
from tests.files import picture
from tests.world import World, pieces, rid


async def test_a_bot_sees_pictures_and_statuses(helper: Client, world: World) -> None:
    taken = await world.actions.pictures.set_picture(world.alice.id, pieces(picture()), rid())
    await world.actions.statuses.set_status(world.alice.id, Status(emoji='🌴', text='Away'), rid())
    alice, bob = (await helper.members())[:2]
    assert (alice.picture, alice.status.emoji, alice.status.text, alice.status.clear_at) == (taken, '🌴', 'Away', None)
    assert (bob.picture, bob.status) == (None, None)
    assert (await helper.picture(world.alice.id))[8:12] == b'WEBP'


async def test_who_has_no_picture_answers_as_who_is_not_there(helper: Client, world: World) -> None:
    for member_id in (world.bob.id, 'nobody222222'):
        with pytest.raises(ApiProblem) as problem:
            await helper.picture(member_id)
        assert problem.value.status == 404
