"""What a browser reads from the HTML of a NiceGUI page: the socket's query, and elements with their listeners."""

import ast
import json
import re
import uuid
from typing import Any
from urllib.parse import urlencode

ELEMENTS = re.compile(r'parseElements\(String\.raw`(.*?)`\)', re.DOTALL)
QUERY = re.compile(r'^ *query: (\{.*\}),$', re.MULTILINE)
PREFIX = re.compile(r'^ *prefix: "([^"]*)",$', re.MULTILINE)
REQUEST = re.compile(rb'"code":"((?:[^"\\]|\\.)*)","request_id":"([^"]+)"')
ZONE_AND_LANGUAGE = ['Europe/Berlin', 'en-GB']
ESCAPES = (('&#36;', '$'), ('&#96;', '`'), ('&gt;', '>'), ('&lt;', '<'), ('&amp;', '&'))

Element = dict[str, Any]


class NiceGuiPage:
    """A page as it was served."""

    def __init__(self, html: str) -> None:
        self.elements = _elements(html)
        self._query = _query(html)
        found = PREFIX.search(html)
        self._prefix = found[1] if found else ''
        self._tab_id = str(uuid.uuid4())
        self._document_id = str(uuid.uuid4())

    @property
    def client_id(self) -> str:
        """The server's name for this page."""
        return str(self._query['client_id'])

    @property
    def next_message_id(self) -> int:
        """The number of the first private message that the page has not had."""
        return int(self._query['next_message_id'])

    def socket_path(self, next_message_id: int | None = None) -> str:
        """Return where the page's socket connects to; coming back, it says which message it expects."""
        query = {
            **self._query,
            'next_message_id': self.next_message_id if next_message_id is None else next_message_id,
            'implicit_handshake': 'true',
            'document_id': self._document_id,
            'tab_id': self._tab_id,
            'old_tab_id': 'null',
            'EIO': '4',
            'transport': 'websocket',
        }
        return f'{self._prefix}/_nicegui_ws/socket.io/?{urlencode(query)}'

    def find(self, event: str, *, tag: str = '', css_class: str = '') -> tuple[int, str]:
        """Return the ids of the first element of this kind that listens to the event, and of the listener."""
        for element_id, element in self.elements.items():
            if tag not in {'', element['tag']} or (css_class and css_class not in element.get('class', ())):
                continue
            for listener in element.get('events', ()):
                if listener['type'] == event:
                    return int(element_id), str(listener['listener_id'])
        raise LookupError(f'no {tag or css_class} listens to {event}')

    def count(self, css_class: str) -> int:
        """Count the elements of a class."""
        return sum(css_class in element.get('class', ()) for element in self.elements.values())

    def event(self, ids: tuple[int, str], args: list[Any]) -> str:
        """Write the packet that the browser sends when an element emits."""
        element_id, listener_id = ids
        encoded = [json.dumps(argument) for argument in args]  # each by itself, as the browser does
        content = {'id': element_id, 'client_id': self.client_id, 'listener_id': listener_id, 'args': encoded}
        return f'42{json.dumps(["event", content])}'

    def answer(self, frames: bytes) -> list[str]:
        """Write the packets that answer what the server asks the browser: its zone and language, or what it keeps."""
        return [
            self._response(request_id.decode(), ZONE_AND_LANGUAGE if b'timeZone' in code else [])
            for code, request_id in REQUEST.findall(frames)
        ]

    def ack(self, next_message_id: int) -> str:
        """Write the packet by which the browser says how far it has read, every 3 s when there was something."""
        content = {'client_id': self.client_id, 'next_message_id': next_message_id}
        return f'42{json.dumps(["ack", content])}'

    def _response(self, request_id: str, result: list[str]) -> str:
        content = {'request_id': request_id, 'client_id': self.client_id, 'result': result}
        return f'42{json.dumps(["javascript_response", content])}'


def _elements(html: str) -> dict[str, Element]:
    found = ELEMENTS.search(html)
    if not found:
        raise ValueError(f'not a NiceGUI page: {html[:300]!r}')
    text = found[1]
    for escaped, character in ESCAPES:
        text = text.replace(escaped, character)
    elements: dict[str, Element] = json.loads(text)
    return elements


def _query(html: str) -> dict[str, Any]:
    found = QUERY.search(html)
    if not found:
        raise ValueError('the page names no socket query')
    query: dict[str, Any] = ast.literal_eval(found[1])  # the template prints the dict as Python does
    return query
