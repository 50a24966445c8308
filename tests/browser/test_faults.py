"""What people keep when the link or the server goes away."""

import resource

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

OFFLINE_MILLISECONDS = 10_000


async def test_a_page_offline_for_ten_seconds_catches_up_without_a_reload(server, arrive) -> None:
    """New, edited and deleted messages are there once, the draft is kept, and the page is the same page."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    for text in ('one', 'two', 'three'):
        await alice.says(text)
    await bob.sees('three')
    await bob.box.fill('half a thought')
    await bob.page.evaluate('window.isSamePage = true')

    await bob.page.context.set_offline(True)
    await bob.page.evaluate('window.socket.io.engine.close()')  # the browser's offline mode leaves open sockets alone
    await alice.says('four')
    await alice.edits('one', 'first')
    await alice.deletes('two')
    await bob.page.wait_for_timeout(OFFLINE_MILLISECONDS)  # the length of the fault itself
    assert await bob.texts() == ['one', 'two', 'three']
    await bob.page.context.set_offline(False)

    await expect(bob.message('four')).to_be_visible(timeout=8_000)
    assert await bob.texts() == await alice.texts() == ['first (edited)', 'three', 'four']
    assert await bob.box.input_value() == 'half a thought'
    assert await bob.page.evaluate('window.isSamePage')


@pytest.mark.parametrize('ending', ['stop', 'kill'])
async def test_the_server_restarts_under_open_pages(own_server, arrive, ending: str) -> None:
    """Both come back by themselves with everything said, the draft, and what was sent while it was away."""
    alice: Person = await arrive(own_server, 'Alice')
    bob: Person = await arrive(own_server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await alice.says('before')
    await bob.sees('before')
    await bob.box.fill('a draft')

    await getattr(own_server, ending)()
    await expect(alice.page.locator('#popup')).to_be_visible(timeout=10_000)
    await alice.says('meanwhile')
    await own_server.start()

    await bob.sees('meanwhile', within=20)
    await alice.sees('meanwhile', within=20)
    assert await alice.texts() == await bob.texts() == ['before', 'meanwhile']
    await expect(bob.box).to_have_value('a draft')
    await bob.says('after')
    await alice.sees('after')


@pytest.mark.skipif(not hasattr(resource, 'prlimit'), reason='only Linux limits the files of a running process')
async def test_a_full_disk_is_told_to_the_sender_and_loses_nothing(own_server, arrive) -> None:
    """The text stays with its reason, reading goes on, and Retry sends it once there is space again."""
    alice: Person = await arrive(own_server, 'Alice')
    bob: Person = await arrive(own_server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await alice.says('before')
    await bob.sees('before')
    own_server.fill_disk()
    await alice.says('no room for this')
    await expect(alice.page.get_by_role('alert').filter(has_text='Not saved')).to_be_visible()
    await expect(alice.box).to_have_value('no room for this')
    await bob.opens('Lobby')
    await bob.opens('Kitchen')
    await bob.sees('before')
    assert await bob.texts() == ['before']
    own_server.free_disk()
    await alice.page.get_by_role('button', name='Retry').click()
    await bob.sees('no room for this')
    await expect(alice.page.get_by_role('alert').filter(has_text='Not saved')).to_have_count(0)
    await expect(alice.box).to_have_value('')
    assert await alice.texts() == ['before', 'no room for this']


async def test_whoever_comes_back_is_who_they_were(own_server, arrive) -> None:
    """A new tab and a restarted server ask for no name again; signing out forgets."""
    alice: Person = await arrive(own_server, 'Alice')
    await own_server.stop()
    await own_server.start()
    tab = await alice.page.context.new_page()  # the open one loads itself again, at a time of its own
    await tab.goto(own_server.url)
    await expect(tab.get_by_role('navigation', name='Groups')).to_contain_text('Alice')
    await tab.get_by_role('button', name='Alice').click()
    await tab.get_by_role('menuitem', name='Sign out').click()
    await expect(tab.get_by_role('textbox', name='Display name')).to_be_visible()
    await tab.goto(own_server.url)
    await expect(tab.get_by_role('textbox', name='Display name')).to_be_visible()
