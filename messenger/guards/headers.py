"""What every answer tells the browser to refuse.

The content security policy lets run only the scripts of our own files and those of NiceGUI's page template, which
carry this answer's nonce (see `messenger.guards.nonce`). NiceGUI compiles handlers in the browser: 'unsafe-eval'.
Vue and Quasar set inline styles: 'unsafe-inline' for styles alone.
"""

import secrets

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.settings import Settings

NONCE_BYTES = 16
HSTS_SECONDS = 365 * 24 * 3600

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)

FIXED = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
}


class Headers:
    """Adds the security headers; what is behind may be stricter by setting its own."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        fixed = dict(FIXED)
        if settings.is_https:
            fixed['Strict-Transport-Security'] = f'max-age={HSTS_SECONDS}'
            fixed['Cross-Origin-Opener-Policy'] = 'same-origin'  # browsers complain of it on plain http
        self._fixed = [(name.lower().encode(), value.encode()) for name, value in fixed.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make this answer's nonce and add the headers on the way out."""
        if scope['type'] != 'http':
            return await self.app(scope, receive, send)
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        scope.setdefault('state', {})['nonce'] = nonce

        async def send_with_headers(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = message['headers']
                there = {name.lower() for name, _ in headers}
                policy = (b'content-security-policy', POLICY.format(nonce=nonce).encode())
                missing = [each for each in (policy, *self._fixed) if each[0] not in there]
                message = {**message, 'headers': [*headers, *missing]}
            await send(message)

        return await self.app(scope, receive, send_with_headers)
