"""Frames that no browser sends: events for what is not theirs, with what does not fit, and what is no frame at all."""

import json
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NAMES = ('click', 'update:modelValue', 'update:value', 'selection', 'keydown', 'disconnect', '__proto__', '')
KINDS = ('event', 'ack', 'javascript_response', 'log', 'handshake', 'connect', 'disconnect', 'update', '', 'é' * 50)
TEXTS = (
    '',
    '0',
    '-1',
    'a',
    '<script>',
    "'; drop",
    '\x00',
    '\ud800',
    '\U0001f600',
    '../..',
    'é' * 500,
    '//evil.example',
    '/',
)
NUMBERS = (0, 1, -1, 2, 9, 10, 2**26, 2**31, 2**53, 2**53 + 1, 2**64, 1e308, -0.5, 3.0)
DEEP = 40
LONG = 120_000


@dataclass(frozen=True, slots=True)
class Known:
    """A listener that is or was somewhere on the server: whose client, which element, and its id."""

    client_id: str
    element_id: int
    listener_id: str
    type: str


class Frames:
    """Makes one frame after the other, from a seed; the attacker knows every id there is."""

    def __init__(
        self, seed: int, client_id: Callable[[], str], known: Sequence[Known], shown: Callable[[Known], bool]
    ) -> None:
        """Begin; `shown` tells which of the known is on the attacker's own page, to which every second event goes."""
        self._random = random.Random(seed)
        self._client_id = client_id
        self._known = known
        self._own = [each for each in known if shown(each)]

    def next(self) -> str | bytes:
        """Return a WebSocket message; most are events, for only they get far."""
        chance = self._random.random()
        if chance < 0.80:
            return self._packet('event', self._event())
        if chance < 0.92:
            return self._packet(self._random.choice(KINDS), self._message())
        if chance < 0.985:
            return self._malformed()
        return self._fatal()

    def _packet(self, kind: str, content: Any) -> str:
        return '42' + json.dumps([kind, content])

    def _event(self) -> Any:
        known = self._random.choice(self._own if self._random.random() < 0.5 else self._known)
        event = {
            'id': known.element_id,
            'client_id': self._client_id(),
            'listener_id': known.listener_id,
            'args': [] if self._random.random() < 0.3 else [json.dumps(self._fitting(known.type))],
        }
        for key in self._random.sample(list(event), self._random.choice((0, 0, 0, 1, 1, 2))):
            event[key] = self._other(key)
        return event

    def _other(self, key: str) -> Any:
        other = self._random.choice(self._known)
        stranger = str(uuid.UUID(int=self._random.getrandbits(128)))
        match key:
            case 'id':
                near = self._random.choice(self._known).element_id + self._random.randint(-3, 3)
                return self._random.choice((other.element_id, near, self._value()))
            case 'client_id':
                return self._random.choice((other.client_id, stranger, self._value()))
            case 'listener_id':
                return self._random.choice((other.listener_id, stranger, self._value()))
        return self._random.choice((self._texts(), self._value(), [self._value()], ['{"a":', 'NaN', '1e999']))

    def _fitting(self, kind: str) -> Any:
        """Return an argument that is often of the right shape, for only that reaches a handler."""
        if not kind.startswith('update:') or self._random.random() < 0.3:
            return self._value()
        return self._random.choice(
            (
                self._random.randint(-2, 12),
                {'value': self._random.randint(-2, 4), 'label': 'b'},
                self._random.random() < 0.5,
                self._random.choice(TEXTS[:6]),
            )
        )

    def _texts(self) -> list[str]:
        return [json.dumps(self._value()) for _ in range(self._random.choice((0, 1, 2, 20)))]

    def _message(self) -> Any:
        keys = ('client_id', 'request_id', 'result', 'next_message_id', 'tab_id', 'document_id', 'level', 'message')
        message = {key: self._value() for key in self._random.sample(keys, 4)}
        if self._random.random() < 0.7:
            message['client_id'] = self._client_id()
        return self._random.choice((message, message, self._value()))

    def _value(self, depth: int = 0) -> Any:
        make = self._random.choice(
            (
                lambda: self._random.choice(TEXTS),
                lambda: self._random.choice(NUMBERS),
                lambda: self._random.choice((None, True, False)),
                lambda: [self._value(depth + 1) for _ in range(2)] if depth < 3 else [],
                lambda: {name: self._value(depth + 1) for name in ('value', 'rows', 'added')} if depth < 3 else {},
                self._nested,
            )
        )
        return make()

    def _nested(self) -> Any:
        value: Any = 0
        for _ in range(self._random.choice((2, 7, 9, DEEP))):
            value = [value] if self._random.random() < 0.5 else {'a': value}
        return value

    def _malformed(self) -> str:
        """Return text that begins as a packet and is none; the server drops it."""
        event = self._packet('event', self._event())
        return self._random.choice(
            (
                event[: self._random.randrange(3, len(event))],
                event.replace('"', '', 1),
                '42' + '[' * 1_000,
                '42[]',
                '42["event"]',
                '42["event",{},{}]',
                '42{"a":1}',
                '42["event",' + '9' * 5_000 + ']',
                f'42{self._random.randrange(10**6)}["handshake",{{}}]',
                '42/other,["event",{}]',
                '45' + '1-["event",{"_placeholder":true,"num":0}]',
                '43' + '0[true]',
                '42["event","' + 'a' * LONG + '"]',
                '40',
                '40{"a":1}',
                '3',
                '4',
            )
        )

    def _fatal(self) -> str | bytes:
        """Return what costs the socket: no packet at all, or its end."""
        return self._random.choice(
            (
                b'\x00\x01\x02',
                b'',
                '',
                'x',
                '9',
                '41',
                '1',
                '5',
                '6',
                '2probe',
                '\x00',
                '{"a":1}',
                self._random.randbytes(200),
            )
        )
