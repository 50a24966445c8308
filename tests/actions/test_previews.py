"""What is shown of linked pages: kept, taken away, and its pictures."""

import pytest

from messenger.blobs.contract import BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.ids import Ordinal, new_id
from messenger.model.link_preview import LinkPreview
from messenger.model.message import Message
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import World, rid

PICTURE = AttachmentId(new_id())


async def row(world: World, ordinal: Ordinal) -> Message:
    """What Bob sees of a message of the watercooler."""
    return await world.actions.messages.read_message(world.bob.id, world.watercooler.id, ordinal)


async def seen(world: World, *, picture_id: AttachmentId = PICTURE) -> LinkPreview:
    """What the server saw of a page with a picture."""
    picture = await world.actions.previews.keep_picture(b'soup')
    return LinkPreview(url='https://example.org', title='Soup', picture_id=picture_id, picture=picture)


async def linked(world: World) -> tuple[Ordinal, Sha256]:
    """Let Alice link to a page, which is shown; returns where and its picture."""
    sent, preview = await world.say(world.alice, 'https://example.org'), await seen(world)
    await world.actions.previews.keep_previews(await row(world, sent.ordinal), [preview])
    return sent.ordinal, preview.picture


async def read(world: World, picture_id: AttachmentId = PICTURE) -> bytes:
    """Let Bob look at a picture."""
    return await world.actions.previews.read_preview(world.bob.id, world.watercooler.id, picture_id)


async def test_a_page_is_shown_with_its_picture_to_all_in_the_group(world: World) -> None:
    ordinal, _ = await linked(world)
    assert [each.title for each in (await row(world, ordinal)).previews] == ['Soup']
    assert await read(world) == b'soup'


async def test_a_picture_that_no_message_shows_is_not_found(world: World) -> None:
    await linked(world)
    with pytest.raises(NotFound):
        await read(world, AttachmentId(new_id()))


async def test_a_picture_that_is_gone_from_the_disk_is_not_found(world: World) -> None:
    _, picture = await linked(world)
    await world.blobs.remove([picture])
    with pytest.raises(NotFound):
        await read(world)


async def test_what_was_seen_of_a_text_that_was_edited_since_is_not_shown_and_its_picture_goes(world: World) -> None:
    sent = await world.say(world.alice, 'https://example.org')
    before = await row(world, sent.ordinal)
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, sent.ordinal, 'nothing', rid())
    preview = await seen(world)
    with pytest.raises(Refused) as refused:
        await world.actions.previews.keep_previews(before, [preview])
    assert refused.value.code == 'stale'
    assert not (await row(world, sent.ordinal)).previews
    assert not await world.blobs.has(preview.picture)


async def test_what_is_removed_stays_so_and_asking_twice_does_it_once(world: World) -> None:
    ordinal, picture = await linked(world)
    where, request_id = (world.alice.id, world.watercooler.id, ordinal), rid()
    change = await world.actions.previews.remove_previews(*where, request_id)
    assert await world.actions.previews.remove_previews(*where, request_id) == change
    assert (await row(world, ordinal)).previews == ()
    assert not await world.blobs.has(picture)
    with pytest.raises(Refused) as refused:
        await world.actions.previews.remove_previews(*where, rid())
    assert refused.value.code == 'unchanged'


class Gone(ObjectBlobs):
    """A store of contents that cannot be reached now."""

    async def receive(self, pieces):
        raise BlobsUnavailable

    async def read(self, sha256, first, count):
        raise BlobsUnavailable
        yield b''


async def test_while_pictures_cannot_be_reached_it_is_said_so_and_not_that_there_are_none(world: World) -> None:
    await linked(world)
    world.blobs.__class__ = Gone
    with pytest.raises(Unavailable):
        await read(world)
    with pytest.raises(Unavailable):
        await world.actions.previews.keep_picture(b'more soup')
    world.blobs.__class__ = ObjectBlobs
    assert await read(world) == b'soup'


async def test_while_the_journal_cannot_be_read_it_is_said_so_and_not_that_there_are_none(world: World) -> None:
    class Closed(MemoryJournal):
        async def preview_picture(self, group_id, picture_id):
            raise JournalUnavailable

    await linked(world)
    world.journal.__class__ = Closed
    with pytest.raises(Unavailable):
        await read(world)


async def test_a_picture_is_whole_however_it_is_read_and_for_who_is_in_the_group_by_then(world: World) -> None:
    class InPieces(ObjectBlobs):
        async def read(self, sha256, first, count):
            yield b'so'
            if is_leaving:
                await world.leave(world.bob, world.watercooler)
            yield b'up'

    await linked(world)
    world.blobs.__class__ = InPieces
    is_leaving = False
    assert await read(world) == b'soup'
    is_leaving = True
    with pytest.raises(NotFound):
        await read(world)
