"""Who acts: the viewer whose click or key runs the handler of a shared element."""

from collections.abc import Awaitable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, Any

from nicegui import background_tasks, core, events, helpers
from nicegui.slot import Slot, get_task_id
from nicegui.storage import request_contextvar

from messenger.live.remedies import Remedies

if TYPE_CHECKING:
    from messenger.live.view import View

# A context variable is the one place where "who acts" survives an await and cannot leak into another viewer's task.
acting_view: ContextVar['View | None'] = ContextVar('acting_view', default=None)


class Whole:
    """What the handlers of one event begin: NiceGUI's elements call several for one click, and do not wait for them."""

    __slots__ = ('_errors', '_is_over', '_waiting')

    def __init__(self) -> None:
        self._waiting: list[Awaitable[Any]] = []
        self._errors: list[Exception] = []
        self._is_over = False

    def begin(self, awaitable: Awaitable[Any], slot: Slot) -> None:
        """Have it awaited before the event is over; what outlives the event runs on its own."""
        if self._is_over:
            background_tasks.create(awaitable, context=slot)
        else:
            self._waiting.append(awaitable)

    def fail(self, error: Exception) -> None:
        """Note what a handler raised."""
        if self._is_over:
            core.app.handle_exception(error)
        else:
            self._errors.append(error)

    async def end(self) -> None:
        """Await what was begun, and what that begins.

        Raises:
            Exception: the first that was raised; the others are reported.
        """
        while self._waiting:
            try:
                await self._waiting.pop(0)
            except Exception as error:  # noqa: BLE001 (raised again when all have ended)
                self._errors.append(error)
        self._is_over = True
        for another in self._errors[1:]:
            core.app.handle_exception(another)
        if self._errors:
            raise self._errors[0]


current_whole: ContextVar[Whole | None] = ContextVar('current_whole', default=None)


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
    whole = current_whole.get()
    with slot:
        try:
            wants_arguments = helpers.expects_arguments(handler) if expect_args is None else expect_args
            result = handler(arguments) if wants_arguments else handler()
        except Exception as error:  # noqa: BLE001 (an author's handler may fail in any way: reported, never lost)
            if whole is None:
                core.app.handle_exception(error)
            else:
                whole.fail(error)
            return
    if helpers.should_await(result):
        if whole is None:
            background_tasks.create(result, name=str(handler), context=slot)
        else:
            whole.begin(result, slot)


async def run_to_end(view: 'View', handler: Any, arguments: Any) -> None:
    """Call a handler inside a viewer's slot and return when it, and all that NiceGUI calls on its behalf, has ended.

    Raises:
        Exception: the first that one of them raised; the others are reported.
    """
    whole = Whole()
    token = current_whole.set(whole)
    try:
        run_for(view, handler, arguments)
        with view.slot:
            await whole.end()
    finally:
        current_whole.reset(token)


def _is_shared(arguments: Any) -> bool:
    from messenger.live.owner import Owner  # noqa: PLC0415 (owner needs this module)

    return isinstance(arguments, events.UiEventArguments) and isinstance(arguments.sender.client, Owner)


class NobodyActs(AbstractContextManager[None]):
    """While it is entered there is no request: what is per browser fails in shared code, with the remedy."""

    __slots__ = ('_remedies', '_token')

    def __init__(self, remedies: Remedies) -> None:
        self._remedies = remedies
        self._token: Token[Any] | None = None

    def __enter__(self) -> None:
        self._token = request_contextvar.set(NoRequest(self._remedies))  # type: ignore[arg-type]

    def __exit__(self, *_: object) -> None:
        assert self._token is not None
        request_contextvar.reset(self._token)


class NoRequest:
    """Stands where NiceGUI looks for the page's request while shared elements are built."""

    __slots__ = ('_remedies',)

    def __init__(self, remedies: Remedies) -> None:
        self._remedies = remedies

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f'app.storage belongs to one browser and these elements to all; {self._remedies.storage}')


@contextmanager
def outside_any_slot() -> Iterator[None]:
    """Hide the page and the viewer that happen to be current: shared elements belong to neither."""
    task_id = get_task_id()
    stack = Slot.stacks.pop(task_id, None)
    token = acting_view.set(None)
    try:
        yield
    finally:
        acting_view.reset(token)
        Slot.stacks.pop(task_id, None)
        if stack is not None:
            Slot.stacks[task_id] = stack
