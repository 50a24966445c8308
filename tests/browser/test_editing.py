"""Changing one's mind about a message: what is saved, what is not, and what stays beneath."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def edit_last(person: Person) -> Locator:
    """Open the last message by the key; returns the box that it stands in."""
    await person.box.focus()
    await person.page.keyboard.press('ArrowUp')
    box = person.page.get_by_role('textbox', name='Edit message')
    await expect(box).to_be_focused()
    return box


async def test_what_is_not_changed_is_not_saved(server, arrive) -> None:
    """Escape leaves all as it was, and Enter does where there is nothing new."""
    ada: Person = await arrive(server, 'Ada')
    await ada.creates('Drafts')
    await ada.says('as it is')
    await ada.sees('as it is')
    box = await edit_last(ada)
    await box.fill('as it might be')
    await box.press('Escape')
    await expect(box).to_have_count(0)
    await expect(ada.box).to_be_focused()
    box = await edit_last(ada)
    await expect(box).to_have_value('as it is')
    await box.press('Enter')
    await expect(box).to_have_count(0)
    await ada.says('and now this')
    await ada.sees('and now this')
    assert await ada.texts() == ['as it is', 'and now this']


async def test_saving_nothing_offers_to_delete(server, arrive) -> None:
    """And neither that nor the way back from it touches what is being written."""
    bea: Person = await arrive(server, 'Bea')
    await bea.creates('Emptied')
    await bea.says('never mind')
    await bea.sees('never mind')
    await bea.box.fill('not yet said')
    for answer in ('Cancel', 'Delete'):
        await bea.asks_of('never mind', 'Edit')
        box = bea.page.get_by_role('textbox', name='Edit message')
        await box.fill(' ')
        await box.press('Enter')
        dialog = bea.page.get_by_role('dialog')
        await expect(dialog.get_by_role('heading', name='Delete this message?')).to_be_visible()
        await dialog.get_by_role('button', name=answer).click()
        await expect(dialog).to_have_count(0)
        if answer == 'Cancel':
            await box.press('Escape')
            await bea.sees('never mind')
    await bea.does_not_see('never mind')
    await expect(bea.box).to_have_value('not yet said')


async def test_a_draft_stays_beneath_an_edit(server, arrive) -> None:
    cy: Person = await arrive(server, 'Cy')
    await cy.creates('Beneath')
    await cy.says('first')
    await cy.sees('first')
    await cy.box.fill('not yet said')
    await cy.edits('first', 'second')
    await cy.sees('second')
    await expect(cy.box).to_have_value('not yet said')
