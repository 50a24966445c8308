"""Bots that keepers bring into a group, each with a secret: whoever holds it acts as the bot, there and no longer."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from messenger.actions.limits import Limits, Pace
from messenger.actions.members import MemberActions
from messenger.actions.memberships import MembershipActions
from messenger.actions.scope import Place, Scope
from messenger.actions.submissions import Submissions
from messenger.journal.contract import JournalUnavailable, Token, TokenKind, Tokens
from messenger.languages import marked
from messenger.model.changes import MemberJoined
from messenger.model.ids import GroupId, MemberId, new_id, new_request_id
from messenger.model.refused import NameTaken, NotFound, Refused, Unavailable

MOST_OF_A_GROUP = 20
"""Of one kind."""

SECRET_BYTES = 32
LONGEST_SECRET = 100
"""Characters; longer ones were not made here and are not even looked up."""

KEPT_FOR = timedelta(days=36_500)
"""The vault asks for an end; what ends a token is its removal."""

SEEN_EVERY = timedelta(minutes=1)
"""'Last used' is no more exact than this, so that a busy bot writes little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotToken:
    """What may be shown of a bot's token: everything but its secret."""

    id: str
    name: str
    label: str
    """What was noted as it was made, such as an address; mostly empty."""
    made_at: datetime
    last_used_at: datetime | None


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class BotTokens:
    """The tokens of one kind. Rights are for the caller to check; what was found once is looked up in memory."""

    def __init__(
        self,
        kind: TokenKind,
        *,
        scope: Scope,
        submissions: Submissions,
        tokens: Tokens,
        members: MemberActions,
        memberships: MembershipActions,
        limits: Limits,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._kind = kind
        self._scope = scope
        self._submissions = submissions
        self._tokens = tokens
        self._members = members
        self._memberships = memberships
        self._limits = limits
        self._now = now
        self._known: dict[bytes, Token] = {}

    async def add(self, place: Place, name: str, *, label: str = '') -> str:
        """Bring a bot of this name into a group and return its secret, which is not shown again.

        Durable when this returns. Emits MemberRegistered, MemberJoined.

        Raises:
            NotFound: the group is gone.
            Refused: ``too_many``, ``bad_name``, ``name_taken``, ``too_fast``, ``unavailable``.
        """
        group_id = place.group.id
        if len(await self._alive_in(group_id)) >= MOST_OF_A_GROUP:
            raise Refused('too_many', 'A group can have {most} of these. Remove one first.', most=MOST_OF_A_GROUP)
        self._limits.spend(Pace.INVITATION, place.member.id)  # before the name is taken, which nothing gives back
        bot_id = await self._bring_in(place, name)
        membership = self._scope.store.membership(group_id, bot_id)
        if membership is None:
            raise NotFound('group')  # gone meanwhile, and the bot with it
        secret, now = secrets.token_urlsafe(SECRET_BYTES), max(self._now(), membership.joined_at)
        token = Token(
            id=new_id(),
            hash=_hash(secret),
            kind=self._kind,
            member_id=bot_id,
            group_id=group_id,
            label=label,
            created_at=now,
            last_seen_at=now,
            expires_at=now + KEPT_FOR,
        )
        try:
            await self._tokens.add(token)
        except JournalUnavailable as error:
            raise Unavailable from error
        self._known[token.hash] = token
        return secret

    async def shown(self, group_id: GroupId) -> list[BotToken]:
        """Return what may be shown of a group's tokens, oldest first. Raises Refused ``unavailable``."""
        found = sorted(await self._alive_in(group_id), key=lambda token: token.created_at)
        return [self._shown(token) for token in found]

    async def remove(self, place: Place, token_id: str) -> None:
        """Make a token worthless and put its bot out of the group; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: the group has no such token.
            Refused: ``unavailable``.
        """
        token = next((each for each in await self._alive_in(place.group.id) if each.id == token_id), None)
        if token is None:
            raise NotFound('bot')
        # First the bot: without it the secret is worth nothing, whatever happens next.
        await self._memberships.remove(place.member.id, place.group.id, token.member_id, new_request_id())
        await self._forget(token)

    async def find(self, secret: str) -> Token | None:
        """Return the token of a secret; None when there is none, or its bot left its group. Raises Unavailable."""
        if len(secret) > LONGEST_SECRET:
            return None
        key = _hash(secret)
        token = self._known.get(key) or await self._find(key)
        if token is None:
            return None
        if not self._is_alive(token):
            await self._forget(token)
            return None
        self._known[key] = token
        return token

    def is_good(self, secret: str) -> bool:
        """Tell whether the token of a secret, which was found before, has been neither removed nor put out since."""
        token = self._known.get(_hash(secret))
        return token is not None and self._is_alive(token)

    async def see(self, token: Token) -> None:
        """Note that a token was used."""
        now = self._now()
        is_first = token.last_seen_at == token.created_at
        if not is_first and now - token.last_seen_at < SEEN_EVERY:
            return
        self._known[token.hash] = replace(token, last_seen_at=now)
        try:
            await self._tokens.touch({token.id: now})
        except JournalUnavailable:
            return  # what was done with it is kept; when is only shown

    async def _bring_in(self, place: Place, name: str) -> MemberId:
        try:
            bot = await self._members.register_bot(name, new_request_id())
        except NameTaken as taken:
            if not taken.suggestion:
                raise NameTaken('This name is taken. Choose another.', '') from taken
            reason = marked('This name is taken. Choose another, such as {free}.')
            raise NameTaken(reason, taken.suggestion, free=taken.suggestion) from taken
        fact = MemberJoined(group_id=place.group.id, member_id=bot.id)
        await self._submissions.submit(place.member.id, new_request_id(), fact)
        return bot.id

    async def alive(self) -> list[Token]:
        """Return the tokens of all groups whose bot is in its group. Raises Refused ``unavailable``."""
        try:
            kept = await self._tokens.load(self._kind)
        except JournalUnavailable as error:
            raise Unavailable from error
        return [token for token in kept if self._is_alive(token)]

    async def _alive_in(self, group_id: GroupId) -> list[Token]:
        return [token for token in await self.alive() if token.group_id == group_id]

    def _is_alive(self, token: Token) -> bool:
        """Tell whether the bot has been in its group all along: being invited again revives no secret."""
        group_id = token.group_id
        membership = self._scope.store.membership(group_id, token.member_id) if group_id else None
        return membership is not None and membership.joined_at <= token.created_at

    def _shown(self, token: Token) -> BotToken:
        bot = self._scope.store.member(token.member_id)
        return BotToken(
            id=token.id,
            name=bot.name if bot else '',
            label=token.label,
            made_at=token.created_at,
            last_used_at=token.last_seen_at if token.last_seen_at > token.created_at else None,
        )

    async def _find(self, key: bytes) -> Token | None:
        try:
            return await self._tokens.find(key, self._kind, self._now())
        except JournalUnavailable as error:
            raise Unavailable from error

    async def _forget(self, token: Token) -> None:
        self._known.pop(token.hash, None)
        try:
            await self._tokens.remove([token.id])
        except JournalUnavailable as error:
            raise Unavailable from error


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors='replace')).digest()
