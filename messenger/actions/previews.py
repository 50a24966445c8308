"""What is shown of the pages that messages link to: keeping it, taking it away, and its pictures."""

from collections.abc import Sequence
from contextlib import AsyncExitStack

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.portraits import Portraits
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.actions.uploads import Uploads
from messenger.journal.contract import Journal, JournalUnavailable
from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.changes import Change, LinksPreviewed, PreviewsRemoved
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId, keyed_request_id
from messenger.model.link_preview import LinkPreview
from messenger.model.message import Message
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import NotFound, Refused, unreadable


class PreviewActions:
    """What the server and members do with previews."""

    def __init__(
        self,
        *,
        scope: Scope,
        submissions: Submissions,
        history: History,
        limits: Limits,
        journal: Journal,
        portraits: Portraits,
        uploads: Uploads,
    ) -> None:
        self._scope = scope
        self._submissions = submissions
        self._history = history
        self._limits = limits
        self._journal = journal
        self._portraits = portraits
        self._uploads = uploads

    async def keep_previews(self, message: Message, previews: Sequence[LinkPreview]) -> None:
        """Show what the server saw of the pages that a message links to; nobody else can ask for it.

        Where the message was edited or deleted since, or its author wants none, nothing changes. Emits LinksPreviewed.
        Raises Refused ``stale``, ``unavailable``, NotFound.
        """
        fact = LinksPreviewed(
            group_id=message.group_id, target=message.ordinal, revision=message.revision, previews=tuple(previews)
        )
        asked = f'previews of {message.group_id} {message.ordinal} {message.revision}'
        await self._history.prepare_change(message.group_id, message)
        hashes = [each.picture for each in previews if each.picture is not None]
        try:
            async with AsyncExitStack() as kept:
                for sha256 in hashes:
                    await kept.enter_async_context(self._uploads.keeping(sha256))
                await self._submissions.submit(None, keyed_request_id('server', asked), fact)
        except Refused:
            await self._uploads.release(hashes)
            raise

    async def keep_picture(self, content: bytes) -> Sha256:
        """Keep a small picture of a page. Raises Refused ``unavailable``."""
        return await self._portraits.keep(content)

    async def remove_previews(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, request_id: RequestId
    ) -> Change:
        """Show nothing of the pages that a message links to, for good; durable when this returns.

        Emits PreviewsRemoved.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``not_allowed`` for others' messages, ``unchanged``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        if earlier := self._submissions.earlier(member_id, StreamId(group_id), request_id, PreviewsRemoved):
            return earlier
        row = await self._history.message(group_id, ordinal)
        standings = {place.standing, *([Standing.AUTHOR] if row.author_id == member_id else [])}
        if not is_allowed(Action.REMOVE_PREVIEWS, standings):
            raise self._scope.not_allowed(place, Action.REMOVE_PREVIEWS)
        self._limits.spend(Pace.EDIT, member_id)
        fact = PreviewsRemoved(group_id=group_id, target=row.ordinal)
        change = await self._submissions.submit(member_id, request_id, fact)
        await self._uploads.release(each.picture for each in row.previews or () if each.picture is not None)
        return change

    async def read_preview(self, member_id: MemberId, group_id: GroupId, picture_id: AttachmentId) -> bytes:
        """Return the picture of a page that a message of a group shows. Raises NotFound, Refused ``unavailable``."""
        self._scope.place(member_id, group_id, Action.READ_PREVIEW)
        try:
            picture = await self._journal.preview_picture(group_id, picture_id)
        except JournalUnavailable as error:
            raise unreadable() from error
        if picture is None:
            raise NotFound('picture')
        content = await self._portraits.read(picture)
        self._scope.place(member_id, group_id, Action.READ_PREVIEW)
        return content
