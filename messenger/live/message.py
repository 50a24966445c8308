"""What a browser may send: the shapes that are accepted, everything else is dropped."""

from dataclasses import dataclass
from typing import Any

import orjson

LARGEST_MESSAGE = 100_000  # characters or bytes of one Socket.IO packet
LARGEST_ARGUMENTS = 64_000  # characters of all arguments of one event together
MOST_ARGUMENTS = 16
DEEPEST = 8  # lists and objects inside one another in an argument
LARGEST_ID = 2**53 - 1
LONGEST_PATH = 2_000
LONGEST_NAME = 64  # characters of the ids of clients, listeners, tabs and requests: all are UUIDs


class Malformed(Exception):  # noqa: N818 (a word of its own: the fault is the browser's)
    """A message that no page of ours sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to an element in a browser."""

    client_id: str
    element_id: int
    listener_id: str
    arguments: Any


def parse_packet(data: str | bytes) -> tuple[str, Any]:
    """Return the kind and content of a Socket.IO event packet, `2["kind",content]`."""
    if len(data) > LARGEST_MESSAGE:
        raise Malformed('size')
    try:
        content = orjson.loads(data[1:])
    except ValueError:
        raise Malformed('json') from None
    if not (isinstance(content, list) and len(content) == 2 and isinstance(content[0], str)):
        raise Malformed('packet')
    return content[0], content[1]


def parse_event(message: Any) -> Event:
    """Return the event in an `event` message; its arguments are decoded as NiceGUI does."""
    if not isinstance(message, dict):
        raise Malformed('event')
    element_id = message.get('id')
    if type(element_id) is not int or not 0 <= element_id <= LARGEST_ID:
        raise Malformed('event')
    texts = message.get('args', [])
    if not isinstance(texts, list) or len(texts) > MOST_ARGUMENTS:
        raise Malformed('arguments')
    if sum(len(text) if isinstance(text, str) else 0 for text in texts) > LARGEST_ARGUMENTS:
        raise Malformed('arguments')
    arguments = [_argument(text) for text in texts]
    return Event(
        client_id=name(message.get('client_id')),
        element_id=element_id,
        listener_id=name(message.get('listener_id')),
        arguments=arguments[0] if len(arguments) == 1 else arguments,
    )


def parse_number(message: Any, key: str) -> int:
    """Return a non-negative number."""
    value = message.get(key) if isinstance(message, dict) else None
    if type(value) is not int or not 0 <= value <= LARGEST_ID:
        raise Malformed(key)
    return value


def parse_handshake(message: Any) -> dict[str, Any]:
    """Return a handshake, in a message or in the address of the socket, checked."""
    if not isinstance(message, dict):
        raise Malformed('handshake')
    old_tab_id = message.get('old_tab_id')
    next_message_id = message.get('next_message_id')
    return {
        'client_id': name(message.get('client_id')),
        'tab_id': name(message.get('tab_id')),
        'document_id': name(message.get('document_id')),
        'old_tab_id': name(old_tab_id) if old_tab_id is not None else None,
        'next_message_id': None if next_message_id is None else _count(next_message_id),
    }


def check_path(value: Any) -> None:
    """Let pass what may be the address of a page of this site."""
    if not isinstance(value, str) or not value.startswith('/') or value.startswith('//') or len(value) > LONGEST_PATH:
        raise Malformed('path')


def name(value: Any) -> str:
    """Return an id as browsers send it."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise Malformed('id')
    return value


def _count(value: Any) -> int:
    digits = str(value)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise Malformed('handshake')
    return int(digits)


def _argument(text: Any) -> Any:
    if text is None:
        return None
    if not isinstance(text, str):
        raise Malformed('arguments')
    try:
        argument = orjson.loads(text)
    except ValueError:
        raise Malformed('arguments') from None
    if _is_deeper(argument, DEEPEST):
        raise Malformed('arguments')
    return argument


def _is_deeper(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if parts is None:
        return False
    return not levels or any(_is_deeper(part, levels - 1) for part in parts)
