"""Files: uploaded, sent with a message, read by members, gone with it."""

from collections.abc import AsyncIterable, AsyncIterator
from datetime import UTC, datetime

import pytest

from messenger.actions.attachments import AttachmentLimits
from messenger.actions.enclosed import Enclosed
from messenger.actions.limits import ActionLimits
from messenger.actions.upload_ids import UploadId
from messenger.blobs.contract import Blob, BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.model.attachment import Attachment
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.files import PAGE, PDF, bomb, document, picture
from tests.world import World, rid


async def attachments(world: World) -> tuple[Attachment, ...]:
    """The files of the newest message."""
    return (await world.rows(world.bob))[-1].attachments


async def sent(world: World, name: str, content: bytes) -> Attachment:
    """Let Alice send one file, and return what became of it."""
    await world.send(world.alice, '', await world.upload(world.alice, name, content))
    return (await attachments(world))[0]


async def kept(world: World) -> int:
    """How many contents are kept."""
    return len(await world.blobs.untouched_since(datetime.max.replace(tzinfo=UTC)))


class FullDisk(ObjectBlobs):
    """A place without room."""

    async def receive(self, pieces: AsyncIterable[bytes]) -> Blob:
        raise BlobsUnavailable


async def code_of(asked) -> str:
    """Why something is refused."""
    with pytest.raises(Refused) as refused:
        await asked
    return refused.value.code


async def test_a_file_is_sent_without_a_word(world: World):
    file = await sent(world, 'notes.txt', b'hello')
    assert (file.name, file.media_type, file.size_bytes, file.is_picture) == ('notes.txt', 'text/plain', 5, False)
    assert await world.actions.attachments.read_attachment(world.bob.id, world.watercooler.id, file.id) == file


async def test_a_picture_has_its_size_and_a_thumbnail(world: World):
    file = await sent(world, 'cat.png', picture(8, 4))
    assert (file.media_type, file.width, file.height) == ('image/png', 8, 4)
    assert await world.blobs.thumbnail(file.sha256)


async def test_a_pdf_has_its_first_page_as_a_thumbnail_and_is_no_picture(world: World):
    file = await sent(world, 'plan.pdf', document(50, 100))
    assert (file.name, file.media_type, file.width, file.height) == ('plan.pdf', 'application/pdf', 400, 800)
    assert file.has_thumbnail
    assert not file.is_picture
    assert await world.blobs.thumbnail(file.sha256)


async def test_a_pdf_that_cannot_be_drawn_is_a_file_like_any_other(world: World):
    file = await sent(world, 'plan.pdf', PDF)
    assert (file.media_type, file.has_thumbnail) == ('application/pdf', False)


async def test_several_files_keep_their_order_and_the_words(world: World):
    ids = [await world.upload(world.alice, f'{letter}.txt', letter.encode()) for letter in 'abc']
    await world.send(world.alice, 'look', *ids)
    assert [each.name for each in await attachments(world)] == ['a.txt', 'b.txt', 'c.txt']
    assert await world.texts(world.bob) == ['look']


@pytest.mark.parametrize(
    ('name', 'content', 'media_type'),
    [('cat.png', PAGE, 'text/plain'), ('page.html', picture(), 'image/png'), ('huge.png', bomb(), None)],
)
async def test_a_file_is_what_its_content_says(world: World, name: str, content: bytes, media_type: str | None):
    file = await sent(world, name, content)
    assert file.media_type == (media_type or 'application/octet-stream')
    assert file.is_picture is (media_type == 'image/png')


async def test_a_name_is_cleaned(world: World):
    assert (await sent(world, '../../etc/pass\x00wd', b'x')).name == 'passwd'
    assert len((await sent(world, 'x' * 300 + '.txt', b'x')).name) == 120


async def test_the_same_file_twice_is_kept_once(world: World):
    first, second = await sent(world, 'a.txt', b'same'), await sent(world, 'b.txt', b'same')
    assert first.id != second.id
    assert await kept(world) == 1


async def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing():
    world = World(attachment_limits=AttachmentLimits(most_megabytes=1))
    await world.open()
    await world.people()
    with pytest.raises(Refused, match=r'big.bin is too large: files up to 1 MB can be sent') as refused:
        await world.upload(world.alice, 'big.bin', b'x' * (1024 * 1024 + 1))
    assert refused.value.code == 'too_large'
    assert await kept(world) == 0
    await world.upload(world.alice, 'fits.bin', b'x' * 1024 * 1024)
    await world.close()


async def test_an_empty_file_is_refused(world: World):
    assert await code_of(world.upload(world.alice, 'empty', b'')) == 'empty_file'


async def test_an_upload_that_is_cut_off_leaves_nothing(world: World):
    async def cut_off() -> AsyncIterator[bytes]:
        yield b'half'
        raise EOFError

    with pytest.raises(EOFError):
        await world.actions.attachments.upload(world.alice.id, world.watercooler.id, 'a', cut_off())
    assert await kept(world) == 0


class Vanishing(ObjectBlobs):
    """A place from which a content goes as soon as it came."""

    async def receive(self, pieces: AsyncIterable[bytes]) -> Blob:
        blob = await super().receive(pieces)
        await self.remove([blob.sha256])
        return blob


