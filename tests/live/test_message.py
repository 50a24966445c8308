"""What a browser may send has one shape; anything else is malformed."""

import json
from typing import Any

import pytest

from messenger.live.message import LARGEST_MESSAGE, Malformed, parse_event, parse_handshake, parse_number, parse_packet

EVENT = {'id': 1, 'client_id': 'c', 'listener_id': 'l', 'args': ['{"a":1}']}
HANDSHAKE = {'client_id': 'c', 'tab_id': 't', 'document_id': 'd'}


def test_an_event_packet_is_read_from_text_and_from_bytes() -> None:
    for packet in ('2["event",{"id":1}]', b'2["event",{"id":1}]'):
        assert parse_packet(packet) == ('event', {'id': 1})


@pytest.mark.parametrize('packet', ['2[', '2[1,2]', '2["a"]', '2["a",1,2]', '2{}', b'2["\xff",1]', '2' + '[' * 2000])
def test_a_packet_of_another_shape_is_malformed(packet: str | bytes) -> None:
    with pytest.raises(Malformed):
        parse_packet(packet)


def test_a_packet_that_is_too_large_is_malformed_unread() -> None:
    with pytest.raises(Malformed, match='size'):
        parse_packet('2' + 'x' * LARGEST_MESSAGE)


@pytest.mark.parametrize(
    ('texts', 'arguments'), [(['1'], 1), (['1', 'null', None], [1, None, None]), ([], []), (['{"a":[]}'], {'a': []})]
)
def test_arguments_are_decoded_as_nicegui_does(texts: list[Any], arguments: Any) -> None:
    assert parse_event({**EVENT, 'args': texts}).arguments == arguments


@pytest.mark.parametrize('text', ['[' * 9 + ']' * 9, '{"a":' * 9 + '1' + '}' * 9, '[1,[' + '[' * 90 + ']' * 90 + ']]'])
def test_arguments_that_are_nested_deeper_than_any_page_sends_are_malformed(text: str) -> None:
    """Comparing them with what was there before would end in a RecursionError."""
    with pytest.raises(Malformed, match='arguments'):
        parse_event({**EVENT, 'args': [text]})


def test_brackets_in_a_text_are_no_nesting() -> None:
    text = '[{' * 5_000
    assert parse_event({**EVENT, 'args': [json.dumps([text, [[[{'a': 1}]]]])]}).arguments == [text, [[[{'a': 1}]]]]


def test_an_event_without_arguments_has_none() -> None:
    assert parse_event({key: value for key, value in EVENT.items() if key != 'args'}).arguments == []


@pytest.mark.parametrize('number', ['12', 12, 0])
def test_a_handshake_s_number_may_come_from_an_address(number: Any) -> None:
    assert parse_handshake({**HANDSHAKE, 'next_message_id': number})['next_message_id'] == int(number)


@pytest.mark.parametrize(
    'change', [{'tab_id': ''}, {'client_id': 1}, {'next_message_id': '-1'}, {'next_message_id': '٣'}]
)
def test_a_handshake_of_another_shape_is_malformed(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        parse_handshake({**HANDSHAKE, **change})


@pytest.mark.parametrize('value', [None, -1, 1.0, True, '1', 2**60])
def test_a_number_is_a_whole_one_that_a_browser_can_count_to(value: Any) -> None:
    with pytest.raises(Malformed):
        parse_number({'n': value}, 'n')
