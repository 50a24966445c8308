"""Addresses by which other programs post to a group, each as a bot of its own."""

import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from messenger.actions.limits import Limits, Pace
from messenger.actions.members import MemberActions
from messenger.actions.memberships import MembershipActions
from messenger.actions.messages import Enclosed, MessageActions
from messenger.actions.scope import Place, Scope
from messenger.actions.submissions import Submissions
from messenger.journal.contract import JournalUnavailable, Token, TokenKind, Tokens
from messenger.model.changes import Change, MemberJoined
from messenger.model.ids import GroupId, MemberId, RequestId, new_id, new_request_id
from messenger.model.permissions import Action
from messenger.model.refused import NameTaken, NotFound, Refused, Unavailable

WRITTEN = Enclosed(via='webhook')
"""What goes with each of their messages: the mark that says what wrote it."""

MOST_WEBHOOKS = 20
"""Of one group."""

SECRET_BYTES = 32
LONGEST_SECRET = 100
"""Characters; longer ones were not made here and are not even looked up."""

KEPT_FOR = timedelta(days=36_500)
"""The vault asks for an end; what ends a webhook is its removal."""

SEEN_EVERY = timedelta(minutes=1)
"""'Last used' is no more exact than this, so that a busy webhook writes little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingWebhook:
    """What may be shown of a webhook: everything but its secret."""

    id: str
    name: str
    made_at: datetime
    last_used_at: datetime | None


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class IncomingWebhookActions:
    """What keepers of a group do with its incoming webhooks, and posting by one."""

    def __init__(
        self,
        *,
        scope: Scope,
        submissions: Submissions,
        tokens: Tokens,
        members: MemberActions,
        memberships: MembershipActions,
        messages: MessageActions,
        limits: Limits,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._scope = scope
        self._submissions = submissions
        self._tokens = tokens
        self._members = members
        self._memberships = memberships
        self._messages = messages
        self._limits = limits
        self._now = now

    async def add_incoming(self, member_id: MemberId, group_id: GroupId, name: str) -> str:
        """Bring a bot of this name in and return the secret by which it posts, which is not shown again.

        Durable when this returns. Emits MemberRegistered, MemberJoined.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``too_many``, ``bad_name``, ``name_taken``, ``too_fast``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.ADD_INCOMING)
        if len(await self._of_group(group_id)) >= MOST_WEBHOOKS:
            raise Refused('too_many', f'A group can have {MOST_WEBHOOKS} incoming webhooks. Remove one first.')
        self._limits.spend(Pace.INVITATION, member_id)  # before the name is taken, which nothing gives back
        bot_id = await self._bring_in(place, name)
        membership = self._scope.store.membership(group_id, bot_id)
        if membership is None:
            raise NotFound('group')  # gone meanwhile, and the bot with it
        secret, now = secrets.token_urlsafe(SECRET_BYTES), max(self._now(), membership.joined_at)
        token = Token(
            id=new_id(),
            hash=_hash(secret),
            kind=TokenKind.INCOMING,
            member_id=bot_id,
            group_id=group_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + KEPT_FOR,
        )
        try:
            await self._tokens.add(token)
        except JournalUnavailable as error:
            raise Unavailable from error
        return secret

    async def list_incoming(self, member_id: MemberId, group_id: GroupId) -> list[IncomingWebhook]:
        """Return a group's webhooks, oldest first. Raises NotFound, Refused ``not_allowed``, ``unavailable``."""
        self._scope.place(member_id, group_id, Action.LIST_INCOMING)
        found = await self._of_group(group_id)
        self._scope.place(member_id, group_id, Action.LIST_INCOMING)
        return [self._shown(token) for token in sorted(found, key=lambda token: token.created_at)]

    async def remove_incoming(self, member_id: MemberId, group_id: GroupId, webhook_id: str) -> None:
        """Make a webhook's address worthless and put its bot out; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: no such group or webhook, or the member is not in the group.
            Refused: ``not_allowed``, ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.REMOVE_INCOMING)
        token = next((each for each in await self._of_group(group_id) if each.id == webhook_id), None)
        if token is None:
            raise NotFound('webhook')
        # First the bot: without it the address is worth nothing, whatever happens next.
        await self._memberships.remove(member_id, group_id, token.member_id, new_request_id())
        await self._forget(token)

    async def post_incoming(self, secret: str, text: str, key: str = '') -> Change:
        """Say something as the bot of a webhook; durable when this returns. Emits MessageSent.

        Whoever holds the secret may. The same `key` again, however much later, adds nothing and returns the first.

        Raises:
            NotFound: no such webhook, it was removed, or its bot or group is gone.
            Refused: what `MessageActions.send_message` raises.
        """
        token = await self._find(secret)
        if token is None or token.group_id is None:
            raise NotFound('webhook')
        if not self._is_alive(token):
            await self._forget(token)
            raise NotFound('webhook')
        request_id = _request_id(token, key)
        try:
            change = await self._messages.send_message(token.member_id, token.group_id, text, request_id, WRITTEN)
        except NotFound:
            raise NotFound('webhook') from None
        await self._see(token)
        return change

    async def _bring_in(self, place: Place, name: str) -> MemberId:
        try:
            bot = await self._members.register_bot(name, new_request_id())
        except NameTaken as taken:
            other = f', such as {taken.suggestion}' if taken.suggestion else ''
            raise NameTaken(f'This name is taken. Choose another{other}.', taken.suggestion) from taken
        fact = MemberJoined(group_id=place.group.id, member_id=bot.id)
        await self._submissions.submit(place.member.id, new_request_id(), fact)
        return bot.id

    async def _of_group(self, group_id: GroupId) -> list[Token]:
        """Return the webhooks of a group whose bot is in it."""
        try:
            kept = await self._tokens.load(TokenKind.INCOMING)
        except JournalUnavailable as error:
            raise Unavailable from error
        own = [token for token in kept if token.group_id == group_id]
        return [token for token in own if self._is_alive(token)]

    def _is_alive(self, token: Token) -> bool:
        """Tell whether the webhook's bot has been in its group all along: being invited again revives no address."""
        group_id = token.group_id
        membership = self._scope.store.membership(group_id, token.member_id) if group_id else None
        return membership is not None and membership.joined_at <= token.created_at

    def _shown(self, token: Token) -> IncomingWebhook:
        bot = self._scope.store.member(token.member_id)
        return IncomingWebhook(
            id=token.id,
            name=bot.name if bot else '',
            made_at=token.created_at,
            last_used_at=token.last_seen_at if token.last_seen_at > token.created_at else None,
        )

    async def _find(self, secret: str) -> Token | None:
        if len(secret) > LONGEST_SECRET:
            return None
        try:
            return await self._tokens.find(_hash(secret), TokenKind.INCOMING, self._now())
        except JournalUnavailable as error:
            raise Unavailable from error

    async def _forget(self, token: Token) -> None:
        try:
            await self._tokens.remove([token.id])
        except JournalUnavailable as error:
            raise Unavailable from error

    async def _see(self, token: Token) -> None:
        now = self._now()
        is_first = token.last_seen_at == token.created_at
        if not is_first and now - token.last_seen_at < SEEN_EVERY:
            return
        try:
            await self._tokens.touch({token.id: now})
        except JournalUnavailable:
            return  # the message is kept; when it was posted is only shown


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors='replace')).digest()


def _request_id(token: Token, key: str) -> RequestId:
    return RequestId(str(uuid.uuid5(uuid.NAMESPACE_URL, f'{token.id} {key}'))) if key else new_request_id()
