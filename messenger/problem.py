"""Problem details (RFC 9457): how programs under ``/api`` are told no."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

MEDIA_TYPE = 'application/problem+json'
API_PATH = '/api/'
"""Below this path programs ask, and are answered so."""


def problem(status: int, detail: str, *, code: str = '', headers: Mapping[str, str] | None = None) -> Response:
    """Make an answer that says in `detail` what happened and what to do; `code` is a stable word for programs."""
    content = {'title': HTTPStatus(status).phrase, 'status': status, 'detail': detail}
    # Without a type of its own a problem is what its status says (RFC 9457, 4.2.1).
    named = {'type': f'/api/v1/docs#{code}', 'code': code} if code else {'type': 'about:blank'}
    return JSONResponse(named | content, status, headers, MEDIA_TYPE)
