"""The cookie that carries a session's secret.

Behind https its name starts with ``__Host-``: browsers then take it only from this very host, over https
(https://developer.mozilla.org/docs/Web/HTTP/Cookies#cookie_prefixes).
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from messenger.accounts.sessions import IDLE_DAYS

NAME = 'messenger_session'
LIFETIME_SECONDS = IDLE_DAYS * 24 * 3600


class SessionCookie:
    """Reads, sets and clears the cookie; `is_https` tells whether people reach the site over https only."""

    def __init__(self, *, is_https: bool) -> None:
        self._is_secure = is_https
        self.name = f'__Host-{NAME}' if is_https else NAME

    def read(self, connection: HTTPConnection) -> str | None:
        """Return the secret a request or a socket carries, if any."""
        return connection.cookies.get(self.name)

    def write(self, response: Response, secret: str) -> None:
        """Let the browser keep the secret, away from scripts and from other sites' requests."""
        response.set_cookie(
            self.name,
            secret,
            max_age=LIFETIME_SECONDS,
            path='/',
            secure=self._is_secure,
            httponly=True,
            samesite='lax',
        )

    def clear(self, response: Response) -> None:
        """Let the browser forget the secret."""
        response.delete_cookie(self.name, path='/', secure=self._is_secure, httponly=True, samesite='lax')
