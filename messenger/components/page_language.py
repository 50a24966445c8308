"""The language that a page is built in, from its first byte, and its reload when the member chooses another."""

from copy import copy

from nicegui import Client, ui
from nicegui.language import Language

from messenger.components.locale import locale_of
from messenger.languages import best_language
from messenger.model.ids import MemberId
from messenger.store.store import Store
from messenger.words import speak, spoken_by

QUASAR: dict[str, Language] = {'en': 'en-US', 'de': 'de', 'ar': 'ar'}
"""What NiceGUI and Quasar call the languages."""


class PageLanguage:
    """The language of one page of a member."""

    def __init__(self, store: Store, member_id: MemberId, client: Client) -> None:
        """Let the page speak as its member reads; before anything is built on it."""
        self._store = store
        self._member_id = member_id
        self._client = client
        speak(client, self._wanted())
        # A page object stands for an address and all who open it: a copy of it speaks to this one.
        client.page = copy(client.page)
        client.page.language = QUASAR[best_language(self._wanted())]

    def follow(self) -> None:
        """Load the page anew where its member chose another language since: no text on it changes by itself."""
        if best_language(self._wanted()) != best_language(spoken_by(self._client)):
            with self._client:
                ui.navigate.reload()

    def _wanted(self) -> str:
        return locale_of(self._store, self._member_id, self._client.request).language
