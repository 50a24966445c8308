"""The card of a person."""

from messenger.components.person_card import person_card, standing
from messenger.model.direct import direct_id
from tests.components.eventually import eventually
from tests.files import picture
from tests.world import pieces, rid


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
