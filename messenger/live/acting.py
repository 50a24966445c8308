"""Who acts: the viewer whose click or key runs the handler of a shared element."""

from contextlib import AbstractContextManager
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, Any

from nicegui import background_tasks, core, events, helpers
from nicegui.storage import request_contextvar

if TYPE_CHECKING:
    from messenger.live.view import View

# A context variable is the one place where "who acts" survives an await and cannot leak into another viewer's task.
acting_view: ContextVar['View | None'] = ContextVar('acting_view', default=None)


def viewer() -> 'View':
    """Return the view of whoever acted, in a handler of a shared element, also after an `await`.

    Raises:
        LookupError: nobody acted: the code runs on its own account or in a handler of the page itself.
    """
    view = acting_view.get()
    if view is None:
        raise LookupError(
            'viewer() is known only in the handler of a shared element; elsewhere pass the view or the member along'
        )
    return view


def handle_event(original: Any, handler: Any, arguments: Any, *, expect_args: bool | None = None) -> None:
    """Run a handler as NiceGUI does, except that for a shared element it runs in the slot of the viewer who acted.

    NiceGUI enters the sender's parent slot, which for a shared element belongs to nobody: `ui.notify` would reach all.
    """
    view = acting_view.get()
    if view is None or handler is None or not _is_shared(arguments):
        original(handler, arguments, expect_args=expect_args)
        return
    arguments.client = view.client
    run_for(view, handler, arguments, expect_args=expect_args)


def run_for(view: 'View', handler: Any, arguments: Any, *, expect_args: bool | None = None) -> None:
    """Call a handler, or start it when it is asynchronous, inside a viewer's slot; report what it raises."""
    slot = view.slot
    with slot:
        try:
            wants_arguments = helpers.expects_arguments(handler) if expect_args is None else expect_args
            result = handler(arguments) if wants_arguments else handler()
        except Exception as error:  # noqa: BLE001 (an author's handler may fail in any way: reported, never lost)
            core.app.handle_exception(error)
            return
    if helpers.should_await(result):
        background_tasks.create(result, name=str(handler), context=slot)


def _is_shared(arguments: Any) -> bool:
    from messenger.live.owner import Owner  # noqa: PLC0415 (owner needs this module)

    return isinstance(arguments, events.UiEventArguments) and isinstance(arguments.sender.client, Owner)


class NobodyActs(AbstractContextManager[None]):
    """While it is entered there is no request: what is per browser fails in shared code, with the remedy."""

    __slots__ = ('_token',)

    def __init__(self) -> None:
        self._token: Token[Any] | None = None

    def __enter__(self) -> None:
        self._token = request_contextvar.set(NoRequest())  # type: ignore[arg-type]

    def __exit__(self, *_: object) -> None:
        assert self._token is not None
        request_contextvar.reset(self._token)


class NoRequest:
    """Stands where NiceGUI looks for the page's request while shared elements are built."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(
            "app.storage belongs to one browser and these elements to all; keep the state in the block's "
            'own objects, or read app.storage in a handler, before `with block:`'
        )
