"""Whom a command, a widget or a part of one is for, by what they are to the message and the group."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from messenger.extensions.viewer import who_acts
from messenger.languages import marked
from messenger.model.membership import Role
from messenger.model.message import Message
from messenger.model.permissions import Standing, standing_of
from messenger.model.refused import Refused

Function = TypeVar('Function', bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Audience:
    """Members of certain standings; joined by ``|``.

    >>> (author | owners).has(frozenset({Standing.MODERATOR}))
    False
    """

    standings: frozenset[Standing]

    def __or__(self, other: 'Audience') -> 'Audience':
        return Audience(self.standings | other.standings)

    def has(self, standings: frozenset[Standing]) -> bool:
        """Tell whether somebody of these standings belongs to it."""
        return not self.standings.isdisjoint(standings)

    def require(self, standings: frozenset[Standing]) -> None:
        """Let pass who belongs to it. Raises Refused ``not_allowed``."""
        if not self.has(standings):
            raise Refused('not_allowed', _ONLY[self.standings])


author = Audience(frozenset({Standing.AUTHOR}))
"""Whoever sent the message."""
moderators = Audience(frozenset({Standing.MODERATOR, Standing.OWNER}))
"""Moderators of the group, and its owners, who may do all that moderators may."""
owners = Audience(frozenset({Standing.OWNER}))
"""Owners of the group."""

_ONLY = {
    author.standings: marked('Only the author can do this here. Ask one of them.'),
    moderators.standings: marked('Only moderators and owners can do this here. Ask one of them.'),
    owners.standings: marked('Only owners can do this here. Ask one of them.'),
    (author | moderators).standings: marked(
        'Only the author, moderators and owners can do this here. Ask one of them.'
    ),
    (author | owners).standings: marked('Only the author and owners can do this here. Ask one of them.'),
}
"""All that can be joined of these three."""


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
