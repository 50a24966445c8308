"""``/pictures``: takes a member's picture in; ``/pictures/<hash>`` gives pictures of members out, to members alone."""

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from messenger.actions.pictures import PictureActions
from messenger.guards.answers import plain
from messenger.guards.identity import session_in
from messenger.guards.voice import language_in, sign_in_first
from messenger.media.pictures import PORTRAIT_TYPE
from messenger.model.ids import RequestId
from messenger.model.refused import NotFound, Refused
from messenger.routes.files import STATUS_OF, no_picture

KEPT = {
    # What an address names never changes, and whoever was let to see it has seen it.
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
}


class MemberPictures:
    """Pictures of people, whose rights are looked up at each request."""

    def __init__(self, pictures: PictureActions) -> None:
        self._pictures = pictures

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route('/pictures', self.take, methods=['POST']),
            Route('/pictures/{picture}', self.show, methods=['GET']),
        ]

    async def take(self, request: Request) -> Response:
        """Take the body as the picture of who sends it; `request` in the query makes sending it twice do it once."""
        session = session_in(request.scope)
        if session is None:
            return sign_in_first(request.scope)
        request_id = RequestId(request.query_params.get('request', ''))
        try:
            picture = await self._pictures.set_picture(session.member_id, request.stream(), request_id)
        except Refused as refused:
            # The rest of a body that is not read would be taken for the next request.
            return plain(STATUS_OF.get(refused.code, 400), refused.said(language_in(request.scope)), Connection='close')
        except ClientDisconnect:
            return plain(400, 'The upload was cut off.')
        return PlainTextResponse(picture, 201, {'Cache-Control': 'no-store'})

    async def show(self, request: Request) -> Response:
        """Give out what somebody has as a picture now."""
        session = session_in(request.scope)
        if session is None:
            return sign_in_first(request.scope)
        try:
            content = await self._pictures.read_picture(session.member_id, request.path_params['picture'])
        except NotFound:
            return no_picture(request)
        except Refused as refused:
            return plain(503, refused.said(language_in(request.scope)))
        return Response(content, media_type=PORTRAIT_TYPE, headers=KEPT)
