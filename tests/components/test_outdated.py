"""The line that asks to load the page again."""

from nicegui import ui
from nicegui.testing import user_simulation

from messenger.components.outdated import ask_to_reload

WORDS = 'Something here is newer than this page. Reload to see it; what you typed stays.'


async def test_it_stays_until_the_viewer_wants_to_wait() -> None:
    """It offers to reload, and goes away when it is closed."""

    def root() -> None:
        ask_to_reload(ui.context.client)

    async with user_simulation(root) as user:
        await user.open('/')
        await user.should_see(WORDS)
        await user.should_see('Reload')
        user.find('Later').click()
        await user.should_not_see(WORDS)
