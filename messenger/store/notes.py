"""What members keep for themselves: drafts and preferences."""

from collections.abc import Mapping

from messenger.model.draft import DraftText, Preference
from messenger.model.ids import GroupId, LogId, MemberId, Ordinal


class Notes:
    """Drafts by group, thread and member, preferences by member and key."""

    def __init__(self) -> None:
        self._drafts: dict[GroupId, dict[tuple[MemberId, Ordinal], str]] = {}
        self._preferences: dict[MemberId, dict[str, str]] = {}

    def draft(self, log: LogId, member_id: MemberId) -> str:
        """Return what a member has typed in a group or thread and not sent, empty for nothing."""
        return self._drafts.get(log.group_id, {}).get((member_id, log.thread), '')

    def has_draft(self, group_id: GroupId, member_id: MemberId) -> bool:
        """Tell whether a member has typed anything in a group, its threads among it, and not sent it."""
        return any(whose == member_id for whose, _ in self._drafts.get(group_id, {}))

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
        is_news = self.draft(LogId(note.group_id, note.thread), note.member_id) != note.text
        drafts = self._drafts.setdefault(note.group_id, {})
        if note.text:
            drafts[note.member_id, note.thread] = note.text
        else:
            drafts.pop((note.member_id, note.thread), None)
        return is_news

    def forget(self, group_id: GroupId, member_id: MemberId | None = None) -> None:
        """Drop a member's drafts in a group, or everybody's."""
        drafts = self._drafts.pop(group_id, {})
        if member_id is not None:
            self._drafts[group_id] = {key: text for key, text in drafts.items() if key[0] != member_id}
