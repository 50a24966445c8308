"""Two people talk, edit and delete; a third who is no member sees nothing."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def test_two_people_talk_edit_and_delete(server, arrive) -> None:
    """What one says, changes and takes back, the other sees at once."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Watercooler')
    await bob.joins('Watercooler')

    await alice.says('Good **morning**')
    await bob.sees('Good morning')
    await expect(bob.message('Good morning')).to_contain_text('Alice')
    await bob.says('Tea or coffee?')
    await alice.sees('Tea or coffee?')

    await bob.edits('Tea or coffee?', 'Tea, coffee or water?')
    await alice.sees('Tea, coffee or water?')
    await expect(alice.message('Tea, coffee or water?')).to_contain_text('(edited)')

    await alice.deletes('Good morning')
    for person in (alice, bob):
        await person.does_not_see('Good morning')
    assert await alice.texts() == await bob.texts() == ['Tea, coffee or water? (edited)']
    assert alice.errors == bob.errors == []


async def test_whoever_is_no_member_gets_nothing_even_on_the_wire(server, arrive) -> None:
    """A private group is not in the list, its address answers as if it did not exist, and no frame tells of it."""
    dora: Person = await arrive(server, 'Dora')
    carol: Person = await arrive(server, 'Carol')
    await dora.creates('Design', private=True)
    await carol.page.goto(dora.page.url)
    await expect(carol.page.get_by_text('does not exist, or you are not a member')).to_be_visible()
    await dora.says('The secret colour is teal')
    await dora.sees('The secret colour is teal')
    await carol.opens('Lobby')
    await carol.says('Anybody here?')
    await carol.sees('Anybody here?')
    await expect(carol.page.get_by_role('link', name='Design')).to_have_count(0)
    assert not [frame for frame in carol.frames if 'teal' in frame or 'Design' in frame]


async def test_only_authors_edit_and_nobody_else_is_offered_to(server, arrive) -> None:
    """The menu shows what can be done: another's message offers neither Edit nor Delete."""
    erin: Person = await arrive(server, 'Erin')
    finn: Person = await arrive(server, 'Finn')
    await erin.opens('Lobby')
    await finn.opens('Lobby')
    await erin.says('Mine alone')
    await finn.sees('Mine alone')
    await finn.message('Mine alone').hover()
    await finn.message('Mine alone').get_by_role('button', name='More actions').click()
    await expect(finn.page.get_by_role('menuitem', name='Copy text')).to_be_visible()
    await expect(finn.page.get_by_role('menuitem', name='Edit')).to_have_count(0)
    await expect(finn.page.get_by_role('menuitem', name='Delete')).to_have_count(0)


async def test_a_removed_member_leaves_the_open_page_at_once(server, arrive) -> None:
    """Who is removed is told so, and hears nothing more."""
    gina: Person = await arrive(server, 'Gina')
    hugo: Person = await arrive(server, 'Hugo')
    await gina.creates('Crew')
    await hugo.joins('Crew')
    await gina.says('Welcome aboard')
    await hugo.sees('Welcome aboard')
    await gina.page.get_by_role('button', name='Members').click()
    line = gina.page.get_by_role('dialog').get_by_role('listitem').filter(has_text='Hugo')
    await line.get_by_role('button', name='Remove').click()
    await expect(hugo.page.get_by_text('no longer a member of Crew')).to_be_visible()
    await expect(hugo.log).to_have_count(0)
    await gina.page.keyboard.press('Escape')
    await gina.says('Between us now')
    await gina.sees('Between us now')
    assert not [frame for frame in hugo.frames if 'Between us now' in frame]


async def test_typing_shows_to_others_and_never_to_oneself(server, arrive) -> None:
    """While one types the other reads so."""
    ivan: Person = await arrive(server, 'Ivan')
    judy: Person = await arrive(server, 'Judy')
    await ivan.opens('Lobby')
    await judy.opens('Lobby')
    await ivan.box.press_sequentially('Let me think')
    await expect(judy.page.get_by_text('Ivan is typing…')).to_be_visible()
    await expect(ivan.page.get_by_text('Ivan is typing…')).to_be_hidden()


async def test_what_one_says_stays_in_the_order_one_said_it(server, arrive) -> None:
    """Code takes longer to colour than a word does to render, and still comes first."""
    mona: Person = await arrive(server, 'Mona')
    await mona.creates('Order')
    await mona.says('```python\n' + 'value = [1, 2, 3]  # numbers\n' * 30 + '```')
    await mona.says('and that was it')
    await mona.sees('and that was it')
    assert [text[:5] for text in await mona.texts()] == ['value', 'and t']


async def test_a_long_text_is_refused_with_its_count_and_stays(server, arrive) -> None:
    """Nothing typed is lost to a limit."""
    kim: Person = await arrive(server, 'Kim')
    await kim.opens('Lobby')
    await kim.says('x' * 10_001)
    await expect(kim.page.get_by_role('alert').filter(has_text='10,001 characters')).to_be_visible()
    assert len(await kim.box.input_value()) == 10_001


async def test_a_flood_is_slowed_with_a_notice_and_the_text_comes_back(server, arrive) -> None:
    """Beyond the burst the sender is told, and nothing is lost or doubled."""
    lena: Person = await arrive(server, 'Lena')
    await lena.creates('Flood')
    await lena.box.focus()
    for number in range(25):
        await lena.page.keyboard.type(f'line {number:02}')
        await lena.page.keyboard.press('Enter')
    await expect(lena.page.get_by_role('alert').filter(has_text='second')).to_be_visible()
    await lena.page.wait_for_function("!Object.keys(sessionStorage).some(key => key.startsWith('sent:'))")
    lines = re.findall(r'line \d\d', ' '.join([*await lena.texts(), await lena.box.input_value()]))
    assert sorted(lines) == [f'line {number:02}' for number in range(25)]
