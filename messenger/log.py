"""One line per event, ids and never texts: structlog for us, and the same lines for what libraries log.

Secrets stay out by construction: nothing here logs a query, a cookie or a form; see `messenger.guards.access`.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from messenger.settings import Settings

LOUD_LIBRARIES = (
    'uvicorn',
    'uvicorn.error',
    'uvicorn.access',
    'websockets',
    'asyncio',
    'nicegui',
    'alembic',
    'aiosqlite',
)
"""Loggers whose own handlers are taken away; below warning they write addresses with queries."""
SOCKET_LIBRARIES = ('socketio', 'socketio.server', 'engineio', 'engineio.server')


def start_logging(settings: Settings) -> None:
    """Send every log line of the process to standard error in the chosen form. Called once, by main."""
    level = getattr(logging, settings.log_level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_common(),
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(settings)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [stream]
    root.setLevel(level)
    for name in LOUD_LIBRARIES + SOCKET_LIBRARIES:
        _quieten(logging.getLogger(name), level)
    logging.captureWarnings(capture=True)


def _quieten(logger: logging.Logger, level: int) -> None:
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(max(level, logging.WARNING))


def _common() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt='iso', utc=True, key='at'),
        structlog.processors.StackInfoRenderer(),
    ]


def _rendering(settings: Settings) -> list[Processor]:
    if settings.log_format == 'json':
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    order = ['at', 'level', 'event', 'logger']
    return [
        structlog.processors.format_exc_info,
        _Logfmt(structlog.processors.LogfmtRenderer(key_order=order, drop_missing=True)),
    ]


class _Logfmt:
    """One logfmt line, then the traceback, indented, on lines of its own for whoever reads a console."""

    def __init__(self, render: structlog.processors.LogfmtRenderer) -> None:
        self._render = render

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        traceback = event.pop('exception', None)
        line = self._render(logger, name, {_key(key): _one_line(value) for key, value in event.items()})
        return line if not traceback else line + '\n    ' + str(traceback).replace('\n', '\n    ')


def _key(key: str) -> str:
    return key.replace(' ', '_')


def _one_line(value: Any) -> Any:
    """Keep what a browser sent from starting a log line of its own."""
    if isinstance(value, bool | int | float) or value is None:
        return value
    return ''.join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in str(value))
