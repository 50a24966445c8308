"""The client without a browser that owns the elements of one block."""

import asyncio
import time
import weakref
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from nicegui import ui
from nicegui.client import Client
from nicegui.element import Element

from messenger.live.acting import NobodyActs, acting_view
from messenger.live.ids import Ids
from messenger.live.imperative import ADDRESSEE
from messenger.live.remedies import Remedies

if TYPE_CHECKING:
    from messenger.live.block import Block

# Element ids are JavaScript numbers in places: exact up to 2^53 (ECMA-262, Number.MAX_SAFE_INTEGER).
LARGEST_ID = 2**53 - 1
IDS_PER_BLOCK = 2**20
FIRST_NUMBER = 64  # a page counts its own elements from 0, and none will make 67 million


class Drawing(Protocol):
    """What the owner needs to know of a redraw."""

    def guess_id(self) -> int | None:
        """Return the id of the old element whose place the element that is being made will take."""

    def note_id(self, element_id: int) -> None:
        """Note which id an element was given."""


class Owner(Client):
    """Looks like a client to the elements of a block; has no browser, no task and no place in NiceGUI's list.

    It fills in the attributes of `Client` itself instead of calling its constructor, which would register it, start a
    task and build a page layout; a test compares the two lists of attributes.
    """

    def __init__(self, block: 'Block', number: int, page: Any, remedies: Remedies) -> None:  # pylint: disable=super-init-not-called
        if (number + 1) * IDS_PER_BLOCK - 1 > LARGEST_ID:
            raise RuntimeError(f'Block number {number} has no ids left below 2^53; restart the server')
        self._request = None
        self.id = f'block-{number}'
        self.created = time.time()
        self.elements = {}
        self.ids = Ids(number * IDS_PER_BLOCK)
        self.drawing: Drawing | None = None  # a redraw that is under way
        self.remedies = remedies
        self._block = weakref.ref(block)
        self._waiting_for_connection = asyncio.Event()
        self._waiting_for_disconnect = asyncio.Event()
        self._connected = asyncio.Event()
        self._deleted_event = asyncio.Event()
        self.environ = None
        self.on_air = False
        self._num_connections = defaultdict(int)
        self._delete_tasks = {}
        self._deleted = False
        self._socket_to_document_id = {}
        self._pinned_tab_id = None
        self._exception_handlers = []
        self.page = page
        self.outbox = OwnerOutbox(block, remedies)  # type: ignore[assignment]
        self.title = None
        self.status_code = 200
        self._response_built = True
        self._head_html = ''
        self._body_html = ''
        self.connect_handlers = []
        self.disconnect_handlers = []
        self.delete_handlers = []
        self._temporary_socket_id = None
        self.sub_pages_router = None  # type: ignore[assignment]
        self.layout = self.page_container = self.content = Root('div', _client=self)

    @property
    def block(self) -> 'Block | None':
        """The block whose elements it owns, while there is one."""
        return self._block()

    @property
    def next_element_id(self) -> int:
        """The id of the element that is made next, in a redraw that of the one whose place it takes."""
        guessed = self.drawing.guess_id() if self.drawing is not None else None
        return self.ids.peek() if guessed is None else guessed

    @next_element_id.setter
    def next_element_id(self, value: int) -> None:
        if self.drawing is None:
            self.ids.take()
        else:
            self.drawing.note_id(value - 1)

    @property
    def has_socket_connection(self) -> bool:
        """Always: what waits for a connection before it goes on must not wait here."""
        return True

    @property
    def tab_id(self) -> str:  # type: ignore[override]
        """There is no tab: `app.storage.tab` ends here."""
        raise RuntimeError(f'app.storage.tab belongs to one browser and these elements to all; {self.remedies.storage}')

    @property
    def storage(self) -> NoReturn:  # type: ignore[override]
        """There is no connection: `app.storage.client` ends here."""
        raise RuntimeError(
            f'app.storage.client belongs to one browser and these elements to all; {self.remedies.storage}'
        )

    def handle_exception(self, exception: Exception) -> None:
        """Let the page of whoever acted react to the exception."""
        if (view := acting_view.get()) is not None:
            view.client.handle_exception(exception)

    def delete(self) -> None:
        """Refuse: it would call everybody's delete handlers; a block ends when no view shows it."""
        raise RuntimeError(f'{self.id} is not a page; a block ends by itself when no view shows it')

    def tear_down(self) -> None:
        """Take the elements apart, so that nothing keeps them."""
        self.remove_elements(list(self.elements.values()))
        self._deleted = True


def is_shared() -> bool:
    """Tell whether what is built now belongs to a block, and so to all of its viewers."""
    return isinstance(ui.context.client, Owner)


class Root(Element):
    """The element that holds a block; inside `with` nothing of any browser can be reached by mistake."""

    def __init__(self, tag: str | None = None, *, _client: Client | None = None) -> None:
        super().__init__(tag, _client=_client)
        self._entered: list[NobodyActs] = []

    def __enter__(self) -> 'Root':
        assert isinstance(self.client, Owner)
        context = NobodyActs(self.client.remedies)
        context.__enter__()
        self._entered.append(context)
        super().__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        super().__exit__(*exception)
        self._entered.pop().__exit__()


class OwnerOutbox:
    """Takes down what changed in a block; there is nobody to send it to but the block's viewers."""

    __slots__ = ('_block', 'remedies')

    def __init__(self, block: 'Block', remedies: Remedies) -> None:
        self.remedies = remedies
        self._block = weakref.ref(block)  # weakly, so that a block is freed the moment it ends and not by a collection

    def enqueue_update(self, element: Element) -> None:
        """Note that an element is new or changed."""
        self.check(element)
        if (block := self._block()) is not None:
            block.mark(element)

    def enqueue_delete(self, element: Element) -> None:
        """Note that an element is gone."""
        if (block := self._block()) is not None:
            block.forget(element.id)

    def enqueue_message(self, message_type: str, data: dict[str, Any], _target_id: str) -> None:
        """Pass a message, such as a method call on a chart, to everybody who shows the block now."""
        if 'request_id' in data:
            raise RuntimeError(f'A shared element has many browsers and so no one answer; {self.remedies.answer}')
        if (view := ADDRESSEE.get()) is not None:
            view.client.outbox.enqueue_message(message_type, data, view.client.id)
        elif (block := self._block()) is not None:
            block.announce(message_type, data)

    def stop(self) -> None:
        """Nothing runs."""

    def check(self, element: Element) -> None:
        """Refuse what cannot work for everybody at once, with what does instead."""
        reason = ''
        if isinstance(element, ui.timer):
            reason = f'ui.timer needs a browser and a shared element has none; {self.remedies.timer}'
        elif isinstance(element, ui.upload):
            reason = f'ui.upload belongs to one page and these elements to all; {self.remedies.upload}'
        if reason:
            raise RuntimeError(reason)
