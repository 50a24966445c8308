"""What is answered when we made a mistake."""

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from messenger.settings import Settings
from messenger.site import Sorry


async def test_a_mistake_of_ours_is_admitted_and_not_shown():
    async def broken(request):
        raise RuntimeError('marker of the inner life')

    site = Starlette(routes=[Route('/', broken)], exception_handlers={Exception: Sorry(Settings(title='Chat'))})
    transport = httpx.ASGITransport(site, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url='http://localhost') as client:
        answer = await client.get('/')
    assert answer.status_code == 500
    assert 'The server made a mistake' in answer.text
    assert 'marker' not in answer.text
