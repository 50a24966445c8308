"""Links that let their holder into a group, once."""

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from messenger.actions.entrance import Entrance
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope, check_request_id
from messenger.journal.contract import JournalUnavailable, Token, TokenKind, Tokens
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, RequestId, new_id
from messenger.model.permissions import Action
from messenger.model.refused import Refused, Unavailable

VALID_FOR = timedelta(days=7)

SECRET_BYTES = 24

USED_REMEMBERED = 1000
"""Links used up of which is known who came in by them, for whoever clicks twice."""

LONGEST_SECRET = 100
"""Longer strings are not even looked up."""


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class InvitationActions:
    """What members do with invitation links."""

    def __init__(
        self,
        *,
        scope: Scope,
        tokens: Tokens,
        entrance: Entrance,
        limits: Limits,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._scope = scope
        self._store = scope.store
        self._tokens = tokens
        self._entrance = entrance
        self._limits = limits
        self._now = now
        self._accepting = asyncio.Lock()
        self._used: OrderedDict[bytes, tuple[MemberId, Group]] = OrderedDict()

    async def make_link(self, member_id: MemberId, group_id: GroupId) -> str:
        """Return the secret of a new link into a group, good for one use within `VALID_FOR`.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``too_fast``, ``unavailable``.
        """
        group = self._entrance.invitable(member_id, group_id, Action.MAKE_LINK, Action.MAKE_LINK_TO_PRIVATE)
        self._limits.spend(Pace.INVITATION, member_id)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        await self._keep(self._token(secret, member_id, group.id))
        return secret

    async def preview(self, secret: str) -> Group | None:
        """Return the group a link leads to, None when it is used up, too old or not good any more."""
        token = await self._find(secret)
        return None if token is None else self._group_of(token)

    async def accept(self, member_id: MemberId, secret: str, request_id: RequestId) -> Group:
        """Join the group that a link leads to, which uses the link up; durable when this returns.

        Who is in the group already gets it back and leaves the link unused.

        Raises:
            Refused: ``bad_link`` when it is used up, too old or not good any more, ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.ACCEPT)
        check_request_id(request_id)
        async with self._accepting:
            token = await self._find(secret)
            group = self._entered(member_id, secret) if token is None else self._group_of(token)
            if group is None:
                raise _bad_link()
            if token is not None and self._store.membership(group.id, member_id) is None:
                await self._enter(member_id, group, token, request_id)
            return group

    async def _enter(self, member_id: MemberId, group: Group, token: Token, request_id: RequestId) -> None:
        taken = await self._take(token)
        try:
            await self._entrance.admit(member_id, group, request_id)
        except Refused as refused:
            if refused.code != 'already_a_member':
                await self._keep(taken)  # nobody came in by it, so it stays good
                raise
        self._used[token.hash] = (member_id, group)
        if len(self._used) > USED_REMEMBERED:
            self._used.popitem(last=False)

    def _entered(self, member_id: MemberId, secret: str) -> Group | None:
        """Return the group that the member came into by a link that is used up, if still in it."""
        used_by, group = self._used.get(_hash(secret), (None, None))
        is_inside = group is not None and self._store.membership(group.id, member_id) is not None
        return group if used_by == member_id and is_inside else None

    def _token(self, secret: str, member_id: MemberId, group_id: GroupId) -> Token:
        now = self._now()
        return Token(
            id=new_id(),
            hash=_hash(secret),
            kind=TokenKind.INVITE,
            member_id=member_id,
            group_id=group_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + VALID_FOR,
        )

    def _group_of(self, token: Token) -> Group | None:
        """Return a link's group while whoever made it may still invite there."""
        if token.group_id is None:
            return None
        try:
            return self._entrance.invitable(
                token.member_id, token.group_id, Action.MAKE_LINK, Action.MAKE_LINK_TO_PRIVATE
            )
        except Refused:
            return None

    async def _find(self, secret: str) -> Token | None:
        if len(secret) > LONGEST_SECRET:
            return None
        try:
            return await self._tokens.find(_hash(secret), TokenKind.INVITE, self._now())
        except JournalUnavailable as error:
            raise Unavailable from error

    async def _take(self, token: Token) -> Token:
        try:
            taken = await self._tokens.take(token.hash, TokenKind.INVITE, self._now())
        except JournalUnavailable as error:
            raise Unavailable from error
        if taken is None:
            raise _bad_link()
        return taken

    async def _keep(self, token: Token) -> None:
        try:
            await self._tokens.add(token)
        except JournalUnavailable as error:
            raise Unavailable from error


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors='replace')).digest()


def _bad_link() -> Refused:
    return Refused('bad_link', 'This invitation was used already or is too old. Ask for a new one.')
