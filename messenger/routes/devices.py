"""``/device/<secret>``: signs a member in on another device."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from messenger.accounts.accounts import Accounts
from messenger.accounts.cookies import SessionCookie
from messenger.accounts.labels import label_of
from messenger.guards.identity import session_in
from messenger.guards.voice import voice_in
from messenger.model.member import Member
from messenger.model.refused import Refused
from messenger.pages.plain import device_page, message_page
from messenger.routes.forms import go, page


class Devices:
    """Shows whose link it is, and signs in when asked to: a preview of the link uses nothing up."""

    def __init__(self, title: str, accounts: Accounts, cookie: SessionCookie) -> None:
        self._title = title
        self._accounts = accounts
        self._cookie = cookie

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route('/device/{secret}', self.ask, methods=['GET']),
            Route('/device/{secret}', self.sign_in, methods=['POST']),
        ]

    async def ask(self, request: Request) -> Response:
        """Show whose link it is."""
        secret = request.path_params['secret']
        try:
            owner = await self._accounts.owner_of_link(secret)
        except Refused as refused:
            return self._say_broken(request, refused, 404)
        if taken := self._answer_the_signed_in(request, owner):
            return taken
        return page(device_page(voice_in(request.scope, self._title), name=owner.name, address=f'/device/{secret}'))

    async def sign_in(self, request: Request) -> Response:
        """Use the link up and let the browser keep the session."""
        secret = request.path_params['secret']
        try:
            owner = await self._accounts.owner_of_link(secret)
            if taken := self._answer_the_signed_in(request, owner):
                return taken
            signed_in = await self._accounts.sign_in_by_link(secret, label_of(request.headers.get('user-agent', '')))
        except Refused as refused:
            return self._say_broken(request, refused, 503 if refused.code == 'unavailable' else 404)
        response = go('/')
        self._cookie.write(response, signed_in.secret)
        return response

    def _answer_the_signed_in(self, request: Request, owner: Member) -> Response | None:
        """Keep a member's only session on this browser from being replaced by another's."""
        session = session_in(request.scope)
        if session is None:
            return None
        if session.member_id == owner.id:
            return go('/')
        voice = voice_in(request.scope, self._title)
        _ = voice.say
        text = _('This browser is signed in as somebody else. Sign out first to go on as {name}.', name=owner.name)
        return page(message_page(voice, heading=_('Already signed in'), text=text), 409)

    def _say_broken(self, request: Request, refused: Refused, status: int) -> Response:
        voice = voice_in(request.scope, self._title)
        _ = voice.say
        text = refused.said(voice.language)
        return page(message_page(voice, heading=_('This link does not work'), text=text), status)
