"""What a page's browser is told of."""

import pytest

from messenger.components.notifier import Notifier
from tests.components.eventually import eventually
from tests.world import rid


class Listening:
    """A page that notes what it is asked to run."""

    has_socket_connection = True

    def __init__(self):
        self.storage = {'language': 'en'}
        self.told = []

    def run_javascript(self, code):
        self.told.append(code)


@pytest.fixture
def page():
    return Listening()


@pytest.fixture
def notifier(world, viewer, page):
    with viewer:
        notifier = Notifier(world.store, world.alice.id)
    notifier._client = page
    return notifier


async def test_it_tells_who_said_what_and_where(world, notifier, page):
    await world.say(world.bob, 'hello "@Alice" </script>')
    notifier.tell(world.watercooler.id)
    (code,) = page.told
    assert '"Watercooler"' in code
    assert r'Bob: hello \"@Alice\" </script>' in code


async def test_nobody_hears_of_a_blocked_member(world, notifier, page):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await world.say(world.bob, 'hello @Alice')
    notifier.tell(world.watercooler.id)
    assert page.told == []


async def test_a_page_without_a_connection_is_told_nothing(world, notifier, page):
    page.has_socket_connection = False
    await world.say(world.bob, 'hello @Alice')
    notifier.tell(world.watercooler.id)
    assert page.told == []


async def revise(world, change, text):
    """Let Bob give a message in the watercooler another text."""
    await world.actions.messages.edit_message(world.bob.id, world.watercooler.id, change.ordinal, text, rid())


async def test_a_mention_that_an_edit_adds_is_told_also_of_what_was_read(world, notifier, page):
    change = await world.say(world.bob, 'look')
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, change.ordinal)
    await revise(world, change, 'look @Alice')
    await eventually(lambda: page.told)
    (code,) = page.told
    assert 'Bob: look @Alice' in code


async def test_what_an_edit_makes_a_mention_is_told_in_place_of_the_newest_message(world, notifier, page):
    change = await world.say(world.bob, 'look')
    await world.say(world.bob, 'nothing for you')
    await revise(world, change, 'look @Alice')
    await eventually(lambda: page.told)
    notifier.tell(world.watercooler.id)
    assert ['look @Alice' in code for code in page.told] == [True]
    await world.say(world.bob, 'and @Alice')
    notifier.tell(world.watercooler.id)
    assert 'and @Alice' in page.told[-1]


async def test_who_was_mentioned_before_the_edit_is_not_told_again(world, notifier, page):
    change = await world.say(world.bob, 'look @Alice')
    await revise(world, change, 'look there @Alice')
    await revise(world, await world.say(world.bob, 'and'), 'and this, @Alice')
    await eventually(lambda: page.told)
    assert ['and this' in code for code in page.told] == [True]


@pytest.mark.parametrize('hush', ['mute', 'leave', 'block'])
async def test_an_edit_tells_nobody_who_does_not_want_it_or_is_gone(world, notifier, page, hush):
    change = await world.say(world.bob, 'look')
    await revise(world, change, 'look @Alice')
    await eventually(lambda: page.told)
    edited = await world.actions.messages.read_message(world.alice.id, world.watercooler.id, change.ordinal)
    match hush:
        case 'mute':
            world.actions.quiet.mute(world.alice.id, world.watercooler.id)
        case 'block':
            world.actions.quiet.block(world.alice.id, world.bob.id)
        case _:
            await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
            await world.leave(world.alice, world.watercooler)
    page.told.clear()
    notifier.tell_late(edited)
    assert page.told == []
