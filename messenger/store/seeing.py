"""Groups as their members see them: a direct one bears the others' names, and stays unseen until somebody writes."""

from dataclasses import replace

from messenger.model.direct import direct_name
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.store.directory import Directory
from messenger.store.notes import Notes
from messenger.store.roster import Roster
from messenger.store.rows import Rows


class Seeing:
    """What one member knows of groups."""

    def __init__(self, directory: Directory, roster: Roster, rows: Rows, notes: Notes) -> None:
        self._directory = directory
        self._roster = roster
        self._rows = rows
        self._notes = notes

    def group(self, member_id: MemberId, group_id: GroupId, language: str) -> Group | None:
        """Return a group as one of its members sees it; None for who is not in it."""
        group = self._roster.group(group_id)
        if group is None or self._roster.membership(group_id, member_id) is None:
            return None
        return self._named(member_id, group, language)

    def groups_of(self, member_id: MemberId, language: str) -> list[Group]:
        """Return the groups a member knows to be in, by name, then the direct ones by name."""
        groups = self._roster.groups_of(member_id)
        others = [group for group in groups if group.kind is not GroupKind.DIRECT]
        direct = [self._named(member_id, group, language) for group in groups if group.kind is GroupKind.DIRECT]
        apparent = [group for group in direct if self.is_apparent(member_id, group.id)]
        return [*others, *sorted(apparent, key=lambda group: (group.name.casefold(), group.id))]

    def is_apparent(self, member_id: MemberId, group_id: GroupId) -> bool:
        """Tell whether a member knows of a group: a direct one in which nobody wrote is known by a draft alone."""
        group = self._roster.group(group_id)
        if group is None or self._roster.membership(group_id, member_id) is None:
            return False
        is_written = group.kind is not GroupKind.DIRECT or self._rows.tail(group_id).last > 0
        return is_written or self._notes.has_draft(group_id, member_id)

    def _named(self, member_id: MemberId, group: Group, language: str) -> Group:
        if group.kind is not GroupKind.DIRECT:
            return group
        others = [each.member_id for each in self._roster.members_of(group.id) if each.member_id != member_id]
        found = [self._directory.member(other_id) for other_id in others]
        return replace(group, name=direct_name([member.name for member in found if member], language))
