"""The store: each change makes of it what a later snapshot would, and those who listen hear it."""

from collections.abc import Awaitable, Callable

import pytest

from messenger.journal.contract import Picture
from messenger.model.changes import Change
from messenger.model.group import GroupKind
from messenger.model.ids import GroupId
from messenger.model.membership import Role
from messenger.model.receipt import Unread
from messenger.store.store import Store
from tests.store.law import replayed, seen_in_picture, seen_in_store
from tests.world import World, rid

Deed = Callable[[World], Awaitable[object]]

DEEDS: dict[str, Deed] = {
    'register': lambda world: world.register('Dave'),
    'rename': lambda world: world.actions.members.rename(world.bob.id, world.bob.id, 'Bobby', rid()),
    'administrator': lambda world: world.actions.members.make_administrator(world.bob.id),
    'create': lambda world: world.actions.groups.create_group(world.bob.id, 'News', GroupKind.OPEN, rid()),
    'rename group': lambda world: world.actions.groups.rename_group(
        world.alice.id, world.watercooler.id, 'Kitchen', rid()
    ),
    'join': lambda world: world.join(world.carol, world.watercooler),
    'role': lambda world: world.actions.memberships.set_role(
        world.alice.id, world.watercooler.id, world.bob.id, Role.MODERATOR, rid()
    ),
    'send': lambda world: world.say(world.bob, 'one more @Alice'),
    'edit': lambda world: world.actions.messages.edit_message(
        world.bob.id, world.watercooler.id, 5, 'hello @Robo', rid()
    ),
    'delete': lambda world: world.actions.messages.delete_message(world.bob.id, world.watercooler.id, 5, rid()),
    'delete newest': lambda world: world.actions.messages.delete_message(
        world.alice.id, world.watercooler.id, 6, rid()
    ),
    'leave': lambda world: world.leave(world.alice, world.design),
    'remove': lambda world: world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid()),
    'delete group': lambda world: world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid()),
}
"""One action for each kind of change."""


async def _chat(world: World) -> None:
    await world.say(world.alice, 'hi @Bob')
    await world.say(world.bob, 'hello @Alice')
    await world.say(world.alice, 'bye')
    await world.say(world.bob, 'in private', world.design)


@pytest.mark.parametrize('kind', DEEDS)
async def test_a_change_makes_of_a_snapshot_the_next_snapshot(world: World, kind: str):
    await _chat(world)
    before, rows = await world.picture(), await world.rows(world.alice)
    changes: list[Change] = []
    world.store.listen(changes.append)
    await DEEDS[kind](world)
    after = await world.picture()
    assert len(changes) == 1
    store = replayed(before, rows, [*changes, *changes])
    assert seen_in_store(store, after) == seen_in_picture(after)
    assert seen_in_store(world.store, after) == seen_in_picture(after)


async def test_changes_split_anywhere_and_heard_twice_give_the_same(world: World):
    await _chat(world)
    pictures, changes = [await world.picture()], []
    rows = [await world.rows(world.alice)]
    world.store.listen(changes.append)
    for deed in DEEDS.values():
        await deed(world)
        pictures.append(await world.picture())
        where = world.watercooler.id
        rows.append(await world.journal.messages(where, first=1, last=500))
    for split, (picture, known) in enumerate(zip(pictures, rows, strict=True)):
        store = replayed(picture, known, changes[max(0, split - 3) :])
        assert seen_in_store(store, pictures[-1]) == seen_in_picture(pictures[-1]), split


async def test_a_change_heard_before_is_neither_applied_nor_told(world: World):
    heard: list[Change] = []
    world.store.listen(heard.append)
    change = await world.say(world.alice, 'hi')
    world.store.apply(change)
    assert heard == [change]
    assert world.store.unread(world.watercooler.id, world.bob.id) == Unread(messages=1)


async def test_a_listener_that_fails_does_not_stop_the_others(world: World, caplog: pytest.LogCaptureFixture):
    heard: list[Change] = []

    def fail(change: Change) -> None:
        raise RuntimeError('no')

    world.store.listen(fail)
    world.store.listen(heard.append)
    await world.say(world.alice, 'hi')
    assert len(heard) == 1
    assert 'A listener failed' in caplog.text


