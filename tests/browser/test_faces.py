"""A person's picture, status and zone, as that person and others see them, live."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import Person
from tests.browser.test_access import faults
from tests.files import PDF, picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def choose(person: Person, item: str, dialog: str) -> Locator:
    """Open a dialog from one's own menu."""
    await person.page.get_by_role('button', name='your settings').click()
    await person.page.get_by_role('menuitem', name=item).click()
    return person.page.get_by_role('dialog', name=dialog)


def file(content: bytes) -> dict[str, object]:
    """A file as a person picks it."""
    return {'name': 'me.png', 'mimeType': 'image/png', 'buffer': content}


async def test_a_picture_and_a_status_are_seen_by_others_at_once(server, arrive):
    """In rows that were there before, in the panel, on the card, and in the list of direct messages; both go again."""
    alma: Person = await arrive(server, 'Alma')
    await alma.creates('Atelier')
    bela: Person = await arrive(server, 'Bela')
    await bela.joins('Atelier')
    await alma.says('before there was a picture')
    await bela.sees('before there was a picture')
    face = bela.message('before there was a picture').locator('.avatar img')
    await expect(face).to_have_count(0)

    dialog = await choose(alma, 'Your picture', 'Your picture')
    picker = dialog.get_by_label('Choose a picture')
    await picker.set_input_files(file(PDF))
    await expect(dialog.get_by_role('alert')).to_contain_text('This is no picture')
    await picker.set_input_files(file(picture(640, 480)))
    await expect(dialog.get_by_role('status')).to_contain_text('This is your picture now')
    await expect(dialog.get_by_role('alert')).to_be_hidden()
    await expect(face).to_be_visible()
    assert await face.evaluate('face => face.complete && face.naturalWidth') == 192
    await dialog.get_by_role('button', name='Close').click()

    dialog = await choose(alma, 'Set status', 'Your status')
    await dialog.get_by_role('textbox', name='Status').fill('At the easel')
    await dialog.get_by_role('button', name='Choose an emoji').click()
    await alma.page.get_by_role('dialog', name='Choose an emoji').get_by_role('button', name='bullseye').first.click()
    await dialog.get_by_label('Clear after').select_option('1 hour')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog).to_have_count(0)
    await expect(alma.page.get_by_role('button', name='your settings')).to_contain_text('🎯')

    await bela.page.get_by_role('button', name='Members').click()
    panel = bela.page.get_by_role('dialog', name='Members')
    line = panel.get_by_role('listitem').filter(has_text='Alma')
    await expect(line).to_contain_text('🎯 At the easel')
    await expect(line.locator('.avatar img')).to_be_visible()
    await line.get_by_role('button', name='Alma').click()
    card = bela.page.get_by_role('dialog', name='Alma')
    await expect(card).to_contain_text('🎯 At the easel')
    await card.get_by_role('button', name='Message', exact=True).click()
    await bela.says('nice')
    link = bela.page.get_by_role('navigation', name='Groups').get_by_role('link', name='Alma')
    await expect(link).to_contain_text('🎯')
    await expect(link.locator('.avatar img')).to_be_visible()

    dialog = await choose(alma, 'Set status', 'Your status')
    await expect(dialog.get_by_role('textbox', name='Status')).to_have_value('At the easel')
    await dialog.get_by_role('button', name='Clear status').click()
    await expect(link).not_to_contain_text('🎯')
    dialog = await choose(alma, 'Your picture', 'Your picture')
    await dialog.get_by_role('button', name='Remove').click()
    await expect(link.locator('.avatar img')).to_have_count(0)
    # The browser itself notes that a file was refused.
    assert [each for each in alma.errors if '400 (Bad Request)' not in each] == bela.errors == []


