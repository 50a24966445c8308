"""Contents of files in an object store: a folder, this process's memory, or later S3.

Layout: ``files/ab/abcd…`` and ``thumbnails/ab/abcd…`` by hash, ``incoming/…`` for what is arriving.
"""

import hashlib
import os
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

import obstore
from anyio import to_thread
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore

from messenger.blobs.contract import Blob, BlobMissing, BlobsUnavailable
from messenger.model.attachment import Sha256

FILES, THUMBNAILS, INCOMING = 'files', 'thumbnails', 'incoming'
PART_BYTES = 1024 * 1024
"""What is gathered in memory of each arriving file before it is written."""
PIECE_BYTES = 256 * 1024


class ObjectBlobs:
    """Contents in an object store; see `messenger.blobs.contract.Blobs`."""

    def __init__(self, store: ObjectStore, *, flush: Callable[[str], None]) -> None:
        """Use a store; `flush` brings a path's content, or its place in its folder, to the disk."""
        self._store = store
        self._flush = flush

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        """Keep contents in a folder of this machine."""
        return cls(LocalStore(folder), flush=lambda path: _sync(folder / path))

    @classmethod
    def in_memory(cls) -> Self:
        """Keep contents until the process ends."""
        return cls(MemoryStore(), flush=lambda path: None)

    async def open(self) -> None:
        """Remove what a crash left half-way."""
        with _answering():
            await self._delete([path async for path, _ in self._listed(INCOMING)])

    async def receive(self, pieces: AsyncIterable[bytes]) -> Blob:
        """Write beside, then move to the place that the hash names."""
        path, found, size = f'{INCOMING}/{secrets.token_hex(16)}', hashlib.sha256(), 0
        with _answering():
            # Left by an exception, the writer removes what it wrote.
            async with obstore.open_writer_async(self._store, path, buffer_size=PART_BYTES) as writer:
                async for piece in pieces:
                    found.update(piece)
                    size += len(piece)
                    await writer.write(piece)
            sha256 = Sha256(found.hexdigest())
            await self._settle(path, _place(FILES, sha256))
        return Blob(sha256=sha256, size_bytes=size)

    async def has(self, sha256: Sha256) -> bool:
        """Ask the store."""
        with _answering():
            try:
                await obstore.head_async(self._store, _place(FILES, sha256))
            except FileNotFoundError:
                return False
            return True

    async def read(self, sha256: Sha256, first: int, count: int) -> AsyncIterator[bytes]:
        """Yield a part of a content."""
        if not count:
            return
        with _finding():
            span = {'range': (first, first + count)}
            found = await obstore.get_async(self._store, _place(FILES, sha256), options=span)  # type: ignore[arg-type]
            async for piece in found.stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)

    async def keep_thumbnail(self, sha256: Sha256, content: bytes) -> None:
        """Write it in one go."""
        with _answering():
            await obstore.put_async(self._store, _place(THUMBNAILS, sha256), content)

    async def thumbnail(self, sha256: Sha256) -> bytes:
        """Read it in one go."""
        with _finding():
            found = await obstore.get_async(self._store, _place(THUMBNAILS, sha256))
            return bytes(await found.bytes_async())

    async def remove(self, hashes: Iterable[Sha256]) -> None:
        """Remove contents and thumbnails."""
        with _answering():
            await self._delete([_place(kind, each) for each in hashes for kind in (FILES, THUMBNAILS)])

    async def untouched_since(self, at: datetime) -> list[Sha256]:
        """List contents by when they were last written."""
        with _answering():
            return [Sha256(path.rpartition('/')[2]) async for path, written in self._listed(FILES) if written < at]

    async def _settle(self, path: str, place: str) -> None:
        """Move a whole file to its place; what stands there is replaced only by what is on disk."""
        try:
            await to_thread.run_sync(self._flush, path)
            await obstore.rename_async(self._store, path, place)
            await to_thread.run_sync(self._flush, place.rpartition('/')[0])
        except BaseException:
            await self._delete([path])
            raise

    async def _delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            try:
                await obstore.delete_async(self._store, path)
            except FileNotFoundError:
                continue

    async def _listed(self, folder: str) -> AsyncIterator[tuple[str, datetime]]:
        async for batch in obstore.list(self._store, folder):
            for each in batch:
                yield each['path'], each['last_modified']


def _place(kind: str, sha256: Sha256) -> str:
    return f'{kind}/{sha256[:2]}/{sha256}'


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _answering() -> Iterator[None]:
    """Say in the contract's words what the store could not do."""
    try:
        yield
    except (OSError, BaseError) as error:
        raise BlobsUnavailable(str(error).partition('\n')[0]) from error


@contextmanager
def _finding() -> Iterator[None]:
    """Say so, and what is not there."""
    with _answering():
        try:
            yield
        except FileNotFoundError as error:
            raise BlobMissing from error
