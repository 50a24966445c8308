"""Being told of messages while one looks elsewhere, in a real browser."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

COLLECT = """() => {
  window.told = [];
  window.Notification = class {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, options) { window.told.push({title, ...options, note: this}); }
    close() {}
  };
}"""
"""What the system would show is outside of the page: here it is only noted."""


async def test_a_mention_elsewhere_is_told_and_leads_there(server, arrive) -> None:
    """Once wanted, mentions are told with who said what; other messages are not; a click goes to the group."""
    tess: Person = await arrive(server, 'Tess')
    uwe: Person = await arrive(server, 'Uwe')
    await tess.creates('News')
    await uwe.joins('News')
    await uwe.opens('Lobby')
    await uwe.page.evaluate(COLLECT)
    await uwe.page.get_by_role('button', name='your settings').click()
    await uwe.page.get_by_role('menuitem', name='Notifications').click()
    dialog = uwe.page.get_by_role('dialog', name='Notifications')
    await dialog.get_by_role('button', name='Turn notifications on').click()
    await expect(dialog).to_contain_text('Notifications are on')
    await dialog.get_by_role('button', name='Close').click()

    await tess.says('nothing for you')
    await expect(uwe.page.get_by_role('link', name='News')).to_contain_text('nothing for you')
    await tess.says('@Uwe <b>look</b> "here"')
    await uwe.page.wait_for_function('window.told.length > 0')
    told = await uwe.page.evaluate('window.told.map(({title, body}) => [title, body])')
    assert told == [['News', 'Tess: @Uwe <b>look</b> "here"']]
    await uwe.page.evaluate('window.told[0].note.onclick()')
    await uwe.sees('look')
    assert not uwe.errors


async def test_a_browser_that_blocks_notifications_says_so(server, arrive) -> None:
    """And tells what to do; the sound can be chosen all the same."""
    vera: Person = await arrive(server, 'Vera')
    await vera.page.evaluate(COLLECT)
    await vera.page.evaluate("Notification.permission = 'denied'")
    await vera.page.get_by_role('button', name='your settings').click()
    await vera.page.get_by_role('menuitem', name='Notifications').click()
    dialog = vera.page.get_by_role('dialog', name='Notifications')
    await expect(dialog.get_by_role('status')).to_contain_text('blocks notifications')
    await expect(dialog.get_by_role('button', name='Turn notifications on')).to_have_count(0)
    await dialog.get_by_role('button', name='Turn the sound on').click()
    await expect(dialog.get_by_role('button', name='Turn the sound off')).to_be_visible()


SOUNDS = """() => {
  window.sounds = 0;
  window.AudioContext = class {
    currentTime = 0;
    createOscillator() { return {frequency: {}, connect: (on) => on, start: () => window.sounds++, stop() {}}; }
    createGain() { return {gain: {setValueAtTime() {}, exponentialRampToValueAtTime() {}}, connect: (on) => on}; }
    close() {}
  };
}"""
"""What would be heard is only counted."""


async def turn_on(person: Person, *names: str) -> None:
    """Let a person turn on what the browser may tell."""
    await person.page.get_by_role('button', name='your settings').click()
    await person.page.get_by_role('menuitem', name='Notifications').click()
    dialog = person.page.get_by_role('dialog', name='Notifications')
    for name in names:
        await dialog.get_by_role('button', name=f'Turn {name} on').click()
        await expect(dialog.get_by_role('button', name=f'Turn {name} off')).to_be_visible()
    await dialog.get_by_role('button', name='Close').click()
    await expect(dialog).to_have_count(0)


async def told(person: Person) -> list[str]:
    """What a person was told of."""
    return list(await person.page.evaluate('window.told.map((each) => each.body)'))


async def test_what_is_on_screen_makes_neither_a_note_nor_a_sound(server, arrive) -> None:
    """And what comes elsewhere makes both."""
    wim: Person = await arrive(server, 'Wim')
    xara: Person = await arrive(server, 'Xara')
    for group in ('Back', 'Front'):
        await wim.creates(group)
        await xara.joins(group)
    await xara.page.evaluate(COLLECT)
    await xara.page.evaluate(SOUNDS)
    await turn_on(xara, 'notifications', 'the sound')
    await wim.says('@Xara you see this')
    await xara.sees('you see this')
    await wim.opens('Back')
    await wim.says('@Xara you do not see this')
    await xara.page.wait_for_function('window.told.length > 0')
    await xara.opens('Lobby')
    assert await told(xara) == ['Wim: @Xara you do not see this']
    assert await xara.page.evaluate('window.sounds') == 1
    assert xara.errors == []


async def test_a_group_tells_everything_mentions_or_nothing(server, arrive) -> None:
    """As its menu says. A line of the list and what is told of it leave the server together."""
    yuri: Person = await arrive(server, 'Yuri')
    zoe: Person = await arrive(server, 'Zoe')
    await yuri.creates('Noise')
    await zoe.joins('Noise')
    await zoe.page.evaluate(COLLECT)
    await turn_on(zoe, 'notifications')

    async def asks_for(line: str) -> None:
        await zoe.opens('Noise')
        await zoe.page.get_by_role('button', name='Group settings').click()
        await zoe.page.get_by_role('menuitem', name=line, exact=True).click()
        await zoe.opens('Lobby')

    link = zoe.page.get_by_role('navigation', name='Groups').get_by_role('link', name='Noise')
    await asks_for('Notify me of everything')
    await yuri.says('all of it')
    await zoe.page.wait_for_function('window.told.length === 1')
    await asks_for('Notify me of mentions only')
    await yuri.says('a plain one')
    await expect(link).to_contain_text('a plain one')
    await yuri.says('@Zoe by name')
    await zoe.page.wait_for_function('window.told.length === 2')
    await asks_for('Mute')
    await yuri.says('@Zoe into silence')
    await expect(link).to_contain_text('into silence')
    assert await told(zoe) == ['Yuri: all of it', 'Yuri: @Zoe by name']


async def test_without_https_the_dialog_says_what_is_missing(server, arrive) -> None:
    """Browsers show notifications only of sites with https, or of localhost."""
    abel: Person = await arrive(server, 'Abel')
    await abel.page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
    await abel.page.get_by_role('button', name='your settings').click()
    await abel.page.get_by_role('menuitem', name='Notifications').click()
    dialog = abel.page.get_by_role('dialog', name='Notifications')
    await expect(dialog.get_by_role('status')).to_contain_text('only of sites with https')
    await expect(dialog.get_by_role('button', name='Turn notifications on')).to_have_count(0)
