"""Who called everyone and may not is told."""

from nicegui.testing import User

from messenger.components.unheard import unheard_call
from messenger.model.calls import SMALL_GROUP
from tests.world import World, rid


async def test_only_a_call_that_nobody_hears_is_told_of(world: World, viewer: User) -> None:
    messages, bob = world.actions.messages, world.bob.id
    assert unheard_call(messages, bob, await world.say(world.bob, '@all')) == ''
    await world.gather(world.watercooler, SMALL_GROUP)
    assert unheard_call(messages, bob, await world.say(world.bob, 'all')) == ''
    sent = await world.say(world.bob, 'look @here')
    with viewer:
        assert unheard_call(messages, bob, sent).startswith('@here mentions nobody. Only owners and moderators')
    edited = await messages.edit_message(bob, world.watercooler.id, sent.ordinal, 'look @all', rid())
    with viewer:
        assert unheard_call(messages, bob, edited).startswith('@all mentions nobody.')
    assert unheard_call(messages, world.alice.id, await world.say(world.alice, '@all')) == ''
