"""How the operator's commands reach a running server: a socket in the data folder that only its owner may use."""

import asyncio
import contextlib
import json
import os
import socket
from pathlib import Path
from typing import cast

import structlog

from messenger.model.refused import Refused
from messenger.operator_commands import Operator
from messenger.settings import Settings

log = structlog.get_logger(__name__)

SOCKET_FILE = 'operator.sock'
LONGEST_COMMAND = 4096
ANSWER_SECONDS = 10.0


class OperatorSocket:
    """Listens for commands while the server runs; one line of JSON in, one out."""

    def __init__(self, settings: Settings, operator: Operator) -> None:
        self._is_used = not settings.keeps_nothing
        self._path = settings.data / SOCKET_FILE
        self._operator = operator
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen. A path too long for a socket (about 100 characters) is logged and does no other harm."""
        if not self._is_used:
            return
        self._path.unlink(missing_ok=True)
        former = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._answer, self._path, limit=LONGEST_COMMAND)
        except OSError as error:
            log.warning('operator commands need a stopped server', reason=str(error))
        finally:
            os.umask(former)

    async def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()
            self._path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ValueError):
            words = json.loads(await reader.readline())
            writer.write(json.dumps(await self._run(words)).encode() + b'\n')
            await writer.drain()
        writer.close()

    async def _run(self, words: list[str]) -> dict[str, str]:
        log.info('operator command', command=' '.join(words[:2]))
        try:
            return {'done': await self._operator.run(words)}
        except Refused as refused:
            return {'refused': refused.reason}


def ask_server(folder: Path, words: list[str]) -> str:
    """Let the running server do a command and return what it says. Raises Refused."""
    try:
        answer = _exchange(folder, words)
    except (OSError, ValueError) as error:
        raise Refused(
            'out_of_reach', f'The running server cannot be asked ({error}): stop it and try again.'
        ) from error
    if 'refused' in answer:
        raise Refused('refused', answer['refused'])
    return answer['done']


def _exchange(folder: Path, words: list[str]) -> dict[str, str]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(ANSWER_SECONDS)
        connection.connect(str(folder / SOCKET_FILE))
        connection.sendall(json.dumps(words).encode() + b'\n')
        with connection.makefile() as answer:
            return cast(dict[str, str], json.loads(answer.readline()))
