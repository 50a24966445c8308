"""Files between their upload and their message, and the removal of what no message has."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from messenger.actions.upload_ids import Upload, UploadId, read, sign
from messenger.blobs.contract import Blobs, BlobsUnavailable
from messenger.journal.contract import Journal, JournalUnavailable
from messenger.languages import marked
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.ids import GroupId, MemberId, new_id
from messenger.model.refused import Refused, Unavailable
from messenger.tasks import end_tasks

LASTS = timedelta(days=1)
"""How long an uploaded file can still be sent."""
SWEPT_AFTER = LASTS + timedelta(hours=1)
"""When a file that was never sent is removed: surely after nobody can send it any more."""
SWEEP_SECONDS = 6 * 3600.0
ASKED_AT_ONCE = 500

log = logging.getLogger(__name__)


class Uploads:
    """Who may send which file; and which contents may go.

    `awaited` are contents that no message has and that may not go: their senders were told that they are here.
    `kept` are those that are being made a member's picture, by how many at once.
    """

    def __init__(self, *, journal: Journal, blobs: Blobs, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._journal = journal
        self._blobs = blobs
        self._key = key
        self._clock = clock
        self._awaited: dict[UploadId, Upload] = {}
        self._kept: Counter[Sha256] = Counter()
        self._turn = asyncio.Lock()  # so that nothing goes between the look whether it is there and the promise
        self._sweeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Sweep now and then from now on."""
        self._sweeping = asyncio.create_task(self._sweep_now_and_then(), name='sweeping uploads')

    async def stop(self) -> None:
        """Sweep no more."""
        await end_tasks(self._sweeping)

    def now(self) -> int:
        """Return the present moment as an upload notes it."""
        return int(self._clock())

    async def promise(self, upload: Upload) -> UploadId:
        """Return the id by which its member may send a file that has just been received. Raises Refused."""
        upload_id = sign(upload, self._key)
        await self._hold({upload_id: upload})
        return upload_id

    async def redeem(
        self, member_id: MemberId, group_id: GroupId, upload_ids: Sequence[UploadId]
    ) -> tuple[Attachment, ...]:
        """Return what a member's uploads to a group stand for, held until `sent`. Raises Refused ``bad_upload``."""
        if not upload_ids:
            return ()
        uploads: dict[UploadId, Upload] = {}
        for upload_id in upload_ids:
            upload = read(upload_id, self._key)
            if upload is None or (upload.member_id, upload.group_id) != (member_id, group_id):
                raise Refused('bad_upload', 'This file cannot be sent here. Attach it again.')
            if self._clock() - upload.uploaded_at > LASTS.total_seconds():
                raise _gone(upload)
            uploads[upload_id] = upload
        await self._hold(uploads)
        return tuple(_attachment(upload) for upload in uploads.values())

    def sent(self, upload_ids: Iterable[UploadId]) -> None:
        """Let go of files that a message has from now on."""
        for upload_id in upload_ids:
            self._awaited.pop(upload_id, None)

    @asynccontextmanager
    async def keeping(self, sha256: Sha256) -> AsyncIterator[None]:
        """Keep a content that has just been received from going, until it belongs to somebody. Raises Refused."""
        async with self._turn:
            if not await self._is_here(sha256):  # somebody else let go of the same at this moment
                raise Unavailable
            self._kept[sha256] += 1
        try:
            yield
        finally:
            self._kept -= Counter([sha256])

    async def release(self, hashes: Iterable[Sha256]) -> None:
        """Remove contents that were let go of, unless others have them; a failure is left to the sweep."""
        try:
            await self._remove_unused(set(hashes))
        except (BlobsUnavailable, JournalUnavailable) as error:
            log.warning('Contents that nobody has any more were not removed: %s', error)

    async def sweep(self) -> None:
        """Remove the contents that nobody has and that nobody can send any more."""
        for upload_id, upload in list(self._awaited.items()):
            if self._clock() - upload.uploaded_at > LASTS.total_seconds():
                del self._awaited[upload_id]
        old = await self._blobs.untouched_since(datetime.fromtimestamp(self._clock(), UTC) - SWEPT_AFTER)
        for first in range(0, len(old), ASKED_AT_ONCE):
            await self._remove_unused(old[first : first + ASKED_AT_ONCE])

    async def _hold(self, uploads: dict[UploadId, Upload]) -> None:
        """Keep contents from going. Raises Refused when one has gone."""
        async with self._turn:
            for upload in uploads.values():
                if not await self._is_here(upload.sha256):
                    raise _gone(upload)
            self._awaited |= uploads

    async def _is_here(self, sha256: Sha256) -> bool:
        try:
            return await self._blobs.has(sha256)
        except BlobsUnavailable as error:
            raise Unavailable from error

    async def _remove_unused(self, hashes: Collection[Sha256]) -> None:
        async with self._turn:
            used = await self._journal.attached(hashes)
            awaited = {upload.sha256 for upload in self._awaited.values()}
            await self._blobs.remove(set(hashes) - used - awaited - self._kept.keys())

    async def _sweep_now_and_then(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:  # a defect in one sweep must not end all later ones
                log.exception('Uploads were not swept')
            await asyncio.sleep(SWEEP_SECONDS)


def _attachment(upload: Upload) -> Attachment:
    return Attachment(
        id=AttachmentId(new_id()),
        sha256=upload.sha256,
        name=upload.name,
        media_type=upload.media_type,
        size_bytes=upload.size_bytes,
        width=upload.width,
        height=upload.height,
    )


def _gone(upload: Upload) -> Refused:
    reason = marked('{name} waited too long and is gone from the server. Attach it again.')
    return Refused('bad_upload', reason, name=upload.name)
