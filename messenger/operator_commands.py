"""What the operator does about members: list, rename, free a name, let in again, make administrator."""

from collections.abc import Sequence

from messenger.accounts.accounts import Accounts
from messenger.actions.members import MemberActions
from messenger.model.ids import new_request_id
from messenger.model.member import Member
from messenger.model.refused import Refused
from messenger.store.store import Store

USAGE = 'member list | member rename NAME NEW | member free NAME | member link NAME | member admin NAME'


class Operator:
    """Runs one command and returns what to print. Raises Refused with a sentence for the operator."""

    def __init__(self, *, store: Store, members: MemberActions, accounts: Accounts, address: str) -> None:
        self._store = store
        self._members = members
        self._accounts = accounts
        self._address = address

    async def run(self, words: Sequence[str]) -> str:
        """Run a command given as its words, such as ``['member', 'free', 'Alice']``."""
        match words:
            case ['member', 'list']:
                return self._list()
            case ['member', 'rename', name, new]:
                return await self._rename(name, new)
            case ['member', 'free', name]:
                return await self._free(name)
            case ['member', 'link', name]:
                return await self._make_link(name)
            case ['member', 'admin', name]:
                return await self._make_administrator(name)
        raise Refused('unknown_command', f'Unknown command. Usage: {USAGE}')

    def _list(self) -> str:
        members = sorted(self._store.members(), key=lambda member: member.registered_at)
        return '\n'.join(_line(member) for member in members) or 'Nobody has signed in yet.'

    async def _rename(self, name: str, new: str) -> str:
        member = self._named(name)
        await self._members.rename(None, member.id, new, new_request_id())
        return f'{member.name} is now {self._now(member)}.'

    async def _free(self, name: str) -> str:
        member = self._named(name)
        await self._members.free_name(member.id)
        return f'The name {member.name} is free; its member is now {self._now(member)}.'

    async def _make_link(self, name: str) -> str:
        member = self._named(name)
        secret = await self._accounts.make_device_link(member.id)
        return f'{self._address}/device/{secret}\nsigns in as {member.name}, once, within ten minutes.'

    async def _make_administrator(self, name: str) -> str:
        member = self._named(name)
        await self._members.make_administrator(member.id)
        return f'{member.name} is now administrator.'

    def _named(self, name: str) -> Member:
        member = self._store.member_named(name)
        if member is None:
            raise Refused('not_found', f'Nobody is called {name}: see "member list".')
        return member

    def _now(self, member: Member) -> str:
        renamed = self._store.member(member.id)
        return renamed.name if renamed else member.name


def _line(member: Member) -> str:
    marks = [mark for mark, is_so in (('administrator', member.is_administrator), ('bot', member.is_bot)) if is_so]
    return '  '.join([member.id, f'{member.registered_at:%Y-%m-%d}', member.name, *marks])
