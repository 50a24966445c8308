"""``/invite/<secret>``: lets its holder join a group."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from messenger.actions.invitations import InvitationActions
from messenger.guards.identity import session_in
from messenger.guards.voice import voice_in
from messenger.model.ids import new_request_id
from messenger.model.refused import Refused
from messenger.pages.plain import invitation_page, message_page
from messenger.routes.forms import go, page
from messenger.routes.sign_in import sign_in_address


class Invitations:
    """Shows what one is invited to, and joins when asked to; the anonymous sign in first and come back."""

    def __init__(self, title: str, invitations: InvitationActions) -> None:
        self._title = title
        self._invitations = invitations

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route('/invite/{secret}', self.ask, methods=['GET']),
            Route('/invite/{secret}', self.join, methods=['POST']),
        ]

    async def ask(self, request: Request) -> Response:
        """Show the group's name."""
        secret = request.path_params['secret']
        if session_in(request.scope) is None:
            return go(sign_in_address(f'/invite/{secret}'))
        group = await self._invitations.preview(secret)
        voice = voice_in(request.scope, self._title)
        _ = voice.say
        if group is None:
            text = _('This invitation was used already or is too old. Ask for a new one.')
            return page(message_page(voice, heading=_('This invitation does not work'), text=text), 404)
        return page(invitation_page(voice, group_name=group.name, address=f'/invite/{secret}'))

    async def join(self, request: Request) -> Response:
        """Use the invitation up and open the group."""
        secret, session = request.path_params['secret'], session_in(request.scope)
        if session is None:
            return go(sign_in_address(f'/invite/{secret}'))
        try:
            group = await self._invitations.accept(session.member_id, secret, new_request_id())
        except Refused as refused:
            voice = voice_in(request.scope, self._title)
            _ = voice.say
            text = refused.said(voice.language)
            return page(message_page(voice, heading=_('You did not join'), text=text), 409)
        return go(f'/groups/{group.id}')
