"""Who types and who is here, in one line for everyone."""

import pytest
from nicegui.testing import User

from messenger.model.ids import LogId
from tests.components.eventually import eventually
from tests.components.filled import as_read
from tests.components.looking import UTC, Looking
from tests.files import picture
from tests.world import World


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


def show(looking: Looking, viewer: User, *blocks) -> None:
    """Let somebody look at lines."""
    with viewer:
        looking.live.view(identity='somebody', locale=UTC, may_see=lambda: True).show(blocks)


async def test_who_types_is_named_to_all_but_themselves(world: World, looking: Looking, viewer: User) -> None:
    """The line holds a variant for each who types; the viewer's own stylesheet chooses."""
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    line = next(iter(block.root))
    world.actions.reading.types(world.alice.id, world.watercooler.id)
    await eventually(lambda: 'Alice is typing…' in as_read(line.props['innerHTML']))
    assert f'<span class="typing-for for-{world.alice.id}"></span>' in as_read(line.props['innerHTML'])
    world.actions.reading.types(world.bob.id, world.watercooler.id)
    await eventually(lambda: 'Alice and Bob are typing…' in as_read(line.props['innerHTML']))
    assert f'for-{world.alice.id}">Bob is typing…<' in as_read(line.props['innerHTML'])


async def test_who_sent_types_no_longer(world: World, looking: Looking, viewer: User) -> None:
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    line = next(iter(block.root))
    world.actions.reading.types(world.alice.id, world.watercooler.id)
    await eventually(lambda: line.props['innerHTML'])
    await world.say(world.alice, 'done')
    await eventually(lambda: not line.props['innerHTML'])


async def test_what_is_said_is_said_aloud_once(world: World, looking: Looking, viewer: User) -> None:
    """With its author's name, as text without marks, and only while somebody looks."""
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    aloud = list(block.root)[1]
    await world.say(world.bob, '**hello** <b>')
    await eventually(lambda: aloud.props['innerHTML'] == f'<p class="by-{world.bob.id}">Bob: hello &lt;b&gt;</p>')
    await world.say(world.bob, 'more')
    await eventually(lambda: aloud.props['innerHTML'] == f'<p class="by-{world.bob.id}">Bob: more</p>')


async def test_the_same_words_again_are_heard_again(world: World, looking: Looking, viewer: User) -> None:
    """A live region speaks only when its text changes."""
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    aloud = list(block.root)[1]
    await world.say(world.bob, 'ping')
    first = aloud.props['innerHTML']
    assert 'Bob: ping' in first
    await world.say(world.bob, 'ping')
    await eventually(lambda: aloud.props['innerHTML'] != first)
    assert 'Bob: ping' in aloud.props['innerHTML']


async def test_a_burst_is_said_aloud_together(world: World, looking: Looking, viewer: User) -> None:
    """The first at once, with its row; the rest a second later, the newest few of them."""
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    aloud = list(block.root)[1]
    for number in range(9):
        await world.say(world.bob, f'word {number}')
    assert 'word 0' in aloud.props['innerHTML']
    await eventually(lambda: 'word 8' in aloud.props['innerHTML'])
    assert aloud.props['innerHTML'].count('<p') == 5


async def test_who_is_here_is_counted(world: World, looking: Looking, viewer: User) -> None:
    block = looking.lines.here(world.watercooler.id)
    show(looking, viewer, block)
    line = next(iter(block.root))
    assert as_read(line.props['innerHTML']) == '0 here · 3 members'
    world.store.presence.arrive(world.alice.id, 'a page')
    await eventually(lambda: as_read(line.props['innerHTML']) == '1 here · 3 members')


async def test_files_are_told_of_aloud(world: World, looking: Looking, viewer: User) -> None:
    """Before the words, which may be long."""
    block = looking.lines.typing(LogId(world.watercooler.id))
    show(looking, viewer, block)
    aloud = list(block.root)[1]
    await world.send(world.bob, 'look', await world.upload(world.bob, 'cat.png', picture()))
    await eventually(lambda: 'Bob: Picture: look' in as_read(aloud.props['innerHTML']))
