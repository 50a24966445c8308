"""A person at our page in a real browser, for what is measured where people see it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright

from bench.site import Site

BROWSERS = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell')
"""As people have it first: the last, which `make` installs, paints for nobody."""


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Start the machine's browser, or the one that Playwright installed, and end it afterwards."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))  # both cores are the browser's
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=['--no-sandbox'])
        try:
            yield browser
        finally:
            await browser.close()


async def sign_in(site: Site, browser: Browser, name: str) -> Page:
    """Open the group as somebody new, with the focus in the box."""
    page = await browser.new_page(base_url=f'http://localhost:{site.port}', viewport={'width': 1280, 'height': 800})
    await page.goto(site.path)
    await page.get_by_role('textbox', name='Display name').fill(name)
    await page.get_by_role('button', name='Sign in').click()
    await page.get_by_role('textbox', name='Message', exact=True).click()
    return page
