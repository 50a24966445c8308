"""One widget as it is drawn now: its state, who may change it and in which order."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from nicegui import Client, ui
from nicegui.functions.notify import notify

from messenger.actions.widgets import NewState
from messenger.extensions.acting import acting_in
from messenger.extensions.calls import SECONDS, Failed, call, watched
from messenger.extensions.extension import Extension, WidgetKind
from messenger.extensions.viewer import acting_as, is_acting
from messenger.live import View, Zone, redraw, viewer
from messenger.live.owner import Owner
from messenger.live.zone import Run
from messenger.model.ids import MemberId
from messenger.model.message import Message, Widget
from messenger.model.refused import Refused
from messenger.store.store import Store
from messenger.words import marked, plain_word

MOST_ELEMENTS = 500
"""In one widget: a browser redraws its whole tree at each update."""
ATTEMPTS = 3
"""How often a handler runs when somebody else was faster on another server."""


class TooManyElements(Exception):  # noqa: N818 - names a state
    """A widget that grows without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every drawn widget needs of the messenger."""

    store: Store
    commit: Callable[[MemberId | None, Message, NewState], Awaitable[object]]
    say: Callable[[MemberId, Message, str, str], Awaitable[object]]
    reread: Callable[[MemberId, Message], Awaitable[Message]]


class Drawn:
    """A widget in a shared block. One handler of it runs at a time; what it did to the state is committed after it."""

    def __init__(self, desk: Desk, extension: Extension, kind: WidgetKind, message: Message) -> None:
        self.message = message
        self.extension = extension
        self.kind = kind
        self._desk = desk
        self._turn = asyncio.Lock()
        self._state: Any = None
        self._repeated: list[Callable[[], None]] = []
        self._acted: WeakKeyDictionary[Client, View] = WeakKeyDictionary()
        self.zone = Zone(self._around)
        self.zone.classes('widget')

    @property
    def is_gone(self) -> bool:
        """Whether nobody can see it any more."""
        return self.zone.is_deleted

    def draw(self) -> None:
        """Draw it for the first time, in the zone; what cannot be drawn is a card that says so."""
        try:
            with watched(self.extension, self.kind.mark.name), self.zone:
                self._build()
        except (Failed, Refused):
            self.zone.clear()
            with self.zone:
                self._card()

    def take(self, message: Message) -> None:
        """Draw what the message holds now, if that is another state than the one drawn."""
        if _widget(message).revision != _widget(self.message).revision:
            self.message = message
            self.redraw()

    def redraw(self) -> None:
        """Draw it anew from the committed state; browsers get what differs."""
        try:
            with watched(self.extension, self.kind.mark.name):
                redraw(self.zone, self._build)
        except (Failed, Refused):
            redraw(self.zone, self._card)

    def end(self) -> None:
        """Stop what repeats."""
        while self._repeated:
            self._repeated.pop()()

    # Building

    def _build(self) -> None:
        self.end()
        held = _widget(self.message)
        self._state = self.kind.states.decode(held.state, held.version)
        self.kind.function(**{name: self._given(name) for name in self.kind.parameters})
        self._check_size()

    def _given(self, name: str) -> Any:
        store, group_id = self._desk.store, self.message.group_id
        members = [store.member(each.member_id) for each in store.members_of(group_id)]
        return {
            'state': self._state,
            'message': self.message,
            'author': store.member(self.message.author_id),
            'group': store.group(group_id),
            'members': [member for member in members if member is not None],
            'say': self._say,
            'every': self._every,
            'change': self._change,
        }[name]

    def _check_size(self) -> None:
        count = sum(1 for _ in self.zone.descendants())
        if count > MOST_ELEMENTS:
            raise TooManyElements(
                f'{count} elements in one widget, at most {MOST_ELEMENTS}: show a part, or one ui.html'
            )

    def _card(self) -> None:
        self.end()
        with ui.element('div').classes('widget-failed').props('role=note'):
            ui.label(self.message.text)
            reason = marked('The extension {name} cannot show this. What failed is in the log of the server.')
            ui.label(plain_word(reason, name=self.extension.name))

    # Using

    async def _around(self, run: Run) -> None:
        """Let one handler run after the other, each as the member who acts, and keep what it did."""
        view = self._acted[viewer().client] = viewer()
        await self._take_turn(view, run)

    async def _change(self, do: Callable[[Any], object]) -> bool:
        """Change the state from a dialog that a handler opened, as whoever has it open; tells whether that is kept.

        A handler is over soon, and others wait for it; a dialog may stay open for as long as somebody likes.
        """
        if is_acting():
            do(self._state)
            return True
        view = self._acted.get(ui.context.client)
        if view is None:
            raise RuntimeError('change is for dialogs that a handler of this widget opened')

        async def run() -> None:
            do(self._state)

        return await self._take_turn(view, run)

    async def _take_turn(self, view: View, run: Run) -> bool:
        """Run something as a viewer, after what runs already, and keep what it did; who is refused is told why."""
        async with self._turn:
            try:
                await self._run_and_keep(view, run)
            except (Refused, Failed) as error:
                self.redraw()
                tell(view, error.said(view.locale.language))
                return False
        return True

    async def _run_and_keep(self, view: View, run: Run) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            acting = acting_in(self._desk.store, view.identity, self.message.group_id, self.message)
            if self.kind.mark.allow is not None:
                self.kind.mark.allow.require(acting.standings)
            held = _widget(self.message).revision
            with acting_as(acting):
                await call(self.extension, self.kind.mark.name, run, SECONDS)
            try:
                return await self._keep(acting.member.id, held)
            except Refused as refused:
                if refused.code != 'stale' or attempt == ATTEMPTS:
                    raise
            if _widget(self.message).revision == held:  # what came before on another node has not been heard of yet
                self.message = await self._desk.reread(acting.member.id, self.message)
                self.redraw()
        return None

    async def _keep(self, by: MemberId | None, held: int) -> None:
        """Commit the state if it differs from what is kept. Raises Refused, ``stale`` if that is no more what it was.

        `held` is the revision that was drawn before the code ran which may have changed the state.
        """
        if self.is_gone:
            return
        if _widget(self.message).revision != held:
            raise Refused('stale', 'Somebody else was faster, and nothing was changed. Try again.')
        with watched(self.extension, self.kind.mark.name):
            self._check_size()
            kept, states = _widget(self.message), self.kind.states
            encoded, summary = states.encode(self._state), states.summary(self._state)
        if encoded == kept.state:
            return
        new = NewState(state=encoded, version=self.kind.mark.version, revision=kept.revision + 1, summary=summary)
        await self._desk.commit(by, self.message, new)

    async def _say(self, text: str) -> None:
        """Send a message in the name of who acts. Raises Refused."""
        await self._desk.say(viewer().identity, self.message, text, self.extension.name)

    def _every(self, seconds: float, callback: Callable[[], Any]) -> None:
        """Call something every so many seconds while somebody may look; it may change the state."""
        owner = self.zone.client  # of a sample, the page
        if isinstance(owner, Owner) and owner.block is not None:
            self._repeated.append(owner.block.every(seconds, partial(self._repeat, callback)))

    async def _repeat(self, callback: Callable[[], Any]) -> None:
        if self.is_gone:
            return self.end()
        async with self._turn:
            try:
                held = _widget(self.message).revision
                await call(self.extension, self.kind.mark.name, callback, SECONDS)
                await self._keep(None, held)
            except (Failed, Refused):
                self.redraw()
        return None


def _widget(message: Message) -> Widget:
    assert message.widget is not None
    return message.widget


def tell(view: View, reason: str) -> None:
    """Tell a viewer why something was not done."""
    if not view.client.is_deleted:
        with view.slot:
            # Looks and sounds as a refusal of the page's own does; see `messenger.components.toast`.
            notify(reason, position='top', classes='toast bad', textColor='toast', attrs={'role': 'alert'})
