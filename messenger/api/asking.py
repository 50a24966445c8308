"""What stands in every request to the API: who asks, which request it is, and which thing is meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any

from fastapi import Path, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.actions.bots import BotActions
from messenger.api.shapes import MOST_ORDINAL
from messenger.model.ids import ID_LENGTH, GroupId, MemberId, Ordinal, RequestId, keyed_request_id
from messenger.model.refused import Refused, Unavailable
from messenger.problem import problem

LONGEST_KEY = 255
"""Characters."""
ID_PATTERN = f'^[a-z2-7]{{{ID_LENGTH}}}$'
SCHEME = 'bearer '

InGroup = Annotated[GroupId, Path(alias='group_id', pattern=ID_PATTERN)]
OfMember = Annotated[MemberId, Path(alias='member_id', pattern=ID_PATTERN)]
AtOrdinal = Annotated[Ordinal, Path(alias='ordinal', ge=1, le=MOST_ORDINAL)]

SECURITY: dict[str, Any] = {
    'Token': {
        'type': 'http',
        'scheme': 'bearer',
        'description': "A bot's token, from Integrations in the menu of a group.",
    }
}
ONCE: dict[str, Any] = {
    'parameters': [
        {
            'name': 'Idempotency-Key',
            'in': 'header',
            'required': False,
            'schema': {'type': 'string', 'maxLength': LONGEST_KEY},
            'description': 'Any text of your own: the same key again does the thing once and answers as it did.',
        }
    ]
}
"""What the document says of an operation that is done once for one key; `once` reads it."""


class Authentication:
    """Lets nobody through without the token of a bot, whatever is asked for; cookies are not looked at.

    It stands before the operations, not in each, so that none can do without; and FastAPI takes twice as long for a
    request whose dependencies it has to solve.
    """

    def __init__(self, app: ASGIApp, bots: BotActions, *, is_open: frozenset[str]) -> None:
        """Guard an application; `is_open` are the paths that need no token."""
        self.app = app
        self._bots = bots
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find whose token a request bears and note it for `asker`."""
        if scope['type'] == 'http' and scope['path'] not in self._is_open:
            authorization = Headers(scope=scope).get('authorization', '')
            token = authorization[len(SCHEME) :].strip() if authorization.lower().startswith(SCHEME) else ''
            try:
                member_id = await self._bots.bot_with(token) if token else None
            except Unavailable as error:
                answer = problem(503, error.reason, code=error.code, headers={'Retry-After': str(error.seconds)})
                return await answer(scope, receive, send)
            if member_id is None:
                said = 'This token is not good, or not any more.' if token else 'A token is missing.'
                return await _unknown(said)(scope, receive, send)
            scope.setdefault('state', {}).update(bot=member_id, is_good=partial(self._bots.is_good, token))
        return await self.app(scope, receive, send)


def asker(request: Request) -> MemberId:
    """Return who asks."""
    member_id: MemberId = request.state.bot
    return member_id


def once(request: Request) -> RequestId:
    """Make of a program's key the id that the journal knows a request by; elsewhere the same key is another one.

    Raises Refused ``bad_key``.
    """
    key = request.headers.get('idempotency-key', '')
    if len(key) > LONGEST_KEY:
        raise Refused('bad_key', f'An Idempotency-Key can have {LONGEST_KEY} characters. Send a shorter one.')
    return keyed_request_id(f'{asker(request)} {request.method} {request.scope["path"]}', key)


@contextmanager
def as_it_is() -> Iterator[None]:
    """Let asking for what is so already be as good as asking once."""
    try:
        yield
    except Refused as refused:
        if refused.code != 'unchanged':
            raise


def _unknown(said: str) -> ASGIApp:
    detail = f"{said} Send 'Authorization: Bearer' and the token of a bot, from Integrations in a group's menu."
    return problem(401, detail, code='no_token', headers={'WWW-Authenticate': 'Bearer'})
