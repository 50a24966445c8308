"""Uploading files, and looking up those that came with messages."""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass

from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.upload_ids import Upload, UploadId
from messenger.actions.uploads import Uploads
from messenger.blobs.contract import Blob, BlobMissing, Blobs, BlobsUnavailable
from messenger.journal.contract import Journal, JournalUnavailable
from messenger.languages import marked
from messenger.media.documents import Documents
from messenger.media.kind import BEGINNING_BYTES, PDF, TEXT, may_be_picture, media_type_of
from messenger.media.pictures import MOST_BYTES, Picture, Pictures
from messenger.model.attachment import Attachment, AttachmentId, clean_file_name
from messenger.model.ids import GroupId, MemberId, is_id
from messenger.model.permissions import Action
from messenger.model.refused import NotFound, Refused, Unavailable, unreadable

MEGABYTE_BYTES = 1024 * 1024
SHOWN_BYTES = 64 * 1024
"""What is shown of a text: some thousand lines."""
FULL = marked('This file could not be saved: the server has no room for it now. Try again later, or tell the operator.')


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLimits:
    """How large one file, and how many of one message, may be."""

    most_megabytes: int = 25
    most_of_a_message: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a text begins with; `is_whole` where that is all of it."""

    name: str
    text: str
    is_whole: bool


class AttachmentActions:
    """What a member does with files."""

    def __init__(
        self,
        *,
        scope: Scope,
        limits: Limits,
        journal: Journal,
        blobs: Blobs,
        uploads: Uploads,
        most_megabytes: int,
    ) -> None:
        self._scope = scope
        self._limits = limits
        self._journal = journal
        self._blobs = blobs
        self._uploads = uploads
        self._most_megabytes = most_megabytes
        self._pictures = Pictures()
        self._documents = Documents()

    def start(self) -> None:
        """Begin to remove, now and then, what was uploaded and never sent."""
        self._uploads.start()

    async def stop(self) -> None:
        """Remove and draw no more."""
        await self._uploads.stop()
        await self._documents.stop()

    async def upload(self, member_id: MemberId, group_id: GroupId, name: str, pieces: AsyncIterable[bytes]) -> UploadId:
        """Keep a file as it arrives; answers the id by which this member may send it to this group within a day.

        What it is is found in the content; `name` is cleaned. Whatever `pieces` raises leaves nothing.

        Raises:
            NotFound: no such group, or the member is not in it (any more).
            Refused: ``too_large``, ``empty_file``, ``too_fast``, ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.UPLOAD)
        self._limits.spend(Pace.UPLOAD, member_id)
        cleaned = clean_file_name(name)
        try:
            blob = await self._blobs.receive(self._limited(cleaned, self._while_allowed(member_id, group_id, pieces)))
            media_type, picture = await self._kind(blob)
        except BlobsUnavailable as error:
            raise Unavailable(FULL) from error
        except BlobMissing as error:  # somebody's message with the same file was deleted at this moment
            raise Unavailable from error
        self._scope.place(member_id, group_id, Action.UPLOAD)
        upload = Upload(
            member_id=member_id,
            group_id=group_id,
            sha256=blob.sha256,
            name=cleaned,
            media_type=media_type,
            size_bytes=blob.size_bytes,
            width=picture.width if picture else None,
            height=picture.height if picture else None,
            uploaded_at=self._uploads.now(),
        )
        return await self._uploads.promise(upload)

    async def read_attachment(self, member_id: MemberId, group_id: GroupId, attachment_id: AttachmentId) -> Attachment:
        """Return a file of a message that is not deleted, in a group that the member is in now. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_ATTACHMENT)
        try:
            found = await self._journal.attachment(group_id, attachment_id) if is_id(attachment_id) else None
        except JournalUnavailable as error:
            raise unreadable() from error
        self._scope.place(member_id, group_id, Action.READ_ATTACHMENT)
        if found is None:
            raise NotFound('file')
        return found

    async def read_beginning(self, member_id: MemberId, group_id: GroupId, attachment_id: AttachmentId) -> Beginning:
        """Return the first lines of a text that came with a message, for who may read it.

        Raises NotFound, and Refused ``unavailable``.
        """
        found = await self.read_attachment(member_id, group_id, attachment_id)
        if found.media_type != TEXT:
            raise NotFound('file')
        count = min(found.size_bytes, SHOWN_BYTES)
        try:
            content = b''.join([piece async for piece in self._blobs.read(found.sha256, 0, count)])
        except BlobMissing as error:
            raise NotFound('file') from error
        except BlobsUnavailable as error:
            raise unreadable() from error
        # A letter that was cut in the middle is left out; the first bytes of the file were found to be a text.
        text = content.decode(errors='ignore' if count < found.size_bytes else 'replace')
        await self.read_attachment(member_id, group_id, attachment_id)  # the right, or the message, may have gone
        return Beginning(name=found.name, text=text, is_whole=count == found.size_bytes)

    def may_read(self, member_id: MemberId, group_id: GroupId) -> bool:
        """Tell whether the member may still be given a group's files; asked at each piece of one."""
        try:
            self._scope.place(member_id, group_id, Action.READ_ATTACHMENT)
        except Refused:
            return False
        return True

    async def _while_allowed(
        self, member_id: MemberId, group_id: GroupId, pieces: AsyncIterable[bytes]
    ) -> AsyncIterator[bytes]:
        """Pass pieces on for as long as the member may bring any: a large file takes minutes."""
        async for piece in pieces:
            self._scope.place(member_id, group_id, Action.UPLOAD)
            yield piece

    async def _limited(self, name: str, pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        arrived = 0
        async for piece in pieces:
            arrived += len(piece)
            if arrived > self._most_megabytes * MEGABYTE_BYTES:
                reason = marked('{name} is too large: files up to {most} MB can be sent.')
                raise Refused('too_large', reason, name=name, most=self._most_megabytes)
            yield piece
        if not arrived:
            raise Refused('empty_file', '{name} is empty: there is nothing to send.', name=name)

    async def _kind(self, blob: Blob) -> tuple[str, Picture | None]:
        """Find the type of a file, and what it shows if it is a picture or a PDF, whose thumbnail is then kept."""
        first = self._blobs.read(blob.sha256, 0, min(blob.size_bytes, BEGINNING_BYTES))
        beginning = b''.join([piece async for piece in first])
        media_type = media_type_of(beginning)
        look = self._documents.look if media_type == PDF else self._pictures.look if may_be_picture(beginning) else None
        picture = None
        if look is not None and blob.size_bytes <= MOST_BYTES:
            picture = await look(self._blobs.read(blob.sha256, 0, blob.size_bytes))
        if picture is None:
            return media_type, None
        await self._blobs.keep_thumbnail(blob.sha256, picture.thumbnail)
        return picture.media_type, picture
