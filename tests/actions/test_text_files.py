"""Texts that came with messages: members look at what they begin with."""

from collections.abc import AsyncIterator

import pytest

from messenger.actions.attachments import SHOWN_BYTES, Beginning
from messenger.blobs.contract import BlobMissing, BlobsUnavailable
from messenger.media.kind import BEGINNING_BYTES
from messenger.model.refused import NotFound, Unavailable
from tests.actions.test_attachments import sent
from tests.files import picture
from tests.world import World, rid


@pytest.mark.parametrize(
    ('content', 'text', 'is_whole'),
    [
        ('één\r\nzwei'.encode(), 'één\r\nzwei', True),
        (b'x' + 'é'.encode() * SHOWN_BYTES, 'x' + 'é' * (SHOWN_BYTES // 2 - 1), False),
        (b'x' * SHOWN_BYTES, 'x' * SHOWN_BYTES, True),
        (b'x' * BEGINNING_BYTES + b'\xff', 'x' * BEGINNING_BYTES + '\ufffd', True),
    ],
    ids=['short', 'cut in a letter', 'just whole', 'no text further down'],
)
async def test_a_text_can_be_looked_at(world: World, content: bytes, text: str, is_whole: bool):
    file = await sent(world, 'notes.txt', content)
    read = world.actions.attachments.read_beginning
    assert await read(world.bob.id, world.watercooler.id, file.id) == Beginning(
        name='notes.txt', text=text, is_whole=is_whole
    )


async def test_only_members_look_at_a_text_and_at_nothing_else(world: World):
    text = await sent(world, 'notes.txt', b'hello')
    read = world.actions.attachments.read_beginning
    with pytest.raises(NotFound):
        await read(world.carol.id, world.watercooler.id, text.id)
    cat = await sent(world, 'cat.png', picture())
    with pytest.raises(NotFound):
        await read(world.bob.id, world.watercooler.id, cat.id)


async def test_a_text_that_is_read_in_pieces_is_put_together(world: World, monkeypatch: pytest.MonkeyPatch):
    """Also where one ends in the middle of a letter."""
    file = await sent(world, 'notes.txt', 'één'.encode())

    async def read(*_asked: object) -> AsyncIterator[bytes]:
        for byte in 'één'.encode():
            yield bytes([byte])

    monkeypatch.setattr(world.blobs, 'read', read)
    beginning = await world.actions.attachments.read_beginning(world.bob.id, world.watercooler.id, file.id)
    assert beginning.text == 'één'


async def test_a_text_whose_message_is_deleted_while_it_is_read_is_not_given(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    file = await sent(world, 'notes.txt', b'hello')
    read, message = world.blobs.read, (await world.rows(world.bob))[-1]

    async def read_until_deleted(*asked: object) -> AsyncIterator[bytes]:
        async for piece in read(*asked):
            yield piece
        delete = world.actions.messages.delete_message
        await delete(world.alice.id, world.watercooler.id, message.ordinal, rid())

    monkeypatch.setattr(world.blobs, 'read', read_until_deleted)
    with pytest.raises(NotFound):
        await world.actions.attachments.read_beginning(world.bob.id, world.watercooler.id, file.id)


async def test_a_text_that_cannot_be_read_just_now_says_so(world: World, monkeypatch: pytest.MonkeyPatch):
    file = await sent(world, 'notes.txt', b'hello')
    for error, told in ((BlobsUnavailable, Unavailable), (BlobMissing, NotFound)):

        async def fail(*_asked: object, error: type[Exception] = error) -> AsyncIterator[bytes]:
            raise error
            yield b''

        monkeypatch.setattr(world.blobs, 'read', fail)
        with pytest.raises(told):
            await world.actions.attachments.read_beginning(world.bob.id, world.watercooler.id, file.id)
