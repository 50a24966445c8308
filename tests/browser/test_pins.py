"""What is pinned is found by everybody."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def test_a_pinned_message_is_found_by_everybody(server, arrive) -> None:
    """It says so at once, is listed in the head of the group, leads to its place, and goes with its message."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await alice.says('Who drinks the last cup makes new coffee')
    await alice.says('The milk is on the left')
    await bob.sees('The milk is on the left')

    await alice.asks_of('Who drinks the last cup', 'Pin message')
    await alice.asks_of('The milk is on the left', 'Pin message')
    await expect(bob.log.get_by_text('Pinned by Alice')).to_have_count(2)
    await bob.page.get_by_role('button', name='Pinned messages: 2').click()
    panel = bob.page.get_by_role('dialog', name='Pinned messages')
    await expect(panel.get_by_role('listitem').first).to_contain_text('The milk')
    await expect(panel.get_by_role('button', name='Unpin')).to_have_count(0)
    assert await faults(bob.page) == []

    await alice.page.get_by_role('button', name='Pinned messages: 2').click()
    await alice.page.get_by_role('dialog').get_by_role('button', name='Unpin').first.click()
    await expect(panel.get_by_role('listitem')).to_have_count(1)
    await panel.get_by_role('link', name='Who drinks').click()
    await expect(bob.message('Who drinks the last cup')).to_be_focused()
    await alice.page.keyboard.press('Escape')
    await alice.deletes('Who drinks the last cup')
    await expect(bob.log.get_by_text('Pinned by Alice')).to_have_count(0)
    await expect(bob.page.get_by_role('button', name='Pinned messages')).to_have_count(0)
    assert alice.errors == bob.errors == []
