"""Events of browsers: each is checked against what is true now before its handler runs."""

import functools
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from nicegui import background_tasks, events, helpers
from nicegui.client import Client
from nicegui.element import Element
from nicegui.event_listener import EventListener
from nicegui.javascript_request import JavaScriptRequest
from nicegui.storage import request_contextvar

from messenger.live import imperative
from messenger.live.acting import acting_view, run_for, run_to_end
from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.entered import is_entry, taking
from messenger.live.message import Event, check_path, name, parse_event, parse_number
from messenger.live.owner import FIRST_NUMBER, IDS_PER_BLOCK
from messenger.live.page import Page
from messenger.live.plausible import is_plausible
from messenger.live.refusals import Refusals
from messenger.live.view import View
from messenger.live.zone import Run, Zone, run_inside, zones_of

PATH_EVENTS = frozenset({'sub_pages_open', 'sub_pages_navigate'})
"""NiceGUI's own, which every page has: it takes their argument for the page's address without a look."""

MOST_RUNNING = 32  # handlers in zones that one page may have under way or waiting

SessionOf = Callable[[Any], str | None]


class Dropped(Exception):  # noqa: N818 (a word of its own: nothing went wrong here)
    """An event that is not acted upon; the argument says why."""


class Dispatcher:
    """Decides which of a browser's messages are acted upon, and runs their handlers as the viewer who acted."""

    def __init__(self, *, session_of: SessionOf, refusals: Refusals) -> None:
        self._session_of = session_of
        self._refusals = refusals

    def handle(self, connection: Connection, kind: str, content: Any) -> None:
        """Act on one message.

        Raises:
            Malformed: its shape is none of ours.
            Dropped: it asks for what is not there, not shown or not allowed now.
        """
        match kind:
            case 'event':
                self._dispatch(connection, parse_event(content))
            case 'ack':
                self._page(connection, content).client.outbox.prune_history(parse_number(content, 'next_message_id'))
            case 'javascript_response':
                self._page(connection, content)
                JavaScriptRequest.resolve(name(content.get('request_id')), content.get('result'))
            case 'log':
                raise Dropped('log')  # it would write whatever a browser likes into the server's log
            case _:
                raise Dropped('kind')

    def _page(self, connection: Connection, content: Any) -> Page:
        client_id = content.get('client_id') if isinstance(content, dict) else None
        page = connection.page
        if page is None or page.client.id != client_id:
            raise Dropped('foreign page')
        return page

    def _dispatch(self, connection: Connection, event: Event) -> None:
        page = connection.page
        if page is None or page.client.id != event.client_id or page.client.is_deleted:
            raise Dropped('foreign page')
        if not self.is_same_session(connection, page):
            raise Dropped('session')
        if event.element_id < FIRST_NUMBER * IDS_PER_BLOCK:
            self._dispatch_private(page.client, event)
        else:
            self._dispatch_shared(connection, page, event)

    def is_same_session(self, connection: Connection, page: Page) -> bool:
        """Whether the socket's cookie resolves now to the session for which the page was built."""
        return page.session_id is not None and page.session_id == self._session_of(connection.http)

    def _dispatch_private(self, client: Client, event: Event) -> None:
        element = dict.get(client.elements, event.element_id)
        listener = _listener(element, event)
        assert element is not None
        if listener.type in PATH_EVENTS:
            check_path(event.arguments)
        message = {'listener_id': listener.id, 'args': event.arguments}
        with client:
            copy_context().run(element._handle_event, message)  # noqa: SLF001 (subclasses override it)

    def _dispatch_shared(self, connection: Connection, page: Page, event: Event) -> None:
        target = self._reached(page, event)
        zones = zones_of(target.element)
        if not zones:
            copy_context().run(self._act, target, event)
        elif page.running >= MOST_RUNNING:
            raise Dropped('too many at once')
        else:
            run = functools.partial(self._run, connection, page, event)
            copy_context().run(_act_inside, zones, target.view, run)

    def _reached(self, page: Page, event: Event) -> 'Target':
        view, block, element = _shown(page, event.element_id)
        listener = _listener(element, event)
        if not view.may_see():
            raise Dropped('may not see')
        return Target(view, block, element, listener)

    async def _run(self, connection: Connection, page: Page, event: Event) -> None:
        """Run a handler that had to wait: as what is there now, if the viewer still may."""
        try:
            if page.client.is_deleted or not self.is_same_session(connection, page):
                raise Dropped('session')
            target = self._reached(page, event)
        except Dropped as reason:
            self._refusals.count(str(reason))
            return
        acting_view.set(target.view)
        with taking(target.block, target.element, target.listener, event):
            await run_to_end(target.view, self._handler(target), target.arguments(event))

    def _act(self, target: 'Target', event: Event) -> None:
        acting_view.set(target.view)
        request_contextvar.set(target.view.client.request)
        with taking(target.block, target.element, target.listener, event):
            run_for(target.view, self._handler(target), target.arguments(event))

    def _handler(self, target: 'Target') -> Callable[..., Any]:
        """Return the handler; NiceGUI's own trust what browsers send, and what they cannot read is no error of ours.

        What an author's handler raises does not come out of these: they call it by `handle_event`, which reports it.
        """
        listener, handler = target.listener, target.listener.handler
        assert handler is not None
        if not str(getattr(handler, '__module__', '')).startswith('nicegui.'):
            return handler
        wants_arguments = helpers.expects_arguments(handler)

        def call(arguments: events.GenericEventArguments) -> Any:
            # A browser in which a map or a scene begins is told what is on it; all others hold that already.
            addressed = imperative.only_to(target.view) if listener.type == 'init' else nullcontext()
            try:
                with addressed:
                    return handler(arguments) if wants_arguments else handler()
            except Exception as error:  # noqa: BLE001 (it may fail in any way on what it was not made for)
                self._refusals.count('unfit', f'for {listener.type!r}: {type(error).__name__}')
                return None

        return call


@dataclass(frozen=True, slots=True)
class Target:
    """What a browser's event reaches in a block."""

    view: View
    block: Block
    element: Element
    listener: EventListener

    def arguments(self, event: Event) -> events.GenericEventArguments:
        """Return what the handler is called with."""
        return events.GenericEventArguments(sender=self.element, client=self.view.client, args=event.arguments)


def _act_inside(zones: list[Zone], view: View, run: Run) -> None:
    acting_view.set(view)
    request_contextvar.set(view.client.request)
    page = view.page
    task = background_tasks.create(run_inside(zones, run), name='an event in a zone', context=view.slot)
    page.running += 1

    def ended(_: Any) -> None:
        page.running -= 1

    task.add_done_callback(ended)


def _shown(page: Page, element_id: int) -> tuple[View, Block, Element]:
    for view in page.views:
        for block in view.blocks:
            element = block.owner.elements.get(element_id)
            if element is not None:
                return view, block, element
    raise Dropped('not shown')


def _listener(element: Element | None, event: Event) -> EventListener:
    if element is None:
        raise Dropped('no element')
    listener = element._event_listeners.get(event.listener_id)  # noqa: SLF001 (NiceGUI looks it up there)
    if listener is None or listener.handler is None:
        raise Dropped('no listener')
    if _is_out_of_reach(element):
        raise Dropped('hidden or disabled')
    if is_entry(element, listener) and not is_plausible(element, event.arguments):
        raise Dropped('value')
    return listener


def _is_out_of_reach(element: Element | None) -> bool:
    while element is not None:
        if element.is_ignoring_events or element.props.get('disable') or element.props.get('disabled'):
            return True
        slot = element.parent_slot
        element = slot.parent if slot is not None else None
    return False
