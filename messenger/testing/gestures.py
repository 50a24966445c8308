"""What a page's JavaScript makes of a click or a text: the arguments that its handlers send to the server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from messenger.components import browser
from messenger.model.ids import new_request_id
from messenger.testing.tree import Node


@dataclass(frozen=True, slots=True)
class Message:
    """One event for the server: which listener of which element, and with what."""

    element_id: int
    listener_id: str
    arguments: tuple[Any, ...] = ()


def click(target: Node) -> Iterator[Message]:
    """A click goes to every listener around what was clicked, from the inside out."""
    for node in target.around():
        for event in _events(node, 'click'):
            arguments = _clicked(event['js_handler'], target, node)
            if arguments is not None:
                yield _message(node, event, arguments)
        if node.tag == 'q-menu' and 'auto-close' in node.attributes:
            yield from hide(node)


def hide(node: Node) -> Iterator[Message]:
    """A dialog or a menu has closed."""
    for event in _events(node, 'hide'):
        yield _message(node, event, ())


def send(box: Node, text: str, upload_ids: Sequence[str] = ()) -> Iterator[Message]:
    """Enter in the box of a conversation, `box` being the composer, with files that were uploaded before."""
    quoted = box.find(lambda node: 'data-reply' in node.attributes)
    reply = int(quoted.attributes['data-reply']) if quoted else 0
    for event in _events(box, 'keydown'):
        if event['js_handler'] == browser.SEND:
            yield _message(box, event, (new_request_id(), text, len(text), list(upload_ids), reply))


def type_in_box(box: Node, text: str) -> Iterator[Message]:
    """Type into the box of a conversation without sending."""
    for event in _events(box, 'input'):
        if event['js_handler'] == browser.DRAFT:
            yield _message(box, event, (text, MANY_SENT))
        elif event['js_handler'] == browser.LOOK and box.find(lambda node: 'sample' in node.classes):
            yield _message(box, event, (text,))


def change(node: Node, value: Any) -> Iterator[Message]:
    """A field, a switch or a choice gets a value."""
    for event in node.events:
        if event['type'].lower().replace('-', '') in {'update:modelvalue', 'update:value'}:
            yield _message(node, event, (value,))


def press(node: Node, key: str) -> Iterator[Message]:
    """A key is pressed in a field."""
    for each in node.around():
        for event in _events(each, 'keydown'):
            if event['js_handler'] is None and (not event['keys'] or key.lower() in event['keys']):
                yield _message(each, event, ({'key': key},))


def point(node: Node, x: float, y: float) -> Iterator[Message]:
    """A picture is clicked at a place, in pixels of the picture."""
    keys = dict.fromkeys(('altKey', 'ctrlKey', 'metaKey', 'shiftKey'), False)
    for event in _events(node, 'mouse'):
        kind = {'mouse_event_type': 'click', 'button': 0, 'buttons': 0}
        yield _message(node, event, (kind | keys | {'image_x': x, 'image_y': y},))


def react(row: Node, emoji: str) -> Iterator[Message]:
    """An emoji under a message is pressed, whether it is there already or chosen from the list."""
    return click(Node('button', {'data-do': 'toggle', 'data-emoji': emoji}, parent=row))


def look(log: Node) -> Iterator[Message]:
    """Have all rows of a log on screen, the newest at the bottom, in a tab in front."""
    rows = [int(node.attributes['data-o']) for node in log.walk() if 'data-o' in node.attributes]
    for event in _events(log, 'scroll'):
        if event['js_handler'] == browser.REPORT:
            yield _message(log, event, (rows[0] if rows else 0, rows[-1] if rows else 0, True, True))


MANY_SENT = 10**6
"""The browser counts what was sent from a box, so that a draft older than that is dropped: here none is."""


def _events(node: Node, kind: str) -> list[dict[str, Any]]:
    return [event for event in node.events if event['type'] == kind]


def _message(node: Node, event: dict[str, Any], arguments: tuple[Any, ...]) -> Message:
    assert node.element_id is not None
    return Message(node.element_id, event['listener_id'], arguments)


def _clicked(js_handler: str | None, target: Node, at: Node) -> tuple[Any, ...] | None:
    """Return what a handler sends for a click; None when it sends nothing."""
    if js_handler is None:
        return ({},)
    if js_handler == browser.CLICK:
        return _asked(target, at)
    if js_handler == browser.CHOOSE:
        line = _closest(target, at, lambda node: 'choice' in node.classes)
        return (line.attributes.get('data-group'), int(line.attributes.get('data-at') or 0)) if line else None
    return None


def _asked(target: Node, at: Node) -> tuple[Any, ...] | None:
    button = _closest(target, at, lambda node: 'data-do' in node.attributes)
    if button is None or button.attributes['data-do'] == 'copy-code':
        return None
    place = next((node for node in button.around() if {'data-o', 'data-for'} & node.attributes.keys()), None)
    ordinal = int(place.attributes.get('data-o') or place.attributes.get('data-for') or 0) if place else 0
    emoji = button.attributes.get('data-emoji')
    return (button.attributes['data-do'], ordinal, *([emoji] if emoji else []))


def _closest(target: Node, at: Node, holds: Any) -> Node | None:
    for node in target.around():
        if holds(node):
            return node
        if node is at:
            return None
    return None
