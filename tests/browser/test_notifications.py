"""Being told of messages while one looks elsewhere, in a real browser."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

COLLECT = """() => {
  window.told = [];
  window.Notification = class {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, options) { window.told.push({title, ...options, note: this}); }
    close() {}
  };
}"""
"""What the system would show is outside of the page: here it is only noted."""


async def test_a_mention_elsewhere_is_told_and_leads_there(server, arrive) -> None:
    """Once wanted, mentions are told with who said what; other messages are not; a click goes to the group."""
    tess: Person = await arrive(server, 'Tess')
    uwe: Person = await arrive(server, 'Uwe')
    await tess.creates('News')
    await uwe.joins('News')
    await uwe.opens('Lobby')
    await uwe.page.evaluate(COLLECT)
    await uwe.page.get_by_role('button', name='your settings').click()
    await uwe.page.get_by_role('menuitem', name='Notifications').click()
    dialog = uwe.page.get_by_role('dialog', name='Notifications')
    await dialog.get_by_role('button', name='Turn notifications on').click()
    await expect(dialog).to_contain_text('Notifications are on')
    await dialog.get_by_role('button', name='Close').click()

    await tess.says('nothing for you')
    await expect(uwe.page.get_by_role('link', name='News')).to_contain_text('nothing for you')
    await tess.says('@Uwe <b>look</b> "here"')
    await uwe.page.wait_for_function('window.told.length > 0')
    told = await uwe.page.evaluate('window.told.map(({title, body}) => [title, body])')
    assert told == [['News', 'Tess: @Uwe <b>look</b> "here"']]
    await uwe.page.evaluate('window.told[0].note.onclick()')
    await uwe.sees('look')
    assert not uwe.errors


async def test_a_browser_that_blocks_notifications_says_so(server, arrive) -> None:
    """And tells what to do; the sound can be chosen all the same."""
    vera: Person = await arrive(server, 'Vera')
    await vera.page.evaluate(COLLECT)
    await vera.page.evaluate("Notification.permission = 'denied'")
    await vera.page.get_by_role('button', name='your settings').click()
    await vera.page.get_by_role('menuitem', name='Notifications').click()
    dialog = vera.page.get_by_role('dialog', name='Notifications')
    await expect(dialog.get_by_role('status')).to_contain_text('blocks notifications')
    await expect(dialog.get_by_role('button', name='Turn notifications on')).to_have_count(0)
    await dialog.get_by_role('button', name='Turn the sound on').click()
    await expect(dialog.get_by_role('button', name='Turn the sound off')).to_be_visible()
