"""What stands in every request to the API: who asks, which request it is, and which thing is meant."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Header, Path, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from messenger.actions.bots import BotActions
from messenger.api.shapes import MOST_ORDINAL
from messenger.model.ids import ID_ALPHABET, ID_LENGTH, GroupId, MemberId, Ordinal, RequestId, keyed_request_id

LONGEST_KEY = 255
"""Characters."""
ID_PATTERN = f'^[{ID_ALPHABET[0]}-z2-7]{{{ID_LENGTH}}}$'

BEARER = HTTPBearer(auto_error=False, description="A bot's token, from Integrations in the menu of a group.")


async def who_asks(
    request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
) -> MemberId:
    """Find whose token the request bears; cookies are not looked at. Raises HTTPException 401."""
    bots: BotActions = request.app.state.bots
    member_id = await bots.bot_with(bearer.credentials) if bearer else None
    if member_id is None:
        said = 'This token is not good, or not any more.' if bearer else 'A token is missing.'
        detail = f"{said} Send 'Authorization: Bearer' and the token of a bot, from Integrations in a group's menu."
        raise HTTPException(401, detail, {'WWW-Authenticate': 'Bearer'})
    request.state.bot = member_id
    request.state.is_good = partial(bots.is_good, bearer.credentials if bearer else '')
    return member_id


async def which_request(
    request: Request,
    asker: Annotated[MemberId, Depends(who_asks)],
    key: Annotated[
        str | None,
        Header(
            alias='Idempotency-Key',
            max_length=LONGEST_KEY,
            description='Any text of your own: the same key again does the thing once and answers as it did.',
        ),
    ] = None,
) -> RequestId:
    """Make of a program's key the id that the journal knows a request by; elsewhere the same key is another one."""
    where = f'{request.method} {request.url.path}'
    return keyed_request_id(f'{asker} {where}', key or '')


Asker = Annotated[MemberId, Depends(who_asks)]
Once = Annotated[RequestId, Depends(which_request)]
InGroup = Annotated[GroupId, Path(alias='group_id', pattern=ID_PATTERN)]
OfMember = Annotated[MemberId, Path(alias='member_id', pattern=ID_PATTERN)]
AtOrdinal = Annotated[Ordinal, Path(alias='ordinal', ge=1, le=MOST_ORDINAL)]
