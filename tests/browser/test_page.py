"""One person and the page: tabs, drafts, scrolling, keys, a phone, hostile text."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

TOP = 'row => row.getBoundingClientRect().top'


async def test_two_tabs_of_one_person_stay_alike(server, arrive) -> None:
    """What is sent, edited and drafted in one tab is in the other."""
    alice: Person = await arrive(server, 'Alice')
    await alice.creates('Tabs')
    second = await alice.opens_tab()
    await alice.says('From the first')
    await second.sees('From the first')
    await second.edits('From the first', 'From the second')
    await alice.sees('From the second')
    await alice.box.fill('not yet')
    await alice.page.wait_for_function("document.querySelector('.box textarea').value === 'not yet'")
    third = await alice.opens_tab()
    await expect(third.box).to_have_value('not yet')
    await third.box.press('Enter')
    await expect(alice.box).to_have_value('')
    await expect(second.box).to_have_value('')


async def test_what_another_tab_has_sent_does_not_come_back_as_a_draft(server, arrive) -> None:
    """A page keeps what is typed only until the server has it."""
    hans: Person = await arrive(server, 'Hans')
    await hans.creates('Once')
    await hans.box.fill('say it once')
    await hans.page.wait_for_function("() => !Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))")
    second = await hans.opens_tab()
    await hans.opens('Lobby')
    await second.box.press('Enter')
    await second.sees('say it once')
    await hans.opens('Once')
    await hans.sees('say it once')
    await expect(hans.box).to_be_focused()
    await expect(hans.box).to_have_value('')


async def test_a_draft_waits_in_its_group(server, arrive) -> None:
    """It survives switching groups and a reload, and never appears in another group."""
    bob: Person = await arrive(server, 'Bob')
    await bob.creates('Here')
    await bob.box.fill('a thought for Here')
    await bob.opens('Lobby')
    await expect(bob.box).to_have_value('')
    await bob.opens('Here')
    await expect(bob.box).to_have_value('a thought for Here')
    await bob.page.reload()
    await expect(bob.box).to_have_value('a thought for Here')


async def test_the_address_of_a_deleted_message_says_that_there_is_none(server, arrive) -> None:
    """The group opens all the same, and one can write."""
    ida: Person = await arrive(server, 'Ida')
    await ida.creates('Past')
    await ida.says('soon gone')
    await ida.says('here to stay')
    await ida.sees('soon gone')
    ordinal = await ida.message('soon gone').get_attribute('data-o')
    await ida.deletes('soon gone')
    await ida.page.goto(f'{ida.page.url}?at={ordinal}')
    await expect(ida.page.get_by_role('alert').filter(has_text='This message does not exist')).to_be_visible()
    await ida.sees('here to stay')
    await expect(ida.box).to_be_focused()


async def test_switching_groups_does_not_reload_the_page(server, arrive) -> None:
    """The address changes, Back goes back, and the page is the same page."""
    carol: Person = await arrive(server, 'Carol')
    await carol.creates('Upstairs')
    await carol.page.evaluate('window.isSamePage = true')
    upstairs = carol.page.url
    await carol.opens('Lobby')
    assert carol.page.url != upstairs
    await carol.page.go_back()
    await expect(carol.page.get_by_role('heading', name='Upstairs')).to_be_visible()
    assert await carol.page.evaluate('window.isSamePage')


async def test_scrolled_up_nothing_moves_and_a_pill_counts(server, arrive) -> None:
    """What is being read stays where it is while others talk, however much; the pill goes down."""
    dora: Person = await arrive(server, 'Dora')
    erik: Person = await arrive(server, 'Erik')
    await dora.creates('Scroll')
    await erik.joins('Scroll')
    for number in range(8):
        await dora.says(f'line {number} ' + 'word ' * 140)
    await erik.sees('line 7')
    await erik.log.evaluate('log => { log.scrollTop = -500; }')
    await expect(erik.page.get_by_role('button', name='To the newest')).to_be_visible()
    before = await erik.message('line 5').evaluate(TOP)
    for number in range(10):
        await dora.says(f'and one more, {number:02}')
        await erik.sees(f'and one more, {number:02}')  # each comes by itself
    await expect(erik.page.get_by_role('button', name='10 new')).to_be_visible()
    assert abs(await erik.message('line 5').evaluate(TOP) - before) <= 1
    await erik.page.get_by_role('button', name='10 new').click()
    await expect(erik.message('and one more, 09')).to_be_in_viewport()


async def test_who_writes_while_scrolled_up_comes_to_the_newest(server, arrive) -> None:
    hal: Person = await arrive(server, 'Hal')
    await hal.creates('Tower')
    for number in range(12):
        await hal.says(f'line {number:02}\n' + 'and more\n' * 4)
        await hal.sees(f'line {number:02}')
    await hal.log.evaluate('log => { log.scrollTop = -600; }')
    await expect(hal.page.get_by_role('button', name='To the newest')).to_be_visible()
    await hal.says('the last word')
    await expect(hal.message('the last word')).to_be_in_viewport(ratio=1)


async def test_everything_by_keyboard_alone(server, arrive) -> None:
    """Write, edit the last message, move to a row, open its menu, delete."""
    fay: Person = await arrive(server, 'Fay')
    await fay.creates('Keys')
    keys = fay.page.keyboard
    await fay.box.focus()
    await keys.type('first')
    await keys.press('Shift+Enter')
    await keys.type('second')
    await keys.press('Enter')
    await fay.sees('first')
    await keys.press('ArrowUp')
    editing = fay.page.get_by_role('textbox', name='Edit message')
    await expect(editing).to_be_focused()
    await expect(editing).to_have_value('first\nsecond')
    await keys.type('!')
    await keys.press('Enter')
    await expect(fay.message('second!')).to_contain_text('(edited)')
    await expect(fay.box).to_be_focused()
    await fay.log.focus()
    await keys.press('ArrowUp')
    await expect(fay.message('second!')).to_be_focused()
    await keys.press('m')
    await expect(fay.page.get_by_role('menuitem', name='Edit')).to_be_focused()
    await keys.press('Escape')
    await expect(fay.message('second!')).to_be_focused()
    await keys.press('Delete')
    delete = fay.page.get_by_role('dialog').get_by_role('button', name='Delete')
    await expect(delete).to_be_focused()
    await keys.press('Enter')
    await fay.does_not_see('second!')


async def test_a_phone_shows_one_pane_at_a_time(server, arrive) -> None:
    """Groups, then the conversation, then back; nothing is wider than the screen; Enter makes a line."""
    gus: Person = await arrive(server, 'Gus', **PHONE)
    await gus.opens('Lobby')
    await expect(gus.page.get_by_role('button', name='New group')).to_be_hidden()
    await gus.box.fill('one')
    await gus.box.press('Enter')
    await gus.box.press_sequentially('two')
    await expect(gus.box).to_have_value('one\ntwo')
    await gus.page.get_by_role('button', name='Send').click()
    await gus.sees('one')
    assert await gus.page.evaluate('document.documentElement.scrollWidth <= innerWidth')
    await gus.page.get_by_role('button', name='Back to the groups').click()
    await expect(gus.page.get_by_role('button', name='New group')).to_be_visible()


async def test_hostile_text_is_only_text(server, arrive) -> None:
    """No script runs, no form or picture appears, no dangerous link is made."""
    mallory: Person = await arrive(server, 'Mallory')
    victor: Person = await arrive(server, 'Victor')
    await mallory.creates('Trap')
    await victor.joins('Trap')
    hostile = [
        '<img src=x onerror="window.pwned=1">',
        '</textarea></script><script>window.pwned=1</script>',
        '[click](javascript:window.pwned=1)',
        '![](https://example.org/pixel.png) <form action=/><input></form>',
        '<svg/onload=window.pwned=1><style>*{display:none}</style>',
    ]
    for text in hostile:
        await mallory.says(text)
    await mallory.says('the end')
    await victor.sees('the end')
    await expect(
        victor.log.locator('.bd :is(img, script, form, input, style, svg, [onerror], [onload])')
    ).to_have_count(0)
    await expect(victor.log.locator('a[href^="javascript"]')).to_have_count(0)
    assert await victor.page.evaluate('window.pwned') is None
    assert re.search(r'onerror="window.pwned=1"', ' '.join(await victor.texts()))
