"""The interface in the languages of its readers."""

import pytest
from playwright.async_api import expect

from messenger.languages import LANGUAGES, translate
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def choose_language(person: Person, preferences: str, change: str, language: str) -> None:
    """Choose a language in the preferences, which are called as they are in the one before."""
    await person.page.locator('.own-corner').click()
    await person.page.locator('.menu [data-icon=tune]').click()
    await person.page.get_by_role('dialog', name=preferences).get_by_role('button', name=change).click()
    await person.page.get_by_role('button', name=language, exact=True).click()


async def test_a_language_that_is_chosen_counts_in_all_tabs_and_for_nobody_else(server, arrive):
    """The pages load anew in it, from right to left where it is written so, and what was typed stays."""
    nora = await arrive(server, 'Nora')
    await nora.creates('Harbour')
    omar = await arrive(server, 'Omar')
    await omar.joins('Harbour')
    tab = await nora.opens_tab()
    await nora.box.press_sequentially('half a sent')
    await choose_language(nora, 'Preferences', 'Change the language', 'العربية')
    for page in (nora.page, tab.page):
        await expect(page.locator('html')).to_have_attribute('dir', 'rtl')
        await expect(page.locator('html')).to_have_attribute('lang', 'ar')
        await expect(page.get_by_text('انضم Omar')).to_be_visible()
        await expect(page.get_by_text('اليوم')).to_be_visible()
    side, main = [await nora.page.locator(place).bounding_box() for place in ('.side', '.middle')]
    assert side['x'] > main['x']
    await expect(nora.page.locator('textarea').first).to_have_value('half a sent')
    first = await (await nora.page.request.get(nora.page.url)).text()
    assert first.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    await expect(omar.page.locator('html')).to_have_attribute('dir', 'ltr')
    await expect(omar.page.get_by_text('Omar joined')).to_be_visible()
    assert nora.errors == tab.errors == omar.errors == []


async def test_the_browsers_language_is_spoken_from_the_sign_in_on(server, browser):
    """Its country too, in how dates and numbers are written."""
    context = await browser.new_context(base_url=server.url, locale='de-AT')
    page = await context.new_page()
    await page.goto('/')
    await expect(page.locator('html')).to_have_attribute('lang', 'de')
    await page.get_by_role('textbox', name='Anzeigename').fill('Poldi')
    await page.get_by_role('button', name='Anmelden').click()
    await expect(page.get_by_role('navigation', name='Gruppen')).to_be_visible()
    await expect(page.locator('html')).to_have_attribute('lang', 'de')
    await context.close()


@pytest.mark.parametrize(('language', 'typed'), [('de', ('Grün', 'straß', 'käf', 'thumbs')), ('ar', ('قلب', 'thumbs'))])
async def test_emoji_are_completed_in_the_language_of_who_types(server, arrive, language, typed):
    """From the second letter to the last, whatever letters those are; and in English."""
    vera = await arrive(server, f'Vera {language}')
    await vera.opens('Lobby')
    await choose_language(vera, 'Preferences', 'Change the language', LANGUAGES[language])
    await expect(vera.page.locator('html')).to_have_attribute('lang', language)
    box = vera.page.locator('textarea').first
    for word in typed:
        await box.fill('')
        await box.press_sequentially(f':{word[:2]}')
        await expect(vera.page.get_by_role('option').first).to_be_visible()
        await box.press_sequentially(word[2:])
        shown = vera.page.locator(f'[role=option][data-key*="{word.lower()}" i]')
        await expect(shown.first).to_be_visible()


TEXTS = """() => {
  const shown = [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility());
  const own = (each) => [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim());
  const named = (each) => ['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name));
  return shown.flatMap((each) => [...own(each), ...named(each)]).filter((text) => text);
}"""
"""All that is read on a page, by eye or aloud."""


async def test_nothing_on_the_page_is_english_to_who_reads_german(server, browser, arrive):
    """What all viewers share and what is one's own, in the list, the log, a menu and the preferences."""
    peter = await arrive(server, 'Peter')
    await peter.opens('Lobby')
    await peter.says('```py\nprint()\n```')
    context = await browser.new_context(base_url=server.url, locale='de-DE')
    page = await context.new_page()
    await page.goto('/')
    await page.get_by_role('textbox', name='Anzeigename').fill('Greta')
    await page.get_by_role('button', name='Anmelden').click()
    await page.get_by_role('link', name='Lobby').click()
    row = page.get_by_role('log').get_by_role('article').last
    await row.get_by_role('button', name='Diesen Code kopieren').wait_for()
    await peter.reacts('print', 'thumbs up')
    await page.get_by_role('button', name='👍 1: Peter. Umschalten').wait_for()
    read = await page.evaluate(TEXTS)
    await row.hover()
    await row.get_by_role('button', name='Weitere Aktionen').click()
    await page.get_by_role('menuitem', name='Antworten').wait_for()
    read += await page.evaluate(TEXTS)
    await page.keyboard.press('Escape')
    await page.get_by_role('button', name='Greta').click()
    await page.get_by_role('menuitem', name='Einstellungen', exact=True).click()
    await page.get_by_role('dialog').get_by_role('switch', name='Kompakt').wait_for()
    read += await page.evaluate(TEXTS)
    assert 'Heute' in read
    assert [text for text in read if translate('de', text) != text] == []
    await context.close()
