"""Which status a refusal has, and how the API says no."""

from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from messenger.api.shapes import Problem
from messenger.guards.bodies import TooLarge
from messenger.model.refused import Refused, TooFast, Unavailable
from messenger.problem import MEDIA_TYPE, problem

STATUS_OF = {
    'bad_request': 400,
    'not_allowed': 403,
    'not_found': 404,
    'already_a_member': 409,
    'full': 409,
    'last_owner': 409,
    'name_taken': 409,
    'stale': 409,
    'too_many': 409,
    'unchanged': 409,
    'too_large': 413,
    'too_fast': 429,
    'unavailable': 503,
}
"""HTTP status of a refusal by its code; 422 for the others: it was understood and cannot be done."""

RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {'description': text, 'content': {MEDIA_TYPE: {'schema': {'$ref': '#/components/schemas/Problem'}}}}
    for status, text in {
        400: 'What was sent cannot be read.',
        401: 'The token is missing or not good.',
        403: 'The asker may not do this.',
        404: 'There is no such thing, or the asker may not know of it.',
        409: 'It does not fit how things stand.',
        413: 'What was sent is too large.',
        422: 'What was sent is understood and cannot be done.',
        429: '`Retry-After` says after how many seconds to try again.',
        503: 'The server cannot write just now. `Retry-After` says after how many seconds to try again.',
    }.items()
}
"""What any operation may answer."""

log = structlog.get_logger(__name__)


def answer_problems(api: FastAPI) -> None:
    """Let everything that goes wrong in the API be answered as a problem."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(RequestValidationError, _unreadable)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(TooLarge, _too_large)
    api.add_exception_handler(Exception, _mistake)


async def _refused(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, Refused)
    status = STATUS_OF.get(refused.code, 422)
    # The rest of a body that is not read would be taken for the next request.
    headers = {'Connection': 'close'} if getattr(request.state, 'is_half_read', False) else {}
    if isinstance(refused, TooFast | Unavailable):
        headers['Retry-After'] = str(refused.seconds)
    return problem(status, refused.reason, code=refused.code, headers=headers)


async def _unreadable(_request: Request, error: Exception) -> Response:
    """Say which part of a request is wrong, and nothing of what stood there."""
    assert isinstance(error, RequestValidationError)
    said = [f'{".".join(str(part) for part in each["loc"])}: {each["msg"]}' for each in error.errors()]
    return problem(422, '; '.join(said), code='unreadable')


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, TooLarge):  # while FastAPI read the body
        return await _too_large(request, error.__cause__)
    code = 'not_found' if error.status_code == 404 else ''
    if error.status_code == 405:
        return _wrong_method(request)
    detail = 'There is nothing at this address. See /api/v1/docs.' if error.detail == 'Not Found' else error.detail
    return problem(error.status_code, detail, code=code, headers=error.headers)


def _wrong_method(request: Request) -> Response:
    """Name all methods that there are at an address: each is a route of its own, and knows no other."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    methods = ', '.join(sorted({method for route in routes for method in route.methods}))
    detail = f'{request.method} is not possible at this address: only {methods}. See /api/v1/docs.'
    return problem(405, detail, code='wrong_method', headers={'Allow': methods})


async def _too_large(_request: Request, error: Exception) -> Response:
    return problem(413, str(error), code='too_large', headers={'Connection': 'close'})


async def _mistake(_request: Request, _error: Exception) -> Response:
    return problem(500, 'The server made a mistake and has noted it. Try again; if it stays so, tell the operator.')


def add_problem_schema(document: dict[str, Any]) -> None:
    """Let the OpenAPI document know what a problem is."""
    document['components']['schemas']['Problem'] = Problem.model_json_schema()
