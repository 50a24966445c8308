"""Taking a name and changing it."""

import asyncio
from collections.abc import Sequence

from messenger.actions.submissions import Submissions
from messenger.model.changes import AdministratorChanged, MemberRegistered, MemberRenamed
from messenger.model.ids import SITE, MemberId, RequestId, new_id, new_request_id
from messenger.model.member import Member
from messenger.model.names import NAME_CHARACTERS, clean_name, name_key, suggest
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import NameTaken, NotFound, Refused
from messenger.store.store import Store

FREED = ' (old)'
"""What a freed name's former owner is called from then on ends so."""


class MemberActions:
    """What a person does about being a member of the site."""

    def __init__(self, *, store: Store, submissions: Submissions, admins: Sequence[str]) -> None:
        self._store = store
        self._submissions = submissions
        self._admins = frozenset(map(name_key, admins))
        self._registering = asyncio.Lock()

    async def register(self, name: str, request_id: RequestId, *, is_administrator: bool = False) -> Member:
        """Take a name; durable when this returns. Emits MemberRegistered.

        The first member becomes administrator, or whoever takes one of the names set for it.

        Raises:
            NameTaken: somebody goes by this name, or by one that looks like it.
            Refused: ``bad_name``, ``unavailable``.
        """
        async with self._registering:  # of two who come first at once only one is the first
            earlier = self._submissions.earlier(None, SITE, request_id, MemberRegistered)
            if earlier is not None:
                return self._registered(earlier.fact)
            cleaned = clean_name(name)
            self._require_free(cleaned)
            fact = MemberRegistered(
                member_id=MemberId(new_id()),
                name=cleaned,
                is_administrator=is_administrator or self._is_to_rule(cleaned),
            )
            change = await self._submissions.submit(None, request_id, fact)
            return self._registered(change.fact)

    async def register_bot(self, name: str, request_id: RequestId, member_id: MemberId | None = None) -> Member:
        """Give a bot a name, for whoever has the right to bring one in; durable when this returns.

        `member_id` is its id where that is known beforehand; who has it already is returned as it is.
        Emits MemberRegistered. A bot is never administrator. Raises NameTaken, Refused ``bad_name``, ``unavailable``.
        """
        known = self._store.member(member_id) if member_id else None
        if known is not None:
            return known
        cleaned = clean_name(name)
        self._require_free(cleaned)
        fact = MemberRegistered(member_id=member_id or MemberId(new_id()), name=cleaned, is_bot=True)
        change = await self._submissions.submit(None, request_id, fact)
        return self._registered(change.fact)

    async def rename(self, by_id: MemberId | None, member_id: MemberId, name: str, request_id: RequestId) -> Member:
        """Give a member another name, which frees the old one; durable when this returns. Emits MemberRenamed.

        Args:
            by_id: the member, an administrator, or None for the operator.
            member_id: who gets the name.
            name: the new name.
            request_id: makes asking twice do it once.

        Raises:
            NotFound: no such member.
            Refused: ``not_allowed``, ``bad_name``, ``name_taken``, ``unchanged``, ``unavailable``.
        """
        member = self._member(member_id)
        self._require_right(by_id, member)
        if self._submissions.earlier(by_id, SITE, request_id, MemberRenamed) is not None:
            return member
        cleaned = clean_name(name)
        if cleaned == member.name:
            raise Refused('unchanged', 'This is the name already.')
        self._require_free(cleaned, besides=member_id)
        await self._submissions.submit(by_id, request_id, MemberRenamed(member_id=member_id, name=cleaned))
        return self._member(member_id)

    async def free_name(self, member_id: MemberId) -> Member:
        """Free a member's name for somebody else: the member goes by '<name> (old)' from then on.

        For the operator. Raises NotFound, Refused ``unavailable``.
        """
        member = self._member(member_id)
        former = member.name[: NAME_CHARACTERS - len(FREED)].rstrip() + FREED
        free = suggest(former, self._is_taken) if self._is_taken(former) else former
        return await self.rename(None, member_id, free, new_request_id())

    async def make_administrator(self, member_id: MemberId) -> Member:
        """Make a member administrator of the site; durable when this returns. Emits AdministratorChanged.

        For the operator. Raises NotFound, Refused ``unavailable``.
        """
        member = self._member(member_id)
        if member.is_administrator:
            return member
        fact = AdministratorChanged(member_id=member_id, is_administrator=True)
        await self._submissions.submit(None, new_request_id(), fact)
        return self._member(member_id)

    def suggest(self, name: str) -> str:
        """Return a free name near one that is taken, such as 'Ann 2'; empty for what cannot be a name."""
        try:
            return suggest(clean_name(name), self._is_taken)
        except Refused:
            return ''

    def _is_to_rule(self, name: str) -> bool:
        if self._admins:
            return name_key(name) in self._admins
        return all(member.is_bot for member in self._store.members())

    def _is_taken(self, name: str) -> bool:
        return self._store.member_named(name) is not None

    def _require_free(self, name: str, besides: MemberId | None = None) -> None:
        holder = self._store.member_named(name)
        if holder is None or holder.id == besides:
            return
        free = suggest(name, self._is_taken)
        raise NameTaken(
            'The name {name} is taken. If it is yours, use "Add a device" where you are signed in; '
            'otherwise choose another, such as {free}.',
            free,
            name=holder.name,
            free=free,
        )

    def _require_right(self, by_id: MemberId | None, member: Member) -> None:
        if by_id is None:
            return
        asker = self._member(by_id)
        standings = {Standing.SELF} if asker.id == member.id else {Standing.NON_MEMBER}
        if asker.is_administrator:
            standings.add(Standing.ADMINISTRATOR)
        if not is_allowed(Action.RENAME, standings):
            raise Refused('not_allowed', 'Only administrators can rename others. Ask one of them.')

    def _member(self, member_id: MemberId) -> Member:
        member = self._store.member(member_id)
        if member is None:
            raise NotFound('member')
        return member

    def _registered(self, fact: object) -> Member:
        assert isinstance(fact, MemberRegistered)
        return self._member(fact.member_id)
