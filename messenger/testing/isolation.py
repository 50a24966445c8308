"""NiceGUI keeps one app for a whole process; each server of the tests has it to itself, as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

import fastapi.dependencies.models
import nicegui.client
from nicegui import app as nicegui_app
from nicegui import ui
from nicegui.client import Client
from nicegui.functions.download import download
from nicegui.functions.navigate import Navigate
from nicegui.functions.notify import notify
from nicegui.testing.general import nicegui_reset_globals


@contextmanager
def nicegui_alone() -> Iterator[None]:
    """Clear what an earlier server left in NiceGUI, and put back what tests by NiceGUI's own `User` need."""
    exception_handlers = nicegui_app.exception_handlers.copy()
    outbox = getattr(nicegui.client, 'Outbox')  # noqa: B009 (a name that the type checker knows as private)
    build_response = Client.build_response
    with nicegui_reset_globals():
        try:
            yield
        finally:
            nicegui_app.exception_handlers = exception_handlers
            setattr(nicegui.client, 'Outbox', outbox)  # noqa: B010
            Client.build_response = build_response  # type: ignore[method-assign]
            Client.page_routes.clear()  # or the reset takes the modules of our pages out of sys.modules
            _forget_signatures()


def let_elements_speak() -> None:
    """Give `ui` its own functions again, once the application has started.

    NiceGUI's own `User` puts others there whenever one of its attributes is read, even after its test; and NiceGUI's
    start reads the class of everything there is.
    """
    ui.navigate, ui.notify, ui.download = Navigate(), notify, download


def _forget_signatures() -> None:
    """Empty FastAPI's caches, which would keep the pages of every server that was, and so the servers."""
    for cached in vars(fastapi.dependencies.models).values():
        if hasattr(cached, 'cache_clear'):
            cached.cache_clear()
