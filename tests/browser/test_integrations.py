"""Other programs post to a group, from the menu of the group to the message, in a real browser."""

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.person import PHONE, Person
from tests.browser.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


@pytest.mark.parametrize('options', [{}, PHONE], ids=['wide', 'phone'])
async def test_a_program_posts_by_an_address_until_it_is_removed(server, arrive, options, request) -> None:
    """The address is shown once, works as it is shown, and is in no log."""
    kind = request.node.callspec.id
    ada: Person = await arrive(server, f'Ada {kind}', **options)
    await ada.creates(f'Builds {kind}')
    page = ada.page
    await page.get_by_role('button', name='Group settings').click()
    await page.get_by_role('menuitem', name='Integrations').click()
    dialog = page.get_by_role('dialog', name='Integrations')
    await dialog.get_by_role('button', name='Add an incoming webhook').click()
    asked = page.get_by_role('dialog', name='Add an incoming webhook')
    await asked.get_by_role('textbox', name='Name').fill(f'CI {kind}')
    await asked.get_by_role('button', name='Add').click()
    shown = page.get_by_role('dialog', name='Address of the webhook')
    address = await shown.get_by_role('textbox', name='Address').input_value()
    command = await shown.get_by_role('textbox', name='Try it in a terminal').input_value()
    assert address in command
    assert await faults(page) == []
    async with httpx.AsyncClient() as program:
        answer = await program.post(address, json={'text': '*Done*: <https://example.org/7|build 7>'})
        assert (answer.status_code, answer.text) == (200, 'ok')
        await shown.get_by_role('button', name='Close').click()
        await expect(dialog.get_by_role('listitem').filter(has_text=f'CI {kind}')).to_be_visible()
        assert await faults(page) == []
        await dialog.get_by_role('button', name='Remove').click()
        await expect(dialog.get_by_role('listitem')).to_have_count(0)
        assert (await program.post(address, json={'text': 'too late'})).status_code == 404
    await dialog.get_by_role('button', name='Close').click()
    await expect(ada.message('build 7')).to_be_visible()
    await expect(ada.message('build 7').get_by_role('link', name='build 7')).to_be_visible()
    assert address.rsplit('/', 1)[1] not in ''.join(server.output)
