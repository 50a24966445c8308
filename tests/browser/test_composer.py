"""Writing with the keyboard: names and emoji completed, marks by shortcut."""

import re

import pytest
from playwright.async_api import Locator, expect

from messenger.components.browser.completing import completing
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def offered(person: Person) -> Locator:
    """The lines of the list above the box."""
    return person.page.get_by_role('listbox', name='Suggestions').get_by_role('option')


ASK_AGAIN = """(box) => {
  box.parentElement.querySelector('[role=option]').dataset.old = 1;
  box.dispatchEvent(new CustomEvent('ask', {detail: '@be', bubbles: true}));
}"""
"""What a letter typed a moment ago does: its list comes when one has moved in the one before."""


async def test_names_and_emoji_are_completed_by_keyboard(server, arrive) -> None:
    """The list opens, is moved in, taken from and closed, and the focus never leaves the box."""
    anna: Person = await arrive(server, 'Anna')
    for name in ('Ben', 'Ben Lee'):
        await (await arrive(server, name)).opens('Lobby')
    await anna.opens('Lobby')
    await anna.box.press_sequentially('hi @be')
    await expect(offered(anna)).to_have_count(2)
    chosen = anna.page.get_by_role('option', selected=True)
    await expect(chosen).to_contain_text('Ben')
    await anna.box.press('ArrowDown')
    await expect(chosen).to_contain_text('Ben Lee')
    await anna.box.evaluate(ASK_AGAIN)
    await expect(anna.page.locator('[data-old]')).to_have_count(0)
    await expect(chosen).to_contain_text('Ben Lee')
    await expect(anna.box).to_have_attribute('aria-activedescendant', await chosen.get_attribute('id') or '')
    await anna.box.press('Enter')
    await expect(anna.box).to_have_value('hi @Ben Lee ')
    await expect(offered(anna)).to_have_count(0)
    await expect(anna.box).not_to_have_attribute('aria-activedescendant', re.compile('.'))
    await anna.box.press_sequentially(':thumbs')
    await expect(chosen).to_contain_text('👍')
    await anna.box.press('Tab')
    await expect(anna.box).to_have_value('hi @Ben Lee 👍 ')
    await anna.box.press_sequentially('@be')
    await expect(offered(anna)).to_have_count(2)
    await anna.box.press('Escape')
    await expect(offered(anna)).to_have_count(0)
    await expect(anna.box).to_have_value('hi @Ben Lee 👍 @be')
    await anna.box.press('Control+Enter')
    await anna.sees('hi @Ben Lee 👍 @be')
    await expect(anna.log.locator('.mention')).to_have_text('@Ben Lee')
    assert anna.errors == []


async def test_what_is_typed_before_a_box_learns_to_complete_counts(browser) -> None:
    """A slow line brings the script after the first letters; what stood in the box before asks for nothing."""
    page = await browser.new_page()
    for draft, typed, asked in (('so', ' @do', '@do'), ('so @do', '', None)):
        await page.set_content(f'<div><textarea id="box">{draft}</textarea><ul role="listbox"></ul></div>')
        await page.evaluate('window.asked = null, addEventListener("ask", (e) => { window.asked = e.detail; })')
        await page.locator('#box').focus()
        await page.keyboard.press('End')
        await page.keyboard.type(typed)
        await page.evaluate(f'() => {{ {completing("box")} }}')
        assert await page.evaluate('window.asked') == asked
    await page.close()


async def test_the_list_takes_a_click_also_while_editing_and_closes_elsewhere(server, arrive) -> None:
    """What stands in it goes where it was typed; a name typed in full is sent by one Enter."""
    carl: Person = await arrive(server, 'Carl')
    await (await arrive(server, 'Dora')).opens('Lobby')
    await carl.creates('Corner')
    await carl.opens('Lobby')
    await carl.box.press_sequentially('@do')
    await carl.page.get_by_role('option', name='Dora').click()
    await expect(carl.box).to_have_value('@Dora ')
    await expect(carl.box).to_be_focused()
    await carl.box.press_sequentially(':ta')
    await expect(offered(carl).first).to_be_visible()
    await carl.page.get_by_role('heading', name='Lobby').click()
    await expect(offered(carl)).to_have_count(0)
    await carl.says('for @Dora')
    await carl.sees('for @Dora')
    await carl.asks_of('for @Dora', 'Edit')
    box = carl.page.get_by_role('textbox', name='Edit message')
    await box.press_sequentially(' :tada')
    await carl.page.get_by_role('option', name='party popper').click()
    await expect(box).to_have_value('for @Dora 🎉 ')
    await box.press('Enter')
    await carl.sees('for @Dora 🎉')


async def test_saving_an_edit_leaves_who_went_on_where_they_are(server, arrive) -> None:
    """The box takes the focus back, but not from a row that was gone to before the server answered."""
    gina: Person = await arrive(server, 'Gina')
    await gina.creates('Study')
    await gina.says('a draft')
    await gina.sees('a draft')
    await gina.asks_of('a draft', 'Edit')
    box = gina.page.get_by_role('textbox', name='Edit message')
    await box.fill('a text')
    row = await gina.message('a draft').element_handle()
    await gina.page.get_by_role('button', name='Save').evaluate('(save, row) => { save.click(); row.focus(); }', row)
    await expect(box).to_have_count(0)
    await gina.page.keyboard.press('Delete')
    await expect(gina.page.get_by_role('dialog')).to_contain_text('a text')
    assert gina.errors == []


