"""Files: received first, then sent with a message, and read by who is in its group."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi import Response as Answer
from starlette.requests import ClientDisconnect

from messenger.actions.attachments import AttachmentActions
from messenger.api import shapes
from messenger.api.asking import ID_PATTERN, InGroup, asker
from messenger.blobs.contract import Blobs
from messenger.model.attachment import AttachmentId
from messenger.model.refused import NotFound, Refused
from messenger.routes.files import serve_file

LONGEST_NAME = 1000
"""Characters; what is longer than a name may be is shortened."""

BYTES: dict[str, Any] = {'schema': {'type': 'string', 'format': 'binary'}}
TAKEN = {'requestBody': {'required': True, 'content': {'application/octet-stream': BYTES}}}
GIVEN: dict[int | str, dict[str, Any]] = {
    200: {'description': 'The file, with the type that was found in it.', 'content': {'*/*': BYTES}},
    206: {'description': 'The part that `Range` asked for.', 'content': {'*/*': BYTES}},
    304: {'description': 'It is what `If-None-Match` named.'},
    416: {'description': 'No byte of it is in `Range`.'},
}


class FileRoutes:
    """What comes with messages."""

    def __init__(self, attachments: AttachmentActions, blobs: Blobs) -> None:
        self._attachments = attachments
        self._blobs = blobs

    def add_to(self, router: APIRouter) -> None:
        """Place the operations."""
        router.post('/groups/{group_id}/files', status_code=201, tags=['files'], openapi_extra=TAKEN)(self.upload_file)
        path = '/groups/{group_id}/files/{file_id}'
        router.get(path, tags=['files'], response_class=Answer, responses=GIVEN)(self.download_file)

    async def upload_file(
        self,
        request: Request,
        group_id: InGroup,
        name: Annotated[str, Query(max_length=LONGEST_NAME)] = '',
    ) -> shapes.Upload:
        """Receive a file, the body being its content; `upload_id` is what `files` of a message take, within a day."""
        try:
            upload_id = await self._attachments.upload(asker(request), group_id, name, _while_good(request))
        except Refused:
            request.state.is_half_read = True
            raise
        except ClientDisconnect as error:
            request.state.is_half_read = True
            raise Refused('bad_request', 'The upload was cut off. Send it again.') from error
        return shapes.Upload(upload_id=upload_id)

    async def download_file(
        self, request: Request, group_id: InGroup, file_id: Annotated[str, Path(pattern=ID_PATTERN)]
    ) -> Answer:
        """Read a file of a message that is not deleted, whole or in part."""
        found = await self._attachments.read_attachment(asker(request), group_id, AttachmentId(file_id))

        def is_allowed() -> bool:
            return bool(request.state.is_good()) and self._attachments.may_read(asker(request), group_id)

        answer = await serve_file(request, found, self._blobs, is_allowed)
        if answer.status_code == 404:
            raise NotFound('file')
        return answer


async def _while_good(request: Request) -> AsyncIterator[bytes]:
    """Give the body as it arrives, until the token is taken away."""
    async for piece in request.stream():
        if not request.state.is_good():
            raise NotFound('group')
        yield piece
