"""``/hooks/<secret>``: other programs post to a group; they are answered as Slack answers them."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from messenger.actions.incoming_webhooks import IncomingWebhookActions
from messenger.model.refused import NotFound, Refused, TooFast, Unavailable
from messenger.webhooks.payload import BadPayload, read_payload, shorten

KEY_HEADERS = ('idempotency-key', 'webhook-id')
LONGEST_KEY = 255
"""Characters."""


class Hooks:
    """Takes what is posted; its size was limited by `messenger.guards.bodies`."""

    def __init__(self, incoming: IncomingWebhookActions, message_characters: int) -> None:
        self._incoming = incoming
        self._message_characters = message_characters

    def routes(self) -> list[Route]:
        """List the routes."""
        return [Route('/hooks/{secret}', self.post, methods=['POST'])]

    async def post(self, request: Request) -> Response:
        """Post one message; the same key in a header again adds nothing."""
        key = next((request.headers[name] for name in KEY_HEADERS if name in request.headers), '')
        if len(key) > LONGEST_KEY:
            return _answer(400, f'The key in the header can have {LONGEST_KEY} characters.')
        try:
            text = read_payload(await request.body(), request.headers.get('content-type', ''))
            await self._incoming.post_incoming(
                request.path_params['secret'], shorten(text, self._message_characters), key
            )
        except BadPayload as bad:
            return _answer(400, bad.reason)
        except Refused as refused:
            return _refusal(refused)
        return PlainTextResponse('ok')


def _refusal(refused: Refused) -> Response:
    match refused:
        case NotFound():
            return _answer(404, 'There is no such webhook, or it was removed. Ask a keeper of the group for a new one.')
        case TooFast(seconds=seconds):
            return _answer(429, refused.reason, seconds)
        case Unavailable(seconds=seconds):
            return _answer(503, refused.reason, seconds)
    return _answer(400, refused.reason)


def _answer(status: int, text: str, retry_seconds: int | None = None) -> Response:
    headers = {} if retry_seconds is None else {'Retry-After': str(retry_seconds)}
    return PlainTextResponse(text + '\n', status, headers)
