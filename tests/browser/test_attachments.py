"""Files, from the choice in one browser to the picture in another."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.test_access import faults
from tests.files import document, picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

CAT = {'name': 'cat.png', 'mimeType': 'image/png', 'buffer': picture(1600, 1000)}
DOG = {'name': 'dog.png', 'mimeType': 'image/png', 'buffer': picture(500, 900)}
NOTES = {'name': 'notes.txt', 'mimeType': 'text/plain', 'buffer': b'first line\nsecond line\n'}

DROP = """async ([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: 'image/png'}));
  const place = document.querySelector('[role=log]');
  for (const type of ['dragover', 'drop']) {
    place.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
  }
}"""
PASTE = """async ([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: 'image/png'}));
  const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(pasted);
}"""


def waiting(person: Person):
    """The files that wait to be sent."""
    return person.page.get_by_role('list', name='Files to send').get_by_role('listitem')


async def attach(person: Person, *files: dict) -> None:
    """Press the button and choose."""
    async with person.page.expect_file_chooser() as chooser:
        await person.page.get_by_role('button', name='Attach files').click()
    await (await chooser.value).set_files(list(files))


async def are_uploaded(person: Person, count: int) -> None:
    """So many files are all on the server."""
    await expect(waiting(person)).to_have_count(count)
    await expect(person.page.get_by_role('progressbar')).to_have_count(0)


async def is_loaded(person: Person, name: str) -> None:
    """The picture itself is there, and took the place that was kept for it."""
    image = person.log.get_by_role('button', name=f'Picture {name}').locator('img')
    await image.scroll_into_view_if_needed()
    await expect(image).to_have_js_property('complete', True)
    assert await image.evaluate('(image) => image.naturalWidth') > 0


async def test_pictures_and_files_reach_everybody_and_go_with_their_message(server, arrive) -> None:
    alice: Person = await arrive(server, 'Alice Files')
    await alice.creates('Gallery')
    bob: Person = await arrive(server, 'Bob Files')
    await bob.joins('Gallery')
    await attach(alice, CAT, NOTES, DOG)
    await are_uploaded(alice, 3)
    await expect(alice.box).to_be_focused()
    assert await alice.page.evaluate('Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"))') == []
    await waiting(alice).filter(has_text='dog.png').get_by_role('button', name='Remove dog.png').click()
    await are_uploaded(alice, 2)
    await alice.says('look at this')
    await bob.sees('look at this')
    await expect(waiting(alice)).to_have_count(0)
    await is_loaded(bob, 'cat.png')
    async with bob.page.expect_download() as download:
        await bob.log.get_by_role('link', name='Download notes.txt, 23 bytes').click()
    saved = await download.value
    assert saved.suggested_filename == 'notes.txt'
    assert (await saved.path()).read_bytes() == NOTES['buffer']
    await alice.deletes('look at this')
    await expect(bob.log.get_by_role('button', name='Picture cat.png')).to_have_count(0)
    assert not [
        each for each in (server.data / 'blobs' / 'files').rglob('*') if each.is_file() and each.stat().st_size == 23
    ]
    assert alice.errors == bob.errors == []


async def test_dropped_and_pasted_pictures_are_sent_without_a_word_and_open_large(server, arrive) -> None:
    carol: Person = await arrive(server, 'Carol Files')
    await carol.creates('Album')
    await carol.page.evaluate(DROP, ['cat.png', list(picture(1600, 1000))])
    await are_uploaded(carol, 1)
    await carol.box.focus()
    await carol.page.evaluate(PASTE, ['dog.png', list(picture(500, 900))])
    await are_uploaded(carol, 2)
    await carol.page.get_by_role('button', name='Send').click()
    await is_loaded(carol, 'cat.png')
    opener = carol.log.get_by_role('button', name='Picture cat.png')
    await opener.focus()
    await opener.press('Enter')
    dialog = carol.page.get_by_role('dialog', name='Picture')
    await expect(dialog.get_by_role('heading', name='cat.png (1 of 2)')).to_be_visible()
    await expect(dialog.locator('section')).to_be_focused()
    await carol.page.keyboard.press('ArrowRight')
    await expect(dialog.get_by_role('img', name='dog.png')).to_be_visible()
    await carol.page.keyboard.press('Escape')
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()
    assert carol.errors == []


async def test_documents_and_texts_are_looked_at_without_saving_them(server, arrive) -> None:
    """The first page stands in the row and opens large; a text opens in a dialog, which goes with its message."""
    gina, hugo = await arrive(server, 'Gina Files'), await arrive(server, 'Hugo Files')
    await gina.creates('Papers')
    await hugo.joins('Papers')
    long = {'name': 'long.txt', 'mimeType': 'text/plain', 'buffer': b'<b>no markup</b>\n' + b'a line\n' * 20_000}
    await attach(gina, {'name': 'plan.pdf', 'mimeType': 'application/pdf', 'buffer': document(300, 400)}, NOTES, long)
    await are_uploaded(gina, 3)
    await gina.says('the papers')

    page = hugo.log.get_by_role('button', name='First page of plan.pdf, open')
    await expect(page.locator('img')).to_have_js_property('complete', value=True)
    assert await page.locator('img').evaluate('(image) => image.naturalWidth') == 600
    await page.click()
    large = hugo.page.get_by_role('dialog', name='Picture')
    await expect(large.get_by_role('img', name='plan.pdf')).to_be_visible()
    await expect(large.get_by_role('link', name='Download')).to_have_attribute('download', 'plan.pdf')
    await hugo.page.keyboard.press('Escape')
    await expect(large).to_have_count(0)

    await hugo.log.get_by_role('button', name='Show the text').nth(0).click()
    text = hugo.page.get_by_role('dialog', name='notes.txt')
    await expect(text.get_by_text('first line')).to_be_visible()
    await expect(text.get_by_text('This is the beginning')).to_have_count(0)
    assert await faults(hugo.page) == []
    await hugo.page.keyboard.press('Escape')
    await expect(text).to_have_count(0)

    await hugo.log.get_by_role('button', name='Show the text').nth(1).click()
    beginning = hugo.page.get_by_role('dialog', name='long.txt')
    await expect(beginning.get_by_text('<b>no markup</b>')).to_be_visible()
    await expect(beginning.get_by_text('This is the beginning of the file.')).to_be_visible()
    await gina.deletes('the papers')
    await expect(beginning).to_have_count(0)
    await expect(hugo.page.get_by_text('This file was deleted.')).to_be_visible()
    assert gina.errors == hugo.errors == []


async def test_an_open_picture_closes_when_its_message_is_deleted(server, arrive) -> None:
    """Nobody goes on looking at what was taken back, and it is said why it went."""
    ella, finn = await arrive(server, 'Ella Files'), await arrive(server, 'Finn Files')
    await ella.creates('Pictures')
    await finn.joins('Pictures')
    await ella.page.evaluate(DROP, ['cat.png', list(picture(1600, 1000))])
    await are_uploaded(ella, 1)
    await ella.says('look')
    await finn.log.get_by_role('button', name='Picture cat.png').click()
    dialog = finn.page.get_by_role('dialog', name='Picture')
    await expect(dialog.get_by_role('img', name='cat.png')).to_be_visible()
    await ella.asks_of('look', 'Delete')
    await ella.page.get_by_role('dialog').get_by_role('button', name='Delete').click()
    await expect(dialog).to_have_count(0)
    await expect(finn.page.get_by_text('This picture was deleted.')).to_be_visible()
    assert ella.errors == finn.errors == []


async def test_what_cannot_be_attached_is_told_and_what_failed_can_be_tried_again(server, arrive) -> None:
    dave: Person = await arrive(server, 'Dave Files')
    await dave.creates('Archive')
    await dave.page.evaluate(DROP, ['film.bin', 26 * 1024 * 1024])  # a number makes so many bytes
    await expect(dave.page.get_by_role('alert').filter(has_text='film.bin is 26 MB')).to_be_visible()
    await dave.page.route(re.compile('/files/'), lambda route: route.abort(), times=1)
    await attach(dave, NOTES)
    await expect(waiting(dave)).to_contain_text('could not be reached')
    await dave.says('with notes')
    await expect(dave.page.get_by_role('alert').filter(has_text='Try it again or remove it')).to_be_visible()
    await waiting(dave).get_by_role('button', name='Try notes.txt again').click()
    await expect(waiting(dave)).not_to_contain_text('could not be reached')
    await are_uploaded(dave, 1)
    await dave.box.press('Enter')
    await dave.sees('with notes')
    await expect(dave.message('with notes').get_by_role('link', name='Download notes.txt')).to_be_visible()