async def test_keys_put_marks_around_what_is_selected_and_take_them_away(server, arrive) -> None:
    """Bold, italic, code and a link; the browser's own undo knows of it."""
    emma: Person = await arrive(server, 'Emma')
    await emma.opens('Lobby')

    async def pressed(key: str, text: str = 'say it') -> str:
        await emma.box.fill(text)
        await emma.box.select_text()
        await emma.box.press(key)
        return await emma.box.input_value()

    assert await pressed('Control+b', ' say it ') == ' **say it** '
    await emma.box.press('Control+i')
    await expect(emma.box).to_have_value(' ***say it*** ')
    await emma.box.press('Control+b')
    await expect(emma.box).to_have_value(' *say it* ')
    await emma.box.press('Control+i')
    await expect(emma.box).to_have_value(' say it ')
    await emma.box.press('Control+z')
    await expect(emma.box).to_have_value(' *say it* ')
    assert await pressed('Control+e') == '`say it`'
    await emma.box.press('Control+e')
    await expect(emma.box).to_have_value('say it')
    assert await pressed('Control+e', 'one\ntwo') == '```\none\ntwo\n```'
    assert await pressed('Control+k') == '[say it](https://)'
    await emma.page.keyboard.insert_text('https://a.example/x')
    await emma.box.press('Enter')
    await expect(emma.log.get_by_role('link', name='say it')).to_have_attribute('href', 'https://a.example/x')
    assert await pressed('Control+k', 'https://a.example') == '[](https://a.example)'
    assert emma.errors == []


async def test_a_message_is_quoted_whole_or_the_part_that_is_selected(server, arrive) -> None:
    """By menu and by key; what was typed stays above, and the answer goes below."""
    fred: Person = await arrive(server, 'Fred')
    await fred.creates('Quotes')
    await fred.says('one **two** three')
    await fred.says('four\nfive')
    await fred.sees('four')
    await fred.box.fill('well')
    await fred.asks_of('four', 'Quote')
    await expect(fred.box).to_have_value('well\n> four\n> five\n')
    await expect(fred.box).to_be_focused()
    await fred.box.fill('')
    await fred.message('one two three').get_by_text('two').dblclick()
    await fred.page.keyboard.press('q')
    await expect(fred.box).to_have_value('> two\n')
    await fred.box.press_sequentially('yes')
    await fred.box.press('Enter')
    await expect(fred.log.locator('blockquote')).to_have_text('two')
    await fred.message('one two three').first.focus()
    await fred.page.keyboard.press('q')
    await expect(fred.box).to_have_value('> one **two** three\n')
    assert fred.errors == []


async def test_a_text_is_looked_at_before_it_is_sent(server, arrive) -> None:
    """The preview follows what is typed, and goes when it is sent or by the same button."""
    gwen: Person = await arrive(server, 'Gwen')
    await gwen.opens('Lobby')
    look, preview = gwen.page.get_by_role('button', name='Preview'), gwen.page.get_by_role('region', name='Preview')
    await expect(look).to_be_hidden()
    await gwen.box.press_sequentially('**bold')
    await look.click()
    await expect(preview).to_have_text('**bold')
    await gwen.box.press_sequentially('**')
    await expect(preview.locator('strong')).to_have_text('bold')
    await look.click()
    await expect(preview).to_have_count(0)
    await look.click()
    await expect(preview).to_be_visible()
    await gwen.box.press('Enter')
    await gwen.sees('bold')
    await expect(preview).to_have_count(0)
    assert gwen.errors == []


async def test_a_poll_is_seen_before_it_is_sent(server, arrive) -> None:
    """It follows what is typed, cannot be used, and nobody else sees it; the text of a refusal is no preview."""
    hana: Person = await arrive(server, 'Hana')
    await hana.creates('Lunch')
    look, preview = hana.page.get_by_role('button', name='Preview'), hana.page.get_by_role('region', name='Preview')
    await hana.box.fill('/poll Lunch? | Pizza')
    await look.click()
    await expect(preview).to_have_count(0)
    await hana.box.fill('/poll Lunch? | Pizza | Sushi')
    await look.click()
    await expect(preview).to_contain_text('Pizza')
    await hana.box.press_sequentially(' | Soup')
    await expect(preview).to_contain_text('Soup')
    await expect(preview).to_have_attribute('inert', '')
    await hana.box.fill('**lunch**')
    await expect(preview.locator('strong')).to_have_text('lunch')
    await expect(preview).not_to_contain_text('Pizza')
    await hana.box.fill('/poll Lunch? | Pizza | Sushi')
    await expect(preview).to_contain_text('Sushi')
    await hana.box.press('Enter')
    await expect(preview).to_have_count(0)
    await expect(hana.log.get_by_role('button', name='Sushi')).to_be_visible()
    assert hana.errors == []
