"""The member who acts, for the code of extensions."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from messenger.model.ids import GroupId, MemberId
from messenger.model.member import Member
from messenger.model.membership import Role
from messenger.model.permissions import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A member in a group, at the moment of a command or a click."""

    member: Member
    group_id: GroupId
    role: Role
    standings: frozenset[Standing]
    """What the member is to the group, and to the message where there is one."""


# Survives an await and leaks into nobody else's task, which no object passed along could promise to a lambda.
_acting: ContextVar[Acting | None] = ContextVar('extension_acting', default=None)


@contextmanager
def acting_as(acting: Acting) -> Iterator[None]:
    """Let the code inside act for a member."""
    token = _acting.set(acting)
    try:
        yield
    finally:
        _acting.reset(token)


def is_acting() -> bool:
    """Whether somebody acts now: whether this is a command or a handler."""
    return _acting.get() is not None


def who_acts() -> Acting:
    """Return who acts now. Raises RuntimeError when nobody does."""
    acting = _acting.get()
    if acting is None:
        raise RuntimeError(
            'viewer is known in commands and handlers. A widget is drawn once for all: '
            'use viewer in on_click and the like'
        )
    return acting


class Viewer:
    """Whoever ran the command or clicked; known in commands and in handlers, also after an `await`.

    While a widget is drawn there is none, since it is drawn once for all: it raises RuntimeError with the remedy.
    """

    __slots__ = ()

    @property
    def id(self) -> MemberId:
        """The member's id: the same for ever, whatever the name."""
        return self.member.id

    @property
    def name(self) -> str:
        """The member's name now."""
        return self.member.name

    @property
    def role(self) -> Role:
        """What the member is in the group now."""
        return self._now().role

    @property
    def member(self) -> Member:
        """The member."""
        return self._now().member

    def _now(self) -> Acting:
        return who_acts()


viewer = Viewer()
"""Whoever acts."""
