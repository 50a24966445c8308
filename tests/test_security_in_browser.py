"""What a real browser refuses, and that nothing of ours is among it."""

import re
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import expect

from tests.browser.conftest import arrive, browser, server  # noqa: F401 - fixtures
from tests.browser.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

VIOLATIONS = """() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push([event.effectiveDirective, event.blockedURI]));
}"""


async def violations(page):
    return await page.evaluate('window.violations')


@asynccontextmanager
async def watched(page):
    """Collect what the policy blocks from the start of the next page on."""
    await page.add_init_script(f'({VIOLATIONS})()')
    await page.reload()
    yield


async def test_nothing_of_a_conversation_is_blocked(arrive, server):  # noqa: F811
    alice = await arrive(server, 'Alice')
    async with watched(alice.page):
        await alice.creates('Policy')
        await alice.says('**bold** and `code`\n```python\nprint(1)\n```')
        await alice.sees('bold')
        await alice.edits('bold', 'other')
        await alice.page.get_by_role('button', name='Members').first.click()
        await expect(alice.page.get_by_role('dialog')).to_be_visible()
    assert await violations(alice.page) == []
    assert alice.errors == []


async def test_scripts_without_the_nonce_do_not_run(arrive, server):  # noqa: F811
    page = (await arrive(server, 'Bob')).page
    async with watched(page):
        await page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = "inline"';
            document.body.append(script);
            const box = document.createElement('div');
            box.innerHTML = '<img src="data:," onerror="window.ran = 1"><a id="js" href="javascript:ran = 2">x</a>';
            document.body.append(box);
            document.getElementById('js').click();
        }""")
        await page.wait_for_function('window.violations.length >= 3')
    assert await page.evaluate('window.ran') is None
    assert {directive for directive, _ in await violations(page)} == {'script-src-elem', 'script-src-attr'}


REACHING_OUT = """() => {
    const add = (tag, properties) => document.body.appendChild(Object.assign(document.createElement(tag), properties));
    const evil = 'http://evil.example/';
    fetch(evil).catch(() => 0);
    new WebSocket('ws://evil.example/');
    add('img', {src: evil});
    add('base', {href: evil});
    add('object', {data: '/favicon.svg'});
    add('iframe', {src: evil});
    add('script', {src: evil});
    add('link', {rel: 'stylesheet', href: evil});
    add('form', {action: evil, method: 'post'}).submit();
}"""


async def test_nothing_is_sent_to_or_taken_from_elsewhere(arrive, server):  # noqa: F811
    page = (await arrive(server, 'Carol')).page
    async with watched(page):
        await page.evaluate(REACHING_OUT)
        await page.wait_for_function('window.violations.length >= 9')
    assert sorted(directive for directive, _ in await violations(page)) == [
        'base-uri',
        'connect-src',
        'connect-src',
        'form-action',
        'frame-src',
        'img-src',
        'object-src',
        'script-src-elem',
        'style-src-elem',
    ]


async def test_no_page_is_shown_in_a_frame(browser, server):  # noqa: F811
    page = await browser.new_page()
    refusal = re.compile('frame-ancestors|X-Frame-Options')
    async with page.expect_console_message(lambda line: refusal.search(line.text) is not None):
        await page.set_content(f'<iframe src="{server.url}/sign-in"></iframe>')
    await expect(page.frame_locator('iframe').get_by_role('textbox')).to_have_count(0)
    await page.close()


async def test_another_site_cannot_sign_anybody_in_or_out(arrive, server, browser):  # noqa: F811
    dora = await arrive(server, 'Dora')
    elsewhere = await dora.page.context.new_page()
    form = f'<form method="post" action="{server.url}/sign-out"><button>Win a prize</button></form>'
    await elsewhere.route('http://evil.example/', lambda route: route.fulfill(body=form, content_type='text/html'))
    await elsewhere.goto('http://evil.example/')
    async with elsewhere.expect_response(server.url + '/sign-out') as response:
        await elsewhere.get_by_role('button').click()
    assert (await response.value).status == 403
    await dora.page.reload()
    await expect(dora.page.get_by_role('navigation', name='Groups')).to_be_visible()


async def test_scripts_cannot_read_the_session(arrive, server):  # noqa: F811
    erin = await arrive(server, 'Erin')
    assert await erin.page.evaluate('document.cookie') == ''
    (cookie,) = [each for each in await erin.page.context.cookies() if each['name'] == 'messenger_session']
    assert (cookie['httpOnly'], cookie['sameSite'], cookie['path']) == (True, 'Lax', '/')


async def test_what_people_write_and_what_signs_them_in_never_reach_the_log(arrive, tmp_path):  # noqa: F811
    own = Server(tmp_path / 'data', log_level='debug')
    await own.start()
    alice = await arrive(own, 'Alice')
    await alice.creates('Marked')
    await alice.says('marker-sent')
    await alice.sees('marker-sent')
    await alice.edits('marker-sent', 'marker-edited')
    await alice.sees('marker-edited')
    await alice.deletes('marker-edited')
    await alice.box.fill('marker-draft')
    await alice.page.reload()
    await expect(alice.box).to_have_value('marker-draft')
    cookies = [cookie['value'] for cookie in await alice.page.context.cookies()]
    assert await own.stop() == 0
    log = ''.join(own.output)
    assert 'level=debug' in log
    assert cookies
    for secret in ('marker', *cookies):
        assert secret not in log


async def test_signing_out_in_one_tab_closes_the_other(arrive, server):  # noqa: F811
    fay = await arrive(server, 'Fay')
    tab = await fay.opens_tab()
    await expect(tab.page.get_by_role('navigation', name='Groups')).to_be_visible()
    await fay.page.evaluate("() => void fetch('/sign-out', {method: 'POST'})")
    for page in (fay.page, tab.page):
        await expect(page.get_by_role('button', name='Sign in')).to_be_visible(timeout=10_000)


async def test_a_page_whose_session_ended_while_it_was_away_goes_to_sign_in(arrive, tmp_path):  # noqa: F811
    own = Server(tmp_path / 'data')
    await own.start()
    gus = await arrive(own, 'Gus')
    await own.stop()
    (own.data / 'secret').unlink()  # ends all sessions
    await own.start()
    await expect(gus.page.get_by_role('button', name='Sign in')).to_be_visible(timeout=20_000)
    await own.stop()
