"""The files of our own that pages load: the stylesheet, the site's icon, and what we tell search engines."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from messenger.components import stylesheet

FOR_EVER = {'Cache-Control': 'public, max-age=31536000, immutable'}
FOR_A_DAY = {'Cache-Control': 'public, max-age=86400'}
UNKEPT = {'Cache-Control': 'no-cache'}

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#4659d6" d="M8 4h16a6 6 0 0 1 6 6v8a6 6 0 0 1-6 6h-9l-7 5.5V24a6 6 0 0 1-6-6v-8a6 6 0 0 1 6-6z"/>
<g fill="#fff"><circle cx="10" cy="14" r="2.2"/><circle cx="16" cy="14" r="2.2"/><circle cx="22" cy="14" r="2.2"/></g>
</svg>
"""


def routes() -> list[Route]:
    """List the routes."""
    return [
        Route('/style.css', _style),
        Route('/favicon.ico', _icon),
        Route('/favicon.svg', _icon),
        Route('/robots.txt', _robots),
    ]


def _style(request: Request) -> Response:
    """Answer for ever where the address names this very version, else ask to look again."""
    headers = FOR_EVER if request.query_params.get('v') == stylesheet.version() else UNKEPT
    return Response(stylesheet.css(), media_type='text/css', headers=headers)


def _icon(request: Request) -> Response:
    return Response(ICON, media_type='image/svg+xml', headers=FOR_A_DAY)


def _robots(request: Request) -> Response:
    return PlainTextResponse('User-agent: *\nDisallow: /\n', headers=FOR_A_DAY)
