"""In which language a request is answered before there is a page: as the member chose, else as the browser asks."""

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from messenger.guards.answers import plain
from messenger.languages import DEFAULT, best_language, marked, translate
from messenger.pages.plain import Voice
from messenger.problem import API_PATH

CHOSEN = 'language'
"""Where `Identity` notes, in the scope's state, what the member chose."""


def voice_in(scope: Scope, title: str) -> Voice:
    """Return the voice of the plain page that answers a request."""
    return Voice(title=title, language=language_in(scope))


def language_in(scope: Scope) -> str:
    """Return the language of what answers a request; programs that ask the API are answered in English."""
    if scope['path'].startswith(API_PATH):
        return DEFAULT
    chosen = scope.get('state', {}).get(CHOSEN)
    return best_language(chosen or HTTPConnection(scope).headers.get('accept-language', ''))


def sign_in_first(scope: Scope) -> Response:
    """Make the short answer to who is not signed in and asks for something that is no page."""
    return plain(401, translate(language_in(scope), marked('Sign in first.')))
