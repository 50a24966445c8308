"""What an extension may do on its own account: in a hook, a route or a periodic task."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from messenger.actions import Actions
from messenger.actions.enclosed import Enclosed
from messenger.actions.widgets import NewState, Posting
from messenger.extensions.extension import Extension
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, derived_id, new_request_id
from messenger.model.member import Member
from messenger.model.message import Widget
from messenger.model.refused import NotFound, Refused
from messenger.store.store import Store

ATTEMPTS = 5
"""How often a change is tried that somebody else's came before."""


class LoopClock:
    """The date and time, told by the event loop, whose time tests can put forward."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC) - timedelta(seconds=asyncio.get_running_loop().time())

    def now(self) -> datetime:
        """Return the present moment."""
        return self._began + timedelta(seconds=asyncio.get_running_loop().time())


class Messenger:
    """The messenger, as an extension gets it under the name `messenger`."""

    def __init__(self, extension: Extension, *, store: Store, actions: Actions, clock: LoopClock) -> None:
        self._extension = extension
        self._clock = clock
        self._store = store
        self._actions = actions
        self._messages = actions.messages
        self._widgets = actions.widgets

    @property
    def settings(self) -> Any:
        """What the operator chose for this extension, as its hook `settings` describes it; None without that hook."""
        return self._extension.settings

    def member(self, member_id: MemberId) -> Member | None:
        """Return a member."""
        return self._store.member(member_id)

    def group(self, group_id: GroupId) -> Group | None:
        """Return a group."""
        return self._store.group(group_id)

    def members(self, group_id: GroupId) -> list[Member]:
        """Return the members of a group, the longest-standing first."""
        memberships = self._store.members_of(group_id)
        return [member for each in memberships if (member := self._store.member(each.member_id)) is not None]

    def now(self) -> datetime:
        """Return the present moment; in tests as far as `server.passes` has put it forward."""
        return self._clock.now()

    async def bot(self, name: str) -> Member:
        """Return a bot of this extension, made when it is first asked for, to say things by; the same one for ever.

        Raises Refused, ``name_taken`` when somebody else goes by this name.
        """
        return await self._actions.members.register_bot(name, new_request_id(), self._bot_id(name))

    def found_bot(self, name: str) -> Member | None:
        """Return a bot of this extension that was made before."""
        return self._store.member(self._bot_id(name))

    def _bot_id(self, name: str) -> MemberId:
        return MemberId(derived_id(f'bot of {self._extension.name}: {name}'))

    async def direct(self, member_id: MemberId, other_id: MemberId) -> GroupId:
        """Return the direct group of two members, made if there is none yet. Raises Refused, as for who asks first."""
        return await self._actions.directs.open_direct(member_id, [other_id])

    def keep(self, bot: Member, key: str, value: str) -> None:
        """Keep a value for a bot of this extension: in half a second it is on the disk.

        A key has at most 40 of a-z, 0-9, ``_``, ``-`` and ``.``, a value at most 200 characters. Raises Refused.
        """
        self._actions.reading.set_preference(bot.id, key, value)

    def kept(self, bot: Member) -> Mapping[str, str]:
        """Return what is kept for a bot of this extension, by key."""
        return self._store.preferences(bot.id)

    async def say(self, group_id: GroupId, text: str, *, by: MemberId, request_id: RequestId | None = None) -> Change:
        """Send a message in a member's name, such as that of a bot; durable when this returns.

        The same `request_id` twice sends it once. Raises Refused as for anybody who sends.
        """
        enclosed = Enclosed(via=self._extension.name)
        return await self._messages.send_message(by, group_id, text, request_id or new_request_id(), enclosed)

    async def post(self, group_id: GroupId, state: Any, *, by: MemberId, request_id: RequestId | None = None) -> Change:
        """Post a widget of this extension by its state, in a member's name; `ordinal` of the answer is its number.

        The same `request_id` twice posts it once. Raises Refused as for anybody who posts, TypeError for a state that
        no widget of this extension has.
        """
        posting = posting_of(self._extension, state)
        if posting is None:
            raise TypeError(f'{type(state).__name__} is the state of no widget of {self._extension.name}')
        return await self._widgets.post_widget(by, group_id, posting, request_id or new_request_id())

    async def change(self, group_id: GroupId, ordinal: int, do: Callable[[Any], object]) -> None:
        """Change the state of a widget of this extension, by the number of its message; durable when this returns.

        `do` gets the state and changes it; it is called again when somebody else was faster. Example::

            await messenger.change(group_id, 17, lambda chart: chart.values.append(21.5))

        Raises:
            NotFound: no such group or message, it is deleted, or its widget is not of this extension.
            Refused: ``too_large``, ``unavailable``, ``stale`` after five attempts, and what `do` refuses.
        """
        for attempt in range(1, ATTEMPTS + 1):
            message = await self._widgets.read_widget(group_id, Ordinal(ordinal))
            held = message.widget
            kind = self._extension.widgets.get(held.name) if held else None
            if held is None or kind is None:
                raise NotFound('message')
            state = kind.states.decode(held.state, held.version)
            do(state)
            encoded, summary = kind.states.encode(state), kind.states.summary(state)
            if encoded == held.state:
                return
            new = NewState(state=encoded, version=kind.mark.version, revision=held.revision + 1, summary=summary)
            try:
                await self._widgets.change_widget(None, group_id, message.ordinal, new, new_request_id())
            except Refused as refused:
                if refused.code != 'stale' or attempt == ATTEMPTS:
                    raise
            else:
                return


def posting_of(extension: Extension, state: Any) -> Posting | None:
    """Return what posts a widget in its first state, None for what is no state. Raises Refused ``too_large``."""
    for kind in extension.widgets.values():
        if kind.states.is_state(state):
            widget = Widget(name=kind.mark.name, version=kind.mark.version, state=kind.states.encode(state))
            return Posting(widget=widget, summary=kind.states.summary(state), via=extension.name)
    return None
