"""Contents of files, in a folder and in memory."""

import hashlib
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from messenger.blobs.contract import BlobMissing, BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs

MEGABYTE = 1024 * 1024


@pytest.fixture(params=['folder', 'memory'])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectBlobs:
    """Each place in turn."""
    made = ObjectBlobs.in_folder(tmp_path) if request.param == 'folder' else ObjectBlobs.in_memory()
    await made.open()
    return made


async def pieces(*contents: bytes) -> AsyncIterator[bytes]:
    for each in contents:
        yield each


class CutOffError(Exception):
    """The sender is gone."""


async def cut_off() -> AsyncIterator[bytes]:
    for _ in range(3):
        yield b'x' * MEGABYTE
    raise CutOffError


async def read(blobs: ObjectBlobs, sha256: str, first: int, count: int) -> bytes:
    return b''.join([piece async for piece in blobs.read(sha256, first, count)])


def files_in(folder: Path) -> list[Path]:
    return [each for each in folder.rglob('*') if each.is_file()]


@contextmanager
def no_file_larger_than(size_bytes: int) -> Iterator[None]:
    """A disk with room for so many bytes in each file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_content_is_kept_under_its_hash_and_read_in_parts(blobs: ObjectBlobs):
    blob = await blobs.receive(pieces(b'hello ', b'world'))
    assert blob.sha256 == hashlib.sha256(b'hello world').hexdigest()
    assert blob.size_bytes == 11
    assert await read(blobs, blob.sha256, 0, 11) == b'hello world'
    assert await read(blobs, blob.sha256, 6, 3) == b'wor'
    assert await read(blobs, blob.sha256, 11, 0) == b''


async def test_the_same_content_twice_is_kept_once(tmp_path: Path):
    blobs = ObjectBlobs.in_folder(tmp_path)
    first, second = await blobs.receive(pieces(b'same')), await blobs.receive(pieces(b'sa', b'me'))
    assert first == second
    assert [each.name for each in files_in(tmp_path)] == [first.sha256]


async def test_what_is_cut_off_leaves_nothing(tmp_path: Path):
    blobs = ObjectBlobs.in_folder(tmp_path)
    with pytest.raises(CutOffError):
        await blobs.receive(cut_off())
    assert files_in(tmp_path) == []


async def test_a_full_disk_is_answered_and_leaves_nothing(tmp_path: Path):
    blobs = ObjectBlobs.in_folder(tmp_path)
    with no_file_larger_than(MEGABYTE), pytest.raises(BlobsUnavailable):
        await blobs.receive(pieces(*[b'x' * MEGABYTE] * 3))
    with no_file_larger_than(100), pytest.raises(BlobsUnavailable):
        await blobs.receive(pieces(b'x' * 1000))
    assert files_in(tmp_path) == []


async def test_what_a_crash_left_half_way_is_gone_after_the_start(tmp_path: Path):
    half = tmp_path / 'incoming' / 'half'
    half.parent.mkdir()
    half.write_bytes(b'half')
    await ObjectBlobs.in_folder(tmp_path).open()
    assert files_in(tmp_path) == []


async def test_what_is_removed_is_gone_with_its_thumbnail(blobs: ObjectBlobs):
    blob = await blobs.receive(pieces(b'picture'))
    await blobs.keep_thumbnail(blob.sha256, b'small')
    assert await blobs.thumbnail(blob.sha256) == b'small'
    await blobs.remove([blob.sha256, 'ab' * 32])
    assert not await blobs.has(blob.sha256)
    with pytest.raises(BlobMissing):
        await blobs.thumbnail(blob.sha256)
    with pytest.raises(BlobMissing):
        await read(blobs, blob.sha256, 0, 1)


async def test_contents_are_listed_by_when_they_last_came(blobs: ObjectBlobs):
    blob = await blobs.receive(pieces(b'old'))
    assert await blobs.untouched_since(datetime.now(UTC) + timedelta(seconds=5)) == [blob.sha256]
    assert await blobs.untouched_since(datetime.now(UTC) - timedelta(seconds=5)) == []


async def test_what_cannot_be_read_is_told_apart_from_what_is_not_there(tmp_path: Path):
    blobs = ObjectBlobs.in_folder(tmp_path)
    blob = await blobs.receive(pieces(b'picture'))
    await blobs.keep_thumbnail(blob.sha256, b'small')
    for each in files_in(tmp_path):
        each.unlink()
        each.symlink_to(each)  # leads round and round
    with pytest.raises(BlobsUnavailable):
        await read(blobs, blob.sha256, 0, 1)
    with pytest.raises(BlobsUnavailable):
        await blobs.thumbnail(blob.sha256)
