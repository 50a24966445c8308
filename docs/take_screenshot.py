"""Take the README's picture, two people in a group, on a server of its own: ``python -m docs.take_screenshot``."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser.conftest import chromium_path
from tests.browser.person import Person
from tests.browser.server import Server

TARGET = Path(__file__).parent / 'screenshot.png'
SIZE = {'width': 1280, 'height': 820}

CODE = """Great. I wrote down how long it takes:
```python
def minutes(litres: float) -> float:
    return 2.4 * litres  # measured, full power
```"""


async def talk(alice: Person, bob: Person) -> None:
    """Say what the picture shows."""
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await bob.says('The new kettle arrives **Monday**. Until then there is the pot; please switch it off.')
    await bob.says('Manual is here: https://example.org/kettle')
    await bob.edits('Manual is here', 'The manual: https://example.org/docs/kettle')
    await alice.box.fill(CODE)
    await alice.box.press('Enter')
    await alice.says('Lunch?\n- noodles\n- soup')
    await bob.sees('noodles')
    await reply(bob, 'Lunch?', '@Zoë noodles it is. I book for six.')
    await alice.sees('I book for six')
    await react(alice, 'I book for six', '🎉')
    await react(bob, 'I book for six', '👍')
    await bob.box.press_sequentially('And')


async def reply(person: Person, to: str, text: str) -> None:
    """Answer a message."""
    row = person.message(to)
    await row.hover()
    await row.get_by_role('button', name='Reply').click()
    await person.says(text)


async def react(person: Person, to: str, emoji: str) -> None:
    """Answer a message without a word."""
    row = person.message(to).last
    await row.hover()
    await row.get_by_role('button', name='React').click()
    await person.page.get_by_role('dialog').get_by_role('button').filter(has_text=emoji).first.click()
    await person.log.locator('.reactions').filter(has_text=emoji).wait_for()


async def main() -> None:
    """Let two people talk and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        await server.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium_path(), args=['--no-sandbox'])
                alice = await Person.arrives(browser, server.url, 'Zoë', viewport=SIZE)
                bob = await Person.arrives(browser, server.url, 'Bob', viewport=SIZE)
                await talk(alice, bob)
                await alice.page.get_by_text('Bob is typing…').wait_for()
                await alice.page.mouse.move(0, 0)
                await alice.page.screenshot(path=TARGET)
                await browser.close()
        finally:
            await server.stop()


if __name__ == '__main__':
    asyncio.run(main())
