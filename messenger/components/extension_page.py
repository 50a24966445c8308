"""A page of an extension: its line at the side, and itself in the middle."""

from html import escape

from nicegui import ui
from nicegui.element import Element

from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.empty import empty_state
from messenger.components.parts import Parts
from messenger.extensions.panels import Place
from messenger.model.ids import MemberId
from messenger.words import _


def page_link(page: Place, *, is_open: bool) -> str:
    """Write the line at the side that leads to a page."""
    current = ' aria-current="page"' if is_open else ''
    icon, title = escape(page.icon), escape(page.title)
    return f'<a class="button wide" href="/x/{page.name}" data-icon="{icon}"{current}>{title}</a>'


async def show_page(app: Parts, member_id: MemberId, name: str) -> None:
    """Build the page of an extension in the current slot, or say that there is none."""
    page = next((each for each in app.extensions.pages(member_id) if each.name == name), None)
    if page is None:
        empty_state(_('There is no such page here, or not any more.'), _('Go to your groups'), _home, icon='article')
        return
    with Element('section').classes('extension-page'):
        with Element('header').classes('head').on('click', _home, args=[], js_handler=browser.CLICK):
            title = f'<h1>{escape(page.title)}</h1>'
            heading = icon_button(_('Back to the groups'), 'back', 'arrow_back') + title
            Element('div').classes('part').props['innerHTML'] = heading
        with Element('div').classes('extension-body'):
            await page.build()


def _home() -> None:
    ui.navigate.to('/')