async def test_who_no_longer_listens_hears_nothing(world: World):
    heard: list[Change] = []
    stop = world.store.listen(heard.append)
    stop()
    stop()
    await world.say(world.alice, 'hi')
    assert heard == []


async def test_a_listener_finds_the_change_in_the_store_already(world: World):
    seen: list[int] = []
    world.store.listen(lambda change: seen.append(world.store.last_ordinal(world.watercooler.id)))
    change = await world.say(world.alice, 'hi')
    assert seen == [change.ordinal]


async def test_a_member_hears_of_own_receipts_drafts_and_preferences_only(world: World):
    heard: list[str] = []
    stop = world.store.listen_to_own(world.bob.id, lambda _: heard.append('bob'))
    await world.say(world.alice, 'hi')
    reading, where = world.actions.reading, world.watercooler.id
    reading.mark_read(world.alice.id, where, 99)
    assert heard == []
    reading.mark_read(world.bob.id, where, 99)
    reading.mark_read(world.bob.id, where, 99)
    assert heard == ['bob']
    reading.save_draft(world.bob.id, where, 'not yet')
    reading.set_preference(world.bob.id, 'theme', 'dark')
    assert heard == ['bob'] * 3
    stop()
    stop()
    reading.set_preference(world.bob.id, 'theme', 'light')
    assert heard == ['bob'] * 3


async def test_groups_come_by_name_and_members_by_seniority(world: World):
    await world.actions.groups.create_group(world.alice.id, 'árbol', GroupKind.OPEN, rid())
    store = world.store
    assert [group.name for group in store.groups_of(world.alice.id)] == ['árbol', 'Design', 'Watercooler']
    assert [group.name for group in store.open_groups()] == ['árbol', 'Watercooler']
    members = [each.member_id for each in store.members_of(world.watercooler.id)]
    assert members == [world.alice.id, world.bob.id, world.robo.id]
    assert [member.name for member in store.members()] == ['Alice', 'Bob', 'Carol', 'Robo']


async def test_a_member_is_found_by_any_way_to_write_the_name_and_not_by_a_former_one(world: World):
    assert world.store.member_named('ＡLICE ') == world.store.member(world.alice.id)
    await world.actions.members.rename(world.alice.id, world.alice.id, 'Alicia', rid())
    assert world.store.member_named('Alice') is None
    assert world.store.member_named('alicia') is not None


async def test_what_is_unknown_is_empty(world: World):
    nowhere = GroupId('a' * 12)
    store = world.store
    assert store.group(nowhere) is None
    assert store.members_of(nowhere) == []
    assert store.newest(nowhere) is None
    assert store.last_ordinal(nowhere) == 0
    assert store.unread(nowhere, world.alice.id) == Unread()
    assert store.draft(nowhere, world.alice.id) == ''
    assert store.preference(world.alice.id, 'theme', 'light') == 'light'


async def test_a_new_picture_replaces_everything(world: World):
    await _chat(world)
    world.store.load(Picture(epoch='other'))
    assert world.store.members() == []
    assert world.store.open_groups() == []
    assert world.store.group(world.watercooler.id) is None


async def test_changes_about_an_unknown_group_are_survived(world: World):
    picture = await world.picture()
    await world.say(world.alice, 'hi')
    changes = await world.journal.read(world.watercooler.id, after=0)
    store = Store()
    store.load(Picture(epoch=picture.epoch))
    for change in changes[1:]:
        store.apply(change)
    assert store.group(world.watercooler.id) is None


async def test_a_removed_member_leaves_no_receipt_and_no_draft(world: World):
    await world.say(world.alice, 'hi')
    where, bob = world.watercooler.id, world.bob.id
    world.actions.reading.mark_read(bob, where, 5)
    world.actions.reading.save_draft(bob, where, 'not yet')
    await world.actions.memberships.remove(world.alice.id, where, bob, rid())
    assert world.store.read_up_to(where, bob) == 0
    assert world.store.draft(where, bob) == ''
