"""A person or bot that can sign in."""

from dataclasses import dataclass
from datetime import datetime

from messenger.model.attachment import Sha256
from messenger.model.ids import MemberId
from messenger.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person or bot; `name` is unique by its key (see `messenger.model.names`)."""

    id: MemberId
    name: str
    is_administrator: bool = False
    is_bot: bool = False
    registered_at: datetime
    picture: Sha256 | None = None
    """The content of a square picture of the member, None where the initials stand for one."""
    status: Status | None = None
