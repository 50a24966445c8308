"""Calls the code of extensions: timed, within a limit where there is one, and without harm to anybody when it fails."""

import asyncio
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from messenger.extensions.extension import Extension
from messenger.extensions.loader import frame_of
from messenger.languages import marked
from messenger.model.refused import Refused

SECONDS = 10.0
"""What a command, a start or a stop may take."""

log = structlog.get_logger(__name__)


class Failed(Exception):  # noqa: N818 - names a state
    """An extension raised or took too long; it is counted and logged already.

    `refusal` says it for a person.
    """

    def __init__(self, reason: str, /, **values: object) -> None:
        self.refusal = Refused('extension_failed', reason, **values)
        super().__init__(self.refusal.reason)

    def said(self, language: str) -> str:
        """Say it in a language, such as ``de``."""
        return self.refusal.said(language)


@contextmanager
def watched(extension: Extension, doing: str) -> Iterator[None]:
    """Let code of an extension run inside; what it raises, but for Refused, is noted and becomes Failed."""
    began = time.perf_counter()
    try:
        yield
    except Refused:
        raise
    except TimeoutError as error:
        note(extension, doing, error)
        reason = marked('The extension {name} took too long. Try again, or tell the operator.')
        raise Failed(reason, name=extension.name) from error
    except Exception as error:
        note(extension, doing, error)
        reason = marked('The extension {name} made a mistake. The operator can see it in the log.')
        raise Failed(reason, name=extension.name) from error
    finally:
        extension.health.seconds += time.perf_counter() - began


async def call(extension: Extension, doing: str, run: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """Run a function of an extension, asynchronous or not, and return what it answers. Raises Failed, Refused."""
    with watched(extension, doing):
        answer = run()
        if inspect.isawaitable(answer):
            async with asyncio.timeout(seconds):
                return await answer
        return answer


async def call_in_thread(extension: Extension, doing: str, run: Callable[[], Any], seconds: float) -> Any:
    """Run a function that may block, and give it up after so many seconds. Raises Failed, Refused.

    A thread cannot be stopped: what is given up goes on until it ends by itself, and its answer is ignored.
    """
    return await call(extension, doing, lambda: asyncio.to_thread(run), seconds)


def note(extension: Extension, doing: str, error: BaseException) -> None:
    """Count a failure and log where it happened; not what it says, which may hold a text or a secret of somebody."""
    health = extension.health
    health.errors += 1
    place = frame_of(error, extension.source)
    health.last_error = f'{doing}: {type(error).__name__} at {place}'
    log.error('extension_failed', extension=extension.name, doing=doing, error=type(error).__name__, at=place)
