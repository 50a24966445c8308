"""``/files/<group>``: takes files in, and ``/files/<group>/<attachment>`` gives them out, to members alone."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Send

from messenger.accounts.session import Session
from messenger.actions.attachments import AttachmentActions
from messenger.blobs.contract import BlobMissing, Blobs, BlobsUnavailable
from messenger.guards.answers import plain
from messenger.guards.identity import session_in
from messenger.guards.voice import language_in, sign_in_first
from messenger.languages import marked, translate
from messenger.media.kind import is_shown_inline
from messenger.media.pictures import THUMBNAIL_TYPE
from messenger.model.attachment import Attachment
from messenger.model.refused import NotFound, Refused, unreadable
from messenger.routes.span import Unsatisfiable, span_of

STATUS_OF = {'not_found': 404, 'too_large': 413, 'too_fast': 429, 'unavailable': 503}
"""HTTP status of a refusal by its code; 400 for the others."""

GUARDED = {
    # Whatever it is, it runs nothing and reaches nothing, also when it is opened by itself.
    'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'",
    'X-Content-Type-Options': 'nosniff',
    # Asked for anew at each look, since the right to it may have gone.
    'Cache-Control': 'private, no-cache',
}


class Files:
    """Uploads and downloads, whose rights are looked up at each request."""

    def __init__(self, attachments: AttachmentActions, blobs: Blobs) -> None:
        self._attachments = attachments
        self._blobs = blobs

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route('/files/{group_id}', self.upload, methods=['POST']),
            Route('/files/{group_id}/{attachment_id}', self.download, methods=['GET']),
            Route('/files/{group_id}/{attachment_id}/thumb', self.thumbnail, methods=['GET']),
        ]

    async def upload(self, request: Request) -> Response:
        """Take the body as a file named by the query, and answer the id by which it can be sent."""
        session = session_in(request.scope)
        if session is None:
            return sign_in_first(request.scope)
        name, group_id = request.query_params.get('name', ''), request.path_params['group_id']
        try:
            upload_id = await self._attachments.upload(session.member_id, group_id, name, request.stream())
        except Refused as refused:
            # The rest of a body that is not read would be taken for the next request.
            return plain(STATUS_OF.get(refused.code, 400), refused.said(language_in(request.scope)), Connection='close')
        except ClientDisconnect:
            return plain(400, 'The upload was cut off.', Connection='close')
        return PlainTextResponse(upload_id, 201, {'Cache-Control': 'no-store'})

    async def download(self, request: Request) -> Response:
        """Give a file out, whole or the part that is asked for."""
        found = await self._find(request)
        if isinstance(found, Response):
            return found
        try:
            return await serve_file(request, found, self._blobs, partial(self._may_read, request))
        except Refused as refused:
            return plain(503, refused.said(language_in(request.scope)))

    def _may_read(self, request: Request) -> bool:
        session = session_in(request.scope)
        return session is not None and self._attachments.may_read(session.member_id, request.path_params['group_id'])

    async def thumbnail(self, request: Request) -> Response:
        """Give a picture's thumbnail out."""
        found = await self._find(request)
        if isinstance(found, Response):
            return found
        headers = GUARDED | {'ETag': f'"{found.id}-thumb"'}
        if request.headers.get('if-none-match') == headers['ETag']:
            return Response(None, 304, headers)
        try:
            content = await self._blobs.thumbnail(found.sha256)
        except BlobMissing:
            return _absent(request)
        except BlobsUnavailable:
            return plain(503, unreadable().said(language_in(request.scope)))
        return Response(content, media_type=THUMBNAIL_TYPE, headers=headers)

    async def _find(self, request: Request) -> Attachment | Response:
        session: Session | None = session_in(request.scope)
        if session is None:
            return sign_in_first(request.scope)
        group_id, attachment_id = request.path_params['group_id'], request.path_params['attachment_id']
        try:
            return await self._attachments.read_attachment(session.member_id, group_id, attachment_id)
        except NotFound:
            return _absent(request)
        except Refused as refused:
            return plain(503, refused.said(language_in(request.scope)))


class Lasting(StreamingResponse):
    """What goes out piece by piece for as long as it may; then it stays without its end, and the connection closes."""

    is_allowed: Callable[[], bool]

    async def stream_response(self, send: Send) -> None:
        """Send what there is."""

        async def send_while_allowed(message: Message) -> None:
            if self.is_allowed():
                await send(message)

        await super().stream_response(send_while_allowed)


async def serve_file(request: Request, found: Attachment, blobs: Blobs, is_allowed: Callable[[], bool]) -> Response:
    """Give a file out, whole or the part that is asked for, to who has the right to it, while that lasts.

    Raises Refused ``unavailable``.
    """
    headers = GUARDED | {'ETag': f'"{found.id}"', 'Accept-Ranges': 'bytes', 'Content-Disposition': _named(found)}
    if request.headers.get('if-none-match') == headers['ETag']:
        return Response(None, 304, headers)
    try:
        if not await blobs.has(found.sha256):
            return _absent(request)
    except BlobsUnavailable as error:
        raise unreadable() from error
    size = found.size_bytes
    is_same = request.headers.get('if-range', headers['ETag']) == headers['ETag']
    try:
        span = span_of(request.headers.get('range') if is_same else None, size)
    except Unsatisfiable:
        return Response(None, 416, headers | {'Content-Range': f'bytes */{size}'})
    first, count = span or (0, size)
    headers['Content-Length'] = str(count)
    if span:
        headers['Content-Range'] = f'bytes {first}-{first + count - 1}/{size}'
    if request.method == 'HEAD':
        return Response(None, 206 if span else 200, headers, media_type=found.media_type)
    content = blobs.read(found.sha256, first, count)
    answer = Lasting(content, 206 if span else 200, headers, media_type=found.media_type)
    answer.is_allowed = is_allowed
    return answer


def _named(found: Attachment) -> str:
    """Write the name for saving (RFC 6266), and whether the browser may show it by itself."""
    kind = 'inline' if is_shown_inline(found) else 'attachment'
    return f"{kind}; filename*=UTF-8''{quote(found.name, safe='')}"


def _absent(request: Request) -> Response:
    return plain(404, translate(language_in(request.scope), marked('There is no file at this address.')))


def no_picture(request: Request) -> Response:
    """Say that there is none, or none any more."""
    return plain(404, translate(language_in(request.scope), marked('There is no picture at this address.')))
