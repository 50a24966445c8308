"""What members keep for themselves: drafts and preferences."""

from collections.abc import Mapping

from messenger.model.draft import DraftText, Preference
from messenger.model.ids import GroupId, MemberId


class Notes:
    """Drafts by group and member, preferences by member and key."""

    def __init__(self) -> None:
        self._drafts: dict[GroupId, dict[MemberId, str]] = {}
        self._preferences: dict[MemberId, dict[str, str]] = {}

    def draft(self, group_id: GroupId, member_id: MemberId) -> str:
        """Return what a member has typed in a group and not sent, empty for nothing."""
        return self._drafts.get(group_id, {}).get(member_id, '')

    def preference(self, member_id: MemberId, key: str, default: str = '') -> str:
        """Return a member's choice."""
        return self._preferences.get(member_id, {}).get(key, default)

    def preferences(self, member_id: MemberId) -> Mapping[str, str]:
        """Return all choices of a member, by key."""
        return self._preferences.get(member_id, {})

    def put(self, note: DraftText | Preference) -> bool:
        """Keep a draft or preference; empty text removes a draft. Tells whether it was news."""
        if isinstance(note, Preference):
            choices = self._preferences.setdefault(note.member_id, {})
            is_news = choices.get(note.key) != note.value
            choices[note.key] = note.value
            return is_news
        is_news = self.draft(note.group_id, note.member_id) != note.text
        if note.text:
            self._drafts.setdefault(note.group_id, {})[note.member_id] = note.text
        else:
            self.forget(note.group_id, note.member_id)
        return is_news

    def forget(self, group_id: GroupId, member_id: MemberId | None = None) -> None:
        """Drop a member's draft in a group, or everybody's."""
        if member_id is None:
            self._drafts.pop(group_id, None)
        else:
            self._drafts.get(group_id, {}).pop(member_id, None)
