"""A reader's zone and language, from strangers' words."""

import pytest
from fastapi import Request

from messenger.components.locale import OWN_ZONE, as_chosen, known_language, known_zone, locale_of
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


async def test_a_language_with_its_country_is_remembered(world: World) -> None:
    """As the browser said it last time, also while the page is built, which is before it can be asked again."""
    world.actions.reading.set_preference(world.alice.id, 'language', known_language('en-GB'))
    request = Request({'type': 'http', 'headers': [(b'accept-language', b'fr')]})
    assert locale_of(world.store, world.alice.id, request).language == 'en_GB'


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
