"""Draws the widgets of messages into shared blocks, each built once for everybody, and follows their states."""

from collections.abc import Callable, Iterable
from functools import partial
from weakref import WeakKeyDictionary, WeakValueDictionary

from nicegui import ui
from nicegui.element import Element

from messenger.actions.enclosed import Enclosed
from messenger.actions.messages import MessageActions
from messenger.actions.widgets import NewState, WidgetActions
from messenger.extensions.drawn import Desk, Drawn
from messenger.extensions.extension import Extension, WidgetKind
from messenger.live import redraw
from messenger.model.changes import Change, WidgetChanged
from messenger.model.ids import GroupId, MemberId, Ordinal, new_request_id
from messenger.model.message import Message, Widget
from messenger.model.rows import changed_row
from messenger.store.store import Store
from messenger.words import marked, plain_word


class Drawing:
    """All widgets that are drawn now."""

    def __init__(
        self,
        *,
        store: Store,
        messages: MessageActions,
        widgets: WidgetActions,
        extensions: Callable[[], Iterable[Extension]],
    ) -> None:
        self._messages = messages
        self._widgets = widgets
        self._extensions = extensions
        self._desk = Desk(store=store, commit=self._commit, say=self._say, reread=self._reread)
        self._places: WeakKeyDictionary[Element, Message] = WeakKeyDictionary()
        self._drawn: WeakValueDictionary[tuple[GroupId, Ordinal], Drawn] = WeakValueDictionary()

    def draw(self, message: Message) -> None:
        """Draw a message's widget in the current slot of a shared block; its summary where nobody can draw it."""
        place = ui.element('div')
        if message.ordinal:  # a sample is drawn anew with each letter that is typed
            self._places[place] = message
        with place:
            self._fill(message)

    def redraw(self, message: Message) -> None:
        """Draw a message's widget as it stands now, where it is drawn and that is news."""
        drawn = self._drawn.get((message.group_id, message.ordinal))
        if drawn is None or drawn.is_gone:
            return
        for place, held in self._places.items():
            if (held.group_id, held.ordinal) == (message.group_id, message.ordinal):
                self._places[place] = message
        drawn.take(message)

    def hear(self, change: Change) -> None:
        """Follow the states of what is drawn."""
        match change.fact:
            case WidgetChanged(group_id=group_id, target=target):
                drawn = self._drawn.get((group_id, target))
                if drawn is not None:
                    self.redraw(changed_row(drawn.message, change))

    def renew(self, names: Iterable[str]) -> None:
        """Draw the widgets of these names again, by whoever draws them now."""
        wanted = set(names)
        for place, message in list(self._places.items()):
            if message.widget is not None and message.widget.name in wanted and not place.is_deleted:
                redraw(place, partial(self._fill, message))

    def _fill(self, message: Message) -> None:
        assert message.widget is not None
        found = self._find(message.widget) if message.widget.state else None
        if found is None:
            return _summary(message)
        drawn = self._drawn[message.group_id, message.ordinal] = Drawn(self._desk, *found, message)
        return drawn.draw()

    def _find(self, widget: Widget) -> tuple[Extension, WidgetKind] | None:
        """Return who draws a widget; nobody does when a newer version wrote its state."""
        for extension in reversed(list(self._extensions())):
            kind = extension.widgets.get(widget.name)
            if kind is not None:
                return (extension, kind) if widget.version <= kind.mark.version else None
        return None

    async def _commit(self, by: MemberId | None, message: Message, new: NewState) -> object:
        return await self._widgets.change_widget(by, message.group_id, message.ordinal, new, new_request_id())

    async def _say(self, by: MemberId, message: Message, text: str, via: str) -> object:
        return await self._messages.send_message(
            by, message.group_id, text, new_request_id(), Enclosed(via=via, thread=message.thread)
        )

    async def _reread(self, by: MemberId, message: Message) -> Message:
        return await self._messages.read_message(by, message.group_id, message.ordinal)


def _summary(message: Message) -> None:
    assert message.widget is not None
    with ui.element('div').classes('widget-missing').props('role=note'):
        ui.label(message.text)
        reason = marked('“{name}” cannot be shown by this server just now. Nothing of it is lost.')
        ui.label(plain_word(reason, name=message.widget.name))
