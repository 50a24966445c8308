"""The messages of a group, reactions to them, and how far they are read."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi import Response as Answer

from messenger.actions import Actions
from messenger.actions.enclosed import Enclosed
from messenger.actions.upload_ids import UploadId
from messenger.api import shapes
from messenger.api.asking import ONCE, AtOrdinal, InGroup, as_it_is, asker, once
from messenger.api.shaping import message_shape
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.store.store import Store

MOST_ROWS = 200
LONGEST_EMOJI = 64
"""Characters."""

Bound = Annotated[int | None, Query(ge=0, le=shapes.MOST_ORDINAL)]
OneEmoji = Annotated[str, Path(min_length=1, max_length=LONGEST_EMOJI, description='One emoji, such as 👍.')]


class MessageRoutes:
    """What is said."""

    def __init__(self, actions: Actions, store: Store) -> None:
        self._actions = actions
        self._messages = actions.messages
        self._store = store

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        messages: dict[str, Any] = {'tags': ['messages']}
        path = '/groups/{group_id}/messages'
        router.get(path, **messages)(self.list_messages)
        router.post(path, status_code=201, openapi_extra=ONCE, **messages)(self.send_message)
        one = f'{path}/{{ordinal}}'
        router.get(one, **messages)(self.read_message)
        router.patch(one, openapi_extra=ONCE, **messages)(self.edit_message)
        router.delete(one, status_code=204, openapi_extra=ONCE, **messages)(self.delete_message)
        router.delete(f'{one}/previews', status_code=204, openapi_extra=ONCE, **messages)(self.remove_previews)
        reaction = f'{one}/reactions/{{emoji}}'
        router.put(reaction, status_code=204, openapi_extra=ONCE, **messages)(self.add_reaction)
        router.delete(reaction, status_code=204, openapi_extra=ONCE, **messages)(self.remove_reaction)
        router.get('/groups/{group_id}/receipt', tags=['receipts'])(self.read_receipt)
        router.put('/groups/{group_id}/receipt', tags=['receipts'])(self.mark_read)

    async def list_messages(
        self,
        request: Request,
        group_id: InGroup,
        before: Bound = None,
        after: Bound = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 50,
    ) -> shapes.MessagePage:
        """Read rows by their ordinals, oldest first: those before one, those after one, or the newest.

        Deleted messages and notices are among them, so that ordinals have no gaps.
        """
        last = self._store.last_ordinal(group_id)
        first = min(after, last) + 1 if after is not None else max(1, min(before or last + 1, last + 1) - limit)
        upto = first + limit - 1 if before is None else min(before - 1, first + limit - 1)
        rows = await self._messages.read_messages(asker(request), group_id, first, upto)
        return shapes.MessagePage(
            messages=[message_shape(row) for row in rows],
            has_earlier=first > 1,
            has_later=upto < self._store.last_ordinal(group_id),
        )

    async def send_message(self, request: Request, group_id: InGroup, new: shapes.NewMessage) -> shapes.Message:
        """Say something; everybody in the group sees it at once."""
        enclosed = Enclosed(
            uploads=[UploadId(each) for each in new.files],
            reply_to=None if new.reply_to is None else Ordinal(new.reply_to),
            thread=None if new.thread is None else Ordinal(new.thread),
            is_in_group_too=new.is_in_group_too,
        )
        change = await self._messages.send_message(asker(request), group_id, new.text, once(request), enclosed)
        assert change.ordinal is not None
        return await self._row(asker(request), group_id, change.ordinal)

    async def read_message(self, request: Request, group_id: InGroup, ordinal: AtOrdinal) -> shapes.Message:
        """Read one message that is not deleted."""
        return message_shape(await self._messages.read_message(asker(request), group_id, ordinal))

    async def edit_message(
        self, request: Request, group_id: InGroup, ordinal: AtOrdinal, new: shapes.NewText
    ) -> shapes.Message:
        """Give one's own message another text."""
        await self._messages.edit_message(asker(request), group_id, ordinal, new.text, once(request))
        return await self._row(asker(request), group_id, ordinal)

    async def delete_message(self, request: Request, group_id: InGroup, ordinal: AtOrdinal) -> Answer:
        """Delete one's own message, or, as moderator or owner, anybody's."""
        await self._messages.delete_message(asker(request), group_id, ordinal, once(request))
        return Answer(status_code=204)

    async def remove_previews(self, request: Request, group_id: InGroup, ordinal: AtOrdinal) -> Answer:
        """Show nothing of the pages that a message links to, for good; doing so again changes nothing."""
        with as_it_is():
            await self._actions.previews.remove_previews(asker(request), group_id, ordinal, once(request))
        return Answer(status_code=204)

    async def add_reaction(self, request: Request, group_id: InGroup, ordinal: AtOrdinal, emoji: OneEmoji) -> Answer:
        """React to a message; doing so again changes nothing."""
        await self._actions.reactions.add_reaction(asker(request), group_id, ordinal, emoji, once(request))
        return Answer(status_code=204)

    async def remove_reaction(self, request: Request, group_id: InGroup, ordinal: AtOrdinal, emoji: OneEmoji) -> Answer:
        """Take a reaction back; doing so again changes nothing."""
        await self._actions.reactions.remove_reaction(asker(request), group_id, ordinal, emoji, once(request))
        return Answer(status_code=204)

    async def read_receipt(self, request: Request, group_id: InGroup) -> shapes.Receipt:
        """Read how far the asker has read the group."""
        await self._messages.read_messages(asker(request), group_id, 1, 0)
        return self._receipt(asker(request), group_id)

    async def mark_read(self, request: Request, group_id: InGroup, new: shapes.NewReceipt) -> shapes.Receipt:
        """Say how far the asker has read; it never goes back, and not beyond the newest row."""
        self._actions.reading.mark_read(asker(request), group_id, Ordinal(new.read_up_to))
        return self._receipt(asker(request), group_id)

    async def _row(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> shapes.Message:
        """Show a row as it is by now, which may be deleted."""
        rows = await self._messages.read_messages(member_id, group_id, ordinal, ordinal)
        return message_shape(rows[0])

    def _receipt(self, member_id: MemberId, group_id: GroupId) -> shapes.Receipt:
        unread = self._store.unread(group_id, member_id)
        return shapes.Receipt(
            read_up_to=self._store.read_up_to(group_id, member_id), unread=unread.messages, mentions=unread.mentions
        )
