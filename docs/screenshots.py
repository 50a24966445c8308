"""Takes the pictures in docs/screenshots, each wide and on a phone, light and dark: `make screenshots`."""

import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, StorageState, async_playwright, expect

from tests.browser.conftest import chromium_path
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_attachments import are_uploaded, attach, is_loaded

FOLDER = Path(__file__).parent / 'screenshots'

SHAPES: dict[str, dict[str, object]] = {
    'wide': {'viewport': {'width': 1280, 'height': 820}},
    'phone': {'viewport': {'width': 390, 'height': 844}, 'has_touch': True, 'is_mobile': True},
}
SCHEMES = ('light', 'dark')

CODE = """Great. I wrote down how long it takes:
```python
def minutes(litres: float) -> float:
    return 2.4 * litres  # measured, full power
```"""


async def talk(zoe: Person, bob: Person, lena: Person) -> None:
    """Say what the pictures show."""
    await zoe.creates('Kitchen')
    for person in (bob, lena):
        await person.joins('Kitchen')
    await bob.says('The new kettle arrives **Monday**. Until then there is the pot; please switch it off.')
    await bob.says('Manual is here: https://example.org/kettle')
    await bob.edits('Manual is here', 'The manual: https://example.org/docs/kettle')
    await zoe.says(CODE)
    await zoe.says('Lunch?\n- noodles\n- soup')
    await bob.sees('noodles')
    await reply(bob, 'Lunch?', '@Zoë noodles it is. I book for six.')
    for person, emoji in ((zoe, 'party popper'), (lena, 'thumbs up')):
        await person.sees('I book for six')
        await person.reacts('I book for six', emoji)
    await in_thread(lena, 'The new kettle arrives', 'Finally. Who takes the old one?')
    await in_thread(bob, 'The new kettle arrives', 'It has a hole. Nobody, I hope.')
    await show_files(lena)
    await bob.creates('Plans')
    await bob.says('A kettle for the second floor is in the plan of **March**.')
    await zoe.joins('Plans')
    await zoe.opens('Kitchen')


async def reply(person: Person, to: str, text: str) -> None:
    """Answer a message."""
    row = person.message(to)
    await row.hover()
    await row.get_by_role('button', name='Reply', exact=True).click()
    await person.says(text)


async def in_thread(person: Person, below: str, text: str) -> None:
    """Answer below a message, beside the group."""
    await open_thread(person.page, below)
    box = person.page.get_by_role('textbox', name='Reply in thread')
    await box.fill(text)
    await box.press('Enter')
    await expect(person.page.get_by_role('log', name='Thread').get_by_text(text)).to_be_visible()


async def show_files(person: Person) -> None:
    """Make a group with a picture and a file in it."""
    await person.creates('Garden')
    files = ('hills.png', 'image/png', hills()), ('planting.txt', 'text/plain', b'Beans in May, leeks in June.\n' * 40)
    await attach(person, *({'name': name, 'mimeType': kind, 'buffer': content} for name, kind, content in files))
    await are_uploaded(person, len(files))
    await person.says('How it looks from the bench, and what goes where:')
    await is_loaded(person, 'hills.png')


def hills() -> bytes:
    """Draw a picture to attach."""
    picture = Image.new('RGB', (960, 600), '#f6d9a8')
    draw = ImageDraw.Draw(picture)
    draw.ellipse((640, 90, 780, 230), fill='#f08c5a')
    for top, colour in ((300, '#8fae8b'), (390, '#5f8a6b'), (480, '#35604e')):
        draw.ellipse((-300 + top, top, 700 + top, top + 800), fill=colour)
        draw.ellipse((-700 + top, top + 30, 260 + top, top + 900), fill=colour)
    content = io.BytesIO()
    picture.save(content, 'PNG')
    return content.getvalue()


async def opened(page: Page, group: str) -> None:
    """Open a group, on a phone and beside others."""
    await page.get_by_role('link', name=group, exact=True).click()
    await expect(page.get_by_role('heading', name=group)).to_be_visible()
    await expect(page.get_by_role('log').get_by_role('article').last).to_be_visible()


async def open_thread(page: Page, below: str) -> None:
    """Open the thread below a message, by its key."""
    await page.get_by_role('log', name='Messages').get_by_role('article').filter(has_text=below).first.focus()
    await page.keyboard.press('t')
    await expect(page.get_by_role('log', name='Thread')).to_be_visible()


async def sign_in(page: Page) -> None:
    """Arrive for the first time."""
    await expect(page.get_by_role('textbox', name='Display name')).to_be_visible()


