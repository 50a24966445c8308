"""The vault of secrets that keeps nothing after the process ends."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from messenger.journal.contract import Token, TokenKind
from messenger.journal.memory import utc_now


class MemoryTokens:
    """Sessions and one-time links in memory; see `messenger.journal.contract.Tokens`."""

    def __init__(self, *, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._tokens: dict[str, Token] = {}

    async def add(self, token: Token) -> None:
        """Keep a token."""
        self._tokens[token.id] = token

    async def load(self, kind: TokenKind) -> list[Token]:
        """Return all tokens of a kind that have not expired."""
        now = self._now()
        return [each for each in self._tokens.values() if each.kind is kind and each.expires_at > now]

    async def find(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Return a token that has not expired."""
        found = (each for each in self._tokens.values() if each.hash == hash and each.kind is kind)
        return next((each for each in found if each.expires_at > at), None)

    async def take(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Remove and return a token that has not expired."""
        token = await self.find(hash, kind, at)
        return self._tokens.pop(token.id) if token else None

    async def remove(self, ids: Sequence[str]) -> None:
        """Forget tokens by their public ids."""
        for id_ in ids:
            self._tokens.pop(id_, None)

    async def touch(self, seen: Mapping[str, datetime]) -> None:
        """Move `last_seen_at` of tokens."""
        for id_, seen_at in seen.items():
            if id_ in self._tokens:
                self._tokens[id_] = replace(self._tokens[id_], last_seen_at=seen_at)

    async def sweep(self, at: datetime) -> int:
        """Remove what has expired and return how many."""
        expired = [each.id for each in self._tokens.values() if each.expires_at <= at]
        await self.remove(expired)
        return len(expired)
