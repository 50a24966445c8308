"""People reply to each other, and mark unread what they want to come back to."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def quote_in(person: Person, text: str):
    """What the message that ends in a text quotes."""
    return person.message(text).last.locator('.quote')


async def test_a_reply_quotes_its_original_and_leads_to_it(server, arrive) -> None:
    """By mouse and by key; the quote follows edits, and says when there is nothing left to quote."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await alice.says('Tea or coffee?')
    await bob.sees('Tea or coffee?')

    await bob.message('Tea or coffee?').hover()
    await bob.message('Tea or coffee?').get_by_role('button', name='Reply').click()
    await expect(bob.page.get_by_text('Replying to Alice')).to_be_visible()
    await expect(bob.box).to_be_focused()
    await bob.page.keyboard.press('Escape')
    await expect(bob.page.get_by_text('Replying to Alice')).to_have_count(0)

    await bob.message('Tea or coffee?').focus()
    await bob.page.keyboard.press('r')
    await expect(bob.page.get_by_role('button', name='Cancel reply')).to_be_visible()
    await bob.says('Water, please')
    await expect(quote_in(alice, 'Water, please')).to_have_accessible_name('In reply to Alice: Tea or coffee?')
    await expect(bob.page.get_by_role('button', name='Cancel reply')).to_have_count(0)
    await bob.says('and that is no reply')
    await alice.sees('and that is no reply')
    await expect(quote_in(alice, 'and that is no reply')).to_have_count(0)

    await quote_in(alice, 'Water, please').click()
    await expect(alice.log.locator('article').first).to_be_focused()
    await alice.page.keyboard.press('e')
    await alice.page.get_by_role('textbox', name='Edit message').fill('Tea or milk?')
    await alice.page.get_by_role('button', name='Save').click()
    await expect(quote_in(bob, 'Water, please')).to_contain_text('Tea or milk?')

    await alice.log.locator('article').first.focus()
    await alice.page.keyboard.press('Delete')
    await alice.page.get_by_role('dialog').get_by_role('button', name='Delete').click()
    await expect(quote_in(bob, 'Water, please')).to_have_text('Deleted message')
    await expect(bob.log.get_by_text('This message was deleted')).to_be_visible()
    await expect(bob.log.get_by_text('Tea or')).to_have_count(0)
    assert alice.errors == bob.errors == []


async def test_a_reply_that_got_no_answer_is_sent_again_as_a_reply(server, arrive) -> None:
    """What the page kept for this case holds what it replies to."""
    carol: Person = await arrive(server, 'Carol')
    await carol.creates('Garden')
    await carol.says('Who waters?')
    await carol.sees('Who waters?')
    await carol.page.evaluate("""() => {
      const id = createRandomUUID(), group = document.querySelector('textarea').dataset.group;
      const asked = Number(document.querySelector('article').dataset.o);
      sessionStorage.setItem('sent:' + id, JSON.stringify([id, group, 'I do', [], asked]));
    }""")
    await carol.page.reload()
    await expect(quote_in(carol, 'I do')).to_contain_text('Who waters?')


async def test_what_is_marked_unread_is_where_the_group_opens(server, arrive) -> None:
    """It stays unread while one looks at it, is counted in the list, and the line above it is in view later."""
    dora: Person = await arrive(server, 'Dora')
    erin: Person = await arrive(server, 'Erin')
    await dora.creates('Attic')
    await erin.joins('Attic')
    for number in range(12):
        await dora.says(f'box {number} holds' + '\na thing' * 4)
    await erin.sees('box 11 ')
    await erin.asks_of('box 7 ', 'Mark unread')
    link = erin.page.get_by_role('navigation', name='Groups').get_by_role('link', name='Attic')
    await expect(link).to_contain_text('5')
    await erin.opens('Lobby')
    await expect(link).to_contain_text('5')
    await erin.opens('Attic')
    await expect(erin.message('box 7 ')).to_be_in_viewport(ratio=1)
    await expect(erin.message('box 11 ')).not_to_be_in_viewport()
    await erin.page.get_by_role('button', name=re.compile(r'^(\d+ new|To the newest)$')).click()
    await expect(erin.message('box 11 ')).to_be_in_viewport()
    await expect(link).not_to_contain_text(re.compile(r'\d'))
    assert dora.errors == erin.errors == []
