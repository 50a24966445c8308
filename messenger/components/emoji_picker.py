"""Choosing one emoji: a few at hand, a search by name, and all of them by category."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from functools import cache
from html import escape

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.languages import best_language
from messenger.rendering.emoji_names import FIRST_OF, Emoji, categories, emoji_name, find_emoji, one_emoji
from messenger.words import _, language, ngettext

SEARCH_CHARACTERS = 40
"""What is written beyond is not looked for; the box takes no more."""

SEARCH_SECONDS = 0.1


class EmojiPicker:
    """Placed in the current slot, such as that of a menu. `on_pick` is told what was chosen; who opened it closes it.

    One element holds the emoji of one category, or what was found, as HTML: there are some 1,900 in all.
    """

    def __init__(
        self, on_pick: Callable[[str], Awaitable[None]], *, at_hand: Sequence[str], mine: Collection[str] = ()
    ) -> None:
        """Place it, with some emoji `at_hand` at the top, of which those that are `mine` already are marked."""
        self._on_pick = on_pick
        self._category = next(iter(FIRST_OF))
        self._language = best_language(language())
        with Element('div').classes('emoji-picker') as self.element:
            at_top = Element('div').classes('emoji-grid').props('role=group')
            at_top.props['aria-label'] = _('At hand')
            at_top.props['innerHTML'] = _at_hand(at_hand, mine, self._language)
            self.search = Element('input').classes('emoji-search').props('type=search autocomplete=off')
            self.search.props.update(
                {
                    'aria-label': _('Search emoji'),
                    'placeholder': _('Search emoji'),
                    'maxlength': SEARCH_CHARACTERS,
                }
            )
            self._tabs = self._build_tabs()
            self._heading = Element('div').classes('emoji-heading').props('role=status')
            self._grid = Element('div').classes('emoji-grid all').props('role=group')
            self._grid.props['aria-label'] = _('Emoji')
        self._show_category()
        for event in ('click', 'keydown'):
            self.element.on(event, self._on_event, js_handler=browser.PICK)
        self.search.on('input', self._on_event, js_handler=browser.SEEK, throttle=SEARCH_SECONDS)

    def _build_tabs(self) -> dict[str, Element]:
        tabs = {}
        with Element('div').classes('emoji-tabs').props('role=group') as row:
            row.props['aria-label'] = _('Categories')
            for category, first in FIRST_OF.items():
                tab = tabs[category] = Element('button').props('type=button')
                tab.props.update({'data-category': category, 'aria-label': _(category), 'title': _(category)})
                tab.props['innerHTML'] = first
        return tabs

    async def _on_event(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['pick', str(text)] if picture := one_emoji(text):
                await self._on_pick(picture)
            case ['category', str(category)] if category in FIRST_OF:
                self._category = category
                self._show_category()
            case ['search', str(text)]:
                self._search(text[:SEARCH_CHARACTERS])
            case ['first', str(text)] if found := self._find(text[:SEARCH_CHARACTERS]):
                await self._on_pick(found[0].picture)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._show_category()
            return
        found = self._find(text)
        count = ngettext('{count} found', '{count} found', len(found))
        self._show(count if found else _('No emoji is called so. Try another word.'), _buttons(found))
        self._mark_tab('')

    def _find(self, text: str) -> list[Emoji]:
        """Find by name; what is an emoji itself, from a keyboard that has them, is found as it is."""
        if picture := one_emoji(text.strip()):
            return [Emoji(picture=picture, name=emoji_name(picture, self._language), aliases=(), words='')]
        return find_emoji(text, language=self._language)

    def _show_category(self) -> None:
        self._show(_(self._category), _category_buttons(self._category, self._language))
        self._mark_tab(self._category)

    def _show(self, heading: str, html: str) -> None:
        self._heading.props['innerHTML'] = escape(heading)
        self._grid.props['innerHTML'] = html

    def _mark_tab(self, category: str) -> None:
        for each, tab in self._tabs.items():
            tab.props['aria-pressed'] = 'true' if each == category else 'false'


@cache
def _category_buttons(category: str, language: str) -> str:
    return _buttons(categories(language)[category])


def _buttons(emoji: Iterable[Emoji]) -> str:
    return ''.join(_button(each.picture, each.name) for each in emoji)


def _at_hand(pictures: Sequence[str], mine: Collection[str], language: str) -> str:
    """Write those at the top; the focus begins here, as in the search it would open a touch keyboard."""
    places = ['tabindex="0" data-autofocus', *['tabindex="-1"'] * len(pictures)]
    pressed = ['true' if each in mine else 'false' for each in pictures]
    return ''.join(
        _button(each, emoji_name(each, language), f'{place} aria-pressed="{is_mine}"')
        for each, place, is_mine in zip(pictures, places, pressed, strict=False)
    )


def _button(picture: str, name: str, marks: str = 'tabindex="-1"') -> str:
    name = escape(name)
    return f'<button type="button" {marks} data-emoji="{picture}" aria-label="{name}" title="{name}">{picture}</button>'
