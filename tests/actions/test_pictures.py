"""Pictures of members: taken, looked at, taken away, and gone when nobody has them."""

import io

import pytest
from PIL import Image

from messenger.actions import pictures as module
from messenger.blobs.contract import BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.media.pictures import PORTRAIT_PIXELS
from messenger.model.attachment import Sha256
from messenger.model.member import Member
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.blobs.unreadable import Unreadable
from tests.files import PDF, bomb, picture
from tests.world import World, pieces, rid


async def take(world: World, member: Member, content: bytes) -> Sha256:
    """Let a member have a picture."""
    return await world.actions.pictures.set_picture(member.id, pieces(content), rid())


async def test_a_picture_is_small_square_and_for_all_to_see(world: World) -> None:
    taken = await take(world, world.alice, picture(900, 400))
    assert world.store.member(world.alice.id).picture == taken
    content = await world.actions.pictures.read_picture(world.carol.id, taken)
    with Image.open(io.BytesIO(content)) as seen:
        assert (seen.format, seen.size) == ('WEBP', (PORTRAIT_PIXELS, PORTRAIT_PIXELS))


async def test_it_is_there_after_a_restart(world: World) -> None:
    taken = await take(world, world.alice, picture())
    await world.restart()
    assert world.store.member(world.alice.id).picture == taken
    assert await world.actions.pictures.read_picture(world.bob.id, taken)


async def test_another_picture_takes_the_place_of_the_first_which_goes(world: World) -> None:
    first = await take(world, world.alice, picture())
    second = await take(world, world.alice, picture(9, 9, color='#123456'))
    assert not await world.blobs.has(first)
    assert await world.blobs.has(second)
    with pytest.raises(NotFound):
        await world.actions.pictures.read_picture(world.alice.id, first)


async def test_a_picture_that_somebody_else_has_too_stays(world: World) -> None:
    taken = await take(world, world.alice, picture())
    assert await take(world, world.bob, picture()) == taken
    await world.actions.pictures.remove_picture(world.alice.id, world.alice.id, rid())
    assert world.store.member(world.alice.id).picture is None
    assert await world.actions.pictures.read_picture(world.alice.id, taken)


async def test_a_message_with_the_same_file_keeps_its_own(world: World) -> None:
    taken = await take(world, world.alice, picture())
    content = await world.actions.pictures.read_picture(world.alice.id, taken)
    change = await world.send(world.bob, '', await world.upload(world.bob, 'a.webp', content))
    assert change.fact.attachments[0].sha256 == taken
    await world.actions.pictures.remove_picture(world.alice.id, world.alice.id, rid())
    assert await world.blobs.has(taken)


async def test_the_same_picture_again_changes_nothing(world: World) -> None:
    await take(world, world.alice, picture())
    heard: list[object] = []
    world.store.listen(heard.append)
    await take(world, world.alice, picture())
    assert heard == []


async def test_a_file_of_a_group_is_no_picture_of_a_member(world: World) -> None:
    upload_id = await world.upload(world.alice, 'a.png', picture(), world.design)
    change = await world.send(world.alice, '', upload_id, group=world.design)
    with pytest.raises(NotFound):
        await world.actions.pictures.read_picture(world.alice.id, change.fact.attachments[0].sha256)


@pytest.mark.parametrize('content', [b'', PDF, picture()[:40], bomb()], ids=['nothing', 'pdf', 'cut', 'bomb'])
async def test_what_is_no_picture_is_refused_and_the_one_before_stays(world: World, content: bytes) -> None:
    taken = await take(world, world.alice, picture())
    with pytest.raises(Refused, match='Choose a PNG') as refused:
        await take(world, world.alice, content)
    assert refused.value.code == 'no_picture'
    assert world.store.member(world.alice.id).picture == taken


async def test_a_file_that_is_too_large_is_refused_before_it_is_read_to_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, 'MOST_BYTES', 150)

    async def endless():
        while True:
            yield b'x' * 100

    with pytest.raises(Refused) as refused:
        await world.actions.pictures.set_picture(world.alice.id, endless(), rid())
    assert refused.value.code == 'too_large'


async def test_an_administrator_takes_an_indecent_picture_away_and_nobody_else(world: World) -> None:
    await take(world, world.bob, picture())
    with pytest.raises(Refused, match='administrators'):
        await world.actions.pictures.remove_picture(world.carol.id, world.bob.id, rid())
    await world.actions.pictures.remove_picture(world.alice.id, world.bob.id, rid())
    assert world.store.member(world.bob.id).picture is None


async def test_the_sweep_leaves_what_members_have(world: World) -> None:
    taken = await take(world, world.alice, picture())
    assert await world.journal.attached([taken]) == {taken}


async def test_a_picture_that_cannot_be_read_now_is_said_to_be_so(world: World) -> None:
    taken = await take(world, world.alice, picture())
    world.blobs.__class__ = Unreadable
    with pytest.raises(Unavailable):
        await world.actions.pictures.read_picture(world.bob.id, taken)


async def test_while_contents_cannot_be_kept_a_picture_is_not_taken_and_said_so(world: World) -> None:
    class Full(ObjectBlobs):
        async def receive(self, pieces):
            raise BlobsUnavailable

    world.blobs.__class__ = Full
    with pytest.raises(Unavailable):
        await take(world, world.alice, picture())
    assert world.store.member(world.alice.id).picture is None


async def test_a_picture_that_is_gone_from_the_disk_is_not_found(world: World) -> None:
    taken = await take(world, world.alice, picture())
    await world.blobs.remove([taken])
    with pytest.raises(NotFound):
        await world.actions.pictures.read_picture(world.bob.id, taken)
