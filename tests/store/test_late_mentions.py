"""Mentions that an edit adds."""

from dataclasses import replace

from messenger.model.message import Mention, Message
from messenger.store.late_mentions import LateMentions
from tests.world import World


async def _said(world: World, text: str) -> Message:
    """What Alice says in the watercooler."""
    change = await world.say(world.alice, text)
    return await world.actions.messages.read_message(world.alice.id, world.watercooler.id, change.ordinal)


async def test_only_those_newly_named_hear_of_it_and_not_its_author(world: World) -> None:
    """Who was named before, by whatever words, has heard already."""
    heard: list[tuple[str, Message]] = []
    late = LateMentions()
    for member in (world.alice, world.bob, world.robo):
        late.listen(member.id, lambda message, name=member.name: heard.append((name, message)))
    before = await _said(world, '@Bob look')
    everyone = tuple(Mention(member_id=each.id, name='all') for each in (world.alice, world.bob, world.robo))
    after = replace(before, mentions=everyone)
    late.tell(before, after)
    assert heard == [('Robo', after)]


async def test_who_stopped_listening_hears_nothing(world: World) -> None:
    """And others of the same member still do."""
    heard: list[str] = []
    late = LateMentions()
    stop = late.listen(world.bob.id, lambda _: heard.append('first'))
    late.listen(world.bob.id, lambda _: heard.append('second'))
    stop()
    before = await _said(world, 'look')
    late.tell(before, replace(before, mentions=(Mention(member_id=world.bob.id, name='Bob'),)))
    assert heard == ['second']
