"""Writing to one person alone, in real browsers."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def link(person: Person, name: str) -> Locator:
    """The line of a group in the list."""
    return person.page.get_by_role('navigation', name='Groups').get_by_role('link', name=name, exact=True)


async def meets(person: Person, text: str) -> Locator:
    """Open the card of whoever wrote a message."""
    await person.message(text).locator('strong').click()
    return person.page.get_by_role('dialog')


async def test_a_message_for_one_is_seen_by_that_one_alone(server, arrive):
    """It appears in the other's list at once; nobody else gets a byte of it, and it is found again."""
    nora, otto, pia = await arrive(server, 'Nora'), await arrive(server, 'Otto'), await arrive(server, 'Pia')
    for person in (nora, otto, pia):
        await person.opens('Lobby')
    await otto.says('good morning')
    card = await meets(nora, 'good morning')
    await expect(card).to_contain_text('Here now')
    await card.get_by_role('button', name='Message').click()
    await expect(nora.box).to_have_attribute('placeholder', 'Message Otto')
    address = nora.page.url
    await expect(link(otto, 'Nora')).to_have_count(0)
    await nora.says('a secret for Otto')
    await expect(link(otto, 'Nora')).to_contain_text('a secret for Otto')
    await otto.opens('Nora')
    await otto.says('which I keep')
    await nora.sees('which I keep')
    await otto.opens('Lobby')
    await otto.says('and hello to all')
    await pia.sees('and hello to all')
    await expect(link(pia, 'Nora')).to_have_count(0)
    heard = ''.join(pia.frames)
    assert 'secret' not in heard
    assert address.rsplit('/', 1)[1] not in heard
    await pia.page.goto(address)
    await expect(pia.page.get_by_text('This group does not exist, or you are not a member.')).to_be_visible()
    await nora.opens('Lobby')
    await (await meets(nora, 'good morning')).get_by_role('button', name='Message').click()
    await nora.sees('which I keep')
    await nora.page.wait_for_url(address)


async def test_the_blocked_cannot_write_and_stay_folded(server, arrive):
    """The one who is blocked keeps the text and reads why; the other may still look."""
    quin, rhea = await arrive(server, 'Quin'), await arrive(server, 'Rhea')
    for person in (quin, rhea):
        await person.opens('Lobby')
    await rhea.says('buy my shoes')
    await (await meets(quin, 'buy my shoes')).get_by_role('button', name='Block').click()
    await expect(quin.page.get_by_role('dialog')).to_have_count(0)
    await quin.box.click()
    await expect(quin.log.get_by_text('buy my shoes')).to_be_hidden()
    await quin.message('buy my shoes').click()
    await quin.sees('buy my shoes')
    await quin.says('no thanks')
    card = await meets(rhea, 'no thanks')
    await card.get_by_role('button', name='Message').click()
    await expect(card.get_by_role('alert')).to_have_text('You cannot write to Quin here.')
