"""What a message links to is shown below it."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_access import faults
from tests.files import picture
from tests.outbound.site import page, site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

PAGE = (
    b'<title>Soup of the day</title><meta name="description" content="Hot, cheap and at the corner.">'
    b'<meta property="og:image" content="/pot.png">'
)


async def test_a_link_is_shown_to_everybody_until_its_author_wants_none(arrive, tmp_path: Path) -> None:
    server = Server(tmp_path / 'data', link_previews='true', preview_networks='127.0.0.1')
    await server.start()
    try:
        alice: Person = await arrive(server, 'Alice')
        bob: Person = await arrive(server, 'Bob')
        await alice.creates('Kitchen')
        await bob.joins('Kitchen')
        answers = page(PAGE, **{'Content-Type': 'text/html'}), page(picture(400, 300), **{'Content-Type': 'image/png'})
        async with site(*answers) as there:
            await alice.says(f'Here: http://127.0.0.1:{there.port}/today')
            for person in (alice, bob):
                card = person.log.get_by_role('link', name='Soup of the day')
                await expect(card).to_be_visible()
                await expect(card).to_contain_text('Hot, cheap')
                await person.page.wait_for_function("document.querySelector('.preview img')?.naturalWidth > 0")
        assert await faults(bob.page) == []
        await alice.asks_of('Here:', 'Remove previews')
        for person in (alice, bob):
            await expect(person.log.locator('.preview')).to_have_count(0)
        assert alice.errors == bob.errors == []
    finally:
        await server.stop()
