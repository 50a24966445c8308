"""Groups, members and one's own corner, by role and name, in a real browser."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def line(page: Page, name: str) -> Locator:
    """The line of somebody in the dialog that is open."""
    return page.get_by_role('dialog').get_by_role('listitem').filter(has_text=name)


def group(person: Person, name: str) -> Locator:
    """The link of a group in the list."""
    return person.page.get_by_role('navigation', name='Groups').get_by_role('link', name=name, exact=True)


async def focused(page: Page) -> str:
    """The name of what has the focus."""
    return await page.evaluate(
        'document.activeElement.getAttribute("aria-label") || document.activeElement.textContent'
    )


async def test_the_list_counts_what_others_say(server, arrive):
    """Counts and the last message come live; opening the group takes them away, also from the tab's title."""
    alice, bob = await arrive(server, 'Anna'), await arrive(server, 'Ben')
    await alice.creates('Counting')
    await bob.joins('Counting')
    await bob.opens('Lobby')
    await alice.says('one')
    await alice.says('two for @Ben')
    await expect(group(bob, 'Counting')).to_have_attribute('aria-description', '2 unread and 1 mentioning you')
    await expect(group(bob, 'Counting')).to_contain_text('Anna: two for @Ben')
    await expect(bob.page).to_have_title('(2) Lobby – Messenger')
    await bob.opens('Counting')
    await expect(bob.page).to_have_title('Counting – Messenger')
    await expect(group(bob, 'Counting')).to_have_attribute('aria-description', '')
    await expect(group(bob, 'Counting')).to_have_attribute('aria-current', 'page')


async def test_a_draft_is_marked_in_the_list(server, arrive):
    """What was typed and not sent is not forgotten."""
    dora = await arrive(server, 'Dora')
    await dora.creates('Unfinished')
    await dora.box.fill('a thought')
    await dora.opens('Lobby')
    await expect(group(dora, 'Unfinished')).to_contain_text('Draft')


async def test_members_are_invited_named_and_removed(server, arrive):
    """The panel follows; the removed member's page leaves at once, and the invited one's opens."""
    erik, fay = await arrive(server, 'Erik'), await arrive(server, 'Fay')
    await erik.creates('Private room', private=True)
    address = erik.page.url
    await fay.page.goto(address)
    await expect(fay.page.get_by_text('This group does not exist, or you are not a member.')).to_be_visible()
    await erik.page.get_by_role('button', name='Members').click()
    await erik.page.get_by_role('textbox', name='Name').fill('fay')
    await erik.page.get_by_role('button', name='Invite', exact=True).click()
    await expect(fay.page.get_by_role('heading', name='Private room')).to_be_visible()
    await line(erik.page, 'Fay').get_by_role('button', name='Make moderator').click()
    await expect(line(erik.page, 'Fay')).to_contain_text('Moderator · here now')
    await line(erik.page, 'Fay').get_by_role('button', name='Remove').click()
    await expect(line(erik.page, 'Fay')).to_have_count(0)
    await expect(fay.page.get_by_role('heading', name='Private room')).to_have_count(0)
    await expect(group(fay, 'Private room')).to_have_count(0)
    await expect(fay.page).to_have_title('Messenger')


async def test_an_invite_link_lets_one_person_in(server, arrive):
    """It asks, joins, and is used up."""
    gil, hal, ida = await arrive(server, 'Gil'), await arrive(server, 'Hal'), await arrive(server, 'Ida')
    await gil.creates('By link', private=True)
    await gil.page.get_by_role('button', name='Members').click()
    await gil.page.get_by_role('button', name='Copy invite link').click()
    address = await gil.page.get_by_role('dialog', name='Invite link').get_by_role('textbox', name='Link').input_value()
    await hal.page.goto(address)
    await hal.page.get_by_role('button', name='Join').click()
    await expect(hal.page.get_by_role('heading', name='By link')).to_be_visible()
    await ida.page.goto(address)
    await expect(ida.page.get_by_role('button', name='Join')).to_have_count(0)


async def test_a_group_is_renamed_left_and_deleted(server, arrive):
    """Everybody's list and title follow."""
    jane, karl = await arrive(server, 'Jane'), await arrive(server, 'Karl')
    await jane.creates('Old name')
    await karl.joins('Old name')
    await jane.page.get_by_role('button', name='Group settings').click()
    await jane.page.get_by_role('menuitem', name='Rename group').click()
    await jane.page.get_by_role('textbox', name='Group name').fill('New name')
    await jane.page.keyboard.press('Enter')
    await expect(group(karl, 'New name')).to_be_visible()
    await expect(karl.page).to_have_title('New name – Messenger')
    await karl.page.get_by_role('button', name='Group settings').click()
    await karl.page.get_by_role('menuitem', name='Leave group').click()
    await karl.page.get_by_role('dialog').get_by_role('button', name='Leave').click()
    await expect(group(karl, 'New name')).to_have_count(0)
    await karl.joins('New name')
    await jane.page.get_by_role('button', name='Group settings').click()
    await jane.page.get_by_role('menuitem', name='Delete group').click()
    await jane.page.get_by_role('textbox', name='Group name').fill('New name')
    await jane.page.get_by_role('dialog').get_by_role('button', name='Delete').click()
    for person in (jane, karl):
        await expect(group(person, 'New name')).to_have_count(0)
        await expect(person.page).to_have_url(f'{server.url}/')


async def test_a_double_click_opens_one_dialog(server, arrive):
    """Whatever opens once opens once."""
    moni = await arrive(server, 'Moni')
    await moni.page.get_by_role('button', name='New group').dblclick()
    await expect(moni.page.get_by_role('textbox', name='Group name')).to_be_focused()
    await expect(moni.page.get_by_role('dialog')).to_have_count(1)
    await moni.page.keyboard.press('Escape')
    await expect(moni.page.get_by_role('dialog')).to_have_count(0)


async def test_a_refusal_keeps_the_text_and_the_focus(server, arrive):
    """The reason stands in the dialog; Esc closes it and the focus is back where it was."""
    lena = await arrive(server, 'Lena')
    await lena.page.get_by_role('button', name='New group').focus()
    await lena.page.keyboard.press('Enter')
    name = lena.page.get_by_role('textbox', name='Group name')
    await expect(name).to_be_focused()
    await lena.page.keyboard.type('x' * 41)
    await lena.page.keyboard.press('Enter')
    await expect(lena.page.get_by_role('alert')).to_contain_text('at most 40 characters')
    await expect(name).to_have_value('x' * 41)
    await expect(name).to_be_focused()
    await lena.page.keyboard.press('Escape')
    await expect(lena.page.get_by_role('dialog')).to_have_count(0)
    assert await focused(lena.page) == 'New group'
