"""What mentions somebody is on a page of its own."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def test_what_mentions_me_is_on_one_page_and_leads_there(server, arrive) -> None:
    """It comes while one looks, of all groups, and goes with its message."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    for group in ('Kitchen', 'Garden'):
        await alice.creates(group)
        await bob.joins(group)
    await alice.opens('Lobby')
    await bob.says(f'Do you water, @{alice.name}?')
    link = alice.page.get_by_role('link', name='Mentions')
    await expect(link).to_contain_text('1')
    await link.click()
    page = alice.page.get_by_role('main')
    await expect(page.get_by_role('listitem')).to_have_count(1)
    await expect(page.get_by_role('listitem')).to_contain_text('Garden')

    await bob.opens('Kitchen')
    await bob.says(f'And do you cook, @{alice.name}?')
    await expect(page.get_by_role('listitem').first).to_contain_text('And do you cook')
    assert await faults(alice.page) == []
    await bob.deletes('And do you cook')
    await expect(page.get_by_role('listitem')).to_have_count(1)

    await page.get_by_role('link', name='Do you water').click()
    await expect(alice.message('Do you water')).to_be_focused()
    await expect(link).not_to_contain_text('1')
    await alice.page.go_back()
    await expect(page.get_by_role('heading', name='Mentions')).to_be_visible()
    assert alice.errors == bob.errors == []
