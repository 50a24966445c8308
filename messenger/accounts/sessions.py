"""All sessions, in memory for looking up and in the journal's database for keeping."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from messenger.accounts.secret_tokens import hash_token, new_token
from messenger.accounts.session import Session
from messenger.journal.contract import Token, TokenKind, Tokens
from messenger.model.ids import MemberId, new_id

IDLE_DAYS = 365
"""A session nobody used for so long is forgotten; the cookie lives as long and is renewed on use."""
KEPT_FOR = timedelta(days=3650)
"""The database's own limit, beyond any session: what ends a session is `IDLE_DAYS` without use."""
SEEN_EVERY = timedelta(minutes=1)
"""`last_seen_at` is no more exact than this, so that a busy page writes nothing."""


class Sessions:
    """Who is signed in where. Looking up is synchronous and costs one hash; the clock returns aware UTC."""

    def __init__(self, tokens: Tokens, key: bytes, clock: Callable[[], datetime]) -> None:
        self._tokens = tokens
        self._key = key
        self._clock = clock
        self._by_hash: dict[bytes, Session] = {}
        self._hashes: dict[str, bytes] = {}
        self._seen: dict[str, datetime] = {}
        self._ended: set[str] = set()

    async def load(self) -> None:
        """Read the sessions that are still in use; forget the others, and links that expired, for good."""
        await self._tokens.sweep(self._clock())
        oldest = self._clock() - timedelta(days=IDLE_DAYS)
        idle = []
        for token in await self._tokens.load(TokenKind.SESSION):
            if token.last_seen_at < oldest:
                idle.append(token.id)
            else:
                self._keep(token.hash, _session_of(token))
        if idle:
            await self._tokens.remove(idle)

    def find(self, token: str | None) -> Session | None:
        """Look up the session a cookie belongs to; None when it was ended, is idle for too long or never was."""
        if not token:
            return None
        session = self._by_hash.get(hash_token(self._key, token))
        if session is None or session.last_seen_at < self._clock() - timedelta(days=IDLE_DAYS):
            return None
        return session

    def is_open(self, session_id: str) -> bool:
        """Tell whether a session found before has not ended since; costs no hash."""
        return session_id in self._hashes

    def of_member(self, member_id: MemberId) -> list[Session]:
        """List a member's sessions, the last used first."""
        own = [session for session in self._by_hash.values() if session.member_id == member_id]
        return sorted(own, key=lambda session: session.last_seen_at, reverse=True)

    async def begin(self, member_id: MemberId, label: str) -> tuple[Session, str]:
        """Begin a session and return it with its secret; durable when this returns. Raises JournalUnavailable."""
        now, secret = self._clock(), new_token()
        session = Session(id=new_id(), member_id=member_id, label=label, created_at=now, last_seen_at=now)
        token = Token(
            id=session.id,
            hash=hash_token(self._key, secret),
            kind=TokenKind.SESSION,
            member_id=member_id,
            label=label,
            created_at=now,
            last_seen_at=now,
            expires_at=now + KEPT_FOR,
        )
        await self._tokens.add(token)
        self._keep(token.hash, session)
        return session, secret

    def end(self, session_id: str) -> None:
        """End a session at once; `flush` makes it durable."""
        hashed = self._hashes.pop(session_id, None)
        if hashed is None:
            return
        del self._by_hash[hashed]
        self._seen.pop(session_id, None)
        self._ended.add(session_id)

    def see(self, session: Session) -> None:
        """Note that a session is in use now."""
        now = self._clock()
        hashed = self._hashes.get(session.id)
        if hashed is None or now - self._by_hash[hashed].last_seen_at < SEEN_EVERY:
            return
        self._by_hash[hashed] = replace(session, last_seen_at=now)
        self._seen[session.id] = now

    async def flush(self) -> None:
        """Write down who left and who was seen. Raises JournalUnavailable; what was not written is kept for later."""
        if ended := list(self._ended):
            await self._tokens.remove(ended)
            self._ended.difference_update(ended)
        if seen := dict(self._seen):
            await self._tokens.touch(seen)
            for session_id in [each for each, at in seen.items() if self._seen.get(each) == at]:
                del self._seen[session_id]

    def _keep(self, hashed: bytes, session: Session) -> None:
        self._by_hash[hashed] = session
        self._hashes[session.id] = hashed


def _session_of(token: Token) -> Session:
    return Session(
        id=token.id,
        member_id=token.member_id,
        label=token.label,
        created_at=token.created_at,
        last_seen_at=token.last_seen_at,
    )
