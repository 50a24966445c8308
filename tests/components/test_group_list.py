"""The list of groups."""

from messenger.components.group_list import GroupList
from messenger.model.group import GroupKind
from tests.world import rid


def names(groups):
    return [link.props.get('aria-label') for link in groups.element.default_slot.children]


async def test_it_holds_one_link_per_group_by_name(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    assert names(groups) == ['Design', 'Watercooler']
    assert groups.element.default_slot.children[0].props['href'] == f'/groups/{world.design.id}'


async def test_a_stranger_sees_none(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.carol.id)
    assert names(groups) == []


async def test_a_new_group_comes_to_its_place(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    group = await world.actions.groups.create_group(world.alice.id, 'Kitchen', GroupKind.OPEN, rid())
    groups.show([group.id])
    assert names(groups) == ['Design', 'Kitchen', 'Watercooler']


async def test_a_renamed_group_moves(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    await world.actions.groups.rename_group(world.alice.id, world.design.id, 'Zoo', rid())
    groups.show([world.design.id])
    assert names(groups) == ['Watercooler', 'Zoo']


async def test_a_group_one_left_goes(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.bob.id)
    await world.leave(world.bob, world.design)
    groups.show([world.design.id])
    assert names(groups) == ['Watercooler']


async def test_only_what_changed_is_redrawn(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    await world.say(world.bob, 'hello')
    viewer.client.outbox.updates.clear()
    groups.show_all()
    changed = groups.element.default_slot.children[1]
    assert set(viewer.client.outbox.updates) == {changed.id}
    assert groups.unread == 1


async def test_the_open_group_is_marked(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    groups.choose(world.design.id)
    design, watercooler = groups.element.default_slot.children
    assert design.props['aria-current'] == 'page'
    groups.choose(world.watercooler.id)
    assert design.props['aria-current'] is None
    assert watercooler.props['aria-current'] == 'page'


async def test_a_line_of_a_group_that_is_not_known_is_not_made(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.carol.id)
    await world.say(world.bob, 'hello')
    groups.show_known({world.watercooler.id})
    assert names(groups) == []


async def open_direct(world, *others):
    return await world.actions.directs.open_direct(world.alice.id, [other.id for other in others])


async def test_direct_groups_stand_under_a_heading_of_their_own(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    for others in ([world.carol], [world.bob]):
        group_id = await open_direct(world, *others)
        await world.actions.messages.send_message(world.alice.id, group_id, 'hi', rid())
        groups.show([group_id])
    assert names(groups) == ['Design', 'Watercooler', None, 'Bob', 'Carol']
    assert groups.element.default_slot.children[2].props['innerHTML'] == 'Direct messages'


async def test_a_direct_group_in_which_nobody_wrote_is_there_while_it_is_open(world, viewer):
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    group_id = await open_direct(world, world.bob)
    groups.show_all()
    assert names(groups) == ['Design', 'Watercooler']
    groups.choose(group_id)
    assert names(groups) == ['Design', 'Watercooler', None, 'Bob']
    groups.choose(world.design.id)
    assert names(groups) == ['Design', 'Watercooler']


async def test_of_a_muted_group_only_mentions_are_counted(world, viewer):
    world.actions.quiet.mute(world.alice.id, world.watercooler.id)
    await world.say(world.bob, 'hello')
    with viewer:
        groups = GroupList(world.store, world.alice.id)
    assert groups.unread == 0
    await world.say(world.bob, 'hello @Alice')
    groups.show_all()
    assert groups.unread == 1


async def test_what_names_the_member_is_told_and_what_was_there_before_is_not(world, viewer):
    await world.say(world.bob, 'old news for @Alice')
    told = []
    with viewer:
        groups = GroupList(world.store, world.alice.id, on_news=told.append)
    await world.say(world.bob, 'nothing for anybody')
    groups.show_all()
    assert told == []
    await world.say(world.bob, 'something for @Alice')
    groups.show_all()
    groups.show_all()
    assert told == [world.watercooler.id]


async def test_everything_is_told_where_that_is_wanted(world, viewer):
    told = []
    with viewer:
        groups = GroupList(world.store, world.alice.id, on_news=told.append)
    world.actions.quiet.be_told_of_all(world.alice.id, world.watercooler.id, is_wanted=True)
    await world.say(world.bob, 'nothing for anybody')
    groups.show_all()
    assert told == [world.watercooler.id]
    world.actions.quiet.be_told_of_all(world.alice.id, world.watercooler.id, is_wanted=False)
    await world.say(world.bob, 'nothing again')
    groups.show_all()
    assert told == [world.watercooler.id]


async def test_the_first_direct_message_is_told(world, viewer):
    told = []
    with viewer:
        groups = GroupList(world.store, world.alice.id, on_news=told.append)
    group_id = await world.actions.directs.open_direct(world.bob.id, [world.alice.id])
    await world.actions.messages.send_message(world.bob.id, group_id, 'hello', rid())
    groups.show_all()
    assert told == [group_id]


async def test_the_groups_above_and_below_are_known_round_the_end(world, viewer):
    with viewer:
        found = GroupList(world.store, world.alice.id)
    assert (found.beside(1), found.beside(-1)) == (world.design.id, world.watercooler.id)
    found.choose(world.design.id)
    assert found.beside(1) == found.beside(-1) == world.watercooler.id
    found.choose(world.watercooler.id)
    assert found.beside(1) == world.design.id


async def test_who_is_in_no_group_has_none_beside(world, viewer):
    with viewer:
        assert GroupList(world.store, world.carol.id).beside(1) is None
