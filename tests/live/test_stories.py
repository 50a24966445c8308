"""Stories in a real browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.conftest import chromium_path
from tests.live.server import Server


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=['--no-sandbox'])
        yield browser
        await browser.close()


async def visit(browser: Browser, server: Server, who: str, path: str) -> Page:
    context = await browser.new_context()
    await context.add_cookies([{'name': 'messenger_session', 'value': who, 'url': server.url}])
    page = await context.new_page()
    await page.goto(server.url + path)
    return page


@pytest.mark.browser
async def test_two_people_share_buttons_components_and_words(browser: Browser, server: Server) -> None:
    server.run("""
        def build():
            ui.button('act', on_click=lambda: ui.notify(f'hello {viewer().identity}'))
            row('at ' + placeholder('time', '12'))
        site.builders['s-share'] = build
    """)
    alice = await visit(browser, server, 'alice', '/room/s-share?language=en')
    bob = await visit(browser, server, 'bob', '/room/s-share?language=de')
    await expect(alice.get_by_role('article')).to_have_text('at time:12@en')
    await expect(bob.get_by_role('article')).to_have_text('at time:12@de')
    await bob.get_by_role('button', name='act').click()
    await expect(bob.get_by_text('hello bob')).to_be_visible()
    await expect(alice.get_by_text('hello bob')).to_have_count(0)
    server.run("with live.find('s-share'): ui.checkbox('done'); ui.joystick().classes('late')")
    for page in (alice, bob):
        await expect(page.get_by_role('checkbox', name='done')).not_to_be_checked()
        await expect(page.locator('.late')).to_be_visible()  # a component that neither page had loaded
    await alice.get_by_role('checkbox', name='done').click()
    await expect(bob.get_by_role('checkbox', name='done')).to_be_checked()


@pytest.mark.browser
async def test_a_cut_line_is_caught_up_without_a_reload(browser: Browser, server: Server) -> None:
    server.run("""
        def build():
            site.rows = [row(f'row {i}') for i in range(3)]
        site.builders['s-cut'] = build
    """)
    # A room is given up, and loaded anew, when its browser needs more than two seconds to come back.
    page = await visit(browser, server, 'alice', '/lasting/s-cut')
    await expect(page.get_by_role('article')).to_have_count(3)
    await page.evaluate('window.stayed = true')
    server.run("""
        site.rows[0].delete()
        site.rows[1].props['innerHTML'] = 'edited'
        for connection in list(live._gate.connections.values()):
            connection.abort()
        with live.find('s-cut'): row('added')
    """)
    await expect(page.get_by_role('article')).to_have_text(['edited', 'row 2', 'added'], timeout=10_000)
    assert await page.evaluate('window.stayed') is True


@pytest.mark.browser
async def test_a_closed_session_s_page_loads_its_address_again(browser: Browser, server: Server) -> None:
    page = await visit(browser, server, 'carol', '/room/s-closed')
    await expect(page.get_by_role('article')).to_have_count(1)
    await page.evaluate('window.stayed = true')
    async with page.expect_navigation():
        server.run("live.close_session('carol')")
    assert await page.evaluate('window.stayed') is None


@pytest.mark.browser
async def test_a_redraw_leaves_alone_what_is_typed_opened_and_on_the_screen(browser: Browser, server: Server) -> None:
    server.run("""
        site.count = 0
        def draw():
            if site.count:
                ui.markdown(f'**{site.count} votes**')
            ui.label(f'count {site.count}').classes('count')
            ui.button(f'Vote {site.count}')
            ui.input('draft').classes('draft')
            with ui.expansion('More').classes('more'):
                ui.label('inside')
            ui.select(['a', 'b'], label='choice', value='a')
            ui.table(rows=[{'id': i, 'n': i * site.count} for i in range(3)])
            ui.echart({'xAxis': {'data': ['a']}, 'yAxis': {}, 'series': [{'type': 'bar', 'data': [site.count]}]})
            ui.image('data:image/gif;base64,R0lGODlhAQABAAAAACw=')
        site.draw = draw
        def build():
            site.widget = ui.element('section')
            with site.widget:
                draw()
        site.builders['s-redraw'] = build
    """)
    alice = await visit(browser, server, 'alice', '/room/s-redraw')
    bob = await visit(browser, server, 'bob', '/room/s-redraw')
    await expect(alice.locator('section canvas')).to_be_visible()
    box = alice.get_by_label('draft')
    await box.press_sequentially('half a sen')
    await expect(bob.get_by_label('draft')).to_have_value('half a sen')
    await alice.get_by_text('More').click()
    await expect(alice.get_by_text('inside')).to_be_visible()
    await alice.evaluate("""
        const section = document.querySelector('section');
        window.gone = [];
        new MutationObserver(all => all.forEach(each => each.removedNodes.forEach(node => {
            if (node.nodeType === Node.ELEMENT_NODE) window.gone.push(node.outerHTML.slice(0, 100));
        }))).observe(section, {childList: true, subtree: true});
        window.before = [...section.querySelectorAll('.count, .draft, .more, canvas, button, img')];
    """)
    await box.focus()
    for count in range(1, 6):
        server.run(f'site.count = {count}; redraw(site.widget, site.draw)')
        await box.press_sequentially(str(count))
        await expect(alice.locator('.count')).to_have_text(f'count {count}')
    await expect(box).to_have_value('half a sen12345')
    await expect(box).to_be_focused()
    await expect(bob.get_by_label('draft')).to_have_value('half a sen12345')
    await expect(alice.get_by_text('inside')).to_be_visible()
    await expect(alice.get_by_text('5 votes')).to_be_visible()
    assert await alice.evaluate('window.before.every(each => each.isConnected)')
    gone = await alice.evaluate("window.gone.filter(html => !html.includes('q-ripple'))")
    assert [html for html in gone if 'votes' not in html] == []  # the markdown that is another each time
