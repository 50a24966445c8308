"""How often a member may do what."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.strategies import MovingWindowRateLimiter

from messenger.actions.windows import Windows
from messenger.languages import Sentence, plural_sentence, sentence
from messenger.model.ids import MemberId
from messenger.model.refused import TooFast

MINUTE_SECONDS = 60
HOUR_SECONDS = 3600
RESERVE_SECONDS = 60
"""In this time the reserve for bursts fills again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLimits:
    """What one member may do; `send_burst` may go at once, afterwards `sends_per_10_seconds`."""

    sends_per_10_seconds: int = 10
    send_burst: int = 20
    edits_per_minute: int = 30
    deletions_per_minute: int = 60
    reactions_per_minute: int = 60
    widget_changes_per_minute: int = 600
    groups_per_hour: int = 20
    joins_per_minute: int = 20
    invitations_per_minute: int = 30
    renames_per_hour: int = 20
    searches_per_minute: int = 120
    directs_per_hour: int = 60
    uploads_per_minute: int = 60
    pictures_and_statuses_per_hour: int = 60


class Pace(StrEnum):
    """What is counted together."""

    SEND = 'send'
    EDIT = 'edit'
    DELETE = 'delete'
    REACT = 'react'
    WIDGET = 'widget'
    GROUP = 'group'
    JOIN = 'join'
    INVITATION = 'invitation'
    RENAME = 'rename'
    SEARCH = 'search'
    DIRECT = 'direct'
    UPLOAD = 'upload'
    PERSON = 'person'


_TOO_FAST = {
    Pace.SEND: sentence('You are sending very fast.'),
    Pace.EDIT: sentence('You are editing very fast.'),
    Pace.DELETE: sentence('You are deleting very fast.'),
    Pace.REACT: sentence('You are reacting very fast.'),
    Pace.WIDGET: sentence('You are using widgets very fast.'),
    Pace.GROUP: sentence('You are creating groups very fast.'),
    Pace.JOIN: sentence('You are joining and leaving groups very fast.'),
    Pace.INVITATION: sentence('You are inviting very fast.'),
    Pace.RENAME: sentence('You are renaming very fast.'),
    Pace.SEARCH: sentence('You are searching very fast.'),
    Pace.DIRECT: sentence('You are writing to new people very fast.'),
    Pace.UPLOAD: sentence('You are attaching files very fast.'),
    Pace.PERSON: sentence('You are changing your picture and status very fast.'),
}


class Limits:
    """Counts what members do, in moving windows in memory."""

    def __init__(self, limits: ActionLimits, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(Windows(clock))
        self._windows = _windows(limits)

    def spend(self, pace: Pace, member_id: MemberId) -> None:
        """Count one request of a member. Raises TooFast when it is one too many."""
        windows = self._windows[pace]
        if any(self._limiter.hit(window, pace.value, member_id) for window in windows):
            return
        wait = max(1, math.ceil(min(self._seconds_until(window, pace, member_id) for window in windows)))
        raise TooFast('{what} {when}', wait, what=_TOO_FAST[pace], when=_when(wait))

    def _seconds_until(self, window: RateLimitItem, pace: Pace, member_id: MemberId) -> float:
        return self._limiter.get_window_stats(window, pace.value, member_id).reset_time - self._clock()


def _when(seconds: int) -> Sentence:
    if seconds < 120:
        return plural_sentence(
            'Nothing is lost: try again in {count} second.', 'Nothing is lost: try again in {count} seconds.', seconds
        )
    return plural_sentence(
        'Nothing is lost: try again in {count} minute.',
        'Nothing is lost: try again in {count} minutes.',
        math.ceil(seconds / 60),
    )


def _windows(limits: ActionLimits) -> dict[Pace, tuple[RateLimitItem, ...]]:
    """Return the windows of each pace; a request needs room in one of them."""
    sends = [_window(limits.sends_per_10_seconds, 10, 'steady')]
    if limits.send_burst > limits.sends_per_10_seconds:
        sends.append(_window(limits.send_burst - limits.sends_per_10_seconds, RESERVE_SECONDS, 'reserve'))
    return {
        Pace.SEND: tuple(sends),
        Pace.EDIT: (_window(limits.edits_per_minute, MINUTE_SECONDS),),
        Pace.DELETE: (_window(limits.deletions_per_minute, MINUTE_SECONDS),),
        Pace.REACT: (_window(limits.reactions_per_minute, MINUTE_SECONDS),),
        Pace.WIDGET: (_window(limits.widget_changes_per_minute, MINUTE_SECONDS),),
        Pace.GROUP: (_window(limits.groups_per_hour, HOUR_SECONDS),),
        Pace.JOIN: (_window(limits.joins_per_minute, MINUTE_SECONDS),),
        Pace.INVITATION: (_window(limits.invitations_per_minute, MINUTE_SECONDS),),
        Pace.RENAME: (_window(limits.renames_per_hour, HOUR_SECONDS),),
        Pace.SEARCH: (_window(limits.searches_per_minute, MINUTE_SECONDS),),
        Pace.DIRECT: (_window(limits.directs_per_hour, HOUR_SECONDS),),
        Pace.UPLOAD: (_window(limits.uploads_per_minute, MINUTE_SECONDS),),
        Pace.PERSON: (_window(limits.pictures_and_statuses_per_hour, HOUR_SECONDS),),
    }


def _window(requests: int, seconds: int, name: str = 'all') -> RateLimitItem:
    return RateLimitItemPerSecond(requests, seconds, namespace=name)
