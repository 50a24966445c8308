"""The internals of NiceGUI, Socket.IO, Engine.IO and uvicorn that messenger/live stands on.

Tested with nicegui 3.18.0, python-socketio 5.18.1, python-engineio 4.15.1, uvicorn 0.54.0. When an upgrade fails here,
read what changed in the place named, adapt messenger/live, then these tests and the versions.
"""

import inspect
from importlib.metadata import version
from pathlib import Path

import engineio
import nicegui
import socketio
from engineio import async_socket
from nicegui import client, dependencies, events, outbox, page
from nicegui.awaitable_response import AwaitableResponse
from nicegui.elements import code
from nicegui.elements.mixins import value_element
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from messenger.live.outbox import Outbox
from tests.live.server import Server

TESTED = {'nicegui': '3.18.0', 'python-socketio': '5.18.1', 'python-engineio': '4.15.1', 'uvicorn': '0.54.0'}


def source(thing: object) -> str:
    return inspect.getsource(thing)


def test_the_versions_are_the_tested_ones() -> None:
    assert {name: version(name) for name in TESTED} == TESTED


def test_an_owner_has_every_attribute_of_a_client(server: Server) -> None:
    missing, extra = server.run("""
        from nicegui.page import page
        client = Client(page(''))
        owner = live.block('i-owner', lambda: None).owner
        theirs, ours = set(vars(client)), set(vars(owner)) | set(vars(type(owner)))
        client.delete()
        return [sorted(theirs - ours), sorted(set(vars(owner)) - theirs)]
    """)
    assert missing == []
    # Its own; one that NiceGUI has no more would show up here.
    assert extra == ['_block', 'drawing', 'ids', 'remedies']


def test_our_outbox_has_the_attributes_and_methods_that_the_rest_of_nicegui_uses(server: Server) -> None:
    theirs = {
        name for name, value in vars(outbox.Outbox).items() if inspect.isfunction(value) or isinstance(value, property)
    }
    replaced = {'loop', '_set_enqueue_event'}  # used by the outbox itself only
    assert theirs - replaced <= set(vars(Outbox))
    root = Path(nicegui.__file__).parent
    for file in root.rglob('*.py'):
        if file.name != 'outbox.py':
            text = file.read_text()
            assert '_set_enqueue_event' not in text
            assert 'outbox.loop' not in text
    made_by_nicegui = {'_client', '_loaded_components', '_should_stop', 'message_history', 'messages'}
    made_by_nicegui |= {'next_message_id', 'updates'}
    names = server.run("""
        from nicegui.page import page
        client = Client(page(''))
        names = sorted(vars(client.outbox))
        client.delete()
        return names
    """)
    assert made_by_nicegui <= set(names)


def test_nicegui_makes_its_outbox_by_a_name_that_can_be_replaced() -> None:
    assert 'self.outbox = Outbox(self)' in source(client.Client.__init__)


def test_the_first_html_reads_elements_and_components_as_expected() -> None:
    text = source(client.Client.build_response)
    assert 'id: element._to_dict() for id, element in self.elements.items()' in text
    assert 'generate_resources(prefix, self.elements.values())' in text
    assert 'client.build_response(request' in source(page.page._wrap)


def test_handlers_run_in_the_slot_that_handle_event_enters() -> None:
    text = source(getattr(events.handle_event, '__wrapped__', events.handle_event))
    assert 'parent_slot = arguments.sender.parent_slot or arguments.sender.client.layout.default_slot' in text
    assert 'context=parent_slot' in text


def test_an_element_asks_its_client_for_an_id_and_counts_it_up() -> None:
    text = (Path(nicegui.__file__).parent / 'element.py').read_text()
    assert 'self.id = client.next_element_id\n        client.next_element_id += 1\n' in text
    assert 'parent_slot = slot_stack[-1]' in text


def test_typed_text_is_kept_back_as_the_shared_fields_expect() -> None:
    text = source(value_element)
    assert 'self._client_value = e.args if self.LOOPBACK is False else _NO_CLIENT_VALUE' in text
    assert "dict_['preserved_props'] = [self.VALUE_PROP]" in text
    assert 'if self._send_update_on_value_change:' in text
    assert value_element._NO_CLIENT_VALUE is not None
    folder = Path(nicegui.__file__).parent
    assert 'element.props[prop] = this.elements[id].props[prop];' in (folder / 'static' / 'nicegui.js').read_text()
    assert 'updateValue' in (folder / 'elements' / 'input.js').read_text()


def test_what_a_page_can_import_is_listed_where_it_is_looked_for() -> None:
    text = source(dependencies.generate_resources)
    for listed in ('libraries', 'esm_modules', 'vue_components'):
        assert f'in {listed}.items()' in text
    assert 'imports.update(importmap_overrides)' in text


def test_the_timer_of_code_does_nothing_that_is_missed() -> None:
    text = source(code.Code)
    assert 'timer(0.1, self._update_copy_button)' in text
    assert 'self.copy_button.set_visibility(time.time() > self._last_scroll + 1.0)' in text


