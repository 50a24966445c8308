"""What a plain HTML form sends, and where to go afterwards."""

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

MOST_FIELDS = 10
LONGEST_PATH = 500
NOT_KEPT = {'Cache-Control': 'no-store'}
LOOPS = ('/sign-in', '/sign-out')


async def read_form(request: Request) -> dict[str, str]:
    """Read an urlencoded form; an ill-formed one is empty. Its size was limited by `messenger.guards.bodies`."""
    body = (await request.body()).decode('utf-8', 'replace')
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}


def local_path(wanted: str | None) -> str:
    """Return the path to go on to if it stays on this site, else the start page.

    >>> local_path('/groups/abc'), local_path('//evil.example'), local_path('https://evil.example')
    ('/groups/abc', '/', '/')
    """
    path = wanted or '/'
    if not path.startswith('/') or path.startswith('//') or len(path) > LONGEST_PATH:
        return '/'
    if '\\' in path or not path.isprintable() or path.startswith(LOOPS):
        return '/'
    try:
        parts = urlsplit(path)
    except ValueError:
        return '/'
    return '/' if parts.scheme or parts.netloc else path


def page(html: str, status: int = 200) -> HTMLResponse:
    """Answer with a page that no cache keeps."""
    return HTMLResponse(html, status, NOT_KEPT)


def go(path: str) -> RedirectResponse:
    """Send the browser on, with a GET."""
    return RedirectResponse(path, 303, NOT_KEPT)
