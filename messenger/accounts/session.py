"""A browser that is signed in."""

from dataclasses import dataclass
from datetime import datetime

from messenger.model.ids import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser of one member, from signing in to signing out.

    `id` is public: its owner lists and revokes the session by it; the secret stays in the cookie.
    `label` is what its owner recognises it by, such as 'Firefox on Linux'.
    """

    id: str
    member_id: MemberId
    label: str
    created_at: datetime
    last_seen_at: datetime
