"""Forms are small and files have a limit: a larger body is refused while it arrives."""

import re

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.actions.attachments import MEGABYTE_BYTES
from messenger.actions.pictures import MOST_BYTES as PICTURE_BYTES
from messenger.guards.answers import plain, refuse
from messenger.guards.origins import SOCKET_PATH
from messenger.problem import API_PATH
from messenger.settings import Settings

FILES_PATH = '/files/'
HOOKS_PATH = '/hooks/'
PICTURES_PATH = '/pictures'
EXTENSIONS_PATH = '/api/x/'
API_FILES = re.compile(r'/api/v1/groups/[^/]+/files')
FORM_BYTES = 16 * 1024
HOOK_BYTES = 100 * 1024
"""A message of the longest length, as JSON with every letter escaped."""
EXTENSION_BYTES = 1024 * 1024
POLLING_BYTES = 100 * 1024
"""As much as one Engine.IO payload may hold."""


class TooLarge(Exception):  # noqa: N818 - names a state
    """More arrived than may."""


class Bodies:
    """Answers 413 to a body above the limit, whether its length was declared or not."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        # What takes files counts them itself and says no in words: here it is stopped only if that should fail.
        self._file_bytes = settings.attachment_megabytes * MEGABYTE_BYTES + FORM_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read along and stop at the limit."""
        if scope['type'] != 'http':
            return await self.app(scope, receive, send)
        limit = self._limit(scope['path'])
        too_large = plain(413, _said(limit), Connection='close')
        if _declared(scope) > limit:
            return await refuse(scope, receive, send, too_large)
        try:
            await self.app(scope, _counting(receive, limit), send)
        except TooLarge:
            await refuse(scope, receive, send, too_large)

    def _limit(self, path: str) -> int:
        if path.startswith(EXTENSIONS_PATH):
            return EXTENSION_BYTES
        if path.startswith(FILES_PATH) or API_FILES.fullmatch(path):
            return self._file_bytes
        if path == PICTURES_PATH:
            return PICTURE_BYTES + FORM_BYTES
        if path.startswith((HOOKS_PATH, API_PATH)):
            return HOOK_BYTES
        return POLLING_BYTES if path.startswith(SOCKET_PATH) else FORM_BYTES


def _said(limit: int) -> str:
    return f'At most {limit // 1024} KiB are taken here.'


def _declared(scope: Scope) -> int:
    length = HTTPConnection(scope).headers.get('content-length', '0')
    return int(length) if length.isdecimal() else 0


def _counting(receive: Receive, limit: int) -> Receive:
    arrived = 0

    async def receive_counted() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get('body', b''))
        if arrived > limit:
            raise TooLarge(_said(limit))
        return message

    return receive_counted
