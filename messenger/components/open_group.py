"""The group that a page shows, and when its line in the list is worth a look."""

import asyncio
from collections.abc import Callable

from messenger.components.group_line import count
from messenger.languages import DEFAULT
from messenger.model.ids import GroupId, MemberId
from messenger.store.store import Store

READING_SECONDS = 5.0
"""So long a page has to say what it read before its open group counts as unread: a reader sees no count flicker,
and messages that are read as they come redraw nothing."""


class OpenGroup:
    """What one page has open; `show` is called when its line should be shown as it is now."""

    def __init__(
        self, store: Store, member_id: MemberId, show: Callable[[], None], *, seconds: float = READING_SECONDS
    ) -> None:
        self._store = store
        self._seconds = seconds
        self._member_id = member_id
        self._show = show
        self._timer: asyncio.TimerHandle | None = None
        self._read_before = self._marks = 0
        self.id: GroupId | None = None
        self.is_member = False
        """Whether the member was in the group when the page showed it."""

    def choose(self, group_id: GroupId | None) -> None:
        """Take note of what is open; None is no group."""
        self.id = group_id
        self.is_member = self._is_member_now()
        self._marks = self._times_put_back()
        if self._timer:
            self._timer.cancel()
            self._timer = None

    @property
    def is_entered(self) -> bool:
        """Whether the member came into the group since the page said that there is no such group."""
        return self._is_member_now() and not self.is_member

    @property
    def is_waiting(self) -> bool:
        """Whether its line is going to be shown anyway, so that more of the same need not be looked at."""
        return self._timer is not None

    def title(self, site: str, unread: int, language: str = DEFAULT) -> str:
        """Write the title of the browser's tab, such as '(3) Kitchen – Messenger'."""
        group = self._store.group_as(self._member_id, self.id, language) if self.id and self.is_member else None
        name = f'{group.name} – {site}' if group else site
        return f'({count(unread)}) {name}' if unread else name

    def look_soon(self) -> None:
        """Show the group's line at once when nothing is unread or it was marked so, else once nobody is reading."""
        if self.id is None or not self.is_member:
            return
        marks, self._marks = self._marks, self._times_put_back()
        if self._marks != marks or not self._store.unread(self.id, self._member_id).messages:
            self._show()
        elif self._timer is None:
            self._wait()

    def _wait(self) -> None:
        self._read_before = self._read_up_to()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._read_up_to() > self._read_before:
            self._wait()
        else:
            self._show()

    def _read_up_to(self) -> int:
        return self._store.read_up_to(self.id, self._member_id) if self.id else 0

    def _times_put_back(self) -> int:
        return self._store.times_put_back(self.id, self._member_id) if self.id else 0

    def _is_member_now(self) -> bool:
        return self.id is not None and self._store.membership(self.id, self._member_id) is not None
