"""The outbox of a page's own elements: no task, no waking when idle, and never an old state after a reconnect."""

import asyncio
import time
import weakref
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nicegui import background_tasks, core, json
from nicegui.client import Client
from nicegui.element import Element
from nicegui.outbox import Deleted, deleted
from socketio.packet import Packet  # type: ignore[import-untyped]

from messenger.live.encoding import Encoder
from messenger.live.frame import Frame, components_frame

if TYPE_CHECKING:
    from messenger.live.page import Page

Message = tuple[str, str, Any]
UPDATE = 'update'
COMPONENTS = 'load_js_components'


class Outbox:
    """Takes the place of NiceGUI's outbox: the same attributes and methods, but flushed by a callback of the loop.

    The history keeps for an update only which elements it held. What a returning browser has missed is sent from the
    elements' present state, so an old value can never overwrite a newer one.
    """

    def __init__(self, client: Client, *, page_of: Callable[[Client], 'Page'], encoder: Encoder) -> None:
        self._client = weakref.ref(client)
        self.updates: dict[int, Element | Deleted] = {}
        self.messages: deque[Message] = deque()
        self.message_history: deque[tuple[int, float, Message]] = deque()
        self.next_message_id = 0
        self._loaded_components: set[str] = set()
        self._should_stop = False
        self._page_of = page_of
        self._encoder = encoder
        self._handle: asyncio.Handle | None = None

    @property
    def client(self) -> Client:
        """The client this outbox belongs to."""
        client = self._client()
        if client is None:
            raise RuntimeError('The client this outbox belongs to has been deleted.')
        return client

    def enqueue_update(self, element: Element) -> None:
        """Enqueue an update for the given element."""
        self.client.check_existence()
        self.updates[element.id] = element
        self._schedule()

    def enqueue_delete(self, element: Element) -> None:
        """Enqueue a deletion for the given element."""
        self.client.check_existence()
        self.updates[element.id] = deleted
        self._schedule()

    def enqueue_message(self, message_type: str, data: Any, target_id: str) -> None:
        """Enqueue a message for the given client."""
        self.client.check_existence()
        self.messages.append((target_id, message_type, data))
        self._schedule()

    def wake(self) -> None:
        """Send what waits: the browser can be reached again."""
        if self.updates or self.messages:
            self._schedule()

    def _schedule(self) -> None:
        """Have it flushed in the next turn of the loop, so that what one handler changes goes out together."""
        if self._handle is not None or self._should_stop:
            return
        client = self.client
        if client.has_socket_connection and core.is_loop_running():
            assert core.loop is not None
            self._handle = core.loop.call_soon(self.flush)

    def flush(self) -> None:
        """Send everything that waits, unless nobody can be reached: then it waits on."""
        self._handle = None
        client = self._client()
        if client is None or self._should_stop:
            return
        if '_emit' in self.__dict__:  # NiceGUI's simulated user listens in here
            self._hand_over(client)
        elif self._page_of(client).is_reachable():
            self._send_updates(client)
            while self.messages:
                self._send_message(client, self.messages.popleft())

    def _send_updates(self, client: Client) -> None:
        if not self.updates:
            return
        updates, self.updates = self.updates, {}
        self._load_components(client, updates)
        parts = [
            f'"{element_id}":null' if isinstance(element, Deleted) else self._encoder.part(element)
            for element_id, element in updates.items()
        ]
        parts.append(f'"_id":{self.next_message_id}')
        self._page_of(client).send(Frame(f'["update",{{{",".join(parts)}}}]'))
        self._remember(client, (client.id, UPDATE, tuple(updates)))

    def _load_components(self, client: Client, updates: dict[int, Element | Deleted]) -> None:
        components = {
            component.name: component
            for element in updates.values()
            if not isinstance(element, Deleted)
            and (component := element.component) is not None
            and component.name not in self._loaded_components
        }
        page = self._page_of(client)
        if loadable := page.loadable(components.values()):
            # without a number: it is sent again whenever it might have been lost
            page.send(components_frame(loadable))
            self._loaded_components.update(component.name for component in loadable)

    def _send_message(self, client: Client, message: Message) -> None:
        target_id, message_type, data = message
        data['_id'] = self.next_message_id
        if target_id != client.id or Packet.data_is_binary(data):
            background_tasks.create(core.sio.emit(message_type, data, room=target_id), name=f'emit {message_type}')
        else:
            try:
                frame = Frame(json.dumps([message_type, data]))
            except Exception as error:  # noqa: BLE001 (a value that no browser can get must not hold up the others)
                core.app.handle_exception(error)
                return
            self._page_of(client).send(frame)
        self._remember(client, message)

    def _remember(self, client: Client, message: Message) -> None:
        now = time.time()
        self.message_history.append((self.next_message_id, now, message))
        self.next_message_id += 1
        eio = core.sio.eio
        oldest = now - (eio.ping_interval + eio.ping_timeout + client.page.resolve_reconnect_timeout())
        while self.message_history and self.message_history[0][1] < oldest:
            self.message_history.popleft()
        while len(self.message_history) > core.app.config.message_history_length:
            self.message_history.popleft()

    def try_rewind(self, target_message_id: int) -> None:
        """Have everything from this message on sent again, updates with the present state of their elements."""
        if self.next_message_id == target_message_id:
            return
        lost = []
        while self.message_history:
            message_id, _, message = self.message_history.pop()
            lost.append(message)
            if message_id == target_message_id:
                self._replay(lost, target_message_id)
                return
        client = self.client
        client.open(client.sub_pages_router.current_path)  # more was missed than is kept: load the page again

    def _replay(self, lost: list[Message], target_message_id: int) -> None:
        self.next_message_id = target_message_id
        self.message_history.clear()
        self._loaded_components.clear()
        elements = self.client.elements
        for message in lost:  # the newest first
            if message[1] == UPDATE:
                for element_id in message[2]:
                    present = dict.get(elements, element_id)
                    self.updates.setdefault(element_id, deleted if present is None else present)
            else:
                self.messages.appendleft(message)
        self._schedule()

    def prune_history(self, next_message_id: int) -> None:
        """Prune the message history up to the given message ID."""
        while self.message_history and self.message_history[0][0] < next_message_id:
            self.message_history.popleft()

    def stop(self) -> None:
        """Send nothing more."""
        self._should_stop = True
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _hand_over(self, client: Client) -> None:
        emit: Any = self.__dict__['_emit']
        updates, self.updates = self.updates, {}
        if updates:
            self._remember(client, (client.id, UPDATE, tuple(updates)))
        messages, self.messages = list(self.messages), deque()

        async def hand_over() -> None:
            for message in messages:
                await emit(message)

        background_tasks.create(hand_over(), name=f'simulated messages of {client.id}')

    async def _emit(self, message: Message) -> None:
        client = self._client()
        if client is not None:
            self._send_message(client, message)
