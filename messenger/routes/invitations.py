"""``/invite/<secret>``: lets its holder join a group."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from messenger.actions.invitations import InvitationActions
from messenger.guards.identity import session_in
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
        if group is None:
            text = 'This invitation was used already or is too old. Ask for a new one.'
            return page(message_page(self._title, heading='This invitation does not work', text=text), 404)
        return page(invitation_page(self._title, group_name=group.name, address=f'/invite/{secret}'))

    async def join(self, request: Request) -> Response:
        """Use the invitation up and open the group."""
        secret, session = request.path_params['secret'], session_in(request.scope)
        if session is None:
            return go(sign_in_address(f'/invite/{secret}'))
        try:
            group = await self._invitations.accept(session.member_id, secret, new_request_id())
        except Refused as refused:
            return page(message_page(self._title, heading='You did not join', text=refused.reason), 409)
        return go(f'/groups/{group.id}')
