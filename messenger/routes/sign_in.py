"""``/sign-in`` and ``/sign-out``."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from messenger.accounts.accounts import Accounts
from messenger.accounts.cookies import SessionCookie
from messenger.accounts.labels import label_of
from messenger.guards.identity import session_in
from messenger.guards.voice import voice_in
from messenger.model.refused import NameTaken, Refused
from messenger.pages.plain import sign_in_page
from messenger.routes.forms import go, local_path, page, read_form

LONGEST_NAME_SHOWN = 200
STATUS_OF = {'name_taken': 409, 'unavailable': 503}
"""HTTP status of a refusal by its code; 400 for the others."""


class SignIn:
    """Signs people in by display name alone, and out."""

    def __init__(self, title: str, accounts: Accounts, cookie: SessionCookie) -> None:
        self._title = title
        self._accounts = accounts
        self._cookie = cookie

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route('/sign-in', self.ask, methods=['GET']),
            Route('/sign-in', self.sign_in, methods=['POST']),
            Route('/sign-out', self.sign_out, methods=['POST']),
        ]

    async def ask(self, request: Request) -> Response:
        """Show the form; who is signed in already goes on."""
        next_path = local_path(request.query_params.get('next'))
        if session_in(request.scope):
            return go(next_path)
        return page(sign_in_page(voice_in(request.scope, self._title), next_path=next_path))

    async def sign_in(self, request: Request) -> Response:
        """Register the name, let the browser keep the session and go on; or show why not."""
        form = await read_form(request)
        next_path = local_path(form.get('next'))
        if session_in(request.scope):
            return go(next_path)
        name = form.get('name', '')
        try:
            signed_in = await self._accounts.sign_in(name, label_of(request.headers.get('user-agent', '')))
        except Refused as refused:
            return self._refuse(request, refused, name[:LONGEST_NAME_SHOWN], next_path)
        response = go(next_path)
        self._cookie.write(response, signed_in.secret)
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session, close its pages and let the browser forget it and what it stored."""
        if session := session_in(request.scope):
            await self._accounts.sign_out(session)
        response = go('/sign-in')
        response.headers['Clear-Site-Data'] = '"storage"'
        self._cookie.clear(response)
        return response

    def _refuse(self, request: Request, refused: Refused, name: str, next_path: str) -> Response:
        suggestion = refused.suggestion if isinstance(refused, NameTaken) else ''
        voice = voice_in(request.scope, self._title)
        error = refused.said(voice.language)
        html = sign_in_page(voice, error=error, name=name, suggestion=suggestion, next_path=next_path)
        return page(html, STATUS_OF.get(refused.code, 400))


def sign_in_address(next_path: str) -> str:
    """Write where the anonymous go first, to come back afterwards."""
    return f'/sign-in?next={quote(next_path, safe="/")}'