def test_signatures_are_asked_for_by_a_name_that_can_be_replaced() -> None:
    root = Path(nicegui.__file__).parent
    for file in root.rglob('*.py'):
        if file.name not in {'functions.py', '__init__.py'}:
            text = file.read_text()
            assert text.count('expects_arguments(') == text.count('helpers.expects_arguments('), file


def test_a_response_is_made_of_what_its_constructor_sets() -> None:
    constructor = getattr(AwaitableResponse.__init__, '__wrapped__', AwaitableResponse.__init__)
    lines = [line.strip() for line in source(constructor).splitlines()]
    assert [line for line in lines if line.startswith('self.')] == [
        'self.fire_and_forget = fire_and_forget',
        'self.wait_for_result = wait_for_result',
        'self._is_fired = False',
        'self._is_awaited = False',
    ]
    assert 'result = self.fire_and_forget()' in source(AwaitableResponse._fire)


def test_a_handshake_rewinds_and_needs_the_handlers_that_are_replaced() -> None:
    text = source(client.Client.handle_handshake)
    assert 'self.outbox.try_rewind(int(next_message_id))' in text
    handlers = nicegui.core.sio.handlers['/']
    assert {'connect', 'handshake', 'disconnect'} <= set(handlers)
    assert set(handlers) <= {'connect', 'handshake', 'disconnect', 'event', 'javascript_response', 'ack', 'log'}


def test_the_browser_does_what_frames_without_a_number_rely_on() -> None:
    script = (Path(nicegui.__file__).parent / 'static' / 'nicegui.js').read_text()
    for line in (
        'if (args.length > 0 && args[0]._id !== undefined) {',
        'if (element === undefined) {\n    return;\n  }',
        'delete this.elements[id];',
        'load_js_components: async (msg) => {',
        'socketMessageQueue.push(() => handler(...args));',
        'err.message == "Implicit handshake failed"',
    ):
        assert line in script, line


def test_socket_io_s_browser_keeps_events_that_come_before_it_is_connected() -> None:
    script = (Path(nicegui.__file__).parent / 'static' / 'socket.io.min.js').read_text()
    assert 'this.receiveBuffer.push(' in script
    assert 'this.emitBuffered()' in script


def test_engine_io_hands_packets_to_handlers_that_can_be_replaced() -> None:
    text = source(engineio.AsyncServer._trigger_event)
    assert 'self.handlers[event]' in text
    assert 'self.queue.get()' in source(async_socket.AsyncSocket.poll)
    assert "self.server._trigger_event(\n                'message'" in source(async_socket.AsyncSocket.receive)
    text = source(engineio.AsyncServer._handle_connect)
    assert text.index('self.sockets[sid] = s') < text.index("self._trigger_event('connect'")


def test_engine_io_reads_nothing_of_a_request_that_is_gone() -> None:
    assert "environ['REQUEST_METHOD']" in source(engineio.AsyncServer.handle_request)
    assert 'await self.eio.handle_request(' in source(socketio.AsyncServer.handle_request)


def test_socket_io_keeps_the_environment_of_each_connection() -> None:
    assert 'self.environ[eio_sid] = environ' in source(socketio.AsyncServer._handle_eio_connect)
    assert 'room' in inspect.signature(socketio.AsyncServer.emit).parameters
    assert hasattr(socketio.AsyncManager, 'eio_sid_from_sid')


def test_uvicorn_s_protocol_has_what_ours_overrides_and_reads() -> None:
    text = source(WebSocketsSansIOProtocol)
    for line in (
        'self.app(self.scope, self.receive, self.send)',
        'self.handshake_complete = False',
        'self.close_sent = False',
        'self.disconnected = False',
        'def resume_writing(self)',
        'def send_receive_event_to_app(self)',
        'self.frames',
        'self.curr_msg_data_type',
        'self.conn.send_close(1012)',
    ):
        assert line in text, line


def test_engine_io_s_service_task_does_what_the_sweep_does_and_can_be_left_out() -> None:
    text = source(engineio.AsyncServer._service_task)
    assert 'del self.sockets[s.sid]' in text
    assert 'await s.check_ping_timeout()' in text
    assert 'if self.start_service_task:' in source(engineio.AsyncServer._handle_connect)
    assert 'time.time() - last_ping > self.server.ping_timeout' in source(async_socket.AsyncSocket.check_ping_timeout)


def test_engine_io_s_sockets_wait_and_ping_as_the_pulse_expects() -> None:
    assert 'self.server.ping_interval + self.server.ping_timeout' in source(async_socket.AsyncSocket.poll)
    assert 'self.server.ping_interval + self.server.ping_timeout' in source(async_socket.AsyncSocket._websocket_handler)
    assert 'self.schedule_ping()' in source(async_socket.AsyncSocket.receive)
    text = source(engineio.AsyncServer._handle_connect)
    assert text.index("self._trigger_event('connect'") < text.index('s.schedule_ping()')
    assert text.index('s.schedule_ping()') < text.index('await s.handle_get_request(environ)')
