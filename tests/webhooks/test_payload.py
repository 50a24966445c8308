"""What programs post, as the text of a message."""

import json

import pytest

from messenger.webhooks.payload import BadPayload, read_payload, shorten

FORM = 'application/x-www-form-urlencoded'


def of_json(**payload: object) -> str:
    """Read a payload as a program would send it."""
    return read_payload(json.dumps(payload).encode(), 'application/json; charset=utf-8')


def test_plain_text_is_markdown_as_it_is() -> None:
    assert read_payload(b'*as* _it_ <is>', 'text/plain') == '*as* _it_ <is>'
    assert read_payload(b'without a type', '') == 'without a type'


def test_json_speaks_slacks_marks_unless_it_says_otherwise() -> None:
    assert of_json(text='*Done*') == '**Done**'
    assert of_json(text='*Done*', mrkdwn=False) == '*Done*'


def test_a_form_holds_a_payload_a_text_or_is_the_text() -> None:
    """The last is what ``curl -d 'Hello'`` sends."""
    assert read_payload(b'payload=%7B%22text%22%3A%22a+%26+b%22%7D', FORM) == 'a & b'
    assert read_payload(b'text=Hello+there', FORM) == 'Hello there'
    assert read_payload(b'Build 7 = done & dusted', FORM) == 'Build 7 = done & dusted'
    assert read_payload(b'&'.join(b'a=%d' % number for number in range(30)), FORM).startswith('a=0&a=1')


def test_blocks_take_the_place_of_the_text() -> None:
    blocks = [{'type': 'header', 'text': {'type': 'plain_text', 'text': 'Deploy'}}]
    assert of_json(text='for notifications', blocks=blocks) == '**Deploy**'


def test_attachments_follow_the_text() -> None:
    attachment = {
        'fallback': 'not shown beside a title',
        'pretext': 'New alert',
        'title': 'CPU high',
        'title_link': 'https://grafana.example/d/1',
        'text': 'over *90 %*',
        'fields': [{'title': 'Host', 'value': 'web-1'}, 'nonsense'],
    }
    wanted = 'Hi\n\nNew alert\n[CPU high](https://grafana.example/d/1)\nover **90 %**\n**Host** web-1'
    assert of_json(text='Hi', attachments=[attachment, 7]) == wanted
    assert of_json(attachments=[{'fallback': 'only this'}]) == 'only this'
    assert of_json(attachments=[{'title': 'Alone'}]) == '**Alone**'
    assert of_json(attachments=[{'blocks': [{'type': 'image', 'alt_text': 'A chart'}]}]) == 'A chart'


@pytest.mark.parametrize(
    ('body', 'kind'),
    [
        (b'{', 'application/json'),
        (b'[]', 'application/json'),
        (b'"text"', 'application/json'),
        (b'{}', 'application/json'),
        (b'{"text": 5, "blocks": 5, "attachments": 5}', 'application/json'),
        (b'{"text": "  ", "blocks": [7, {"type": "divider"}, {"type": {}}]}', 'application/vnd.x+json'),
        (b'{"blocks": ' + b'[' * 5000 + b']' * 5000 + b'}', 'application/json'),
        (b'payload={', FORM),
        (b'\xff\xfe', 'text/plain'),
        (b'{"text": "\xff"}', 'application/json'),
    ],
)
def test_what_holds_no_text_is_said_to_the_sender(body: bytes, kind: str) -> None:
    with pytest.raises(BadPayload, match=r'^(The|There) .*\.$'):
        read_payload(body, kind)


def test_a_text_too_long_is_cut() -> None:
    assert shorten('12345', 5) == '12345'
    assert shorten('123456', 5) == '1234…'
