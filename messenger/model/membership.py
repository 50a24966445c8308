"""A member's place in a group."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messenger.model.ids import GroupId, MemberId


class Role(StrEnum):
    """What a member may do in a group; each role but the last may do all that the next one may."""

    OWNER = 'owner'
    MODERATOR = 'moderator'
    MEMBER = 'member'
    PEER = 'peer'
    """In a direct group, where all are alike: nobody gets or loses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a member belongs to a group, since when and as what."""

    group_id: GroupId
    member_id: MemberId
    role: Role
    joined_at: datetime
