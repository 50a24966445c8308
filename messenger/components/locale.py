"""A reader's time zone and language: from their preferences, else from the browser."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from fastapi import Request
from nicegui import Client

from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.languages import LANGUAGES, OWN_LANGUAGE, accepted
from messenger.live import Locale
from messenger.model.ids import MemberId
from messenger.store.store import Store

DEFAULT = Locale(zone='UTC', language='en')


OWN_ZONE = 'own-zone'
"""The preference that holds the zone a member chose; ``zone`` holds what the browser said last."""


class Reader:
    """The zone and language in which one open page is read: as its browser says, unless the member chose."""

    def __init__(self, store: Store, member_id: MemberId, client: Client) -> None:
        self._store = store
        self._member_id = member_id
        self._client = client
        self._said = _guess(store, member_id, client.request)
        self.locale = as_chosen(store, member_id, self._said)

    async def ask(self, reading: ReadingActions, adopt: Callable[[Locale], None]) -> None:
        """Ask the browser, and call `adopt` if another locale comes of it."""
        self._said = await ask_browser(self._client, reading, self._member_id, self._said)
        self.follow(adopt)

    def follow(self, adopt: Callable[[Locale], None]) -> None:
        """Follow what the member chooses, and call `adopt` if another locale comes of it."""
        locale = as_chosen(self._store, self._member_id, self._said)
        if locale != self.locale:
            self.locale = locale
            adopt(locale)


def locale_of(store: Store, member_id: MemberId, request: Request) -> Locale:
    """Return what a member chose, else what the browser said last time, else UTC and the header's language."""
    return as_chosen(store, member_id, _guess(store, member_id, request))


def as_chosen(store: Store, member_id: MemberId, said: Locale) -> Locale:
    """Put what a member chose in the place of what the browser says."""
    zone, language = chosen_zone(store, member_id), chosen_language(store, member_id)
    keeps = not language or _is_alike(said.language, language)  # the browser's de_AT for a chosen de
    return replace(said, zone=zone or said.zone, language=said.language if keeps else language)


def chosen_zone(store: Store, member_id: MemberId) -> str:
    """Return the zone a member chose, empty for that of the browser."""
    return known_zone(store.preference(member_id, OWN_ZONE))


def chosen_language(store: Store, member_id: MemberId) -> str:
    """Return the language a member chose, empty for that of the browser."""
    chosen = store.preference(member_id, OWN_LANGUAGE)
    return chosen if chosen in LANGUAGES else ''


def _guess(store: Store, member_id: MemberId, request: Request) -> Locale:
    """Go by the header, which is this very browser's; where a browser said more of it before, as de_AT, by that."""
    asked = wanted_language(request.headers.get('accept-language', ''))
    kept = known_language(store.preference(member_id, 'language'))
    return Locale(
        zone=known_zone(store.preference(member_id, 'zone')) or DEFAULT.zone,
        language=kept if kept and (not asked or _is_alike(kept, asked)) else asked or DEFAULT.language,
    )


async def ask_browser(client: Client, reading: ReadingActions, member_id: MemberId, guess: Locale) -> Locale:
    """Ask an open page for its zone and language and remember them; the guess where it gives no sensible answer."""
    answer = await browser.ask(client, browser.LOCALE)
    if not isinstance(answer, list) or len(answer) != 2:
        return guess
    language = known_language(answer[1])
    if not _is_alike(language, guess.language):  # the page is built, and speaks the other
        language = guess.language
    locale = Locale(zone=known_zone(answer[0]) or guess.zone, language=language)
    if locale != guess:
        reading.set_preference(member_id, 'zone', locale.zone)
        reading.set_preference(member_id, 'language', locale.language)
    return locale


def known_zone(name: object) -> str:
    """Return the name of a time zone that exists, else nothing."""
    if not isinstance(name, str) or not name:
        return ''
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError, ValueError):  # unknown, a folder, or a path that leads elsewhere
        return ''


def wanted_language(header: str) -> str:
    """Return the first language of a header that the interface speaks, else the first that is known at all."""
    tags = [tag for tag in map(known_language, accepted(header)) if tag]
    return next((tag for tag in tags if tag.split('_')[0] in LANGUAGES), tags[0] if tags else '')


def _is_alike(language: str, other: str) -> bool:
    return language.split('_', maxsplit=1)[0] == other.split('_', maxsplit=1)[0]


def known_language(tag: object) -> str:
    """Return a language that dates can be written in, such as ``de_AT`` for ``de-AT;q=0.9``, else nothing.

    What it returned once, and was kept, is one too.
    """
    if not isinstance(tag, str):
        return ''
    try:
        return str(BabelLocale.parse(tag.split(';')[0].strip().replace('_', '-'), sep='-'))
    except (ValueError, UnknownLocaleError):
        return ''
