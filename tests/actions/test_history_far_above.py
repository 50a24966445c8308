"""Rows that the store does not hold, since hundreds came after them, and those that changed as they were read."""

from messenger.actions.enclosed import Enclosed
from messenger.journal.memory import MemoryJournal
from messenger.model.ids import Ordinal
from messenger.store.tail import TAIL_ROWS
from tests.world import World, rid


async def begin(world: World) -> Ordinal:
    """Let Alice say something, Bob reply, and Robo say so much that neither is held."""
    first = await world.say(world.alice, 'first')
    await world.actions.messages.send_message(
        world.bob.id, world.watercooler.id, 'indeed', rid(), Enclosed(reply_to=first.ordinal)
    )
    for number in range(TAIL_ROWS + 20):
        await world.say(world.robo, f'{number}')
    await world.restart()
    return first.ordinal


async def test_they_are_read_and_not_held_for_it(world: World) -> None:
    first, where = await begin(world), world.watercooler.id
    rows = await world.actions.messages.read_messages(world.alice.id, where, first, first + 2)
    assert [row.text for row in rows] == ['first', 'indeed', '0']
    assert world.store.rows(where, first, first + 2) is None


async def test_what_replies_to_them_is_known(world: World) -> None:
    first, where = await begin(world), world.watercooler.id
    rows = await world.actions.messages.read_messages(world.alice.id, where, first, first)
    replies = await world.actions.messages.read_replies(world.alice.id, where, rows)
    assert dict(replies.living) == {first + 1: first}


async def test_an_edit_that_is_in_what_was_read_counts_once(world: World) -> None:
    """The store hears of it while the journal is read, which has it already."""
    sent, where = await world.say(world.alice, 'old'), world.watercooler.id
    await world.restart()

    class EditedFirst(MemoryJournal):
        async def messages(self, group_id, *, first, last):
            if edits:
                await world.actions.messages.edit_message(world.alice.id, where, sent.ordinal, edits.pop(), rid())
            return await super().messages(group_id, first=first, last=last)

    edits = ['new']
    world.journal.__class__ = EditedFirst
    row = (await world.rows(world.bob))[-1]
    assert (row.text, row.revision, edits) == ('new', 2, [])
