"""Pictures of members, in and out."""

import pytest

from messenger.blobs.objects import ObjectBlobs
from messenger.routes.pictures import KEPT
from tests.blobs.unreadable import Unreadable
from tests.files import PAGE, picture
from tests.world import pieces, rid


@pytest.fixture
async def taken(world):
    """Let Alice have a picture; answers its address."""
    return f'/pictures/{await world.actions.pictures.set_picture(world.alice.id, pieces(picture()), rid())}'


async def test_a_picture_goes_in_and_everybody_who_is_signed_in_sees_it(member, world):
    alice = await member(world.alice)
    answer = await alice.post(f'/pictures?request={rid()}', content=picture(), headers={'Content-Type': 'image/png'})
    assert answer.status_code == 201
    assert world.store.member(world.alice.id).picture == answer.text
    seen = await (await member(world.carol)).get(f'/pictures/{answer.text}')
    assert (seen.status_code, seen.headers['content-type']) == (200, 'image/webp')
    assert seen.content[8:12] == b'WEBP'
    assert {name: seen.headers[name] for name in KEPT} == KEPT


async def test_who_is_not_signed_in_neither_gives_nor_gets(somebody, world, taken):
    nobody = somebody()
    for asked in (nobody.post(f'/pictures?request={rid()}', content=picture()), nobody.get(taken)):
        assert (await asked).status_code == 401


async def test_a_picture_that_was_taken_away_is_there_no_more(member, world, taken):
    bob = await member(world.bob)
    assert (await bob.get(taken)).status_code == 200
    await world.actions.pictures.remove_picture(world.alice.id, world.alice.id, rid())
    assert (await bob.get(taken)).status_code == 404


async def test_what_was_attached_to_a_message_is_not_served_by_its_hash(member, world):
    upload_id = await world.upload(world.alice, 'plan.png', picture(), world.design)
    change = await world.send(world.alice, '', upload_id, group=world.design)
    carol = await member(world.carol)
    for address in (change.fact.attachments[0].sha256, 'ab' * 32, 'x', '..%2f..%2fsecret'):
        assert (await carol.get(f'/pictures/{address}')).status_code == 404


async def test_what_is_refused_is_told_in_words(member, world):
    alice = await member(world.alice)
    answer = await alice.post(f'/pictures?request={rid()}', content=PAGE)
    assert (answer.status_code, answer.headers['connection']) == (400, 'close')
    assert answer.text.strip().startswith('This is no picture that can be shown here.')
    assert (await alice.post('/pictures?request=x', content=picture())).status_code == 400
    assert world.store.member(world.alice.id).picture is None


async def test_a_picture_that_cannot_be_read_now_can_be_asked_for_again(member, world, taken):
    bob = await member(world.bob)
    world.blobs.__class__ = Unreadable
    assert (await bob.get(taken)).status_code == 503
    world.blobs.__class__ = ObjectBlobs
    assert (await bob.get(taken)).status_code == 200
