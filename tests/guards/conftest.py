"""Ways to ask a guard."""

import httpx
import pytest


@pytest.fixture
def browser():
    """Give a client for an application, as a browser on this machine."""

    def ask(app, url='http://localhost:9999', address='192.0.2.1'):
        return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1)), base_url=url)

    return ask
