"""Light and dark: by the system, or as the member chose, in all of the member's tabs."""

from nicegui import ui

from messenger.actions.actions import Actions
from messenger.languages import marked
from messenger.model.ids import MemberId
from messenger.store.store import Store

THEMES = {
    '': (marked('System'), 'contrast'),
    'light': (marked('Light'), 'light_mode'),
    'dark': (marked('Dark'), 'dark_mode'),
}
"""What may be chosen, with its name and icon."""

PREFERENCE = 'theme'

_IS_DARK = {'light': False, 'dark': True}


def theme_of(store: Store, member_id: MemberId) -> str:
    """Return what the member chose; '' is the system's."""
    chosen = store.preference(member_id, PREFERENCE)
    return chosen if chosen in THEMES else ''


def choose_theme(actions: Actions, member_id: MemberId, theme: str) -> None:
    """Keep a member's choice; their open pages follow."""
    actions.reading.set_preference(member_id, PREFERENCE, theme)


class Theme:
    """The theme of one page."""

    def __init__(self, store: Store, member_id: MemberId) -> None:
        self._store = store
        self._member_id = member_id
        theme = theme_of(store, member_id)
        if theme:
            # Until the page's own code runs, which sets the class that counts from then on, this keeps
            # a dark page from beginning with a white flash.
            ui.add_head_html(f'<style>:root {{ color-scheme: {theme} }}</style>')
        self._mode = ui.dark_mode(_IS_DARK.get(theme))

    def show(self) -> None:
        """Follow the member's choice."""
        is_dark = _IS_DARK.get(theme_of(self._store, self._member_id))
        if self._mode.value is not is_dark:
            self._mode.set_value(is_dark)