async def test_a_content_that_goes_while_it_is_looked_at_can_be_sent_again():
    world = World(blobs=Vanishing.in_memory())
    await world.open()
    await world.people()
    with pytest.raises(Unavailable, match='Try again'):
        await world.upload(world.alice, 'a.txt', b'hello')
    await world.close()


async def test_a_full_disk_is_explained():
    world = World(blobs=FullDisk.in_memory())
    await world.open()
    await world.people()
    with pytest.raises(Unavailable, match='no room for it'):
        await world.upload(world.alice, 'a.txt', b'hello')
    await world.close()


async def test_who_uploads_very_fast_is_told_to_wait():
    world = World(limits=ActionLimits(uploads_per_minute=1))
    await world.open()
    await world.people()
    await world.upload(world.alice, 'a.txt', b'a')
    assert await code_of(world.upload(world.alice, 'b.txt', b'b')) == 'too_fast'
    await world.close()


async def test_an_upload_is_good_for_its_member_and_its_group_alone(world: World):
    upload_id = await world.upload(world.alice, 'a.txt', b'secret')
    assert await code_of(world.send(world.bob, 'mine now', upload_id)) == 'bad_upload'
    assert await code_of(world.send(world.alice, 'there', upload_id, group=world.design)) == 'bad_upload'
    assert await code_of(world.send(world.alice, 'invented', UploadId('invented'))) == 'bad_upload'
    assert await world.texts(world.alice) == []


async def test_a_member_removed_while_uploading_gets_no_id(world: World):
    async def slow() -> AsyncIterator[bytes]:
        yield b'half'
        await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
        yield b'whole'

    with pytest.raises(NotFound):
        await world.actions.attachments.upload(world.bob.id, world.watercooler.id, 'a.txt', slow())


async def test_too_many_files_are_refused(world: World):
    upload_id = await world.upload(world.alice, 'a.txt', b'a')
    assert await code_of(world.send(world.alice, 'many', *[upload_id] * 11)) == 'too_many_files'


async def test_without_files_and_words_there_is_nothing_to_send(world: World):
    assert await code_of(world.send(world.alice, ' ')) == 'blank'


async def test_the_same_request_sends_files_once(world: World):
    upload_id, request_id = await world.upload(world.alice, 'a.txt', b'a'), rid()
    where = world.watercooler.id
    first = await world.actions.messages.send_message(
        world.alice.id, where, 'once', request_id, Enclosed(uploads=[upload_id])
    )
    await world.restart()
    again = await world.actions.messages.send_message(
        world.alice.id, where, 'once', request_id, Enclosed(uploads=[upload_id])
    )
    assert first == again
    assert await world.texts(world.bob) == ['once']


async def test_an_upload_outlives_a_restart(world: World):
    upload_id = await world.upload(world.alice, 'a.txt', b'a')
    await world.restart()
    await world.send(world.alice, '', upload_id)
    assert [each.name for each in await attachments(world)] == ['a.txt']


async def test_files_stay_when_the_words_are_edited_even_to_none(world: World):
    change = await world.send(world.alice, 'look', await world.upload(world.alice, 'a.txt', b'a'))
    for text in ('look here', ''):
        await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, change.ordinal, text, rid())
        assert [each.name for each in await attachments(world)] == ['a.txt']


async def test_a_deleted_message_takes_its_files_along(world: World):
    change = await world.send(world.alice, '', await world.upload(world.alice, 'a.png', picture()))
    file = (await attachments(world))[0]
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, change.ordinal, rid())
    with pytest.raises(NotFound):
        await world.actions.attachments.read_attachment(world.alice.id, world.watercooler.id, file.id)
    assert await kept(world) == 0
    assert file.name not in repr(await world.journal.read(world.watercooler.id, after=0))


async def test_a_content_stays_as_long_as_a_message_has_it(world: World):
    file = await sent(world, 'a.txt', b'same')
    other = await world.send(world.bob, '', await world.upload(world.bob, 'b.txt', b'same'))
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, other.ordinal, rid())
    assert await world.blobs.has(file.sha256)


async def test_a_content_stays_for_who_was_told_that_it_is_here(world: World):
    change = await world.send(world.alice, '', await world.upload(world.alice, 'a.txt', b'same'))
    upload_id = await world.upload(world.bob, 'b.txt', b'same')
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, change.ordinal, rid())
    await world.send(world.bob, '', upload_id)
    assert await kept(world) == 1


@pytest.mark.parametrize('attachment_id', ['', 'invented', '../../secret', 'a' * 12, None])
async def test_an_unknown_file_answers_as_a_foreign_one(world: World, attachment_id: object):
    file = await sent(world, 'a.txt', b'a')
    read = world.actions.attachments.read_attachment
    with pytest.raises(NotFound) as unknown:
        await read(world.alice.id, world.design.id, attachment_id)
    with pytest.raises(NotFound) as foreign:
        await read(world.alice.id, world.design.id, file.id)
    assert unknown.value.reason == foreign.value.reason
