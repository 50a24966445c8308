"""A reader's zone and language, from strangers' words."""

import pytest
from fastapi import Request

from messenger.components.locale import (
    OWN_ZONE,
    as_chosen,
    known_language,
    known_zone,
    locale_of,
    wanted_language,
)
from messenger.languages import OWN_LANGUAGE
from messenger.live import Locale
from tests.world import World


@pytest.mark.parametrize('name', ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])
def test_a_zone_that_exists_is_taken(name: str) -> None:
    assert known_zone(name) == name


@pytest.mark.parametrize('name', ['', 'Mars/Olympus', '../../etc/passwd', '/etc/localtime', 'Europe', None, 7, 'a\0b'])
def test_any_other_is_not(name: object) -> None:
    """A path that leads elsewhere, a folder, a number: nothing is read and nothing fails."""
    assert known_zone(name) == ''


@pytest.mark.parametrize(('tag', 'language'), [('de-AT;q=0.9', 'de_AT'), ('en', 'en'), ('zh-Hans-CN', 'zh_Hans_CN')])
def test_a_language_is_read_from_a_browsers_tag(tag: str, language: str) -> None:
    assert known_language(tag) == language


def asking(header: str) -> Request:
    """A request of a browser whose languages are these."""
    return Request({'type': 'http', 'headers': [(b'accept-language', header.encode())]})


async def test_a_language_with_its_country_is_remembered(world: World) -> None:
    """As the browser said it last time, also while the page is built, which is before it can be asked again."""
    world.actions.reading.set_preference(world.alice.id, 'language', known_language('en-GB'))
    assert locale_of(world.store, world.alice.id, asking('en,de;q=0.5')).language == 'en_GB'
    assert locale_of(world.store, world.alice.id, asking('')).language == 'en_GB'


async def test_a_browser_that_asks_for_another_language_gets_it(world: World) -> None:
    """What a member's browser at home said does not count at work."""
    world.actions.reading.set_preference(world.alice.id, 'language', 'en_GB')
    assert locale_of(world.store, world.alice.id, asking('de-AT,de;q=0.9')).language == 'de_AT'


@pytest.mark.parametrize(('header', 'language'), [('fr,de-CH;q=0.8,en;q=0.5', 'de_CH'), ('fr', 'fr'), ('*', '')])
def test_of_what_a_browser_asks_for_the_first_that_is_spoken_here_counts(header: str, language: str) -> None:
    """Else the first, in which dates at least can be written."""
    assert wanted_language(header) == language


@pytest.mark.parametrize(
    ('chosen', 'said', 'language'),
    [('de', 'de_AT', 'de_AT'), ('de', 'en_GB', 'de'), ('ar', 'de', 'ar'), ('', 'de', 'de'), ('tlh', 'de', 'de')],
)
async def test_a_language_that_was_chosen_goes_before_that_of_the_browser(
    world: World, chosen: str, said: str, language: str
) -> None:
    """But for the country that the browser says with it."""
    world.actions.reading.set_preference(world.alice.id, OWN_LANGUAGE, chosen)
    assert as_chosen(world.store, world.alice.id, Locale('UTC', said)) == Locale('UTC', language)


@pytest.mark.parametrize('tag', ['', '*', 'klingon', 'x-private', None, 3, 'de_' * 500])
def test_a_language_nobody_knows_is_none(tag: object) -> None:
    assert known_language(tag) == ''


@pytest.mark.parametrize(
    ('chosen', 'zone'), [('Asia/Tokyo', 'Asia/Tokyo'), ('', 'Europe/Berlin'), ('Mars', 'Europe/Berlin')]
)
async def test_a_zone_that_was_chosen_goes_before_that_of_the_browser(world: World, chosen: str, zone: str) -> None:
    world.actions.reading.set_preference(world.alice.id, OWN_ZONE, chosen)
    said = Locale(zone='Europe/Berlin', language='de')
    assert as_chosen(world.store, world.alice.id, said) == Locale(zone=zone, language='de')
    assert as_chosen(world.store, world.bob.id, said) == said
