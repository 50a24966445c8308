"""Rendered texts in a real browser: no script runs, nothing is fetched, and texts read as they were written."""

import random

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, given, settings
from playwright.async_api import async_playwright

from messenger.components.stylesheet import css
from messenger.rendering.renderer import Renderer
from tests.browser.conftest import chromium_path
from tests.rendering.forbidden import MENTIONS
from tests.rendering.hostile import ATTACKS, hostile_texts

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='module')]

SAMPLE = 400
READABLE = [
    'one\ntwo\n\nthree\n\n\n\nfour',
    '    indented\n\tby a tab\ndouble  blanks',
    '# no heading\n---\n| a | b |',
    '<b>not bold</b> &amp; "quotes"',
    'שלום world\n\nhello עולם',
]

TOUCH_EVERYTHING = """
for (const element of document.querySelectorAll('main *'))
  for (const event of ['mouseover', 'focus', 'toggle', 'load', 'error'])
    element.dispatchEvent(new Event(event))
"""


class Witness:
    """A page without any policy of ours, and everything in it that a harmless text would not do."""

    def __init__(self, page):
        self.page = page
        self.seen = []
        page.on('dialog', self._dialog)
        page.on('console', lambda message: self.seen.append(f'console: {message.text}'))
        page.on('pageerror', lambda error: self.seen.append(f'error: {error}'))
        page.on('request', lambda request: self.seen.append(f'request: {request.url}'))
        page.on('framenavigated', lambda frame: self.seen.append(f'navigated: {frame.url}'))

    async def _dialog(self, dialog):
        self.seen.append(f'dialog: {dialog.message}')
        await dialog.dismiss()


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def browser():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=['--no-sandbox'])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope='module')
async def page(browser):
    page = await browser.new_page()
    yield page
    await page.close()


def sampled():
    """Every known attack and generated ones, the same at each run."""
    texts = []

    @settings(
        max_examples=SAMPLE,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile_texts())
    def gather(text):
        texts.append(text)

    gather()
    return [*ATTACKS, *texts]


async def test_no_script_of_a_sample_runs_and_nothing_is_fetched(page):
    renderer = Renderer()
    bodies = [renderer.render(text, MENTIONS, colour=True) for text in sampled()]
    await page.set_content('<main></main>')
    witness = Witness(page)
    await page.evaluate('html => { document.querySelector("main").innerHTML = html }', ''.join(bodies))
    await page.evaluate(TOUCH_EVERYTHING)
    await page.set_content(''.join(bodies), wait_until='networkidle')
    assert [seen for seen in witness.seen if seen != 'navigated: about:blank'] == []
    assert await page.evaluate('window.__pwned') is None
    inputs = 'input:not([type=checkbox]), button:not([data-do=copy-code])'
    forbidden = (
        f'script, style, link, form, img, iframe, object, embed, svg, math, video, base, meta[http-equiv], {inputs}'
    )
    assert await page.locator(f'body :is({forbidden})').count() == 0
    assert await page.locator('body [style], body [id], body [onclick], body [onerror]').count() == 0
    assert await page.locator('body .prose').count() == len(bodies)


async def test_no_link_of_a_sample_leads_back_into_the_site_or_runs_anything(page):
    renderer = Renderer()
    await page.set_content(''.join(renderer.render(text, MENTIONS) for text in sampled()))
    schemes = await page.eval_on_selector_all('a', 'links => [...new Set(links.map(link => link.protocol))]')
    assert set(schemes) <= {'http:', 'https:', 'mailto:'}
    assert await page.locator('a:not([target=_blank][rel="noopener noreferrer nofollow ugc"])').count() == 0


async def test_the_witness_notices_a_script_and_a_fetch(page):
    await page.set_content('<main></main>')
    witness = Witness(page)
    html = '<img src="https://a.invalid/x.png" onerror="console.log(1)">'
    await page.evaluate('html => { document.querySelector("main").innerHTML = html }', html)
    await page.wait_for_function('document.querySelector("img").complete')
    assert any(seen.startswith('request') for seen in witness.seen)
    assert any(seen.startswith('console') for seen in witness.seen)


@pytest.mark.parametrize('text', READABLE)
async def test_a_text_without_markdown_reads_as_it_was_written(page, text):
    await page.set_content(f'<style>{css()}</style>{Renderer().render(text)}')
    assert await page.locator('.prose').inner_text() == text


async def test_a_paragraph_begins_on_the_side_its_language_does(page):
    html = Renderer().render('hello\n\nשלום\n\n> שלום\n> hello')
    await page.set_content(f'<style>{css()}</style>{html}')
    directions = await page.eval_on_selector_all('p', 'all => all.map(p => getComputedStyle(p).direction)')
    assert directions == ['ltr', 'rtl', 'rtl']


async def test_a_very_long_word_does_not_widen_the_page(page):
    words = [''.join(random.Random(5).choices('abcdef', k=5_000)), 'https://a.example/' + 'x' * 2_000]
    await page.set_viewport_size({'width': 360, 'height': 640})
    bodies = ''.join(f'<div class="bd">{Renderer().render(word)}</div>' for word in words)
    await page.set_content(f'<style>{css()}</style>{bodies}')
    assert await page.evaluate('document.documentElement.scrollWidth') <= 360
