"""What waits in a browser for its server, when it is more than one frame may hold."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

KEEP = """(count) => {
  const group = document.querySelector('textarea').dataset.group;
  for (let i = 0; i < count; i++) {
    const id = createRandomUUID();
    sessionStorage.setItem('sent:' + id, JSON.stringify([id, group, 'text ' + i + ' ' + '\u6c34'.repeat(9000)]));
  }
}"""


async def test_many_long_texts_that_were_never_answered_all_arrive(server, arrive) -> None:
    """Together they are larger than a frame that the server takes."""
    alice: Person = await arrive(server, 'Alice Unsent')
    await alice.creates('Deep water')
    await alice.page.evaluate(KEEP, 5)
    await alice.page.reload()
    for number in range(5):
        await alice.sees(f'text {number} ', within=20)
    await alice.page.wait_for_function("!Object.keys(sessionStorage).some(key => key.startsWith('sent:'))")


async def test_a_draft_of_any_length_keeps_the_connection(server, arrive) -> None:
    """Too long for a message and for a frame, it stays in the box, and what is sent afterwards arrives."""
    bob: Person = await arrive(server, 'Bob Unsent')
    await bob.creates('Long water')
    await bob.page.evaluate('window.socket.on("disconnect", () => { window.wasLost = true })')
    await bob.box.fill('"\u6c34' * 10_000)
    await bob.page.wait_for_timeout(1_500)  # the draft is reported after half a second
    await bob.box.fill('')
    await bob.says('still here')
    await bob.sees('still here')
    assert not await bob.page.evaluate('window.wasLost')
    await expect(bob.box).to_have_value('')


async def test_an_edit_of_any_length_is_answered(server, arrive) -> None:
    carol: Person = await arrive(server, 'Carol Unsent')
    await carol.creates('Broad water')
    await carol.says('short')
    await carol.asks_of('short', 'Edit')
    box = carol.page.get_by_role('textbox', name='Edit message')
    await box.fill('"' * 20_000)
    await carol.page.get_by_role('button', name='Save').click()
    await expect(carol.page.get_by_role('alert').filter(has_text='20,000 characters')).to_be_visible()
    await box.fill('longer')
    await carol.page.get_by_role('button', name='Save').click()
    await carol.sees('longer')


SEND_AS_THE_EDITOR_OPENS = """(text) => {
  const box = document.querySelector('.composer textarea');
  box.value = text;
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
}"""


async def test_what_is_sent_just_as_the_editor_opens_is_not_lost(server, arrive) -> None:
    """The box is hidden by then and its events are dropped; the text goes out when the editor is closed."""
    nick: Person = await arrive(server, 'Nick')
    await nick.creates('Quick')
    await nick.says('to be edited')
    await nick.asks_of('to be edited', 'Edit')
    await expect(nick.page.get_by_role('textbox', name='Edit message')).to_be_focused()
    await nick.page.evaluate(SEND_AS_THE_EDITOR_OPENS, 'typed very fast')
    await nick.page.keyboard.press('Escape')
    await nick.sees('typed very fast')
