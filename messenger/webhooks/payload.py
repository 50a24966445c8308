"""What a program posts to an incoming webhook, as the text of a message: plain text, JSON, or a form as Slack takes it.

https://api.slack.com/messaging/webhooks, https://api.slack.com/reference/messaging/payload
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

import orjson

from messenger.webhooks.slack_blocks import text_of_blocks
from messenger.webhooks.slack_marks import from_slack

MOST_ATTACHMENTS = 20
MOST_FIELDS = 20
"""Of one form or attachment."""
CUT = '…'


class BadPayload(Exception):  # noqa: N818 - an answer to a sender, not a defect
    """There is no text in it; `reason` is a sentence for whoever set the sender up."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_payload(body: bytes, content_type: str) -> str:
    """Return the Markdown text of what was posted. Raises BadPayload.

    >>> read_payload(b'{"text": "*Built* <https://example.org/7|number 7>"}', 'application/json')
    '**Built** [number 7](https://example.org/7)'
    >>> read_payload('Grüße'.encode(), 'text/plain')
    'Grüße'
    """
    kind = content_type.partition(';')[0].strip().lower()
    text = _text(body)
    if kind == 'application/json' or kind.endswith('+json'):
        return _from_json(text)
    if kind == 'application/x-www-form-urlencoded':
        return _from_form(text)
    return text


def shorten(text: str, characters: int) -> str:
    """Cut a text that is longer than a message may be; whoever sent it cannot be asked to."""
    return text if len(text) <= characters else text[: characters - len(CUT)] + CUT


def _text(body: bytes) -> str:
    try:
        return body.decode('utf-8')
    except UnicodeDecodeError as error:
        raise BadPayload('The text is not UTF-8. Send it in this encoding.') from error


def _from_form(text: str) -> str:
    """Read the field `payload` or `text`; else all is text, which is what ``curl -d 'Hello'`` sends."""
    try:
        fields = parse_qs(text, max_num_fields=MOST_FIELDS)
    except ValueError:
        return text
    if 'payload' in fields:
        return _from_json(fields['payload'][0])
    return from_slack(fields['text'][0]) if 'text' in fields else text


def _from_json(text: str) -> str:
    try:
        payload = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadPayload('The body is not valid JSON. It looks like {"text": "Hello"}.') from error
    if not isinstance(payload, dict):
        raise BadPayload('The JSON is no object. It looks like {"text": "Hello"}.')
    parts = [_main_text(payload)]
    attachments = payload.get('attachments')
    if isinstance(attachments, list):
        parts += [_attachment(each) for each in attachments[:MOST_ATTACHMENTS] if isinstance(each, dict)]
    found = '\n\n'.join(part for part in parts if part.strip())
    if not found:
        raise BadPayload('There is no text in it. It looks like {"text": "Hello"}.')
    return found


def _main_text(payload: Mapping[str, object]) -> str:
    """Return what the blocks say; `text` is then only what notifications show in their place."""
    blocks = text_of_blocks(payload.get('blocks'))
    if blocks:
        return blocks
    text = _string(payload.get('text'))
    return text if payload.get('mrkdwn') is False else from_slack(text)


def _attachment(attachment: Mapping[str, object]) -> str:
    blocks = text_of_blocks(attachment.get('blocks'))
    if blocks:
        return blocks
    title = from_slack(_string(attachment.get('title')))
    link = _string(attachment.get('title_link'))
    body = _string(attachment.get('text')) or ('' if title else _string(attachment.get('fallback')))
    lines = [
        from_slack(_string(attachment.get('pretext'))),
        from_slack(f'<{link}|{title}>') if link and title else title and f'**{title}**',
        from_slack(body),
        *_fields(attachment.get('fields')),
    ]
    return '\n'.join(line for line in lines if line)


def _fields(fields: object) -> list[str]:
    if not isinstance(fields, list):
        return []
    known = [each for each in fields[:MOST_FIELDS] if isinstance(each, dict)]
    return [f'**{_string(each.get("title"))}** {from_slack(_string(each.get("value")))}' for each in known]


def _string(value: object) -> str:
    return value if isinstance(value, str) else ''
