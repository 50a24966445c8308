"""Reading the files of messages, and what is seen of them as they come."""

import pytest

from messenger.blobs.objects import ObjectBlobs
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.refused import NotFound, Unavailable
from tests.files import picture
from tests.world import World, send_files


async def test_while_the_journal_cannot_be_read_it_is_said_so_and_not_that_there_is_no_file(world: World) -> None:
    class Closed(MemoryJournal):
        async def attachment(self, group_id, attachment_id):
            raise JournalUnavailable

    sent = await send_files(world, world.alice.id, world.watercooler.id, '', ['a.txt'])
    (file,), read = sent.fact.attachments, world.actions.attachments.read_attachment
    assert await read(world.bob.id, world.watercooler.id, file.id) == file
    world.journal.__class__ = Closed
    with pytest.raises(Unavailable):
        await read(world.bob.id, world.watercooler.id, file.id)
    with pytest.raises(NotFound):
        await read(world.carol.id, world.watercooler.id, file.id)


async def test_who_leaves_the_group_may_be_given_nothing_more_of_its_files(world: World) -> None:
    may_read = world.actions.attachments.may_read
    assert may_read(world.bob.id, world.watercooler.id)
    assert not may_read(world.carol.id, world.watercooler.id)
    await world.leave(world.bob, world.watercooler)
    assert not may_read(world.bob.id, world.watercooler.id)


@pytest.mark.parametrize(
    ('name', 'content', 'kind'),
    [('a.png', picture(30, 20), ('image/png', 30, 20)), ('a.txt', b'no picture ' * 9, ('text/plain', None, None))],
)
async def test_what_a_file_is_is_known_however_small_its_pieces_are(
    world: World, name: str, content: bytes, kind: tuple[str, int | None, int | None]
) -> None:
    class InPieces(ObjectBlobs):
        async def read(self, sha256, first, count):
            for place in range(first, min(first + count, len(content)), 7):
                yield content[place : place + 7]

    world.blobs.__class__ = InPieces
    change = await world.send(world.alice, '', await world.upload(world.alice, name, content))
    (file,) = change.fact.attachments
    assert (file.media_type, file.width, file.height) == kind
