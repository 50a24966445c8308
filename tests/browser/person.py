"""A person at a browser, who finds things by their role and name as anybody would."""

import re

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

SECONDS = 1000

PHONE = {'viewport': {'width': 360, 'height': 740}, 'has_touch': True, 'is_mobile': True}


class Person:
    """Somebody signed in, with one tab open."""

    def __init__(self, name: str, page: Page) -> None:
        self.name = name
        self.page = page
        self.frames: list[str] = []
        self.errors: list[str] = []
        self._listen(page)

    @classmethod
    async def arrives(cls, browser: Browser, url: str, name: str, **options: object) -> 'Person':
        """Open the messenger in a browser of one's own and sign in."""
        context: BrowserContext = await browser.new_context(base_url=url, **options)  # type: ignore[arg-type]
        person = cls(name, await context.new_page())
        await person.page.goto('/')
        await person.page.get_by_role('textbox', name='Display name').fill(name)
        await person.page.get_by_role('button', name='Sign in').click()
        await expect(person.page.get_by_role('navigation', name='Groups')).to_be_visible()
        return person

    async def opens_tab(self) -> 'Person':
        """Open a second tab at the same place."""
        tab = Person(self.name, await self.page.context.new_page())
        await tab.page.goto(self.page.url)
        return tab

    def _listen(self, page: Page) -> None:
        def on_socket(socket) -> None:
            socket.on('framereceived', lambda payload: self.frames.append(str(payload)))

        page.on('websocket', on_socket)
        page.on('pageerror', lambda error: self.errors.append(str(error)))
        page.on('console', lambda line: self.errors.append(line.text) if line.type == 'error' else None)

    @property
    def log(self) -> Locator:
        """The messages of the open group."""
        return self.page.get_by_role('log', name='Messages')

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_role('textbox', name='Message', exact=True)

    def message(self, text: str) -> Locator:
        """The message that holds a text."""
        return self.log.get_by_role('article').filter(has_text=text)

    async def opens(self, group: str) -> None:
        """Open a group from the list."""
        await self._link(group).click()
        await self._is_at(group)

    async def creates(self, group: str, *, private: bool = False) -> None:
        """Make a group, which then is open."""
        await self.page.get_by_role('button', name='New group').first.click()
        dialog = self.page.get_by_role('dialog')
        await dialog.get_by_role('textbox', name='Group name').fill(group)
        if private:
            await dialog.get_by_role('switch', name='Private').click()
        await dialog.get_by_role('button', name='Create').click()
        await self._is_at(group)
        await expect(dialog).to_have_count(0)  # keys of the page rest while it fades

    async def joins(self, group: str) -> None:
        """Find an open group, join it and open it."""
        await self.page.get_by_role('button', name='Browse groups').first.click()
        line = self.page.get_by_role('dialog').get_by_role('listitem').filter(has_text=group)
        await line.get_by_role('button', name='Join').click()
        await self._is_at(group)
        await expect(self.page.get_by_role('dialog')).to_have_count(0)

    async def _is_at(self, group: str) -> None:
        await expect(self.page.get_by_role('heading', name=group)).to_be_visible()
        await self.page.wait_for_url(await self._link(group).get_attribute('href') or '')

    def _link(self, group: str) -> Locator:
        groups = self.page.get_by_role('navigation', name='Groups', include_hidden=True)  # a phone hides it in a group
        return groups.get_by_role('link', name=group, exact=True, include_hidden=True)

    async def says(self, text: str) -> None:
        """Write a text and press Enter."""
        await self.box.fill(text)
        await self.box.press('Enter')

    async def sees(self, text: str, *, within: float = 5) -> None:
        """Have a message on the page."""
        await expect(self.message(text)).to_be_visible(timeout=within * SECONDS)

    async def does_not_see(self, text: str, *, within: float = 5) -> None:
        """Have no such message on the page, or no longer."""
        await expect(self.message(text)).to_have_count(0, timeout=within * SECONDS)

    async def asks_of(self, text: str, action: str) -> None:
        """Choose an action from a message's menu."""
        row = self.message(text)
        await row.hover()
        await row.get_by_role('button', name='More actions').click()
        await self.page.get_by_role('menuitem', name=action).click()

    async def edits(self, text: str, new: str) -> None:
        """Give a message another text."""
        await self.asks_of(text, 'Edit')
        box = self.page.get_by_role('textbox', name='Edit message')
        await box.fill(new)
        await self.page.get_by_role('button', name='Save').click()
        await expect(box).to_have_count(0)

    async def deletes(self, text: str) -> None:
        """Take a message back."""
        await self.asks_of(text, 'Delete')
        await self.page.get_by_role('dialog').get_by_role('button', name='Delete').click()
        await expect(self.page.get_by_role('dialog')).to_have_count(0)

    async def reacts(self, text: str, emoji: str) -> None:
        """Choose a reaction to a message from those at hand."""
        row = self.message(text)
        await row.hover()
        await row.get_by_role('button', name='React').click()
        popup = self.page.get_by_role('dialog', name='Choose a reaction')
        await popup.get_by_role('group', name='At hand').get_by_role('button', name=emoji).click()
        await expect(popup).to_have_count(0)

    async def texts(self) -> list[str]:
        """Read the bodies on the page, in order."""
        return [re.sub(r'\s+', ' ', text).strip() for text in await self.log.locator('article .bd').all_inner_texts()]
