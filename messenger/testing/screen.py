"""What a browser holds of a page: the elements of the first HTML, and what frames made of them since."""

import json
import re
from typing import Any

ELEMENTS = re.compile(r'parseElements\(String\.raw`(.*?)`\)', re.DOTALL)
CLIENT_ID = re.compile(r"'client_id': '([0-9a-f-]+)'")
NEXT_ID = re.compile(r"'next_message_id': (\d+)")
SHOWN_OR_HIDDEN = re.compile(r'return runMethod\((\d+), "(show|hide)"')
ESCAPES = (('&#36;', '$'), ('&#96;', '`'), ('&gt;', '>'), ('&lt;', '<'), ('&amp;', '&'))


class Screen:
    """Does with the server's HTML and frames what nicegui.js 3.18 does."""

    def __init__(self) -> None:
        self.elements: dict[int, dict[str, Any]] = {}
        self.loaded: list[str] = []
        self._imported: set[str] = set()
        self.messages: list[tuple[str, Any]] = []
        self.opened: set[int] = set()
        """Dialogs and menus that were opened by a method, which no property says."""
        self.client_id = ''
        self.next_message_id = 0

    def load(self, html: str) -> None:
        """Take the first HTML of a page."""
        raw, client_id, next_id = ELEMENTS.search(html), CLIENT_ID.search(html), NEXT_ID.search(html)
        if raw is None or client_id is None or next_id is None:
            raise ValueError(f'This is no page with live elements: {html[:500]}')
        elements = raw[1]
        for escape, character in ESCAPES:
            elements = elements.replace(escape, character)
        self.elements = {int(key): value for key, value in json.loads(elements).items()}
        self._imported = {element['tag'] for element in self.elements.values()}
        self.client_id, self.next_message_id = client_id[1], int(next_id[1])

    def apply(self, kind: str, data: dict[str, Any]) -> None:
        """Take an event that the server sends; one that came before does nothing."""
        number = data.pop('_id', None)
        if number is not None and number < self.next_message_id:
            return
        if number is not None:
            self.next_message_id = number + 1
        match kind:
            case 'load_js_components':
                self.loaded += [component['tag'] for component in data['components']]
            case 'update':
                self._update(data)
            case _:
                self.messages.append((kind, data))
                if found := SHOWN_OR_HIDDEN.match(data.get('code', '')):
                    (self.opened.add if found[2] == 'show' else self.opened.discard)(int(found[1]))

    def _update(self, data: dict[str, Any]) -> None:
        for key, element in data.items():
            if not key.isdigit():
                continue
            if element is None:
                self.elements.pop(int(key), None)
                continue
            tag = element['tag']
            if tag.startswith('nicegui-') and tag not in self.loaded and tag not in self._imported:
                raise AssertionError(f'The browser was not told to load {tag}: {element}')
            self.elements[int(key)] = element

    def event(self, element_id: int, *args: Any, kind: str = 'click') -> dict[str, Any]:
        """Write the message that a browser sends for an event of an element."""
        listener = next(each for each in self.elements[element_id]['events'] if each['type'] == kind)
        return self.message(element_id, listener['listener_id'], *args)

    def message(self, element_id: int, listener_id: str, *args: Any) -> dict[str, Any]:
        """Write the message that a browser sends to a listener."""
        return {
            'id': element_id,
            'client_id': self.client_id,
            'listener_id': listener_id,
            'args': [json.dumps(arg) for arg in args],
        }
