"""Contents that are there and cannot be read."""

from collections.abc import AsyncIterator

from messenger.blobs.contract import BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.model.attachment import Sha256


class Unreadable(ObjectBlobs):
    """A place whose disk fails."""

    async def has(self, sha256: Sha256) -> bool:
        raise BlobsUnavailable

    async def read(self, sha256: Sha256, first: int, count: int) -> AsyncIterator[bytes]:
        raise BlobsUnavailable
        yield b''

    async def thumbnail(self, sha256: Sha256) -> bytes:
        raise BlobsUnavailable
