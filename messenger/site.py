"""The ASGI application: our plain routes and NiceGUI's pages, with its settings, behind the guards."""

from collections.abc import Sequence

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import core, ui
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from messenger.accounts.accounts import Accounts
from messenger.api.api import Api
from messenger.guards.answers import plain
from messenger.guards.nonce import mark_template_scripts
from messenger.guards.stack import guard
from messenger.guards.voice import voice_in
from messenger.live.entrance import Entrance
from messenger.pages.plain import message_page
from messenger.routes.assets import ICON
from messenger.routes.forms import page
from messenger.settings import Settings
from messenger.words import _

RECONNECT_SECONDS = 120.0
"""How long a page waits for its browser to come back; measured: links cut for 90 s return without a reload."""
REPLAYED_MESSAGES = 200
PING_SECONDS = 15
ENGINE_IO_BYTES = 100_000
COMPRESSED_FROM_BYTES = 1000
COMPRESSION = 6
"""Of 9: a page of 114 KiB takes 0.9 ms instead of 1.9 and is a hundredth larger."""
UNCOMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, 'application/octet-stream', 'application/pdf', 'text/plain')
"""Attached files above all: their length must be told, so that a download shows how far it is."""
VIEWPORT = 'width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content'
"""The last part keeps a phone's keyboard from covering the composer."""


def make_site(settings: Settings, accounts: Accounts, doors: Sequence[BaseRoute], api: Api) -> ASGIApp:
    """Make the application; `doors` are the routes that need no member, that of `api` among them."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, exception_handlers={Exception: Sorry(settings)})
    site.router.routes.extend(doors)
    mark_template_scripts()
    ui.run_with(
        site,
        title=settings.title,
        viewport=VIEWPORT,
        favicon=ICON,
        dark=None,
        language='en-US',
        binding_refresh_interval=None,
        reconnect_timeout=RECONNECT_SECONDS,
        message_history_length=REPLAYED_MESSAGES,
        tailwind=False,
        gzip_middleware_factory=_compressing,
        show_welcome_message=False,
    )
    nicegui_app.on_startup(_tune_sockets)
    nicegui_app.on_page_exception(_say_sorry)
    nicegui_app.add_exception_handler(404, _not_there)
    return guard(api.before(Entrance(site)), settings, accounts, doors=doors, pages=nicegui_app)


def _compressing(app: ASGIApp) -> GZipMiddleware:
    return GZipMiddleware(
        app, minimum_size=COMPRESSED_FROM_BYTES, compresslevel=COMPRESSION, exclude_content_types=UNCOMPRESSED
    )


def _tune_sockets() -> None:
    """Set what NiceGUI derives from the reconnect timeout at its own start, which is done when this runs."""
    engine = core.sio.eio
    engine.ping_interval = PING_SECONDS
    engine.ping_timeout = PING_SECONDS
    engine.max_http_buffer_size = ENGINE_IO_BYTES
    # No headers that let other sites in. `messenger.guards.origins` checks the origin: it knows the public address,
    # which Engine.IO's own check does not.
    engine.cors_allowed_origins = []


def _say_sorry() -> None:
    """Show a page that could not be built, without its inner life."""
    ui.label(_('Something went wrong here. Reload the page; if it stays so, tell the operator.'))


def _not_there(_request: Request, _error: Exception) -> Response:
    """Answer in the place of NiceGUI, which would make a live page for whoever asks for a file that is not there."""
    return plain(404, 'There is no file at this address.')


class Sorry:
    """Answers a plain request that failed; the traceback is in the log."""

    def __init__(self, settings: Settings) -> None:
        self._title = settings.title

    async def __call__(self, request: Request, error: Exception) -> Response:
        """Say that it was not the visitor's fault, and nothing of what went wrong."""
        voice = voice_in(request.scope, self._title)
        _ = voice.say
        text = _('The server made a mistake and has noted it. Try again; if it stays so, tell the operator.')
        return page(message_page(voice, heading=_('Something went wrong'), text=text), 500)
