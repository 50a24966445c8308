"""Files going in and out."""

from datetime import UTC, datetime

import httpx
import pytest

from messenger.blobs.objects import ObjectBlobs
from messenger.routes.files import GUARDED
from tests.blobs.unreadable import Unreadable
from tests.files import MP4, PAGE, PDF, picture
from tests.world import rid


@pytest.fixture
def send(world):
    """Let Alice send a file to a group; answers its address."""

    async def send(name, content, group=None):
        group = group or world.watercooler
        upload_id = await world.upload(world.alice, name, content, group)
        change = await world.send(world.alice, '', upload_id, group=group)
        return f'/files/{group.id}/{change.fact.attachments[0].id}'

    return send


@pytest.fixture
def bobs(member, world, send):
    """Let Alice send a file; answers what Bob gets of it."""

    async def read(name, content):
        return await (await member(world.bob)).get(await send(name, content))

    return read


async def test_a_file_goes_in_and_comes_out(member, world):
    alice = await member(world.alice)
    answer = await alice.post(f'/files/{world.watercooler.id}?name=notes.txt', content=b'hello')
    assert answer.status_code == 201
    change = await world.send(world.alice, 'look', answer.text)
    read = await (await member(world.bob)).get(f'/files/{world.watercooler.id}/{change.fact.attachments[0].id}')
    assert (read.status_code, read.content) == (200, b'hello')
    assert read.headers['content-type'] == 'text/plain; charset=utf-8'
    assert {name: read.headers[name] for name in GUARDED} == GUARDED


async def test_who_is_not_signed_in_neither_gives_nor_gets(somebody, world, send):
    address = await send('a.txt', b'secret')
    nobody = somebody()
    for asked in (
        nobody.post(f'/files/{world.watercooler.id}', content=b'x'),
        nobody.get(address),
        nobody.head(address),
    ):
        assert (await asked).status_code == 401


async def test_a_foreign_group_answers_as_one_that_is_not_there(member, world, send):
    address = await send('a.png', picture(), world.design)
    carol = await member(world.carol)
    for method, path in (
        ('POST', f'/files/{world.design.id}'),
        ('POST', '/files/nowhere22222'),
        ('GET', address),
        ('GET', f'{address}/thumb'),
        ('GET', '/files/nowhere22222/nothing22222'),
    ):
        assert (await carol.request(method, path, content=b'x')).status_code == 404


async def test_a_removed_member_gets_files_no_more(member, world, send):
    address = await send('a.png', picture())
    bob = await member(world.bob)
    assert (await bob.get(f'{address}/thumb')).status_code == 200
    etag = (await bob.get(address)).headers['etag']
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
    absent = await bob.get(f'/files/{world.watercooler.id}/nothing22222')
    for path in (address, f'{address}/thumb'):
        gone = await bob.get(path, headers={'If-None-Match': etag})
        assert (gone.status_code, gone.text) == (404, absent.text)


async def test_a_deleted_message_has_no_files(member, world, send):
    address = await send('a.png', picture())
    ordinal = world.store.last_ordinal(world.watercooler.id)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, ordinal, rid())
    alice = await member(world.alice)
    for path in (address, f'{address}/thumb'):
        assert (await alice.get(path)).status_code == 404


async def test_parts_and_heads_are_answered(member, world, send):
    address, alice = await send('a.mp4', MP4), await member(world.alice)
    part = await alice.get(address, headers={'Range': 'bytes=4-7'})
    assert (part.status_code, part.content) == (206, b'ftyp')
    assert part.headers['content-range'] == f'bytes 4-7/{len(MP4)}'
    head = await alice.head(address)
    assert (head.headers['content-length'], head.headers['accept-ranges'], head.content) == (
        str(len(MP4)),
        'bytes',
        b'',
    )
    beyond = await alice.get(address, headers={'Range': 'bytes=999-'})
    assert (beyond.status_code, beyond.headers['content-range']) == (416, f'bytes */{len(MP4)}')
    changed = await alice.get(address, headers={'Range': 'bytes=4-7', 'If-Range': '"another"'})
    assert changed.content == MP4


async def test_what_a_browser_has_already_is_not_sent_again(member, world, send):
    address, alice = await send('a.png', picture()), await member(world.alice)
    for path in (address, f'{address}/thumb'):
        etag = (await alice.get(path)).headers['etag']
        again = await alice.get(path, headers={'If-None-Match': etag})
        assert (again.status_code, again.content) == (304, b'')


@pytest.mark.parametrize(
    ('name', 'content', 'media_type', 'disposition'),
    [
        ('cat.html', picture(), 'image/png', 'inline'),
        ('cat.png', PAGE, 'text/plain; charset=utf-8', 'inline'),
        ('paper.pdf', PDF, 'application/pdf', 'attachment'),
        ('run.exe', b'MZ\x00\x01', 'application/octet-stream', 'attachment'),
    ],
)
async def test_a_browser_shows_only_what_runs_nothing(bobs, name, content, media_type, disposition):
    answer = await bobs(name, content)
    assert answer.headers['content-type'] == media_type
    assert answer.headers['content-disposition'] == f"{disposition}; filename*=UTF-8''{name}"


async def test_a_name_cannot_write_headers(bobs):
    answer = await bobs('a"\r\nSet-Cookie: x=1;.txt', b'x')
    assert 'set-cookie' not in answer.headers
    assert answer.headers['content-disposition'].startswith("inline; filename*=UTF-8''a_")


async def test_a_thumbnail_is_small_and_of_our_own_making(member, world, send):
    answer = await (await member(world.bob)).get(f'{await send("a.png", picture(2000, 1000))}/thumb')
    assert answer.headers['content-type'] == 'image/webp'
    assert answer.content.startswith(b'RIFF')


async def test_a_file_that_cannot_be_read_now_can_be_asked_for_again(member, world, send):
    address = await send('a.png', picture())
    bob = await member(world.bob)
    world.blobs.__class__ = Unreadable
    for each in (address, f'{address}/thumb'):
        answer = await bob.get(each)
        assert (answer.status_code, 'Try again' in answer.text) == (503, True)
    world.blobs.__class__ = ObjectBlobs
    assert (await bob.get(address)).status_code == 200


async def test_a_file_that_is_no_picture_has_no_thumbnail(member, world, send):
    assert (await (await member(world.bob)).get(f'{await send("a.txt", b"x")}/thumb')).status_code == 404


@pytest.mark.parametrize(
    ('content', 'status', 'words'), [(b'', 400, 'is empty'), (b'x' * 27_000_000, 413, 'up to 25 MB')]
)
async def test_what_cannot_be_taken_is_explained_in_words(member, world, content, status, words):
    alice = await member(world.alice)
    answer = await alice.post(f'/files/{world.watercooler.id}?name=a.bin', content=content)
    assert answer.status_code == status
    assert words in answer.text


async def test_an_upload_that_is_cut_off_keeps_nothing(member, world):
    alice = await member(world.alice)

    async def cut_off():
        yield b'half'
        raise httpx.WriteError('gone')

    with pytest.raises(httpx.WriteError):
        await alice.post(f'/files/{world.watercooler.id}?name=a.bin', content=cut_off())
    assert await world.blobs.untouched_since(datetime.max.replace(tzinfo=UTC)) == []
