"""Who is who: signing in and out, devices and their links."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog

from messenger.accounts.device_links import DeviceLinks
from messenger.accounts.session import Session
from messenger.accounts.sessions import Sessions
from messenger.actions.members import MemberActions
from messenger.actions.memberships import MembershipActions
from messenger.journal.contract import JournalUnavailable
from messenger.languages import OWN_LANGUAGE
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.member import Member
from messenger.model.refused import Refused, Unavailable
from messenger.store.store import Store

log = structlog.get_logger(__name__)

FLUSH_SECONDS = 30
"""How much of 'last seen' a crash may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session that just began; `secret` goes into the cookie and nowhere else."""

    session: Session
    secret: str


class Accounts:
    """What a person does about being signed in."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        device_links: DeviceLinks,
        store: Store,
        members: MemberActions,
        memberships: MembershipActions,
    ) -> None:
        self._sessions = sessions
        self._device_links = device_links
        self._store = store
        self._members = members
        self._memberships = memberships
        self._listeners: list[Callable[[str], None]] = []
        self._flushing: asyncio.Task[None] | None = None
        self.lobby_id: GroupId | None = None

    async def start(self, lobby_id: GroupId | None) -> None:
        """Read the sessions; `lobby_id` is the group that new members join."""
        self.lobby_id = lobby_id
        await self._sessions.load()
        self._flushing = asyncio.create_task(self._flush_now_and_then(), name='sessions seen')

    async def stop(self) -> None:
        """Write down who was seen last."""
        if self._flushing:
            self._flushing.cancel()
        await self._flush()

    def listen(self, listener: Callable[[str], None]) -> None:
        """Hear the id of each session that ends, at the moment it ends."""
        self._listeners.append(listener)

    def session_of(self, secret: str | None) -> Session | None:
        """Look up the session that a cookie's secret belongs to now."""
        session = self._sessions.find(secret)
        return session if session and self._store.member(session.member_id) else None

    def is_open(self, session: Session) -> bool:
        """Tell whether a session found before has not ended since; asked at every event of a page."""
        return self._sessions.is_open(session.id) and self._store.member(session.member_id) is not None

    def see(self, session: Session) -> None:
        """Note that a session is in use."""
        self._sessions.see(session)

    async def sign_in(self, name: str, label: str) -> SignedIn:
        """Register a member under a free name and begin a session; durable when this returns.

        Raises Refused: the name is taken or not fit, or the server cannot write.
        """
        member = await self._members.register(name, new_request_id())
        await self._enter_lobby(member)
        return await self._begin(member.id, label)

    async def sign_out(self, session: Session) -> None:
        """End a session and close its pages; durable when this returns, or as soon as the server can write again."""
        await self._end(session.id)

    def sessions_of(self, member_id: MemberId) -> list[Session]:
        """List where a member is signed in, the last used first."""
        return self._sessions.of_member(member_id)

    async def revoke(self, member_id: MemberId, session_id: str) -> None:
        """End one of the member's own sessions as `sign_out` does; those of others might as well not exist."""
        if any(session.id == session_id for session in self._sessions.of_member(member_id)):
            await self._end(session_id)

    async def make_device_link(self, member_id: MemberId) -> str:
        """Make the secret of a link that signs the member in elsewhere: once, within ten minutes.

        Raises Refused when the server cannot write.
        """
        async with _answering():
            return await self._device_links.make(member_id)

    async def owner_of_link(self, secret: str) -> Member:
        """Tell who a device link signs in, without using it up. Raises Refused."""
        async with _answering():
            owner_id = await self._device_links.owner(secret)
        owner = self._store.member(owner_id) if owner_id else None
        if owner is None:
            raise _link_used_up()
        return owner

    async def sign_in_by_link(self, secret: str, label: str) -> SignedIn:
        """Use a device link up and begin a session for whose it was. Raises Refused."""
        async with _answering():
            member_id = await self._device_links.use(secret)
        if member_id is None or self._store.member(member_id) is None:
            raise _link_used_up()
        return await self._begin(member_id, label)

    def language_of(self, session: Session) -> str:
        """Return the language that whose session it is chose, empty for none."""
        return self._store.preference(session.member_id, OWN_LANGUAGE)

    async def _enter_lobby(self, member: Member) -> None:
        if self.lobby_id is None or self._store.group(self.lobby_id) is None:
            return
        try:
            await self._memberships.join(member.id, self.lobby_id, new_request_id())
        except Refused as refused:
            log.warning('lobby not joined', member=member.id, code=refused.code)

    async def _begin(self, member_id: MemberId, label: str) -> SignedIn:
        async with _answering():
            session, secret = await self._sessions.begin(member_id, label)
        log.info('signed in', member=member_id, session=session.id)
        return SignedIn(session=session, secret=secret)

    async def _end(self, session_id: str) -> None:
        self._sessions.end(session_id)
        for listener in self._listeners:
            try:
                listener(session_id)
            except Exception:
                log.exception('session end not heard', session=session_id)
        log.info('signed out', session=session_id)
        await self._flush()

    async def _flush_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self._flush()

    async def _flush(self) -> None:
        try:
            await self._sessions.flush()
        except JournalUnavailable:
            log.warning('sessions not written; tried again soon')


def _link_used_up() -> Refused:
    return Refused(
        'link_used_up', 'This link was used already or is older than ten minutes. Make a new one on your other device.'
    )


@contextlib.asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    try:
        yield
    except JournalUnavailable as error:
        raise Unavailable from error
