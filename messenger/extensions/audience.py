"""Whom a command, a widget or a part of one is for, by what they are to the message and the group."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from messenger.extensions.viewer import who_acts
from messenger.model.membership import Role
from messenger.model.message import Message
from messenger.model.permissions import Standing, standing_of
from messenger.model.refused import Refused

Function = TypeVar('Function', bound=Callable[..., Any])

_WORDS = {Standing.AUTHOR: 'the author', Standing.MODERATOR: 'moderators', Standing.OWNER: 'owners'}


@dataclass(frozen=True, slots=True)
class Audience:
    """Members of certain standings; joined by ``|``.

    >>> str(author | moderators)
    'the author, moderators and owners'
    """

    standings: frozenset[Standing]

    def __or__(self, other: 'Audience') -> 'Audience':
        return Audience(self.standings | other.standings)

    def __str__(self) -> str:
        words = [word for standing, word in _WORDS.items() if standing in self.standings]
        return ' and '.join(filter(None, [', '.join(words[:-1]), words[-1]]))

    def has(self, standings: frozenset[Standing]) -> bool:
        """Tell whether somebody of these standings belongs to it."""
        return not self.standings.isdisjoint(standings)

    def require(self, standings: frozenset[Standing]) -> None:
        """Let pass who belongs to it. Raises Refused ``not_allowed``."""
        if not self.has(standings):
            raise Refused('not_allowed', f'Only {self} can do this here. Ask one of them.')


author = Audience(frozenset({Standing.AUTHOR}))
"""Whoever sent the message."""
moderators = Audience(frozenset({Standing.MODERATOR, Standing.OWNER}))
"""Moderators of the group, and its owners, who may do all that moderators may."""
owners = Audience(frozenset({Standing.OWNER}))
"""Owners of the group."""


def standings_of(role: Role | None, member_id: str, message: Message | None) -> frozenset[Standing]:
    """Return what a member of a role is to a message, or to the group alone."""
    standings = {standing_of(role)}
    if role is not None and message is not None and message.author_id == member_id:
        standings.add(Standing.AUTHOR)
    return frozenset(standings)


def allow(audience: Audience) -> Callable[[Function], Function]:
    """Let a handler run for these members alone; anybody else is told why not.

    Example: ``@allow(author | moderators)`` above ``def close() -> None:``
    """

    def guard(function: Function) -> Function:
        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            audience.require(who_acts().standings)
            return function(*arguments, **named)

        return cast('Function', run)

    return guard
