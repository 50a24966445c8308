"""Links that sign their member in on another device, once and within ten minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from messenger.accounts.secret_tokens import hash_token, new_token
from messenger.journal.contract import Token, TokenKind, Tokens
from messenger.model.ids import MemberId, new_id

LIFETIME = timedelta(minutes=10)
MOST_LINKS = 5
"""Of one member at a time; a further one takes the place of the oldest."""


class DeviceLinks:
    """One-time links; the clock returns aware UTC."""

    def __init__(self, tokens: Tokens, key: bytes, clock: Callable[[], datetime]) -> None:
        self._tokens = tokens
        self._key = key
        self._clock = clock

    async def make(self, member_id: MemberId) -> str:
        """Make a link's secret; durable when this returns. Raises JournalUnavailable."""
        await self._make_room(member_id)
        now, secret = self._clock(), new_token()
        await self._tokens.add(
            Token(
                id=new_id(),
                hash=hash_token(self._key, secret),
                kind=TokenKind.DEVICE,
                member_id=member_id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + LIFETIME,
            )
        )
        return secret

    async def owner(self, secret: str) -> MemberId | None:
        """Tell whose link this is without using it up; None when it expired, was used or never was."""
        token = await self._tokens.find(hash_token(self._key, secret), TokenKind.DEVICE, self._clock())
        return token.member_id if token else None

    async def use(self, secret: str) -> MemberId | None:
        """Use a link up and tell whose it was; of two who ask at once one gets it."""
        token = await self._tokens.take(hash_token(self._key, secret), TokenKind.DEVICE, self._clock())
        return token.member_id if token else None

    async def _make_room(self, member_id: MemberId) -> None:
        await self._tokens.sweep(self._clock())
        own = [token for token in await self._tokens.load(TokenKind.DEVICE) if token.member_id == member_id]
        own.sort(key=lambda token: token.created_at)
        if surplus := [token.id for token in own[: max(0, len(own) - MOST_LINKS + 1)]]:
            await self._tokens.remove(surplus)
