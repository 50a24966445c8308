"""What texts look like to those who read them: spoilers, tables, tasks and code to copy."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def test_a_spoiler_opens_for_whoever_wants_to_see_it(server, arrive) -> None:
    """By click or key, for oneself alone, and it stays open while others talk; nothing says it aloud."""
    gus: Person = await arrive(server, 'Gus')
    hana: Person = await arrive(server, 'Hana')
    await gus.opens('Lobby')
    await hana.opens('Lobby')
    await gus.says('The end: ||they marry||')
    secret = hana.log.get_by_text('they marry')
    await expect(hana.message('The end')).to_be_visible()
    await expect(secret).to_be_hidden()
    await expect(hana.page.locator('[aria-live=polite]').filter(has_text='The end')).to_contain_text('Spoiler')
    await expect(hana.page.locator('[aria-live=polite]').filter(has_text='they marry')).to_have_count(0)
    await hana.log.get_by_role('checkbox', name='Spoiler').press(' ')
    await expect(secret).to_be_visible()
    await gus.says('And you?')
    await hana.sees('And you?')
    await expect(secret).to_be_visible()
    await expect(gus.log.get_by_text('they marry')).to_be_hidden()
    await gus.log.locator('.spoiler').click()
    await expect(gus.log.get_by_text('they marry')).to_be_visible()
    assert gus.errors == hana.errors == []


async def holds(person: Person, text: str) -> None:
    """A text comes to the clipboard."""
    await person.page.wait_for_function('async (text) => await navigator.clipboard.readText() === text', arg=text)


async def test_a_table_is_read_as_one_and_code_is_copied(server, arrive) -> None:
    """Cells, boxes of tasks, and the text of the one block whose button was pressed."""
    iris: Person = await arrive(server, 'Iris', permissions=['clipboard-read', 'clipboard-write'])
    await iris.opens('Lobby')
    await iris.says(
        '| Step | Days |\n|---|--:|\n| Build | 2 |\n\n- [x] begun\n\n```python\nx = 1\n```\n```\ny = 2\n```'
    )
    await expect(iris.log.get_by_role('cell', name='Build')).to_be_visible()
    await expect(iris.log.get_by_role('columnheader', name='Days')).to_be_visible()
    await expect(iris.log.get_by_role('listitem')).to_have_text('☑ begun')
    await iris.log.get_by_role('button', name='Copy this code').last.click()
    await holds(iris, 'y = 2')
    await iris.log.get_by_role('button', name='Copy this code').first.click()
    await holds(iris, 'x = 1')
    assert iris.errors == []
