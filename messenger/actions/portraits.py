"""Small pictures of people and of pages, among the contents of files: in and out in one go each."""

from collections.abc import AsyncIterator

from messenger.blobs.contract import BlobMissing, Blobs, BlobsUnavailable
from messenger.media.pictures import PORTRAIT_BYTES
from messenger.model.attachment import Sha256
from messenger.model.refused import NotFound, Unavailable, unreadable


class Portraits:
    """Keeps and gives; who may, and what has to stay, is for the asker to know."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    async def keep(self, content: bytes) -> Sha256:
        """Keep a small picture; durable when this returns. Raises Refused ``unavailable``."""
        try:
            return (await self._blobs.receive(_in_one(content))).sha256
        except BlobsUnavailable as error:
            raise Unavailable from error

    async def read(self, picture: Sha256) -> bytes:
        """Return a small picture. Raises NotFound, Refused ``unavailable``."""
        try:
            return b''.join([piece async for piece in self._blobs.read(picture, 0, PORTRAIT_BYTES)])
        except BlobMissing as error:
            raise NotFound('picture') from error
        except BlobsUnavailable as error:
            raise unreadable() from error


async def _in_one(content: bytes) -> AsyncIterator[bytes]:
    yield content
