"""What extensions add to the menus of messages and of groups."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from messenger.extensions.answer import Whisper
from messenger.extensions.calls import Failed, call, watched
from messenger.extensions.commands import Commands
from messenger.extensions.extension import Extension
from messenger.extensions.hooking import Hooking
from messenger.extensions.messenger import Messenger
from messenger.extensions.offers import Entry
from messenger.extensions.viewer import acting_as
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """A line as a menu shows it.

    `choose` does it, and returns what the member alone is told, if anything. It raises Refused.
    """

    text: str
    icon: str
    choose: Callable[[], Awaitable[Whisper | None]]


class Menus:
    """Asks the extensions that are on; one that fails adds nothing."""

    def __init__(
        self,
        *,
        store: Store,
        hooking: Hooking,
        commands: Commands,
        messenger_of: Callable[[Extension], Messenger],
    ) -> None:
        self._store = store
        self._hooking = hooking
        self._commands = commands
        self._messenger_of = messenger_of

    def of_message(self, member_id: MemberId, message: Message) -> list[MenuLine]:
        """Return the lines for the menu of a message."""
        return list(self._lines('message_menu', member_id, message.group_id, message=message))

    def of_group(self, member_id: MemberId, group_id: GroupId) -> list[MenuLine]:
        """Return the lines for the menu of a group."""
        return list(self._lines('group_menu', member_id, group_id, group=self._store.group(group_id)))

    def of_composer(self, member_id: MemberId, group_id: GroupId) -> list[MenuLine]:
        """Return the lines for the menu at the box."""
        return list(self._lines('composer_menu', member_id, group_id, group=self._store.group(group_id)))

    def _lines(self, hook: str, member_id: MemberId, group_id: GroupId, **given: Any) -> Iterator[MenuLine]:
        if self._store.membership(group_id, member_id) is None:
            return
        given['member'] = self._store.member(member_id)
        for extension, run in self._hooking.with_messenger(hook, self._messenger_of, **given):
            for entry in _entries(extension, hook, run):
                choose = partial(self._choose, extension, entry, member_id, group_id)
                yield MenuLine(text=entry.text, icon=entry.icon, choose=choose)

    async def _choose(
        self, extension: Extension, entry: Entry, member_id: MemberId, group_id: GroupId
    ) -> Whisper | None:
        acting, _ = self._commands.acting(member_id, group_id)
        try:
            with acting_as(acting):
                answer = await call(extension, entry.text, entry.run)
        except Failed as failed:
            raise failed.refusal from failed
        outcome = await self._commands.deliver(acting, extension, answer, new_request_id())
        return outcome.told


def _entries(extension: Extension, hook: str, run: Callable[[], Any]) -> list[Entry]:
    try:
        with watched(extension, hook):
            entries = list(run() or ())
            if not all(isinstance(entry, Entry) for entry in entries):
                raise TypeError(f'{hook} returns Entry("Text", function), several in a list')
            return entries
    except (Failed, Refused):
        return []
