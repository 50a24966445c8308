"""Sending, editing, deleting and reading messages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from messenger.actions.before_message import BeforeMessage, as_it_is
from messenger.actions.directs import require_writable
from messenger.actions.enclosed import NOTHING, Enclosed, hold_others, too_many_files
from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.mentions import Mentions
from messenger.actions.scope import Place, Scope
from messenger.actions.submissions import Submissions
from messenger.actions.threads import Following
from messenger.actions.upload_ids import UploadId
from messenger.actions.uploads import Uploads
from messenger.model.changes import Change, MessageDeleted, MessageEdited, MessageSent
from messenger.model.ids import NO_THREAD, GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.message import Mention, Message, Revision
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import NotFound, Refused
from messenger.model.replies import Replies
from messenger.model.text import clean_text
from messenger.rendering.emoji_codes import draw_emoji
from messenger.rendering.links import links_in
from messenger.rendering.safe_html import SafeHtml

MOST_ROWS = 500
"""More rows than these are not read at once."""


class Preparation(Protocol):
    """Renders a text before it is sent, so that showing it costs nothing."""

    async def prepare(self, text: str, mentions: Sequence[Mention]) -> object:
        """Render a text and keep the result at hand."""

    def html(self, message: Message) -> SafeHtml:
        """Return the markup of a message's text, which was prepared."""


