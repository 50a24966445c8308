"""What members go by, also those whom the store no longer knows."""

from messenger.languages import marked, translate
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.store.store import Store
from messenger.words import word

UNKNOWN_NAME = marked('Former member')


def shared_name(member: Member | None) -> str:
    """Name a member, or who is gone, in a shared element: not escaped."""
    return member.name if member else word(UNKNOWN_NAME)


def name_of(member_id: MemberId | None, store: Store, language: str) -> str:
    """Name a member, or who is gone, in a language."""
    member = store.member(member_id) if member_id else None
    return member.name if member else translate(language, UNKNOWN_NAME)
