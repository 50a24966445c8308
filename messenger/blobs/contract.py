"""What the rest of the messenger may rely on from any place that keeps contents of files."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from messenger.model.attachment import Sha256


class BlobsUnavailable(Exception):  # noqa: N818 - names a state
    """Nothing was kept or read: the disk is full, or fails. Repeating is right."""


class BlobMissing(Exception):  # noqa: N818 - names a state
    """There is no such content (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A content that is kept whole."""

    sha256: Sha256
    size_bytes: int


class Blobs(Protocol):
    """Contents by their hash, and a thumbnail beside those that are pictures."""

    async def open(self) -> None:
        """Make the place ready, and remove what a crash left of files that were just arriving."""

    async def receive(self, pieces: AsyncIterable[bytes]) -> Blob:
        """Keep a content as it arrives, hashed on the way; on disk when this returns.

        The same content again is kept once and counts as new from now on. Whatever `pieces` raises
        is raised here (an OSError as BlobsUnavailable), and nothing of it is left. Raises BlobsUnavailable.
        """

    async def has(self, sha256: Sha256) -> bool:
        """Tell whether a content is there. Raises BlobsUnavailable."""

    def read(self, sha256: Sha256, first: int, count: int) -> AsyncIterator[bytes]:
        """Yield `count` bytes of a content from the byte `first` on, counted from 0.

        Raises BlobMissing, BlobsUnavailable.
        """

    async def keep_thumbnail(self, sha256: Sha256, content: bytes) -> None:
        """Keep the thumbnail of a picture. Raises BlobsUnavailable."""

    async def thumbnail(self, sha256: Sha256) -> bytes:
        """Return the thumbnail of a picture. Raises BlobMissing, BlobsUnavailable."""

    async def remove(self, hashes: Iterable[Sha256]) -> None:
        """Remove contents with their thumbnails; unknown ones are no error."""

    async def untouched_since(self, at: datetime) -> list[Sha256]:
        """List the contents that nobody has sent here since a moment."""
