"""``/files/<group>/<picture>/preview``: gives pictures of pages that messages link to out, to members alone."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from messenger.actions.previews import PreviewActions
from messenger.guards.answers import plain
from messenger.guards.identity import session_in
from messenger.guards.voice import language_in, sign_in_first
from messenger.media.pictures import PORTRAIT_TYPE
from messenger.model.refused import NotFound, Refused
from messenger.routes.files import GUARDED, no_picture


class PreviewPictures:
    """Pictures of pages, whose rights are looked up at each request."""

    def __init__(self, previews: PreviewActions) -> None:
        self._previews = previews

    def routes(self) -> list[Route]:
        """List the routes."""
        return [Route('/files/{group_id}/{picture_id}/preview', self.show, methods=['GET'])]

    async def show(self, request: Request) -> Response:
        """Give out what a message shows now."""
        session = session_in(request.scope)
        if session is None:
            return sign_in_first(request.scope)
        group_id, picture_id = request.path_params['group_id'], request.path_params['picture_id']
        headers = GUARDED | {'ETag': f'"{picture_id}"'}
        try:
            content = await self._previews.read_preview(session.member_id, group_id, picture_id)
        except NotFound:
            return no_picture(request)
        except Refused as refused:
            return plain(503, refused.said(language_in(request.scope)))
        if request.headers.get('if-none-match') == headers['ETag']:
            return Response(None, 304, headers)
        return Response(content, media_type=PORTRAIT_TYPE, headers=headers)
