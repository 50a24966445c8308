"""The member who acts, for the code of extensions, and the parts of a page that one member alone has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from nicegui import ui
from nicegui.slot import Slot

from messenger.model.ids import GroupId, MemberId
from messenger.model.member import Member
from messenger.model.membership import Role
from messenger.model.permissions import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A member in a group, at the moment of a command or a click."""

    member: Member
    group_id: GroupId
    """Empty on a page, which belongs to no group."""
    role: Role | None
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
    """Return who acts now. Raises RuntimeError when nobody does, NotFound when a panel's member is out by now."""
    acting = _acting.get()
    if acting is not None:
        return acting
    if (part := private_part()) is not None:
        return part.acting()
    raise RuntimeError(
        'viewer is known in commands, handlers, panels and pages. A widget is drawn once for all: '
        'use viewer in on_click and the like'
    )


class Private(ui.element):
    """A part of a page that one member alone has: a panel or a page of an extension.

    Everything inside is built for that member, and its handlers act for the member as things stand then.
    """

    def __init__(self, acting: Callable[[], Acting]) -> None:
        """Place it; `acting` says who the member is now, and raises NotFound when nobody may act any more."""
        super().__init__('div')
        self.acting = acting
        self.classes('private-part')


def private_part() -> Private | None:
    """Return the private part that the code runs in, if it runs in one: that of a handler is its element's."""
    stack = Slot.get_stack()
    if not stack:
        return None
    ancestors = stack[-1].parent.ancestors(include_self=True)
    return next((each for each in ancestors if isinstance(each, Private)), None)


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
        """What the member is in the group now. Raises RuntimeError on a page, which belongs to no group."""
        role = self._now().role
        if role is None:
            raise RuntimeError('A page belongs to no group: there is no viewer.role. Use viewer.member')
        return role

    @property
    def member(self) -> Member:
        """The member."""
        return self._now().member

    def _now(self) -> Acting:
        return who_acts()


viewer = Viewer()
"""Whoever acts."""
