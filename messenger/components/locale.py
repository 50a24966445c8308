"""A reader's time zone and language: from their preferences, else from the browser."""

from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from fastapi import Request
from nicegui import Client

from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.live import Locale
from messenger.model.ids import MemberId
from messenger.store.store import Store

DEFAULT = Locale(zone='UTC', language='en')


def locale_of(store: Store, member_id: MemberId, request: Request) -> Locale:
    """Guess before the browser was asked: what it said last time, else UTC and the header's language."""
    header = request.headers.get('accept-language', '').split(',')[0]
    return Locale(
        zone=known_zone(store.preference(member_id, 'zone')) or DEFAULT.zone,
        language=known_language(store.preference(member_id, 'language') or header) or DEFAULT.language,
    )


async def ask_browser(client: Client, reading: ReadingActions, member_id: MemberId, guess: Locale) -> Locale:
    """Ask an open page for its zone and language and remember them; the guess where it gives no sensible answer."""
    answer = await browser.ask(client, browser.LOCALE)
    if not isinstance(answer, list) or len(answer) != 2:
        return guess
    locale = Locale(zone=known_zone(answer[0]) or guess.zone, language=known_language(answer[1]) or guess.language)
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


def known_language(tag: object) -> str:
    """Return a language that dates can be written in, such as ``de_AT`` for ``de-AT;q=0.9``, else nothing."""
    if not isinstance(tag, str):
        return ''
    try:
        return str(BabelLocale.parse(tag.split(';')[0].strip(), sep='-'))
    except (ValueError, UnknownLocaleError):
        return ''
