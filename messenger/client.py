"""A client of the HTTP API, for bots and tests.

It reads like this::

    async with Client('https://chat.example.org', token) as client:
        group = await client.group_named('Watercooler')
        await client.send(group.id, 'Hello')
        async for event in client.follow(group.id):
            ...

What is written is repeated after a timeout or a 'try later' and still happens once, and a stream that breaks is
taken up again where it broke.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Literal

import httpx
from pydantic import TypeAdapter

from messenger.api.calls import MOST_PAUSE_SECONDS, SECONDS, TRY_LATER, Calls, problem_of
from messenger.api.calls import ApiProblem as ApiProblem
from messenger.api.shapes import (
    Event,
    FoundPage,
    Group,
    GroupMember,
    Member,
    Message,
    MessagePage,
    Receipt,
    Thread,
    Upload,
)

SILENT_SECONDS = 45.0
"""A stream that says nothing for so long, not even that it lives, is broken."""

_GROUPS = TypeAdapter(list[Group])
_MEMBERS = TypeAdapter(list[Member])
_MESSAGES = TypeAdapter(list[Message])
_THREADS = TypeAdapter(list[Thread])
_GROUP_MEMBERS = TypeAdapter(list[GroupMember])


class Client(Calls):
    """Speaks to one messenger as one bot. Every method raises ApiProblem, and httpx.TransportError in the end."""

    # Members and groups

    async def me(self) -> Member:
        """Return who the token makes the asker."""
        return Member.model_validate_json(await self._get('/me'))

    async def members(self) -> list[Member]:
        """Return everybody."""
        return _MEMBERS.validate_json(await self._get('/members'))

    async def picture(self, member_id: str) -> bytes:
        """Read the picture of a member who has one."""
        return await self._get(f'/members/{member_id}/picture')

    async def groups(self) -> list[Group]:
        """Return the groups that the bot is in."""
        return _GROUPS.validate_json(await self._get('/groups'))

    async def open_groups(self) -> list[Group]:
        """Return the groups that anybody may join."""
        return _GROUPS.validate_json(await self._get('/open-groups'))

    async def group_named(self, name: str) -> Group:
        """Return a group that the bot is in by its name. Raises LookupError."""
        for group in await self.groups():
            if group.name == name:
                return group
        raise LookupError(f'the bot is in no group called {name}')

    async def create_group(self, name: str, kind: Literal['open', 'private'] = 'open') -> Group:
        """Create a group and own it."""
        return Group.model_validate_json(await self._write('POST', '/groups', {'name': name, 'kind': kind}))

    async def rename_group(self, group_id: str, name: str) -> Group:
        """Give a group another name."""
        return Group.model_validate_json(await self._write('PATCH', f'/groups/{group_id}', {'name': name}))

    async def delete_group(self, group_id: str) -> None:
        """Delete a group with all its messages."""
        await self._write('DELETE', f'/groups/{group_id}')

    async def open_direct(self, member_ids: Sequence[str]) -> Group:
        """Return the direct group with these members."""
        return Group.model_validate_json(await self._write('POST', '/directs', {'member_ids': list(member_ids)}))

    async def join(self, group_id: str) -> Group:
        """Join an open group."""
        return Group.model_validate_json(await self._write('POST', f'/groups/{group_id}/join'))

    async def leave(self, group_id: str) -> None:
        """Leave a group."""
        await self._write('POST', f'/groups/{group_id}/leave')

    async def group_members(self, group_id: str) -> list[GroupMember]:
        """Return who is in a group, the longest-standing first."""
        return _GROUP_MEMBERS.validate_json(await self._get(f'/groups/{group_id}/members'))

    async def invite(self, group_id: str, name: str) -> GroupMember:
        """Bring somebody in by name."""
        written = await self._write('POST', f'/groups/{group_id}/members', {'name': name})
        return GroupMember.model_validate_json(written)

    async def set_role(
        self, group_id: str, member_id: str, role: Literal['owner', 'moderator', 'member']
    ) -> GroupMember:
        """Make a member owner, moderator or plain member."""
        written = await self._write('PATCH', f'/groups/{group_id}/members/{member_id}', {'role': role})
        return GroupMember.model_validate_json(written)

    async def remove(self, group_id: str, member_id: str) -> None:
        """Put a member out."""
        await self._write('DELETE', f'/groups/{group_id}/members/{member_id}')

    # Messages

    async def send(
        self, group_id: str, text: str, *, reply_to: int | None = None, files: Sequence[str] = (), key: str = ''
    ) -> Message:
        """Say something. `files` are what `upload` returned; the same `key` again says it once."""
        body = {'text': text, 'reply_to': reply_to, 'files': list(files)}
        return Message.model_validate_json(await self._write('POST', f'/groups/{group_id}/messages', body, key))

    async def send_in_thread(
        self, group_id: str, thread: int, text: str, *, is_in_group_too: bool = False, key: str = ''
    ) -> Message:
        """Say something in the thread below a message; the same `key` again says it once."""
        body = {'text': text, 'thread': thread, 'is_in_group_too': is_in_group_too}
        return Message.model_validate_json(await self._write('POST', f'/groups/{group_id}/messages', body, key))

    async def messages(
        self, group_id: str, *, before: int | None = None, after: int | None = None, limit: int = 50
    ) -> MessagePage:
        """Return rows, oldest first: those before an ordinal, those after one, or the newest."""
        asked = {'before': before, 'after': after, 'limit': limit}
        return MessagePage.model_validate_json(await self._get(f'/groups/{group_id}/messages', asked))

    async def message(self, group_id: str, ordinal: int) -> Message:
        """Return one message that is not deleted."""
        return Message.model_validate_json(await self._get(f'/groups/{group_id}/messages/{ordinal}'))

    async def threads(self, group_id: str) -> list[Thread]:
        """Return the threads of a group with the newest messages, the latest first."""
        return _THREADS.validate_json(await self._get(f'/groups/{group_id}/threads'))

    async def thread(self, group_id: str, ordinal: int, *, after: int | None = None, limit: int = 50) -> MessagePage:
        """Return the thread below a message, that message first: oldest first, or those after an ordinal."""
        asked = {'after': after, 'limit': limit}
        return MessagePage.model_validate_json(await self._get(f'/groups/{group_id}/threads/{ordinal}', asked))

    async def pins(self, group_id: str) -> list[Message]:
        """Return the pinned messages of a group, the last pinned first."""
        return _MESSAGES.validate_json(await self._get(f'/groups/{group_id}/pins'))

    async def pin(self, group_id: str, ordinal: int) -> None:
        """Pin a message."""
        await self._write('PUT', f'/groups/{group_id}/pins/{ordinal}')

    async def unpin(self, group_id: str, ordinal: int) -> None:
        """Pin a message no longer."""
        await self._write('DELETE', f'/groups/{group_id}/pins/{ordinal}')

    async def edit(self, group_id: str, ordinal: int, text: str) -> Message:
        """Give one's own message another text."""
        written = await self._write('PATCH', f'/groups/{group_id}/messages/{ordinal}', {'text': text})
        return Message.model_validate_json(written)

    async def delete(self, group_id: str, ordinal: int) -> None:
        """Delete a message."""
        await self._write('DELETE', f'/groups/{group_id}/messages/{ordinal}')

    async def react(self, group_id: str, ordinal: int, emoji: str) -> None:
        """React to a message; again changes nothing."""
        await self._write('PUT', f'/groups/{group_id}/messages/{ordinal}/reactions/{emoji}')

    async def remove_previews(self, group_id: str, ordinal: int) -> None:
        """Show nothing of the pages that a message links to, for good; again changes nothing."""
        await self._write('DELETE', f'/groups/{group_id}/messages/{ordinal}/previews')

    async def take_back(self, group_id: str, ordinal: int, emoji: str) -> None:
        """Take a reaction back; again changes nothing."""
        await self._write('DELETE', f'/groups/{group_id}/messages/{ordinal}/reactions/{emoji}')

    async def receipt(self, group_id: str) -> Receipt:
        """Return how far the bot has read."""
        return Receipt.model_validate_json(await self._get(f'/groups/{group_id}/receipt'))

    async def mark_read(self, group_id: str, ordinal: int) -> Receipt:
        """Say that the bot has read up to a row."""
        written = await self._write('PUT', f'/groups/{group_id}/receipt', {'read_up_to': ordinal})
        return Receipt.model_validate_json(written)

    async def search(self, typed: str, *, zone: str = 'UTC', cursor: str | None = None) -> FoundPage:
        """Find messages, the newest first; `cursor` is `next` of the page before."""
        return FoundPage.model_validate_json(await self._get('/search', {'q': typed, 'zone': zone, 'cursor': cursor}))

    # Files

    async def upload(self, group_id: str, name: str, content: bytes) -> str:
        """Bring a file in; returns what `send` takes, within a day."""
        answer = await self._ask('POST', f'/groups/{group_id}/files', params={'name': name}, content=content)
        return Upload.model_validate_json(answer.content).upload_id

    async def download(self, group_id: str, file_id: str) -> bytes:
        """Return the content of a message's file."""
        return await self._get(f'/groups/{group_id}/files/{file_id}')

    # What happens

    async def follow(self, group_id: str, *, after: int | None = None) -> AsyncIterator[Event]:
        """Give what happens in a group: after a change's number, or from now on; for ever, without gap or double.

        Raises ApiProblem when the bot may not follow (any more).
        """
        pause = 1.0
        while True:
            try:
                async for event in self._stream(group_id, after):
                    after, pause = event.number, 1.0
                    yield event
            except httpx.TransportError:
                pause = min(2 * pause, MOST_PAUSE_SECONDS)
            await asyncio.sleep(pause)

    async def _stream(self, group_id: str, after: int | None) -> AsyncIterator[Event]:
        headers = {} if after is None else {'Last-Event-ID': str(after)}
        timeout = httpx.Timeout(SECONDS, read=SILENT_SECONDS)
        async with self._http.stream('GET', f'/groups/{group_id}/events', headers=headers, timeout=timeout) as answer:
            if answer.status_code in TRY_LATER:
                raise httpx.ReadError(f'status {answer.status_code}')
            if answer.is_error:
                await answer.aread()
                raise problem_of(answer)
            async for line in answer.aiter_lines():
                if line.startswith('data:'):
                    yield Event.model_validate_json(line.removeprefix('data:'))
