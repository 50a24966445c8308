"""One count of some rows for everybody."""

from messenger.model.receipt import Unread
from messenger.store.tally import Tally
from tests.world import World, rid


async def test_own_messages_and_mentions_of_oneself_by_oneself_do_not_count(world: World):
    await world.say(world.alice, 'hi @Bob, I am @Alice, @Bob')
    await world.say(world.bob, 'hi @Alice')
    tally = Tally((await world.rows(world.bob))[-2:])
    assert tally.unread(world.alice.id) == Unread(messages=1, mentions=1)
    assert tally.unread(world.bob.id) == Unread(messages=1, mentions=1)
    assert tally.unread(world.robo.id) == Unread(messages=2)


async def test_notices_and_deleted_messages_do_not_count(world: World):
    change = await world.say(world.alice, 'hi')
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, change.ordinal, rid())
    assert Tally(await world.rows(world.bob)).unread(world.bob.id) == Unread()
