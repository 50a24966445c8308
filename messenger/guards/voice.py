"""In which language a request is answered before there is a page: as the member chose, else as the browser asks."""

from starlette.requests import HTTPConnection
from starlette.types import Scope

from messenger.languages import best_language
from messenger.pages.plain import Voice

CHOSEN = 'language'
"""Where `Identity` notes, in the scope's state, what the member chose."""


def voice_in(scope: Scope, title: str) -> Voice:
    """Return the voice of the plain page that answers a request."""
    chosen = scope.get('state', {}).get(CHOSEN)
    header = HTTPConnection(scope).headers.get('accept-language', '')
    return Voice(title=title, language=best_language(chosen or header))
