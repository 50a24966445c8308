"""The members, by id and by name."""

from dataclasses import replace

from messenger.model.attachment import Sha256
from messenger.model.changes import (
    AdministratorChanged,
    Change,
    MemberPictured,
    MemberRegistered,
    MemberRenamed,
    StatusChanged,
)
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.names import name_key


class Directory:
    """Every member of the site."""

    def __init__(self) -> None:
        self._members: dict[MemberId, Member] = {}
        self._ids: dict[str, MemberId] = {}
        self._keys: dict[MemberId, str] = {}
        self._pictures: dict[Sha256, set[MemberId]] = {}

    def put(self, member: Member) -> None:
        """Add a member, or replace what is known of one."""
        self._ids.pop(self._keys.get(member.id, ''), None)
        self._take_picture(member)
        self._members[member.id] = member
        self._keys[member.id] = key = name_key(member.name)
        self._ids[key] = member.id

    def member(self, member_id: MemberId) -> Member | None:
        """Return a member."""
        return self._members.get(member_id)

    def named(self, name: str) -> Member | None:
        """Return whose name it is, compared as names are."""
        member_id = self._ids.get(name_key(name))
        return None if member_id is None else self._members[member_id]

    def key(self, member_id: MemberId) -> str:
        """Return what a member's name is compared by, worked out once: it takes 40 µs."""
        return self._keys.get(member_id, '')

    def is_picture(self, sha256: Sha256) -> bool:
        """Tell whether some member has this content as a picture now."""
        return sha256 in self._pictures

    def all(self) -> list[Member]:
        """Return every member, in the order they registered."""
        return list(self._members.values())

    def apply(self, change: Change) -> None:
        """Bring the directory up to date; facts about other things change nothing."""
        match change.fact:
            case MemberRegistered() as fact:
                self.put(
                    Member(
                        id=fact.member_id,
                        name=fact.name,
                        is_administrator=fact.is_administrator,
                        is_bot=fact.is_bot,
                        registered_at=change.at,
                    )
                )
            case MemberRenamed(member_id=member_id, name=name) if member_id in self._members:
                self.put(replace(self._members[member_id], name=name))
            case MemberPictured(member_id=member_id, picture=picture) if member_id in self._members:
                self.put(replace(self._members[member_id], picture=picture))
            case StatusChanged(member_id=member_id, status=status) if member_id in self._members:
                self.put(replace(self._members[member_id], status=status))
            case AdministratorChanged(member_id=member_id, is_administrator=is_one) if member_id in self._members:
                self.put(replace(self._members[member_id], is_administrator=is_one))

    def _take_picture(self, member: Member) -> None:
        """Note whose picture is which, before the member is replaced by what is known now."""
        before = self._members.get(member.id)
        if before and before.picture and before.picture != member.picture:
            self._pictures[before.picture].discard(member.id)
            if not self._pictures[before.picture]:
                del self._pictures[before.picture]
        if member.picture:
            self._pictures.setdefault(member.picture, set()).add(member.id)