async def test_a_card_that_is_open_follows_its_person(server, arrive):
    """Status, name and whether they are blocked, also from another tab; what one stood on in it stays so."""
    emil: Person = await arrive(server, 'Emil')
    await emil.creates('Kiln')
    fina: Person = await arrive(server, 'Fina')
    await fina.joins('Kiln')
    await emil.says('It is hot')
    await fina.message('It is hot').locator('.avatar').click()
    card = fina.page.get_by_role('dialog', name='Emil')
    await expect(card).to_contain_text('Owner of this group · here now')
    write = card.get_by_role('button', name='Message', exact=True)
    await expect(write).to_be_focused()

    dialog = await choose(emil, 'Set status', 'Your status')
    await dialog.get_by_role('textbox', name='Status').fill('At the kiln')
    await dialog.get_by_role('button', name='Save').click()
    await expect(card).to_contain_text('At the kiln')
    dialog = await choose(emil, 'Change name', 'Change name')
    await dialog.get_by_role('textbox').fill('Emilio')
    await dialog.get_by_role('button', name='Change').click()
    card = fina.page.get_by_role('dialog', name='Emilio')
    await expect(card.get_by_role('heading', name='Emilio')).to_be_visible()
    await expect(card.get_by_role('button', name='Message', exact=True)).to_be_focused()

    tab = await fina.opens_tab()
    await tab.message('It is hot').locator('.avatar').click()
    await tab.page.get_by_role('dialog', name='Emilio').get_by_role('button', name='Block', exact=True).click()
    await expect(card.get_by_role('button', name='Unblock')).to_be_visible()
    await expect(card.get_by_role('button', name='Block', exact=True)).to_be_hidden()
    await emil.page.close()
    await expect(card).to_contain_text('not here now')
    assert fina.errors == tab.errors == []


async def test_another_zone_shows_times_anew_in_open_pages(server, arrive):
    """In both tabs, without a reload, until the browser decides again."""
    cora: Person = await arrive(server, 'Cora', timezone_id='Europe/Berlin', locale='en-GB')
    await cora.creates('Harbour')
    await cora.says('what time is it?')
    tab = await cora.opens_tab()
    times = [each.message('what time is it?').locator('time') for each in (cora, tab)]
    hour = int((await times[0].inner_text()).split(':')[0])
    await expect(times[1]).to_have_text(re.compile(rf'^0?{hour}:'))

    dialog = await choose(cora, 'Preferences', 'Preferences')
    await expect(dialog).to_contain_text('the zone that the browser says')
    await dialog.get_by_role('button', name='Time zone').click()
    zones = cora.page.get_by_role('dialog', name='Time zone')
    await zones.get_by_role('textbox', name='Find a time zone').press_sequentially('tokyo')
    await zones.get_by_role('button', name='Asia/Tokyo').click()
    await expect(dialog).to_contain_text('in the zone Asia/Tokyo')
    for each in times:
        await expect(each).not_to_have_text(re.compile(rf'^0?{hour}:'))
    await dialog.get_by_role('button', name='Time zone').click()
    await zones.get_by_role('button', name='As the browser says').click()
    for each in times:
        await expect(each).to_have_text(re.compile(rf'^0?{hour}:'))
    assert cora.errors == tab.errors == []


@pytest.mark.parametrize('options', [{}, {'color_scheme': 'dark', 'viewport': {'width': 390, 'height': 844}}])
async def test_the_dialogs_have_no_barrier(server, arrive, options):
    """Light and wide, dark and on a phone."""
    dora: Person = await arrive(server, f'Dora {len(options)}', **options)
    for item, name in (
        ('Set status', 'Your status'),
        ('Your picture', 'Your picture'),
        ('Preferences', 'Preferences'),
    ):
        dialog = await choose(dora, item, name)
        await expect(dialog).to_be_visible()
        assert await faults(dora.page) == [], name
        if item == 'Preferences':
            await dialog.get_by_role('button', name='Time zone').click()
            await expect(dora.page.get_by_role('dialog', name='Time zone')).to_be_visible()
            assert await faults(dora.page) == []
        await dora.page.keyboard.press('Escape')
        await expect(dora.page.get_by_role('dialog', name='Time zone')).to_have_count(0)
        if item != 'Preferences':
            await expect(dialog).to_have_count(0)
