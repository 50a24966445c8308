"""One's own corner: theme, devices, sessions, name, signing out; and the frame on a phone."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.person import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def group(person: Person, name: str) -> Locator:
    """The link of a group in the list."""
    return person.page.get_by_role('navigation', name='Groups').get_by_role('link', name=name, exact=True)


async def test_the_menu_works_by_keyboard(server, arrive):
    """Arrows move, Enter chooses, and after the dialog the focus is on the button that opened the menu."""
    mila = await arrive(server, 'Mila')
    await mila.page.get_by_role('button', name='Mila, your settings').focus()
    await mila.page.keyboard.press('Enter')
    for name in ('Set status', 'Add a device', 'Sessions'):
        await expect(mila.page.get_by_role('menuitem', name=name)).to_be_focused()
        await mila.page.keyboard.press('ArrowDown')
    await mila.page.keyboard.press('ArrowUp')
    await expect(mila.page.get_by_role('menuitem', name='Sessions')).to_be_focused()
    await mila.page.keyboard.press('Enter')
    await expect(mila.page.get_by_role('dialog', name='Sessions')).to_be_visible()
    await mila.page.keyboard.press('Escape')
    await expect(mila.page.get_by_role('dialog')).to_have_count(0)
    await expect(mila.page.get_by_role('button', name='Mila, your settings')).to_be_focused()


async def test_the_theme_is_kept_and_all_own_tabs_follow(server, arrive):
    """It changes without a reload, and a reload begins in it."""
    nora = await arrive(server, 'Nora')
    second = await nora.opens_tab()
    await nora.page.get_by_role('button', name='your settings').click()
    await nora.page.get_by_role('menuitemradio', name='Dark').click()
    for tab in (nora, second):
        await expect(tab.page.locator('body')).to_have_class(re.compile('body--dark'))
    await second.page.reload()
    await expect(second.page.locator('body')).to_have_class(re.compile('body--dark'))
    await second.page.get_by_role('button', name='your settings').click()
    await expect(second.page.get_by_role('menuitemradio', name='Dark')).to_have_attribute('aria-checked', 'true')
    await second.page.get_by_role('menuitemradio', name='System').click()
    await expect(nora.page.locator('body')).to_have_class(re.compile('body--light'))
    await nora.page.emulate_media(color_scheme='dark')
    await expect(nora.page.locator('body')).to_have_class(re.compile('body--dark'))


async def test_a_device_link_signs_in_elsewhere_and_is_revoked(server, arrive, browser):
    """The other device is listed, and revoking it closes its page."""
    olga = await arrive(server, 'Olga')
    await olga.page.get_by_role('button', name='your settings').click()
    await olga.page.get_by_role('menuitem', name='Add a device').click()
    await expect(olga.page.get_by_role('img', name='QR code of the one-time link')).to_be_visible()
    address = await olga.page.get_by_role('textbox', name='One-time link').input_value()
    await olga.page.keyboard.press('Escape')
    elsewhere = await browser.new_context()
    phone = await elsewhere.new_page()
    await phone.goto(address)
    await phone.get_by_role('button', name='Sign in').click()
    await expect(phone.get_by_role('button', name='Olga, your settings')).to_be_visible()
    await olga.page.get_by_role('button', name='your settings').click()
    await olga.page.get_by_role('menuitem', name='Sessions').click()
    await olga.page.get_by_role('dialog').get_by_role('button', name='Revoke').click()
    await expect(olga.page.get_by_role('dialog').get_by_role('listitem')).to_have_count(1)
    await expect(phone.get_by_role('textbox', name='Display name')).to_be_visible()
    await elsewhere.close()


async def test_a_taken_name_is_refused_with_a_suggestion(server, arrive, browser):
    """The name one typed stays, and one click takes the suggestion."""
    await arrive(server, 'Paul')
    context = await browser.new_context(base_url=server.url)
    page = await context.new_page()
    await page.goto('/sign-in')
    await page.get_by_role('textbox', name='Display name').fill('PAUL')
    await page.get_by_role('button', name='Sign in').click()
    await expect(page.get_by_role('textbox', name='Display name')).to_have_value('PAUL')
    await expect(page.get_by_role('alert')).to_be_visible()
    await page.get_by_role('button', name='instead').click()
    await expect(page.get_by_role('navigation', name='Groups')).to_be_visible()
    await context.close()


async def test_signing_out_forgets(server, arrive):
    """The page is the sign-in page, and Back does not bring the groups again."""
    rosa = await arrive(server, 'Rosa')
    await rosa.page.get_by_role('button', name='your settings').click()
    await rosa.page.get_by_role('menuitem', name='Sign out').click()
    await expect(rosa.page.get_by_role('textbox', name='Display name')).to_be_visible()
    await rosa.page.goto('/')
    await expect(rosa.page.get_by_role('textbox', name='Display name')).to_be_visible()


async def test_the_side_stands_outside_the_main_part(server, arrive):
    """Screen readers jump from landmark to landmark: one for the groups, one for what is open."""
    uma = await arrive(server, 'Uma')
    await expect(uma.page.get_by_role('main')).to_have_count(1)
    await expect(uma.page.get_by_role('main').get_by_role('navigation')).to_have_count(0)
    await group(uma, 'Lobby').click()
    await expect(uma.page.get_by_role('main').get_by_role('heading', name='Lobby')).to_be_visible()
    await expect(uma.page.get_by_role('main')).to_have_count(1)


async def test_a_phone_shows_one_pane_at_a_time(server, arrive):
    """Groups, then the conversation, and back goes one step."""
    sven = await arrive(server, 'Sven', **PHONE)
    groups = sven.page.get_by_role('navigation', name='Groups')
    await group(sven, 'Lobby').tap()
    await expect(sven.page.get_by_role('heading', name='Lobby')).to_be_visible()
    await expect(groups).to_be_hidden()
    await sven.page.get_by_role('button', name='Back to the groups').tap()
    await expect(groups).to_be_visible()
    await expect(sven.page.get_by_role('heading', name='Lobby')).to_be_hidden()
    assert await sven.page.evaluate('document.documentElement.scrollWidth') <= 360


async def test_targets_are_large_enough_for_fingers(server, arrive):
    """44 pixels at least, in the list, in a group and in a dialog."""
    tina = await arrive(server, 'Tina', **PHONE)
    await _targets_are_large(tina.page)
    await tina.page.get_by_role('button', name='New group').tap()
    await expect(tina.page.get_by_role('dialog')).to_be_visible()
    await _targets_are_large(tina.page)
    await tina.page.keyboard.press('Escape')
    await group(tina, 'Lobby').tap()
    await tina.page.get_by_role('button', name='Members').tap()
    await expect(tina.page.get_by_role('dialog')).to_be_visible()
    await _targets_are_large(tina.page)


async def _targets_are_large(page: Page) -> None:
    small = await page.evaluate("""() => [...document.querySelectorAll('button, nav a, input')].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width && box.height && box.height < 43.5 && !each.closest('.log');
    }).map((each) => each.outerHTML)""")
    assert small == []