async def groups(page: Page) -> None:
    """Stay where one arrives."""
    await expect(page.get_by_role('navigation', name='Groups')).to_be_visible()


async def conversation(page: Page) -> None:
    """Read a group."""
    await opened(page, 'Kitchen')


async def thread(page: Page) -> None:
    """Read what stands below a message."""
    await opened(page, 'Kitchen')
    await open_thread(page, 'The new kettle arrives')
    await expect(page.get_by_role('log', name='Thread').get_by_text('It has a hole')).to_be_visible()


async def files(page: Page) -> None:
    """See a picture and a file in a group."""
    await page.get_by_role('button', name='Browse groups').first.click()
    line = page.get_by_role('dialog').get_by_role('listitem').filter(has_text='Garden')
    await line.get_by_role('button').click()
    await expect(page.get_by_role('dialog')).to_have_count(0)
    picture = page.get_by_role('button', name='Picture hills.png').locator('img')
    await expect(picture).to_have_js_property('complete', value=True)


async def menu(page: Page) -> None:
    """Open what can be done with a message."""
    await opened(page, 'Kitchen')
    await page.get_by_role('log', name='Messages').get_by_role('article').filter(has_text='Lunch?').first.focus()
    await page.keyboard.press('m')
    await expect(page.get_by_role('menu')).to_be_visible()


async def reactions(page: Page) -> None:
    """Look for an emoji."""
    await opened(page, 'Kitchen')
    await page.get_by_role('log', name='Messages').get_by_role('article').filter(has_text='six').last.focus()
    await page.keyboard.press('+')
    await expect(page.get_by_role('dialog', name='Choose a reaction')).to_be_visible()


async def search(page: Page) -> None:
    """Find what was said."""
    await opened(page, 'Kitchen')
    await page.get_by_role('log', name='Messages').focus()
    await page.keyboard.press('/')
    panel = page.get_by_role('dialog', name='Search')
    await panel.get_by_role('textbox', name='Search messages').press_sequentially('kettle')
    await expect(panel.get_by_role('link').first).to_be_visible()


async def preferences(page: Page) -> None:
    """Choose how it looks and behaves."""
    await page.get_by_role('button', name='your settings').click()
    await page.get_by_role('menuitem', name='Preferences').click()
    await expect(page.get_by_role('dialog', name='Preferences')).to_be_visible()


Scene = Callable[[Page], Awaitable[None]]

SCENES: Mapping[str, Scene] = {
    scene.__name__: scene for scene in (groups, conversation, thread, files, menu, reactions, search, preferences)
}
"""What is shown, each from the page on which one arrives."""

SPOKEN = {'arabic': 'ar', 'german': 'de'}
"""Languages in which the conversation is shown too."""


async def take(page: Page, name: str) -> None:
    """Keep what is on the screen, without loss, when nothing moves any more."""
    await page.mouse.move(0, 0)
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))')
    shot = Image.open(io.BytesIO(await page.screenshot(caret='hide')))
    shot.save(FOLDER / f'{name}.webp', 'WEBP', lossless=True, method=6)


async def shoot(browser: Browser, name: str, scene: Scene, **look: Any) -> None:
    """Show one scene on a page of its own, which has these options of a browser's context."""
    context = await browser.new_context(reduced_motion='reduce', **look)
    page = await context.new_page()
    await page.goto('/')
    await scene(page)
    await take(page, name)
    await context.close()


async def take_all(browser: Browser, url: str, state: StorageState) -> None:
    """Show each scene in each shape and scheme."""
    for (shape, options), scheme in product(SHAPES.items(), SCHEMES):
        look = {'base_url': url, 'color_scheme': scheme, **options}
        await shoot(browser, f'sign-in-{shape}-{scheme}', sign_in, **look)
        look['storage_state'] = state
        for name, scene in SCENES.items():
            await shoot(browser, f'{name}-{shape}-{scheme}', scene, **look)
        for name, locale in SPOKEN.items():
            await shoot(browser, f'{name}-{shape}-{scheme}', conversation, locale=locale, **look)


async def main() -> None:
    """Let three people talk, and look at it from all sides."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        await server.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium_path(), args=['--no-sandbox'])
                zoe, bob, lena = [await Person.arrives(browser, server.url, name) for name in ('Zoë', 'Bob', 'Lena')]
                await talk(zoe, bob, lena)
                await take_all(browser, server.url, await zoe.page.context.storage_state())
                await browser.close()
        finally:
            await server.stop()


if __name__ == '__main__':
    asyncio.run(main())
