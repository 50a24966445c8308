"""Small pictures, in and out."""

from collections.abc import AsyncIterable

import pytest

from messenger.actions.portraits import Portraits
from messenger.blobs.contract import Blob, BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.model.attachment import Sha256
from messenger.model.refused import NotFound, Unavailable
from tests.blobs.unreadable import Unreadable


class FullDisk(ObjectBlobs):
    """A place without room."""

    async def receive(self, pieces: AsyncIterable[bytes]) -> Blob:
        raise BlobsUnavailable


async def test_what_goes_in_comes_out() -> None:
    portraits = Portraits(ObjectBlobs.in_memory())
    assert await portraits.read(await portraits.keep(b'small')) == b'small'


async def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        await Portraits(ObjectBlobs.in_memory()).read(Sha256('ab' * 32))


async def test_what_cannot_be_kept_or_read_now_is_said_to_be_so() -> None:
    with pytest.raises(Unavailable, match='cannot write'):
        await Portraits(FullDisk.in_memory()).keep(b'small')
    with pytest.raises(Unavailable, match='cannot read'):
        await Portraits(Unreadable.in_memory()).read(Sha256('ab' * 32))
