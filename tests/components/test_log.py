"""A group's rows, shared by all who look: what is sent, edited and deleted touches one row, whoever looks."""

from dataclasses import replace

import pytest
from nicegui.testing import User

from messenger.components.paging import STRETCH_SIZE
from messenger.components.stretch import Stretch
from messenger.model.ids import LogId
from messenger.model.refused import NotFound
from tests.components.looking import Looking
from tests.files import picture
from tests.world import World, pieces, rid


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def test_a_new_message_adds_one_row(world: World, looking: Looking, viewer: User) -> None:
    await looking.open(viewer, world.alice, world.watercooler)
    before = looking.rows(world.watercooler.id)
    await world.say(world.bob, 'hello there')
    after = looking.rows(world.watercooler.id)
    assert after[:-1] == before
    assert 'hello there' in after[-1]
    assert 'Bob' in after[-1]


async def test_an_edit_writes_its_row_again_and_no_other(world: World, looking: Looking, viewer: User) -> None:
    sent = await world.say(world.bob, 'one')
    await world.say(world.bob, 'two')
    await looking.open(viewer, world.alice, world.watercooler)
    before = looking.rows(world.watercooler.id)
    await world.actions.messages.edit_message(world.bob.id, world.watercooler.id, sent.ordinal, 'uno', rid())
    after = looking.rows(world.watercooler.id)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert 'uno' in changed[0]
    assert '(edited)' in changed[0]


async def test_a_deletion_takes_the_row_away_and_regroups_the_next(
    world: World, looking: Looking, viewer: User
) -> None:
    """What stood under the deleted message's name gets the name itself."""
    first = await world.say(world.bob, 'first')
    await world.say(world.bob, 'second')
    await looking.open(viewer, world.alice, world.watercooler)
    assert 'g' in looking.classes(world.watercooler.id)[-1]
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, first.ordinal, rid())
    assert 'first' not in ''.join(looking.rows(world.watercooler.id))
    assert 'g' not in looking.classes(world.watercooler.id)[-1]


async def test_rows_are_counted_once_however_many_look(
    world: World, looking: Looking, viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a block begins, the window of each viewer asks how many rows the others have."""
    counted: list[Stretch] = []
    visible = Stretch.visible
    monkeypatch.setattr(Stretch, 'visible', lambda stretch: counted.append(stretch) or visible(stretch))

    async def fill_two_blocks() -> int:
        counted.clear()
        for number in range(2 * STRETCH_SIZE):
            await world.say(world.bob, str(number))
        return len(counted)

    await looking.open(viewer, world.alice, world.watercooler)
    for_one = await fill_two_blocks()
    for member in (world.bob, world.alice):
        await looking.open(viewer, member, world.watercooler)
    assert await fill_two_blocks() == for_one > 0


async def test_all_who_look_share_one_block(world: World, looking: Looking, viewer: User) -> None:
    first = await looking.open(viewer, world.alice, world.watercooler)
    block = looking.block(world.watercooler.id, 0)
    second = await looking.open(viewer, world.bob, world.watercooler)
    assert looking.block(world.watercooler.id, 0) is block
    first.close()
    assert looking.live.find((LogId(world.watercooler.id), 0)) is block
    second.close()
    assert looking.live.find((LogId(world.watercooler.id), 0)) is None


async def test_the_log_goes_on_in_a_new_block(world: World, looking: Looking, viewer: User) -> None:
    """The fifty-first row opens it, and stands under the name of the fiftieth."""
    await looking.open(viewer, world.alice, world.watercooler)
    while world.store.last_ordinal(world.watercooler.id) <= STRETCH_SIZE:
        await world.say(world.bob, 'again')
    assert len(looking.rows(world.watercooler.id, 0)) == STRETCH_SIZE
    assert len(looking.rows(world.watercooler.id, 1)) == 1
    assert 'g' in looking.classes(world.watercooler.id, 1)[0]


async def test_deleting_a_blocks_last_row_regroups_the_next_block(world: World, looking: Looking, viewer: User) -> None:
    await looking.open(viewer, world.alice, world.watercooler)
    while world.store.last_ordinal(world.watercooler.id) < STRETCH_SIZE - 1:
        await world.say(world.alice, 'before')
    last = await world.say(world.bob, 'the last of its block')
    await world.say(world.bob, 'the first of the next')
    assert last.ordinal == STRETCH_SIZE
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, last.ordinal, rid())
    assert 'g' not in looking.classes(world.watercooler.id, 1)[0]


async def test_a_new_name_is_written_wherever_the_member_stands(world: World, looking: Looking, viewer: User) -> None:
    await world.say(world.bob, 'who am I?')
    await looking.open(viewer, world.alice, world.watercooler)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert 'Robert' in looking.rows(world.watercooler.id)[-1]


async def test_a_new_picture_is_shown_in_the_rows_that_are_there(world: World, looking: Looking, viewer: User) -> None:
    await world.say(world.bob, 'who am I?')
    await looking.open(viewer, world.alice, world.watercooler)
    taken = await world.actions.pictures.set_picture(world.bob.id, pieces(picture()), rid())
    assert f'<img src="/pictures/{taken}" alt=""' in looking.rows(world.watercooler.id)[-1]
    await world.actions.pictures.remove_picture(world.bob.id, world.bob.id, rid())
    assert '<img' not in looking.rows(world.watercooler.id)[-1]


async def test_who_is_no_member_gets_no_block_even_if_others_look(world: World, looking: Looking, viewer: User) -> None:
    await looking.open(viewer, world.alice, world.design)
    with pytest.raises(NotFound):
        await looking.logs.block(world.carol.id, LogId(world.design.id), 0)


async def test_what_happens_while_a_stretch_is_read_is_in_it(world: World, looking: Looking, viewer: User) -> None:
    """Reading takes a moment; a message, an edit and a deletion in that moment are not lost."""
    edited = await world.say(world.bob, 'to be edited')
    deleted = await world.say(world.bob, 'to be deleted')
    read = world.actions.messages.read_messages

    async def read_slowly(*asked):
        rows = await read(*asked)
        await world.actions.messages.edit_message(world.bob.id, world.watercooler.id, edited.ordinal, 'edited', rid())
        await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, deleted.ordinal, rid())
        await world.say(world.bob, 'new')
        return rows

    class Slow:
        read_messages = staticmethod(read_slowly)
        read_replies = staticmethod(world.actions.messages.read_replies)

    looking.logs._actions = replace(world.actions, messages=Slow())
    await looking.open(viewer, world.alice, world.watercooler)
    shown = ' '.join(looking.rows(world.watercooler.id))
    assert 'to be' not in shown
    assert '>edited<' in shown
    assert '>new<' in shown
