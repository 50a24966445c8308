"""What is replaced inside NiceGUI: outboxes, the first HTML, and the slot in which handlers run."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import nicegui.client
import nicegui.elements.code
import nicegui.events
import nicegui.helpers
import orjson
from nicegui import ui
from nicegui.awaitable_response import AwaitableResponse
from nicegui.client import Client
from nicegui.dependencies import JsComponent

from messenger.live import acting, bindings, lean, response, signatures
from messenger.live.encoding import Encoder
from messenger.live.locale import Locale
from messenger.live.outbox import Outbox
from messenger.live.owner import Owner
from messenger.live.page import Page


class Installation:
    """Replaces functions of NiceGUI by ones that know the shared blocks; a later one takes over from an earlier."""

    def __init__(
        self,
        *,
        page_of: Callable[[Client], Page],
        encoder: Encoder,
        fill: Callable[[str, Locale], str],
    ) -> None:
        self._page_of = page_of
        self._encoder = encoder
        self._fill = fill

    def install(self) -> None:
        """Replace them."""
        outbox = functools.partial(Outbox, page_of=self._page_of, encoder=self._encoder)
        setattr(nicegui.client, 'Outbox', outbox)  # noqa: B010 (a name that the type checker knows as private)
        self._replace_build_response()
        self._replace_handle_event()
        _replace_expects_arguments()
        _replace_response()
        _replace_timer_of_code()
        lean.install()
        bindings.install()

    def _replace_build_response(self) -> None:
        original = getattr(Client.build_response, '__wrapped__', Client.build_response)
        page_of = self._page_of

        @functools.wraps(original)
        def build_response(client: Client, request: Any, status_code: int = 200) -> Any:
            page = page_of(client)
            own = client.elements
            client.elements = self._with_shared(page)
            try:
                html = original(client, request, status_code)
                page.remember_html()
                _note_loaded(page, client.elements)
            finally:
                client.elements = own
            return html

        Client.build_response = build_response  # type: ignore[method-assign,assignment]

    def _with_shared(self, page: Page) -> dict[int, Any]:
        elements: dict[int, Any] = {
            element.id: _Prepared(element.component, self._encoder.text(element))
            for element in page.client.elements.values()
        }
        for view in page.views:
            for block in view.blocks:
                for element, text in block.texts():
                    elements[element.id] = _Prepared(element.component, self._fill(text, view.locale))
        return elements

    def _replace_handle_event(self) -> None:
        """Replace the function wherever it was imported by name, NiceGUI's own elements above all."""
        present = nicegui.events.handle_event
        original = getattr(present, '__wrapped__', present)

        @functools.wraps(original)
        def handle_event(handler: Any, arguments: Any, *, expect_args: bool | None = None) -> None:
            acting.handle_event(original, handler, arguments, expect_args=expect_args)

        for module in list(sys.modules.values()):
            if getattr(module, '__dict__', {}).get('handle_event') is present:
                module.handle_event = handle_event  # type: ignore[attr-defined]


def _replace_expects_arguments() -> None:
    present = nicegui.helpers.expects_arguments
    original = getattr(present, '__wrapped__', present)

    @functools.wraps(original)
    def expects_arguments(func: Any) -> bool:
        return signatures.expects_arguments(func, original=original)

    nicegui.helpers.expects_arguments = expects_arguments


def _replace_timer_of_code() -> None:
    """Leave the timer out of a shared `ui.code`: it hides the copy button while one scrolls, and each scrolls alone."""
    module: Any = nicegui.elements.code
    original = getattr(module.timer, '__wrapped__', module.timer)

    def timer(*arguments: Any) -> Any:
        return None if isinstance(ui.context.client, Owner) else original(*arguments)

    timer.__wrapped__ = original  # type: ignore[attr-defined]
    module.timer = timer


def _replace_response() -> None:
    original = getattr(AwaitableResponse.__init__, '__wrapped__', AwaitableResponse.__init__)

    @functools.wraps(original)
    def initialise(self: Any, fire_and_forget: Any, wait_for_result: Any, *, name: str = 'fire') -> None:
        response.prepare(self, fire_and_forget, wait_for_result, name)

    AwaitableResponse.__init__ = initialise  # type: ignore[method-assign]


class _Prepared:
    """An element in the first HTML as JSON already made: for shared ones once for everybody, for no one fatal."""

    __slots__ = ('_text', 'component')

    def __init__(self, component: Any, text: str) -> None:
        self.component = component
        self._text = text

    def _to_dict(self) -> Any:
        return orjson.Fragment(self._text)


def _note_loaded(page: Page, elements: dict[int, Any]) -> None:
    page.client.outbox._loaded_components.update(  # noqa: SLF001
        element.component.name for element in elements.values() if isinstance(element.component, JsComponent)
    )
