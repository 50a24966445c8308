"""What an extension may do on its own account: in a hook, a route or a periodic task."""

from collections.abc import Callable
from typing import Any

from messenger.actions.messages import Enclosed, MessageActions
from messenger.actions.widgets import NewState, Posting, WidgetActions
from messenger.extensions.extension import Extension
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, new_request_id
from messenger.model.member import Member
from messenger.model.message import Widget
from messenger.model.refused import NotFound, Refused
from messenger.store.store import Store

ATTEMPTS = 5
"""How often a change is tried that somebody else's came before."""


class Messenger:
    """The messenger, as an extension gets it under the name `messenger`."""

    def __init__(self, extension: Extension, *, store: Store, messages: MessageActions, widgets: WidgetActions) -> None:
        self._extension = extension
        self._store = store
        self._messages = messages
        self._widgets = widgets

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
