"""The card of a person."""

import asyncio
from dataclasses import replace

from nicegui.testing import User

from messenger.components.person_card import person_card, standing
from messenger.model.direct import direct_id
from messenger.model.membership import Role
from messenger.model.status import Status
from tests.components.eventually import eventually
from tests.files import picture
from tests.world import pieces, rid


def portrait(viewer: User) -> str:
    """What the open card shows at its top, as HTML."""
    (found,) = [each for each in viewer.client.layout.descendants() if 'portrait' in each.classes]
    return str(found.props['innerHTML'])


def listeners(world) -> int:
    """How many listen to the store in any way."""
    own = world.store._own._of.values()
    return len(world.store._listeners) + len(world.store.presence._listeners) + sum(map(len, own))


def close(viewer: User) -> None:
    """Close the open dialog, as the browser tells when it has faded."""
    (dialog,) = [each for each in viewer.client.layout.descendants() if each.tag == 'q-dialog']
    (listener,) = [each for each in dialog._event_listeners.values() if each.type == 'hide']
    dialog._handle_event({'listener_id': listener.id, 'args': None})


async def test_it_says_who_is_here_and_what_they_are_in_the_group(world, viewer):
    world.store.presence.arrive(world.alice.id, 'page')
    with viewer:
        assert standing(world.store, world.alice.id, world.design.id) == 'Owner of this group · here now'
        assert standing(world.store, world.bob.id, world.design.id) == 'Not here now'


async def test_message_leads_to_the_direct_group(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.find('Message').click()
    group_id = direct_id([world.alice.id, world.bob.id])
    await eventually(lambda: viewer.back_history[-1] == f'/groups/{group_id}')
    assert world.store.group(group_id)


async def test_block_and_unblock_take_turns(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.find('Block').click()
    await eventually(lambda: world.store.has_blocked(world.alice.id, world.bob.id))
    await asyncio.sleep(0)  # a turn, in which an open card would follow
    await viewer.should_not_see('Unblock')
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.find('Unblock').click()
    await eventually(lambda: not world.store.has_blocked(world.alice.id, world.bob.id))


async def test_why_one_cannot_write_is_said_on_the_card(world, stage, viewer):
    world.actions.quiet.block(world.bob.id, world.alice.id)
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.find('Message').click()
    await viewer.should_see('You cannot write to Bob here.')


async def test_on_ones_own_card_there_is_nothing_to_do(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.alice.id, world.design.id)
    await viewer.should_see('This is you.')
    await viewer.should_not_see('Block')


async def test_who_is_not_there_has_no_card(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, 'nobodynobody', world.design.id)
    await viewer.should_not_see('Block')


async def test_an_administrator_may_remove_a_picture_and_nobody_else_is_offered_to(world, stage, viewer):
    for each in (world.alice, world.bob):
        await world.actions.pictures.set_picture(each.id, pieces(picture()), rid())
    with viewer:
        person_card(stage, world.bob.id, world.alice.id, world.design.id)
    await viewer.should_not_see('Remove picture')
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.find('Remove picture').click()
    await eventually(lambda: world.store.member(world.bob.id).picture is None)


async def test_an_open_card_shows_its_person_as_they_are_now(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    assert 'Not here now' in portrait(viewer)
    world.store.presence.arrive(world.bob.id, 'page')
    await eventually(lambda: 'Here now' in portrait(viewer))
    await world.actions.statuses.set_status(world.bob.id, Status(text='At the easel', emoji='🎯'), rid())
    await eventually(lambda: '🎯 At the easel' in portrait(viewer))
    await viewer.should_not_see('Remove picture')
    await world.actions.pictures.set_picture(world.bob.id, pieces(picture()), rid())
    await eventually(lambda: '/pictures/' in portrait(viewer))
    await viewer.should_see('Remove picture')
    await world.actions.memberships.set_role(world.alice.id, world.design.id, world.bob.id, Role.MODERATOR, rid())
    await eventually(lambda: 'Moderator of this group · here now' in portrait(viewer))
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    await viewer.should_see('Robert')
    (dialog,) = [each for each in viewer.client.layout.descendants() if each.tag == 'q-dialog']
    assert dialog.props['aria-label'] == 'Robert'


async def test_an_open_card_follows_a_block_from_another_tab(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await viewer.should_see('Unblock')
    world.actions.quiet.unblock(world.alice.id, world.bob.id)
    await viewer.should_not_see('Unblock')
    world.actions.quiet.block(world.bob.id, world.alice.id)
    await viewer.should_not_see('Unblock')


async def test_the_card_of_who_is_no_member_any_more_closes_with_a_word(world, stage, viewer):
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    now = await world.picture()
    world.store.load(replace(now, members=[each for each in now.members if each.id != world.bob.id]))
    world.store.presence.arrive(world.carol.id, 'page')
    await eventually(lambda: viewer.notify.messages)
    assert viewer.notify.messages == ['Bob is no longer a member.']


async def test_a_card_listens_no_longer_than_it_is_open(world, stage, viewer):
    before = listeners(world)
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    assert listeners(world) > before
    close(viewer)
    assert listeners(world) == before


async def test_a_card_whose_page_is_gone_listens_no_longer_than_to_the_next_news(world, stage, viewer):
    before = listeners(world)
    with viewer:
        person_card(stage, world.alice.id, world.bob.id, world.design.id)
    viewer.client.delete()
    world.store.presence.arrive(world.carol.id, 'page')
    await eventually(lambda: listeners(world) == before)