class MessageActions:
    """What a member does with messages."""

    def __init__(
        self,
        *,
        scope: Scope,
        submissions: Submissions,
        history: History,
        limits: Limits,
        bodies: Preparation,
        uploads: Uploads,
        following: Following,
        message_characters: int,
        most_attachments: int,
        before_message: BeforeMessage = as_it_is,
    ) -> None:
        self._scope = scope
        self._submissions = submissions
        self._history = history
        self._limits = limits
        self._bodies = bodies
        self._uploads = uploads
        self._following = following
        self._message_characters = message_characters
        self._most_attachments = most_attachments
        self._mentions = Mentions(scope)
        self._before_message = before_message

    async def send_message(
        self,
        member_id: MemberId,
        group_id: GroupId,
        text: str,
        request_id: RequestId,
        enclosed: Enclosed = NOTHING,
    ) -> Change:
        """Say something in a group, with what is enclosed; durable when this returns. Emits MessageSent.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``blank``, ``too_long``, ``bad_text``, ``too_many_files``, ``bad_upload``, ``nothing_to_reply_to``,
                ``no_such_thread``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.SEND_MESSAGE)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MessageSent)
        if earlier is not None:
            return earlier
        require_writable(self._scope.store, place)
        uploads, thread = enclosed.uploads, enclosed.thread
        cleaned = self._clean(text, may_be_blank=bool(uploads))
        self._check_count(uploads)
        root = await hold_others(self._history, group_id, enclosed)
        self._limits.spend(Pace.SEND, member_id)
        cleaned = await self._revise(place, cleaned)
        fact = MessageSent(
            group_id=group_id,
            author_id=member_id,
            text=cleaned,
            mentions=await self._prepare(place, cleaned),
            attachments=await self._uploads.redeem(member_id, group_id, uploads),
            reply_to=enclosed.reply_to,
            via=enclosed.via,
            thread=thread,
            is_in_group_too=thread is not None and enclosed.is_in_group_too,
        )
        change = await self._submissions.submit(member_id, request_id, fact)
        self._uploads.sent(uploads)
        self._scope.store.presence.stops(member_id, group_id, thread or NO_THREAD)
        if root is not None:
            self._following.note(change, fact, root)
        return change

    async def edit_message(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, text: str, request_id: RequestId
    ) -> Change:
        """Give one's own message another text; durable when this returns. Emits MessageEdited.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``not_allowed`` for others' messages, ``widget``, ``unchanged``, and what `send_message` raises.
        """
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MessageEdited)
        if earlier is not None:
            return earlier
        require_writable(self._scope.store, place)
        row = await self._history.message(group_id, ordinal)
        cleaned = self._clean(text, may_be_blank=bool(row.attachments))
        self._require(place, Action.EDIT_MESSAGE, row)
        if row.widget is not None:
            raise Refused('widget', 'This message is a widget and has no text of its own. Delete it and post another.')
        if row.is_deleted:
            raise NotFound('message')
        if cleaned == row.text:
            raise Refused('unchanged', 'Nothing was changed in this message.')
        self._limits.spend(Pace.EDIT, member_id)
        cleaned = await self._revise(place, cleaned)
        mentions = await self._prepare(place, cleaned)
        await self._history.prepare_change(group_id, row)
        follow = await self._following.prepare(row, mentions)
        same_links_as = row.revision if row.previews and await self._links_alike(row, cleaned, mentions) else 0
        fact = MessageEdited(
            group_id=group_id, target=row.ordinal, text=cleaned, mentions=mentions, same_links_as=same_links_as
        )
        change = await self._submissions.submit(member_id, request_id, fact)
        follow()
        return change

    async def delete_message(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, request_id: RequestId
    ) -> Change:
        """Remove a message with its text, files and revisions; durable when this returns. Emits MessageDeleted.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``not_allowed``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MessageDeleted)
        if earlier is not None:
            return earlier
        row = await self._history.message(group_id, ordinal)
        self._require(place, Action.DELETE_MESSAGE, row)
        self._limits.spend(Pace.DELETE, member_id)
        await self._history.prepare_change(group_id, row)
        fact = MessageDeleted(group_id=group_id, target=row.ordinal)
        change = await self._submissions.submit(member_id, request_id, fact)
        pictures = [each.picture for each in row.previews or () if each.picture is not None]
        if row.attachments or pictures:
            await self._uploads.release([*(each.sha256 for each in row.attachments), *pictures])
        return change

    async def preview_message(self, member_id: MemberId, group_id: GroupId, text: str) -> Message:
        """Return what a text would be as a message, rendered; nothing is kept. Raises NotFound, Refused."""
        place = self._scope.place(member_id, group_id, Action.SEND_MESSAGE)
        cleaned = self._clean(text)
        mentions = await self._prepare(place, cleaned)
        return Message(
            group_id=group_id,
            ordinal=Ordinal(0),
            author_id=member_id,
            text=cleaned,
            mentions=mentions,
            sent_at=datetime.now(UTC),
        )

    def mention_all(self, member_id: MemberId, group_id: GroupId) -> None:
        """Let pass who may mention everyone in a group by @all, or all who are there by @here.

        From anybody else these are only text. Raises NotFound, Refused ``not_allowed`` or ``too_many``.
        """
        self._mentions.check_call(member_id, group_id)

    async def read_messages(self, member_id: MemberId, group_id: GroupId, first: int, last: int) -> list[Message]:
        """Return the rows ``first..last`` that exist, deleted ones and notices too, oldest first, at most `MOST_ROWS`.

        They agree with the store at the moment this returns. Raises NotFound.
        """
        self._scope.place(member_id, group_id, Action.READ_MESSAGES)
        start = max(1, first)
        rows = await self._history.rows(group_id, start, min(last, start + MOST_ROWS - 1))
        self._scope.place(member_id, group_id, Action.READ_MESSAGES)
        return rows

    async def read_message(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> Message:
        """Return one message that is not deleted. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        row = await self._history.message(group_id, ordinal)
        self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        if row.is_deleted:
            raise NotFound('message')
        return row

    async def read_revisions(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        """Return the texts a message had, the first being what was sent. Raises NotFound."""
        await self.read_message(member_id, group_id, ordinal)
        revisions = await self._history.revisions(group_id, ordinal)
        await self.read_message(member_id, group_id, ordinal)
        return revisions

    async def read_replies(self, member_id: MemberId, group_id: GroupId, rows: Sequence[Message]) -> Replies:
        """Return what neighbouring rows of a group reply to, and what replies to them. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_REPLIES)
        replies = await self._history.replies(group_id, rows)
        self._scope.place(member_id, group_id, Action.READ_REPLIES)
        return replies

    async def last_own_message(
        self, member_id: MemberId, group_id: GroupId, thread: Ordinal = NO_THREAD
    ) -> Message | None:
        """Return the newest message the member sent to a group or thread and did not delete. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.LAST_OWN_MESSAGE)
        row = await self._history.last_by(group_id, member_id, thread)
        self._scope.place(member_id, group_id, Action.LAST_OWN_MESSAGE)
        return row

    def _require(self, place: Place, action: Action, row: Message) -> None:
        standings = {place.standing}
        if row.author_id == place.member.id:
            standings.add(Standing.AUTHOR)
        if is_allowed(action, standings):
            return
        if action is Action.EDIT_MESSAGE:
            raise Refused('not_allowed', 'Only its author can edit a message. You can reply to it instead.')
        raise self._scope.not_allowed(place, action)

    def _check_count(self, uploads: Sequence[UploadId]) -> None:
        if len(uploads) > self._most_attachments:
            raise Refused('too_many_files', '{reason}', reason=too_many_files(self._most_attachments))

    def _clean(self, text: str, *, may_be_blank: bool = False) -> str:
        return draw_emoji(clean_text(text, limit=self._message_characters, may_be_blank=may_be_blank))

    async def _revise(self, place: Place, text: str) -> str:
        """Let extensions have a word; what they make of a text is held to the same rules. Raises Refused."""
        revised = await self._before_message(place.member, place.group, text)
        return text if revised == text else self._clean(revised)

    async def _prepare(self, place: Place, text: str) -> tuple[Mention, ...]:
        mentions = self._mentions.find(place, text)
        await self._bodies.prepare(text, mentions)
        return mentions

    async def _links_alike(self, row: Message, text: str, mentions: tuple[Mention, ...]) -> bool:
        """Tell whether another text of a message, which is prepared, leads to the same pages."""
        await self._bodies.prepare(row.text, row.mentions)
        old, new = self._bodies.html(row), self._bodies.html(replace(row, text=text, mentions=mentions))
        return links_in(old, allows_http=True) == links_in(new, allows_http=True)
